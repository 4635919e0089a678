"""The ink behind a text: which words on which pages stand under its characters."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from tarmim.model.anchors import Anchors
from tarmim.model.page import Block, Line, Page, Place

__all__ = ["Ink", "ink_of"]


@dataclass(frozen=True, slots=True)
class Ink:
    """The words of a document tied to its text before any repair.

    pages    the pages in the order in which they were asked for: one may be there twice
    anchors  the spans of all words in the text
    blocks   the blocks that make the text, in its order, those without words left out
    firsts   for each block the number of its first word among `anchors`
    homes    for each block the place, from 0, of its page among `pages`
    """

    pages: tuple[Page, ...]
    anchors: Anchors
    blocks: tuple[Block, ...]
    firsts: array[int]
    homes: array[int]

    def on_pages(self, pages: tuple[Page, ...]) -> Ink:
        """Return the ink with pages in place of its own that have the same words at the same spans."""
        with_words = (block for page in pages for block in page.blocks if _is_tied(block))
        return replace(self, pages=pages, blocks=tuple(with_words))

    def places(self, start: int, end: int) -> tuple[Place, ...]:
        """Return the places of the words under start:end of the text before any repair, in text order."""
        return tuple(self._places(self.anchors.under(start, end)))

    def _places(self, numbers: range) -> Iterator[Place]:
        if not numbers:
            return
        number, last = numbers.start, numbers.stop
        block_number = bisect_right(self.firsts, number) - 1
        while number < last:
            block = self.blocks[block_number]
            skipped = number - self.firsts[block_number]
            page = self.pages[self.homes[block_number]]
            for line in block.lines:
                if line.page != page.number:
                    page = self._page_of(line, self.homes[block_number])
                if skipped >= len(line.words):
                    skipped -= len(line.words)
                    continue
                for word in line.words[skipped : skipped + last - number]:
                    yield Place(page, block, line, word, self.anchors.span(number))
                    number += 1
                skipped = 0
            block_number += 1

    def _page_of(self, line: Line, home: int) -> Page:
        """Return the page that a line stands on, of a block that begins on the page at `home`: it or one behind it."""
        return next(page for page in islice(self.pages, home, None) if page.number == line.page)


def _is_tied(block: Block) -> bool:
    """Tell whether a block has words in the text."""
    return block.span is not None and len(block.anchors) > 0


def ink_of(pages: Sequence[Page]) -> Ink:
    """Return the ink of pages whose blocks know their spans in the text."""
    blocks: list[Block] = []
    firsts, homes, anchors = array("i"), array("i"), Anchors()
    for home, page in enumerate(pages):
        for block in page.blocks:
            if block.span is None or not len(block.anchors):  # `_is_tied`, as mypy sees it
                continue
            blocks.append(block)
            firsts.append(len(anchors))
            homes.append(home)
            moved = block.anchors.shifted(block.span[0])
            anchors.starts.extend(moved.starts)
            anchors.ends.extend(moved.ends)
    return Ink(tuple(pages), anchors, tuple(blocks), firsts, homes)
