"""A page's glyphs into blocks of text, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.bidi.classes import codes_of
from tarmim.layout.columns import Band, Strip, bands_of
from tarmim.layout.paragraphs import is_full, paragraphs_of
from tarmim.layout.rows import Row, rows_of
from tarmim.model.document import Block, BlockKind, Line, Word
from tarmim.model.geometry import Box
from tarmim.reading.joiners import with_joiners
from tarmim.reading.letters import hidden_units_of, units_of
from tarmim.reading.order import Pieces, Spacing, gaps_of, read_units, spacing_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.layout.units import Units
    from tarmim.model.glyph import PageGlyphs

__all__ = ["Text", "joined", "texts_of"]


@dataclass(frozen=True, slots=True)
class Text:
    """A block of a page, and what is needed to see whether the next one goes on from it.

    size     the size of its letters, in points
    goes_on  it ends with a full line and no stop: at the end of a column or page it may go on in the next
    """

    block: Block
    size: float
    goes_on: bool = False

    def marked(self, kind: BlockKind) -> Text:
        """Return the text as a block of a kind that stands apart: nothing goes on from it."""
        return replace(self, block=replace(self.block, kind=kind), goes_on=False)


@dataclass(frozen=True, slots=True)
class _Page:
    units: Units
    spacing: Spacing
    from_left: bool
    mirrored: bool
    arabic: bool
    leaning: NDArray[np.int64]

    def base(self, strips: Sequence[Strip]) -> int:
        """Return the direction of a paragraph, or of a column: 1 from the right."""
        return int(not self.from_left and self.is_arabic(strips))

    def is_arabic(self, strips: Sequence[Strip]) -> bool:
        """Tell whether most letters run from the right, or as many."""
        return bool(strips) and sum(int(self.leaning[strip.units].sum()) for strip in strips) >= 0


def texts_of(page: PageGlyphs) -> list[Text]:
    """Return the texts of a page in reading order: the body, then its furniture, then what nobody can see."""
    artifacts = np.array([content.artifact for content in page.contents] + [False])[page.glyphs.contents]
    units = units_of(page)
    apart = artifacts[units.firsts]
    found = _read(page, units.take(np.flatnonzero(~apart)))
    furniture = _read(page, units.take(np.flatnonzero(apart)))
    hidden = _read(page, hidden_units_of(page))
    return [*found, *(text.marked("furniture") for text in furniture), *(text.marked("hidden") for text in hidden)]


def _read(page: PageGlyphs, units: Units) -> list[Text]:
    if not len(units):
        return []
    rows = rows_of(units)
    found: list[Text] = []
    gaps = [gaps_of(units, row.units) for row in rows]
    spacing = spacing_of(rows, gaps)
    leaning = _leaning(units)
    context = _Page(
        with_joiners(page, units, rows, gaps, spacing),
        spacing,
        _is_set_from_left(units, rows, leaning),
        _are_mirrored(units, rows),
        bool(leaning.sum() >= 0),
        leaning,
    )
    for angle in sorted({row.angle for row in rows}, key=lambda angle: (angle != _main(rows), angle)):
        level = page.rulings if angle == 0 else page.rulings[:0]
        for band in bands_of(units, [row for row in rows if row.angle == angle], level):
            found.extend(_read_band(context, band))
    return found


def _main(rows: Sequence[Row]) -> int:
    """Return the angle of most text."""
    angles, sizes = np.array([row.angle for row in rows]), np.array([len(row.units) for row in rows])
    return int(max(np.unique(angles).tolist(), key=lambda angle: sizes[angles == angle].sum()))


def _leaning(units: Units) -> NDArray[np.int64]:
    """Return for each unit how many more of its letters run from the right than from the left.

    A stretch of text is Arabic where at least half of its letters run from the right: the sum is not below 0.
    """
    codes = {text: codes_of(text) for text in set(units.texts)}
    leaning = {text: code.count("A") + code.count("R") - code.count("L") for text, code in codes.items()}
    return np.array([leaning[text] for text in units.texts], dtype=np.int64)


def _is_set_from_left(units: Units, rows: Sequence[Row], leaning: NDArray[np.int64]) -> bool:
    """Tell whether Arabic lines were set as paragraphs from the left, as programs do that know no direction.

    The stops say so: a line's last stop stands at its left end as it should, or at the right end.
    """
    right = left = 0
    for row in rows:
        solid = row.units[~units.spaces[row.units]]
        if len(solid) > 1 and leaning[solid].sum() >= 0:
            right += units.texts[solid[0]] in _STOPS
            left += units.texts[solid[-1]] in _STOPS
    return left >= 2 and left > 2 * right


def _are_mirrored(units: Units, rows: Sequence[Row]) -> bool:
    """Tell whether brackets are mapped as they look, and not to the characters that they stand for.

    As they look, an opening bracket stands to the left of the closing one, whatever the direction.
    """
    balance = 0
    brackets = np.array([text in _BRACKETS for text in units.texts], dtype=bool)
    for row in rows:
        signs = [units.texts[k] for k in row.units[brackets[row.units]].tolist()]
        for one, other in pairwise(signs):
            balance += (one in _OPENING and _CLOSING[_OPENING.index(one)] == other) - (
                one in _CLOSING and _OPENING[_CLOSING.index(one)] == other
            )
    return balance >= 0


_STOPS: Final = (".", "\u060c", "\u061b", "!", "\u061f")
_OPENING: Final = ("(", "[", "{", "\u00ab", "<")
_CLOSING: Final = (")", "]", "}", "\u00bb", ">")
_BRACKETS: Final = frozenset(_OPENING + _CLOSING)


def _read_band(page: _Page, band: Band) -> Iterator[Text]:
    columns = band.columns[::-1] if page.arabic else band.columns
    if len(columns) > 1 and _is_table(page, band):
        yield from _table(page, band)
        return
    texts: list[Text] = []
    for column in columns:
        found = _column(page, column)
        texts[-1:] = joined([*texts[-1:], found[0]])
        texts.extend(found[1:])
    yield from texts


def _column(page: _Page, column: Sequence[Strip]) -> list[Text]:
    """Return the paragraphs of a column, each marked where it may go on in the next column or on the next page."""
    edges = min(strip.left for strip in column), max(strip.right for strip in column)
    base = page.base(column)
    found = []
    for strips in paragraphs_of(page.units, column, base=base):
        text, last = _paragraph(page, strips), strips[-1]
        room = last.left - edges[0] if base else edges[1] - last.right
        is_open = len(column) > 1 and room < _FULL * last.row.size and re.search(_ENDED, text.block.text) is None
        found.append(replace(text, goes_on=is_open))
    return found


def joined(texts: Sequence[Text]) -> list[Text]:
    """Return the texts, those that go on in the next column or on the next page joined."""
    found: list[Text] = []
    for text in texts:
        last = found[-1] if found else None
        if last is None or not last.goes_on or not _may_go_on(last, text):
            found.append(text)
        else:
            block = replace(
                last.block,
                text=_with_line(last.block.text, text.block.text),
                lines=(*last.block.lines, *text.block.lines),
            )
            found[-1] = replace(last, block=block, goes_on=text.goes_on)
    return found


def _may_go_on(one: Text, other: Text) -> bool:
    alike = abs(one.size - other.size) <= 0.1 * other.size and one.block.angle == other.block.angle
    return alike and one.block.kind == other.block.kind == "paragraph"


#: Lines of prose have more signs than this on average; cells of a table, in one column at least, have fewer.
_CELL: Final = 12
#: A last line is full where it leaves less than so many ems; and what ends a sentence.
_FULL: Final = 1.0
_ENDED: Final = "[.!?\u061f:\u06d4\u2026][\\s\"'\u201d\u00bb)\\]]*\\Z"


def _is_table(page: _Page, band: Band) -> bool:
    """Tell whether the columns of a band are those of a table: rows reach through, and lines are not full."""
    if band.ruled:
        return True
    through = sum(len(_strips_of(band, group)) > 1 for group in band.rows)
    if through < 0.6 * len(band.rows):
        return False
    if len(band.columns) > 2 or any(sum(len(s.units) for s in c) < _CELL * len(c) for c in band.columns):
        return True
    full = lines = 0
    for column in band.columns:
        edges = min(s.left for s in column), max(s.right for s in column)
        for above, below in pairwise(column):
            lines += 1
            full += is_full(page.units, above, below, edges, page.base(column))
    return full < 0.5 * lines


def _strips_of(band: Band, rows: Sequence[Row]) -> list[Strip]:
    return [strip for column in band.columns for strip in column if any(strip.row is row for row in rows)]


def _table(page: _Page, band: Band) -> Iterator[Text]:
    columns = band.columns[::-1] if page.arabic else band.columns
    for group in band.rows:
        cells = [
            [
                _line(page, strip, int(page.arabic and not page.from_left))
                for strip in column
                if any(strip.row is row for row in group)
            ]
            for column in columns
        ]
        text = "\t".join(" ".join(line.text for line in cell) for cell in cells)
        strips = _strips_of(band, group)
        lines = tuple(line for cell in cells for line in cell)
        yield Text(Block("row", text, lines, _around(lines), group[0].angle), strips[0].row.size)


def _line(page: _Page, strip: Strip, base: int, *, goes_on: bool = False, is_followed: bool = False) -> Line:
    """Return a line; whether it goes on from one of right-to-left text, and whether such a one follows."""
    row = strip.row
    pieces = read_units(
        page.units,
        row,
        strip.units,
        page.spacing,
        base=base,
        mirrored=page.mirrored,
        goes_on=goes_on,
        is_followed=is_followed,
    )
    bottom, top = row.base - _DEPTH * row.size, row.base + _HEIGHT * row.size
    return Line(tuple(_words(pieces, bottom, top)), (strip.left, bottom, strip.right, top))


def _words(pieces: Pieces, bottom: float, top: float) -> Iterator[Word]:
    """Yield the words of a line: what stands between spaces."""
    if not pieces.texts:
        return
    edges = np.diff(np.concatenate(([True], pieces.spaces, [True])).astype(np.int8))
    starts, ends = np.flatnonzero(edges < 0), np.flatnonzero(edges > 0)
    lefts = np.minimum.reduceat(np.where(pieces.spaces, np.inf, pieces.left), starts).tolist()
    rights = np.maximum.reduceat(np.where(pieces.spaces, -np.inf, pieces.right), starts).tolist()
    for start, end, left, right in zip(starts.tolist(), ends.tolist(), lefts, rights, strict=True):
        yield Word("".join(pieces.texts[start:end]), (left, bottom, right, top))


def _paragraph(page: _Page, strips: Sequence[Strip]) -> Text:
    base, arabic = page.base(strips), page.is_arabic(strips)
    found = []
    for strip in strips:
        is_first, is_last = strip is strips[0], strip is strips[-1]
        # set from the left, a paragraph ends at the right end of its last line: no letter stands there
        goes_on = arabic and not is_first and bool(base or not is_last)
        found.append(_line(page, strip, base, goes_on=goes_on, is_followed=arabic and not is_last))
    lines = tuple(found)
    text = lines[0].text
    for line in lines[1:]:
        text = _with_line(text, line.text)
    block = Block("paragraph", re.sub("\u00ad(?!\\Z)", "", text), lines, _around(lines), strips[0].row.angle)
    return Text(block, max(strip.row.size for strip in strips))


def _with_line(text: str, line: str) -> str:
    """Return the text with the next line: a word that was broken at the line's end is whole again."""
    if text.endswith("\u00ad") or (re.search("[A-Za-z]-\\Z", text) and re.match("[a-z]", line)):
        return text[:-1] + line
    return f"{text} {line}"


def _around(lines: Sequence[Line]) -> Box:
    boxes = [line.box for line in lines] or [(0.0, 0.0, 0.0, 0.0)]
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


#: How far letters reach below and above their baseline, in ems, where the font is not asked.
_DEPTH: Final = 0.3
_HEIGHT: Final = 0.9
