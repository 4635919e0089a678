"""The ink behind a text: which words on which pages stand under its characters."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tarmim.model.anchors import Anchors
from tarmim.model.page import Block, Page, Place

__all__ = ["Ink", "ink_of"]


@dataclass(frozen=True, slots=True)
class Ink:
    """The words of a document tied to its text before any repair.

    pages    the pages by their numbers
    anchors  the spans of all words in the text
    blocks   the blocks that make the text, in its order, those without words left out
    firsts   for each block the number of its first word among `anchors`
    """

    pages: Mapping[int, Page]
    anchors: Anchors
    blocks: tuple[Block, ...]
    firsts: array[int]

    def places(self, start: int, end: int) -> tuple[Place, ...]:
        """Return the places of the words under start:end of the text before any repair, in text order."""
        return tuple(self._places(self.anchors.under(start, end)))

    def words(self) -> Iterator[Place]:
        """Yield the place of every word of the text, in its order."""
        yield from self._places(range(len(self.anchors)))

    def _places(self, numbers: range) -> Iterator[Place]:
        if not numbers:
            return
        number, last = numbers.start, numbers.stop
        block_number = bisect_right(self.firsts, number) - 1
        while number < last:
            block = self.blocks[block_number]
            skipped = number - self.firsts[block_number]
            for line in block.lines:
                if skipped >= len(line.words):
                    skipped -= len(line.words)
                    continue
                for word in line.words[skipped : skipped + last - number]:
                    yield Place(self.pages[line.page], block, line, word, self.anchors.span(number))
                    number += 1
                skipped = 0
            block_number += 1


def ink_of(pages: Sequence[Page]) -> Ink:
    """Return the ink of pages whose blocks know their spans in the text."""
    blocks: list[Block] = []
    firsts, anchors = array("i"), Anchors()
    for page in pages:
        for block in page.blocks:
            if block.span is None or not len(block.anchors):
                continue
            blocks.append(block)
            firsts.append(len(anchors))
            moved = block.anchors.shifted(block.span[0])
            anchors.starts.extend(moved.starts)
            anchors.ends.extend(moved.ends)
    return Ink({page.number: page for page in pages}, anchors, tuple(blocks), firsts)
