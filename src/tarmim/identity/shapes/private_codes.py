"""Private codes of known font files: believed of a glyph only where code and ink are those of the file.

Some fonts give private codes to glyphs that only shaping reaches, and mPDF gives such codes to those that have none,
upward in glyph order. What a code means therefore differs from one version of a font to the next, and the font's name
does not tell: so each row of the table says how wide its glyph is and where its ink lies, and counts only for that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tarmim.identity.shapes.outline import Outline

__all__ = ["InkMeasure", "ink_measure", "is_private", "private_letters"]

#: Advance; left, bottom, right and top of the ink; its centre of gravity, across and up: all in thousandths of an em
#: from the glyph's origin; and the area of the ink in ten-thousandths of a square em. The box alone does not tell two
#: dots from three, nor a dot above from one below: of the glyphs of Lateef 39 in 530 have the box of the next one.
InkMeasure = tuple[int, int, int, int, int, int, int, int]

#: How far apart two measures of one glyph may lie, in their units: both were rounded.
_ROUNDING: Final = 1


def is_private(text: str) -> bool:
    """Tell whether a text is one character of the private use area of the Basic Multilingual Plane."""
    return len(text) == 1 and "\ue000" <= text <= "\uf8ff"


def ink_measure(outline: Outline) -> InkMeasure:
    """Return the measure of a glyph by its outline."""
    left, bottom = outline.points.min(axis=0).tolist()
    right, top = outline.points.max(axis=0).tolist()
    area, across, up = _mass(outline)
    lengths = (outline.advance, left, bottom, right, top, across, up)
    advance, x0, y0, x1, y1, x, y = (round(length * 1000) for length in lengths)
    return advance, x0, y0, x1, y1, x, y, round(area * 10_000)


def _mass(outline: Outline) -> tuple[float, float, float]:
    """Return the area of the polygons of an outline, holes taken off, and their centre of gravity."""
    points = outline.points.astype(float)
    starts = [0, *outline.ends[:-1].tolist()]
    after = points[_followers(starts, outline.ends.tolist())]
    cross = points[:, 0] * after[:, 1] - after[:, 0] * points[:, 1]
    twice = float(cross.sum())
    if not twice:
        return 0.0, 0.0, 0.0
    across, up = ((points + after) * cross[:, None]).sum(axis=0) / (3 * twice)
    return abs(twice) / 2, float(across), float(up)


def _followers(starts: list[int], ends: list[int]) -> list[int]:
    """Return for each corner the number of the next one on its polygon."""
    return [
        corner + 1 if corner + 1 < end else start
        for start, end in zip(starts, ends, strict=True)
        for corner in range(start, end)
    ]


def private_letters(char: str, measure: InkMeasure) -> str | None:
    """Return the letters of a private character whose glyph measures as in a known font file, None for any other.

    >>> private_letters("\ue002", (251, 83, -11, 167, 511, 0, 0, 0)) is None
    True
    """
    letters = {row for row, known in _rows().get(char, ()) if _are_equal(measure, known)}
    return letters.pop() if len(letters) == 1 else None


def _are_equal(one: InkMeasure, other: InkMeasure) -> bool:
    return all(abs(first - second) <= _ROUNDING for first, second in zip(one, other, strict=True))


@cache
def _rows() -> Mapping[str, list[tuple[str, InkMeasure]]]:
    """Return for each private character its letters and measures, one for each known file that has it."""
    text = (files("tarmim.identity") / "data" / "private_codes.tsv").read_text("ascii")
    rows: dict[str, list[tuple[str, InkMeasure]]] = defaultdict(list)
    for line in text.splitlines():
        if not line.startswith("#"):
            _, code, letters, *numbers = line.split("\t")
            advance, left, bottom, right, top, across, up, area = map(int, numbers)
            read = "".join(chr(int(one, 16)) for one in letters.split())
            rows[chr(int(code, 16))].append((read, (advance, left, bottom, right, top, across, up, area)))
    return rows
