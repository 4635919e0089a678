"""A page's glyphs into blocks of text, in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from tarmim.layout.columns import Band, Strip, bands_of
from tarmim.layout.footnotes import begins_note, footnotes_of
from tarmim.layout.paragraphs import paragraphs_of
from tarmim.model.page import Block, BlockKind
from tarmim.model.quirk import notes_of
from tarmim.reading.blocks import joined_blocks, paragraph_block
from tarmim.reading.letters import letters_of, mapped_letters_of
from tarmim.reading.lines import lines_of
from tarmim.reading.page_rows import has_rows, page_rows
from tarmim.reading.setting import PageSetting, setting_of
from tarmim.reading.strewn import blocks_as_written
from tarmim.reading.tables import is_table, table_rows
from tarmim.reading.verse import is_verse, verses_of

if TYPE_CHECKING:
    from tarmim.layout.rows import Row
    from tarmim.layout.units import Units
    from tarmim.model.glyph import PageGlyphs
    from tarmim.model.quirk import Mended

__all__ = ["PageReading", "Text", "as_one", "goes_on_in", "read_page"]

#: What is told of a page whose letters stand in no lines.
_STREWN: Final = "its letters stand in more lines than any page has: they come out in the order of the file"


@dataclass(frozen=True, slots=True)
class Text:
    """A block of a page, and what is needed to see whether the next one goes on from it.

    size     the size of its letters, in points
    goes_on  it ends with a full line and no stop: at the end of a column or page it may go on in the next
    mended   the quirks mended in its lines
    """

    block: Block
    size: float
    goes_on: bool = False
    mended: tuple[Mended, ...] = ()

    def marked(self, kind: BlockKind) -> Text:
        """Return the text as a block of a kind that stands apart: nothing goes on from it."""
        return replace(self, block=replace(self.block, kind=kind), goes_on=False)


@dataclass(frozen=True, slots=True)
class PageReading:
    """A page read.

    texts     in reading order: the body, then its footnotes, its furniture, and what nobody can see
    notes     where there were two ways to read the body: the one taken, and what for
    problems  what could not be read as it stands
    """

    texts: tuple[Text, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def read_page(page: PageGlyphs, *, as_mapped: bool = False) -> PageReading:
    """Return what stands on a page; as_mapped: letters stay as the file's own maps have them, to the code point."""
    artifacts = page.of_content("artifact", default=False)
    letters = mapped_letters_of(page) if as_mapped else letters_of(page)
    apart = artifacts[letters.units.firsts]
    body = _read(page, letters.units.where(~apart), as_mapped=as_mapped)
    furniture = _read(page, letters.units.where(apart), as_mapped=as_mapped)
    hidden = _read(page, letters.hidden, as_mapped=as_mapped)
    texts = (
        *body.texts,
        *(text.marked("furniture") for text in furniture.texts),
        *(text.marked("hidden") for text in hidden.texts),
    )
    problems = dict.fromkeys((*body.problems, *furniture.problems, *hidden.problems))
    return PageReading(texts, (*letters.notes, *body.notes), tuple(problems))


def _read(page: PageGlyphs, units: Units, *, as_mapped: bool) -> PageReading:
    if not has_rows(units):
        blocks = blocks_as_written(units, page.number + 1)
        return PageReading(tuple(Text(block, float(units.sizes[0])) for block in blocks), problems=(_STREWN,))
    rows = page_rows(units)
    if not rows:
        return PageReading()
    setting = setting_of(page, units, rows, as_mapped=as_mapped)
    found: list[Text] = []
    notes: list[Text] = []
    main = _main_angle(rows)
    by_angle = {angle: list(group) for angle, group in groupby(rows, key=lambda row: row.angle)}
    for angle, here in sorted(by_angle.items(), key=lambda one: (one[0] != main, one[0])):
        level = page.rulings if angle == 0 else page.rulings[:0]
        first, end = footnotes_of(units, here, level) if angle == main else (len(here), len(here))
        for band in bands_of(units, [*here[:first], *here[end:]], level):
            found.extend(_read_band(setting, band))
        for band in bands_of(units, here[first:end], level[:0]):
            notes.extend(_read_notes(setting, band))
    found.extend(notes)
    mended = (*setting.mended, *(one for text in found for one in text.mended))
    return PageReading(tuple(found), notes_of(mended))


