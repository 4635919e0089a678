"""A page's glyphs into blocks of text, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.bidi.classes import codes_of
from tarmim.layout.columns import Band, Strip, bands_of
from tarmim.layout.paragraphs import is_full, paragraphs_of
from tarmim.layout.rows import Row, rows_of
from tarmim.reading.letters import units_of
from tarmim.reading.order import Spacing, read_units, spacing_of

if TYPE_CHECKING:
    from tarmim.layout.units import Units
    from tarmim.model.glyph import PageGlyphs

__all__ = ["Text", "texts_of"]


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, heading or row of a table as text; box: left, bottom, right, top in points."""

    kind: str
    text: str
    lines: tuple[str, ...]
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Page:
    units: Units
    spacing: Spacing
    base: int
    mirrored: bool
    arabic: bool


def texts_of(page: PageGlyphs) -> list[Text]:
    """Return the texts of a page in reading order."""
    units = units_of(page)
    rows = rows_of(units)
    found: list[Text] = []
    context = _Page(units, spacing_of(units, rows), _base(units, rows), _are_mirrored(units, rows), _is_arabic(units))
    for angle in sorted({row.angle for row in rows}, key=lambda angle: (angle != _main(rows), angle)):
        level = page.rulings if angle == 0 else page.rulings[:0]
        for band in bands_of(units, [row for row in rows if row.angle == angle], level):
            found.extend(_read_band(context, band))
    return found


def _main(rows: Sequence[Row]) -> int:
    """Return the angle of most text."""
    angles, sizes = np.array([row.angle for row in rows]), np.array([len(row.units) for row in rows])
    return int(max(np.unique(angles).tolist(), key=lambda angle: sizes[angles == angle].sum()))


def _is_arabic(units: Units) -> bool:
    codes = codes_of("".join(units.texts))
    return bool(codes.count("A") + codes.count("R") >= codes.count("L"))


def _base(units: Units, rows: Sequence[Row]) -> int:
    """Return the direction of the page's paragraphs: 1 from the right.

    Where most letters run from the right the stops say whether the paragraphs do too: they stand at the lines' left ends.
    """
    if not _is_arabic(units):
        return 0
    right = 0
    for row in rows:
        solid = row.units[~units.spaces[row.units]]
        first, last = units.texts[solid[0]], units.texts[solid[-1]]
        right += (first in _STOPS) - (last in _STOPS)
    return int(right >= 0)


def _are_mirrored(units: Units, rows: Sequence[Row]) -> bool:
    """Tell whether brackets are mapped as they look, and not to the characters that they stand for.

    As they look, an opening bracket stands to the left of the closing one, whatever the direction.
    """
    balance = 0
    for row in rows:
        signs = [units.texts[k] for k in row.units.tolist() if units.texts[k] in _OPENING or units.texts[k] in _CLOSING]
        for one, other in zip(signs, signs[1:], strict=False):
            balance += (one in _OPENING and _CLOSING[_OPENING.index(one)] == other) - (
                one in _CLOSING and _OPENING[_CLOSING.index(one)] == other
            )
    return balance >= 0


_STOPS: Final = (".", "\u060c", "\u061b", "!", "\u061f", ":")
_OPENING: Final = ("(", "[", "{", "\u00ab", "<")
_CLOSING: Final = (")", "]", "}", "\u00bb", ">")


def _read_band(page: _Page, band: Band) -> Iterator[Text]:
    columns = band.columns[::-1] if page.arabic else band.columns
    if len(columns) > 1 and _is_table(page, band):
        yield from _table(page, band)
        return
    for column in columns:
        for paragraph in paragraphs_of(page.units, column, base=page.base):
            yield _paragraph(page, paragraph)


def _is_table(page: _Page, band: Band) -> bool:
    """Tell whether the columns of a band are those of a table: rows reach through, and lines are not full."""
    if band.ruled:
        return True
    through = sum(len(_strips_of(band, group)) > 1 for group in band.rows)
    if through < 0.6 * len(band.rows):
        return False
    if len(band.columns) > 2:
        return True
    full = lines = 0
    for column in band.columns:
        edges = min(s.left for s in column), max(s.right for s in column)
        for above, below in zip(column, column[1:], strict=False):
            lines += 1
            full += is_full(page.units, above, below, edges, page.base)
    return full < 0.5 * lines


def _strips_of(band: Band, rows: Sequence[Row]) -> list[Strip]:
    return [strip for column in band.columns for strip in column if any(strip.row is row for row in rows)]


def _table(page: _Page, band: Band) -> Iterator[Text]:
    columns = band.columns[::-1] if page.arabic else band.columns
    for group in band.rows:
        cells = [
            " ".join(_line(page, strip) for strip in column if any(strip.row is row for row in group))
            for column in columns
        ]
        text = "\t".join(cells)
        yield Text("row", text, (text,), _box(page, _strips_of(band, group)))


def _line(page: _Page, strip: Strip, *, goes_on: bool = False) -> str:
    return read_units(
        page.units, strip.row, strip.units, page.spacing, base=page.base, mirrored=page.mirrored, goes_on=goes_on
    )


def _paragraph(page: _Page, strips: Sequence[Strip]) -> Text:
    lines = [_line(page, strip, goes_on=k > 0) for k, strip in enumerate(strips)]
    text = lines[0]
    for line in lines[1:]:
        if text.endswith("\u00ad"):
            text = text[:-1] + line
        elif re.search("[A-Za-z]-\\Z", text) and re.match("[a-z]", line):
            text = text[:-1] + line
        else:
            text += " " + line
    return Text("paragraph", text.replace("\u00ad", ""), tuple(lines), _box(page, strips))


def _box(page: _Page, strips: Sequence[Strip]) -> tuple[float, float, float, float]:
    return (
        min(s.left for s in strips),
        min(s.row.base for s in strips),
        max(s.right for s in strips),
        max(s.row.base + s.row.size for s in strips),
    )
