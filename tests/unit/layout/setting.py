"""Units set by the tests: text in lines, every letter half an em wide unless said otherwise."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from tarmim.layout.columns import Band, Strip
from tarmim.layout.rows import Row, rows_of
from tarmim.layout.units import Units
from tarmim.reading.order import gaps_of, read_units, spaces_of, spacing_of
from tarmim.reading.page_rows import page_rows

#: An em in points, and a letter's width.
SIZE = 10.0
WIDTH = 5.0

NO_RULINGS = np.empty((0, 4), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by itself, as `Units` has it in columns."""

    text: str
    left: float
    right: float
    baseline: float = 0.0
    size: float = SIZE
    angle: int = 0


def units_from(parts: Iterable[Unit]) -> Units:
    """Return the units in columns, in content order."""
    chosen = list(parts)
    return Units(
        [u.text for u in chosen],
        np.array([u.left for u in chosen], dtype=np.float64),
        np.array([u.right for u in chosen], dtype=np.float64),
        np.array([u.baseline for u in chosen], dtype=np.float64),
        np.array([u.size for u in chosen], dtype=np.float64),
        np.array([u.angle for u in chosen], dtype=np.int32),
        np.array([all(unicodedata.combining(char) for char in u.text) for u in chosen], dtype=bool),
        np.array([not u.text.strip() for u in chosen], dtype=bool),
        np.arange(len(chosen), dtype=np.int32),
    )


def from_right(
    text: str, right: float = 200.0, baseline: float = 0.0, *, size: float = SIZE, glyphs: bool = True
) -> list[Unit]:
    """Return a line written from the right, letter by letter; without space glyphs only the gaps stay."""
    found = []
    for char in text:
        if unicodedata.combining(char):
            found.append(Unit(char, right, right, baseline, size))
            continue
        left = right - size / 2
        if glyphs or char != " ":
            found.append(Unit(char, left, right, baseline, size))
        right = left
    return found


def from_left(
    text: str, left: float = 0.0, baseline: float = 0.0, *, size: float = SIZE, glyphs: bool = True
) -> list[Unit]:
    """Return a line written from the left as it stands: right-to-left text in visual order."""
    found = []
    for char in text:
        if unicodedata.combining(char):
            found.append(Unit(char, left, left, baseline, size))
            continue
        if glyphs or char != " ":
            found.append(Unit(char, left, left + size / 2, baseline, size))
        left += size / 2
    return found


def lines_from_right(
    lines: Sequence[str],
    right: float = 200.0,
    top: float = 0.0,
    *,
    leading: float = 15.0,
    indents: Sequence[float] = (),
) -> list[Unit]:
    """Return lines one below the other."""
    return [
        unit
        for k, line in enumerate(lines)
        for unit in from_right(line, right - (indents[k] if indents else 0), top - k * leading)
    ]


def rows_as_text(units: Units) -> list[str]:
    """Return the rows as they stand, letters from left to right with their marks; spaces where glyphs are."""
    return ["".join(_shown(units, row)) for row in rows_of(units)]


def _shown(units: Units, row: Row) -> Iterable[str]:
    for number in row.units.tolist():
        yield units.texts[number] + "".join(units.texts[mark] for mark in row.marks.get(number, ()))


def read_as_text(
    parts: Iterable[Unit], *, direction: int = 1, mirrored: bool = True, goes_on: bool = False
) -> list[str]:
    """Return the rows in reading order."""
    units = units_from(parts)
    rows = page_rows(units)
    gaps = [gaps_of(units, row) for row in rows]
    spacing = spacing_of(rows, gaps)
    spaces = [spaces_of(found, row.size, spacing)[0] for row, found in zip(rows, gaps, strict=True)]
    return [
        "".join(
            read_units(units, row, row.marks, parted, direction=direction, mirrored=mirrored, goes_on=goes_on).texts
        )
        for row, parted in zip(rows, spaces, strict=True)
    ]


def strip_text(units: Units, strip: Strip) -> str:
    """Return what a strip has, from the right, as it was written by `from_right`."""
    return "".join(units.texts[k] for k in strip.units[::-1].tolist()).strip()


def band_texts(units: Units, band: Band) -> list[list[str]]:
    """Return the lines of each column of a band, columns from the left."""
    return [[strip_text(units, strip) for strip in column] for column in band.columns]
