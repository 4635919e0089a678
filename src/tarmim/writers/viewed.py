"""The pages of a document as a viewer shows them, with the repaired text where its ink stands: for hOCR and ALTO."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tarmim.bidi.levels import paragraph_level
from tarmim.model.document import Document
from tarmim.model.edit import Span
from tarmim.model.geometry import Box
from tarmim.model.page import Block, BlockKind, Line, Page, Place

__all__ = ["ViewedBlock", "ViewedLine", "ViewedPage", "ViewedWord", "around", "viewed_pages"]


@dataclass(frozen=True, slots=True)
class ViewedWord:
    """A word of the repaired text, or the part of one that stands on a line.

    box      around the ink that it was read from: left, top, right, bottom in points from the page's upper left corner
    whole    of a part: the whole word
    is_tail  of a part: it is not the first
    """

    text: str
    box: Box
    whole: str | None = None
    is_tail: bool = False


@dataclass(frozen=True, slots=True)
class ViewedLine:
    """A line, or a cell of a table, with the words that came of it."""

    box: Box
    words: tuple[ViewedWord, ...]


@dataclass(frozen=True, slots=True)
class ViewedBlock:
    """A block, or the part of one that stands on a page.

    direction  1 from the right, 0 from the left
    angle      whole degrees by which its lines are turned against the clock, as the page is shown: 0 to 359
    """

    kind: BlockKind
    box: Box
    direction: int
    angle: int
    lines: tuple[ViewedLine, ...]


@dataclass(frozen=True, slots=True)
class ViewedPage:
    """A page turned as it is shown: its number from 1, its width and height in points, its blocks in reading order."""

    number: int
    width: float
    height: float
    blocks: tuple[ViewedBlock, ...]


def viewed_pages(document: Document) -> tuple[ViewedPage, ...]:
    """Return the pages as they are shown. What nobody can see is left out, furniture is there, as it was printed.

    A paragraph that goes on over a page's end is cut there. A word of the text stands on the line of the ink that it
    was read from: where a repair joined words its box is around all of them, where one was cut into several each has
    the box of the whole; one that was joined over a line's end is in parts. Where a repair took from several lines and
    no part can be told, the word stands whole on the first. A word without ink, which a repair put in, has the box of
    its line.
    """
    found: list[list[ViewedBlock]] = [[] for _ in document]
    for home, page in enumerate(document):
        for block in page.blocks:
            if block.kind == "hidden":
                continue
            words = _words_in_text(document, block) if block.is_in_text else _words_as_printed(block)
            for place, lines in _by_page(document.pages, home, block):
                part = _viewed_block(document[place], block, lines, words)
                if part is not None:
                    found[place].append(part)
    return tuple(_viewed_page(page, tuple(blocks)) for page, blocks in zip(document, found, strict=True))


#: Of a line, by its identity: its words with their boxes in the block's own frame.
_WordsOfLines = dict[int, list[ViewedWord]]


def _words_as_printed(block: Block) -> _WordsOfLines:
    return {id(line): [ViewedWord(word.text, word.box) for word in line.words] for line in block.lines}


def _words_in_text(document: Document, block: Block) -> _WordsOfLines:
    """Return the words of a block's repaired text on the lines of their ink."""
    found: _WordsOfLines = {id(line): [] for line in block.lines}
    if block.span is None or not block.lines:
        return found
    start, end = document.repair.passage.span_after(*block.span)
    last = block.lines[0]
    for match in re.finditer(r"\S+", document.text[start:end]):
        span = start + match.start(), start + match.end()
        places = [place for place in document.at(*span) if place.block is block]
        if not places:
            found[id(last)].append(ViewedWord(match[0], last.box))
            continue
        last = places[-1].line
        for line, word in _on_lines(document, span, places):
            found[id(line)].append(word)
    return found


def _on_lines(document: Document, span: Span, places: Sequence[Place]) -> Iterator[tuple[Line, ViewedWord]]:
    """Yield a word of the text on the line of its places, in parts where these stand on several lines."""
    whole = document.text[slice(*span)]
    groups: dict[int, list[Place]] = {}
    for place in places:
        groups.setdefault(id(place.line), []).append(place)
    parts = [_part(document, span, group) for group in groups.values()] if len(groups) > 1 else [span]
    is_cut = (parts[0][0], parts[-1][1]) == span and all(one[1] == other[0] for one, other in pairwise(parts))
    for number, (group, (start, end)) in enumerate(zip(groups.values(), parts, strict=False)):
        box = around([place.word.box for place in group])
        if len(parts) == 1 or not is_cut:
            yield group[0].line, ViewedWord(whole, box)
            return
        yield group[0].line, ViewedWord(document.text[start:end], box, whole, number > 0)


def _part(document: Document, span: Span, places: Sequence[Place]) -> Span:
    """Return the part of a span of the text that came of these places."""
    raw = min(place.span[0] for place in places), max(place.span[1] for place in places)
    start, end = document.repair.passage.span_after(*raw)
    return max(start, span[0]), min(end, span[1])


def _by_page(pages: Sequence[Page], home: int, block: Block) -> Iterator[tuple[int, list[Line]]]:
    """Yield the lines of a block by the place of the page they stand on: its own or one behind it."""
    found: dict[int, list[Line]] = {}
    for line in block.lines:
        behind = (k for k in range(home, len(pages)) if pages[k].number == line.page)
        found.setdefault(next(behind, home), []).append(line)
    yield from found.items()


def _viewed_block(page: Page, block: Block, lines: Sequence[Line], words: _WordsOfLines) -> ViewedBlock | None:
    """Return the part of a block that its lines on a page make; None where no word stands on them."""
    found = []
    for line in lines:
        here = tuple(
            ViewedWord(word.text, _viewed_box(page, block, word.box), word.whole, word.is_tail)
            for word in words[id(line)]
        )
        if here:
            found.append(ViewedLine(_viewed_box(page, block, line.box), here))
    if not found:
        return None
    box = around([line.box for line in found])
    return ViewedBlock(block.kind, box, paragraph_level(block.text), (block.angle - page.rotation) % 360, tuple(found))


def _viewed_page(page: Page, blocks: tuple[ViewedBlock, ...]) -> ViewedPage:
    left, bottom, right, top = page.box
    width, height = right - left, top - bottom
    if page.rotation in (90, 270):
        width, height = height, width
    return ViewedPage(page.number, width, height, blocks)


def _viewed_box(page: Page, block: Block, box: Box) -> Box:
    """Return a box of a block as the page is shown: left, top, right, bottom from its upper left corner, within it."""
    one, two, three, four = block.upright(box)
    left, bottom, right, top = page.box
    if page.rotation == 90:
        seen, width, height = (two - bottom, one - left, four - bottom, three - left), top - bottom, right - left
    elif page.rotation == 180:
        seen, width, height = (right - three, two - bottom, right - one, four - bottom), right - left, top - bottom
    elif page.rotation == 270:
        seen, width, height = (top - four, right - three, top - two, right - one), top - bottom, right - left
    else:
        seen, width, height = (one - left, top - four, three - left, top - two), right - left, top - bottom
    return (
        min(max(seen[0], 0.0), width),
        min(max(seen[1], 0.0), height),
        min(max(seen[2], 0.0), width),
        min(max(seen[3], 0.0), height),
    )


def around(boxes: Sequence[Box]) -> Box:
    """Return the box around boxes, of which there is one at least."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
