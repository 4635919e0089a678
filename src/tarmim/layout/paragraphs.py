"""Lines of a column into paragraphs: by distance, size, and whether a line is full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from tarmim.layout.columns import Strip
    from tarmim.layout.units import Units

__all__ = ["is_full", "paragraphs_of"]

#: A line stands further from the one above than this many times the usual distance: a paragraph begins.
_FURTHER: Final = 1.18
#: Lines of a paragraph are at most so many ems apart: twice the distance of lines set double.
_FARTHEST: Final = 4.0
#: So does one a little further, where the lines are justified and the one above is not quite full.
_LITTLE_FURTHER: Final = 1.06
_QUITE_FULL: Final = 0.3
_JUSTIFIED: Final = 0.5
#: Lines of other sizes are of other paragraphs: by more than this share.
_OTHER_SIZE: Final = 0.12
#: A line that begins so many ems further in than the others begins a paragraph.
_INDENT: Final = 0.9


def paragraphs_of(
    units: Units, strips: Sequence[Strip], *, direction: int, usual: float | None = None
) -> list[list[Strip]]:
    """Return the strips of a column, from the top, as paragraphs.

    direction   the direction: 1 from the right
    usual  the usual distance of lines in ems where the column has too few to tell
    """
    if not strips:
        return []
    left = min(strip.left for strip in strips)
    right = max(strip.right for strip in strips)
    pitch = _pitch(strips, usual)
    if direction and np.std([strip.left for strip in strips]) < np.std([strip.right for strip in strips]) / 2:
        direction = 0  # text from the right that is set flush left: its lines end raggedly there
    column = _Column((left, right), pitch, direction, _is_justified(strips, (left, right), direction))
    found = [[strips[0]]]
    for above, below in pairwise(strips):
        if _begins(units, above, below, column):
            found.append([below])
        else:
            found[-1].append(below)
    return found


def _pitch(strips: Sequence[Strip], usual: float | None) -> float:
    """Return the usual distance between lines, in ems: the most frequent small one."""
    steps = [
        (above.row.baseline - below.row.baseline) / below.row.size
        for above, below in pairwise(strips)
        if abs(above.row.size - below.row.size) <= _OTHER_SIZE * below.row.size
    ]
    steps = [step for step in steps if 0.5 < step <= _FARTHEST]
    if not steps:
        return usual or 2.0
    low = sorted(steps)[len(steps) // 4]
    near = sorted(step for step in steps if abs(step - low) <= 0.05 * low)
    return near[len(near) // 2]


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: where it begins and ends, the usual distance of lines in ems, its direction, if it is justified."""

    edges: tuple[float, float]
    pitch: float
    direction: int
    justified: bool


def _is_justified(strips: Sequence[Strip], edges: tuple[float, float], direction: int) -> bool:
    full = sum(_room(strip, edges, direction) < _QUITE_FULL * strip.row.size for strip in strips)
    return full >= _JUSTIFIED * len(strips)


def _room(strip: Strip, edges: tuple[float, float], direction: int) -> float:
    return strip.left - edges[0] if direction else edges[1] - strip.right


def _begins(units: Units, above: Strip, below: Strip, column: _Column) -> bool:
    """Tell whether a paragraph begins with the lower line."""
    size, edges, direction = below.row.size, column.edges, column.direction
    if abs(above.row.size - size) > _OTHER_SIZE * max(above.row.size, size):
        return True
    step = (above.row.baseline - below.row.baseline) / size
    if step > _FURTHER * column.pitch or not is_full(units, above, below, edges, direction):
        return True
    if column.justified and step > _LITTLE_FURTHER * column.pitch:
        return _room(above, edges, direction) > _QUITE_FULL * size
    start, start_above = (_room(strip, edges, 1 - direction) for strip in (below, above))
    return start > _INDENT * size and start_above < _INDENT * size / 2


def is_full(units: Units, above: Strip, below: Strip, edges: tuple[float, float], direction: int) -> bool:
    """Tell whether the first word of the lower line would not have fitted on the upper one."""
    return _room(above, edges, direction) < _first_word(units, below, direction) + 0.25 * below.row.size


def _first_word(units: Units, strip: Strip, direction: int) -> float:
    """Return how wide the first word of a line is, in points."""
    order = strip.units[::-1] if direction else strip.units
    start = None
    last = 0.0
    for number in order.tolist():
        if units.spaces[number]:
            if start is not None:
                break
            continue
        left, right = float(units.left[number]), float(units.right[number])
        near, far = (right, left) if direction else (left, right)
        if start is None:
            start = near
        elif abs(near - last) > 0.15 * strip.row.size:
            break
        last = far
    return abs(last - start) if start is not None else 0.0