def _main_angle(rows: Sequence[Row]) -> int:
    """Return the angle of most text."""
    sizes = Counter[int]()
    for row in rows:
        sizes[row.angle] += len(row.units)
    return max(sorted(sizes), key=sizes.__getitem__)


def _read_band(setting: PageSetting, band: Band) -> Iterator[Text]:
    columns = band.columns[::-1] if setting.arabic else band.columns
    if len(columns) > 1 and is_table(setting, band):
        yield from (Text(block, size) for block, size in table_rows(setting, band))
        return
    if is_verse(setting.units, band):
        yield from (_paragraph(setting, verse) for verse in verses_of(setting.units, band))
        return
    texts: list[Text] = []
    for column in columns:
        found = _column(setting, column)
        texts[-1:] = join_columns([*texts[-1:], found[0]])
        texts.extend(found[1:])
    yield from texts


def _read_notes(setting: PageSetting, band: Band) -> Iterator[Text]:
    """Yield the footnotes of a band: each begins with its mark."""
    for column in band.columns[::-1] if setting.arabic else band.columns:
        begins = [k for k, strip in enumerate(column) if not k or begins_note(setting.units, strip.row)]
        for begin, end in pairwise([*begins, len(column)]):
            yield _paragraph(setting, column[begin:end]).marked("footnote")


def _column(setting: PageSetting, column: Sequence[Strip]) -> list[Text]:
    """Return the paragraphs of a column, each marked where it may go on in the next column or on the next page."""
    edges = min(strip.left for strip in column), max(strip.right for strip in column)
    direction = setting.direction_of(column)
    found = []
    for strips in paragraphs_of(setting.units, column, direction=direction):
        text, last = _paragraph(setting, strips), strips[-1]
        room = last.left - edges[0] if direction else edges[1] - last.right
        is_full = room < _FULL_LINE_ROOM_EMS * last.row.size
        goes_on = len(column) > 1 and is_full and re.search(_ENDED, text.block.raw) is None
        found.append(replace(text, goes_on=goes_on))
    return found


def join_columns(texts: Sequence[Text]) -> list[Text]:
    """Return the texts, those that go on in the next column joined."""
    runs: list[list[Text]] = []
    for text in texts:
        if runs and goes_on_in(runs[-1], text):
            runs[-1].append(text)
        else:
            runs.append([text])
    return [as_one(run) for run in runs]


def goes_on_in(parts: Sequence[Text], text: Text) -> bool:
    """Tell whether a paragraph, the parts of it met so far, goes on in a text of the next column or page."""
    first, last = parts[0], parts[-1]
    is_alike = abs(first.size - text.size) <= _SIZE_SHARE * text.size and first.block.angle == text.block.angle
    return last.goes_on and is_alike and first.block.kind == text.block.kind == "paragraph"


def as_one(parts: Sequence[Text]) -> Text:
    """Return the parts of a paragraph as one text."""
    if len(parts) == 1:
        return parts[0]
    block = joined_blocks([part.block for part in parts])
    return replace(
        parts[0], block=block, goes_on=parts[-1].goes_on, mended=tuple(one for part in parts for one in part.mended)
    )


#: A column's last line is full where it leaves less white than this, in ems. By judgement.
_FULL_LINE_ROOM_EMS: Final = 1.0
#: The sizes of the two parts of one paragraph differ by at most this share. By judgement.
_SIZE_SHARE: Final = 0.1
#: What ends a sentence.
_ENDED: Final = "[.!?\u061f:\u06d4\u2026][\\s\"'\u201d\u00bb)\\]]*\\Z"


def _paragraph(setting: PageSetting, strips: Sequence[Strip]) -> Text:
    read = lines_of(setting, strips)
    block = paragraph_block(read.lines, strips[0].row.angle)
    return Text(block, max(strip.row.size for strip in strips), mended=read.mended)
