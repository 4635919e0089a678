"""Paths: only what matters beside text, the box of a clipping path and the rules (thin straight lines) drawn.

A path is kept as pairs of operator and operands, unparsed; it is parsed where it clips or may hold a rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tarmim.model.geometry import Box, Matrix, bounds, transform
from tarmim.pdf.tokens import floats

__all__ = ["Path", "path_box", "rulings"]

#: The operators of path construction with their operands (ISO 32000-2 8.5.2).
Path = list[tuple[bytes, bytes]]

#: A filled shape at most this thick (points) is a rule: word processors draw rules of .5 to 2.25 pt as rectangles.
_MOST_RULE_THICKNESS = 3.0

#: A rule is at least this long (points): shorter ones are dots, dashes and parts of letters drawn as outlines.
_LEAST_RULE_LENGTH = 4.0

#: How far (points) the ends of a level line may differ in height.
_MOST_SLOPE = 0.5

#: Segments past which a path is a drawing: a table of 100 rows and 20 columns drawn as one path has 2,000.
_MOST_SEGMENTS = 10_000


def path_box(path: Path, matrix: Matrix) -> Box:
    """Return the box around a path, control points included; an empty path is an empty box."""
    xs: list[float] = []
    ys: list[float] = []
    for operator, operands in path:
        numbers = floats(operands)
        if operator == b"re" and len(numbers) >= 4:
            x, y, width, height = numbers[-4:]
            numbers = [x, y, x + width, y + height]
        xs.extend(numbers[0::2])
        ys.extend(numbers[1::2])
    if not xs or not ys:
        return 0.0, 0.0, 0.0, 0.0
    return bounds(matrix, (min(xs), min(ys), max(xs), max(ys)))


def rulings(path: Path, matrix: Matrix, *, stroked: bool) -> Iterator[Box]:
    """Yield the boxes of the rules a painted path draws, in user space.

    A stroked path yields its level and upright segments, a filled one its thin rectangles.
    """
    if len(path) > _MOST_SEGMENTS or any(operator in (b"c", b"v", b"y") for operator, _ in path):
        return
    for points in _subpaths(path):
        corners = [transform(matrix, x, y) for x, y in points]
        boxes = map(_around, pairwise(corners)) if stroked else [_around(corners)]
        for box in boxes:
            if _is_rule(box, _MOST_SLOPE if stroked else _MOST_RULE_THICKNESS):
                yield box


def _subpaths(path: Path) -> Iterator[list[tuple[float, float]]]:
    points: list[tuple[float, float]] = []
    for operator, operands in path:
        numbers = floats(operands)
        if operator == b"h":
            points.extend(points[:1])
        elif operator == b"l" and len(numbers) >= 2:
            points.append((numbers[0], numbers[1]))
        elif operator == b"m" and len(numbers) >= 2:
            if len(points) > 1:
                yield points
            points = [(numbers[0], numbers[1])]
        elif operator == b"re" and len(numbers) >= 4:
            if len(points) > 1:
                yield points
            x, y, width, height = numbers[:4]
            points = []
            yield [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
    if len(points) > 1:
        yield points


def _around(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _is_rule(box: Box, thickest: float) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return min(width, height) <= thickest and max(width, height) >= _LEAST_RULE_LENGTH
