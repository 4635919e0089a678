"""A page's glyphs into blocks of text, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.layout.columns import Band, Strip, bands_of
from tarmim.layout.footnotes import begins_note, footnotes_of
from tarmim.layout.paragraphs import is_full, paragraphs_of
from tarmim.layout.rows import Row, rows_of
from tarmim.model.document import Block, BlockKind, Line
from tarmim.model.geometry import Box
from tarmim.reading.letters import letters_of
from tarmim.reading.lines import cell_line, lines_of
from tarmim.reading.setting import PageSetting, setting_of

if TYPE_CHECKING:
    from tarmim.layout.units import Units
    from tarmim.model.glyph import PageGlyphs

__all__ = ["PageReading", "Text", "joined", "read_page"]


@dataclass(frozen=True, slots=True)
class Text:
    """A block of a page, and what is needed to see whether the next one goes on from it.

    size     the size of its letters, in points
    goes_on  it ends with a full line and no stop: at the end of a column or page it may go on in the next
    turned   it is read in the other direction than the page
    """

    block: Block
    size: float
    goes_on: bool = False
    turned: bool = False

    def marked(self, kind: BlockKind) -> Text:
        """Return the text as a block of a kind that stands apart: nothing goes on from it."""
        return replace(self, block=replace(self.block, kind=kind), goes_on=False)


@dataclass(frozen=True, slots=True)
class PageReading:
    """A page read.

    texts  in reading order: the body, then its footnotes, its furniture, and what nobody can see
    notes  where there were two ways to read the body: the one taken, and what for
    """

    texts: tuple[Text, ...] = ()
    notes: tuple[str, ...] = ()


def read_page(page: PageGlyphs) -> PageReading:
    """Return what stands on a page."""
    artifacts = np.array([content.artifact for content in page.contents] + [False])[page.glyphs.contents]
    letters = letters_of(page)
    apart = artifacts[letters.units.firsts]
    body = _read(page, letters.units.where(~apart))
    furniture = _read(page, letters.units.where(apart)).texts
    hidden = _read(page, letters.hidden).texts
    texts = (
        *body.texts,
        *(text.marked("furniture") for text in furniture),
        *(text.marked("hidden") for text in hidden),
    )
    return PageReading(texts, (*letters.notes, *body.notes))


def _read(page: PageGlyphs, units: Units) -> PageReading:
    rows = rows_of(units)
    if not rows:
        return PageReading()
    setting = setting_of(page, units, rows)
    found: list[Text] = []
    notes: list[Text] = []
    main = _main(rows)
    for angle in sorted({row.angle for row in rows}, key=lambda angle: (angle != main, angle)):
        level = page.rulings if angle == 0 else page.rulings[:0]
        here = [row for row in rows if row.angle == angle]
        first, end = footnotes_of(units, here, level) if angle == main else (len(here), len(here))
        for band in bands_of(units, [*here[:first], *here[end:]], level):
            found.extend(_read_band(setting, band))
        for band in bands_of(units, here[first:end], level[:0]):
            notes.extend(_read_notes(setting, band))
    found.extend(notes)
    turned = sum(text.turned for text in found)
    note = f"paragraphs are read in the other direction than the page, as they were written: {turned}"
    return PageReading(tuple(found), (*setting.notes, *([note] if turned else [])))


def _main(rows: Sequence[Row]) -> int:
    """Return the angle of most text."""
    angles, sizes = np.array([row.angle for row in rows]), np.array([len(row.units) for row in rows])
    return int(max(sorted(set(angles.tolist())), key=lambda angle: sizes[angles == angle].sum()))


def _read_band(setting: PageSetting, band: Band) -> Iterator[Text]:
    columns = band.columns[::-1] if setting.arabic else band.columns
    if len(columns) > 1 and _is_table(setting, band):
        yield from _table(setting, band)
        return
    texts: list[Text] = []
    for column in columns:
        found = _column(setting, column)
        texts[-1:] = joined([*texts[-1:], found[0]])
        texts.extend(found[1:])
    yield from texts


def _read_notes(setting: PageSetting, band: Band) -> Iterator[Text]:
    """Yield the footnotes of a band: each begins with its mark."""
    for column in band.columns[::-1] if setting.arabic else band.columns:
        begins = [k for k, strip in enumerate(column) if not k or begins_note(setting.units, strip.row)]
        for begin, end in pairwise([*begins, len(column)]):
            yield _paragraph(setting, column[begin:end]).marked("footnote")


def _column(setting: PageSetting, column: Sequence[Strip]) -> list[Text]:
    """Return the paragraphs of a column, each marked where it may go on in the next column or on the next setting."""
    edges = min(strip.left for strip in column), max(strip.right for strip in column)
    direction = setting.direction_of(column)
    found = []
    for strips in paragraphs_of(setting.units, column, direction=direction):
        text, last = _paragraph(setting, strips), strips[-1]
        room = last.left - edges[0] if direction else edges[1] - last.right
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


def _is_table(setting: PageSetting, band: Band) -> bool:
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
            full += is_full(setting.units, above, below, edges, setting.direction_of(column))
    return full < 0.5 * lines


def _strips_of(band: Band, rows: Sequence[Row]) -> list[Strip]:
    return [strip for column in band.columns for strip in column if any(strip.row is row for row in rows)]


def _table(setting: PageSetting, band: Band) -> Iterator[Text]:
    columns = band.columns[::-1] if setting.arabic else band.columns
    for group in band.rows:
        cells = [
            [cell_line(setting, strip) for strip in column if any(strip.row is row for row in group)]
            for column in columns
        ]
        text = "\t".join(" ".join(line.text for line in cell) for cell in cells)
        strips = _strips_of(band, group)
        lines = tuple(line for cell in cells for line in cell)
        yield Text(Block("row", text, lines, _around(lines), group[0].angle), strips[0].row.size)


def _paragraph(setting: PageSetting, strips: Sequence[Strip]) -> Text:
    read = lines_of(setting, strips)
    lines = read.lines
    text = lines[0].text
    for line in lines[1:]:
        text = _with_line(text, line.text)
    block = Block("paragraph", re.sub("\u00ad(?!\\Z)", "", text), lines, _around(lines), strips[0].row.angle)
    return Text(block, max(strip.row.size for strip in strips), turned=read.turned)


def _with_line(text: str, line: str) -> str:
    """Return the text with the next line: a word that was broken at the line's end is whole again."""
    if text.endswith("\u00ad") or (re.search("[A-Za-z]-\\Z", text) and re.match("[a-z]", line)):
        return text[:-1] + line
    return f"{text} {line}"


def _around(lines: Sequence[Line]) -> Box:
    boxes = [line.box for line in lines] or [(0.0, 0.0, 0.0, 0.0)]
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
