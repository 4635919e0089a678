"""What stands on the pages of a PDF: blocks, lines and words with their boxes, and the place of a word."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from tarmim.model.anchors import Anchors
from tarmim.model.edit import Span
from tarmim.model.geometry import Box, bounds

__all__ = ["APART", "Block", "BlockKind", "Line", "Page", "Place", "Word"]

#: paragraph (headings and items of lists too), row of a table (cells with tabulators between), footnote, furniture
#: of the page, hidden: text that nobody can see.
BlockKind = Literal["paragraph", "row", "footnote", "furniture", "hidden"]

#: The kinds of blocks that are no part of the document's text, unless furniture is kept.
APART: Final[tuple[BlockKind, ...]] = ("furniture", "hidden")


#: How many characters of a text are shown of what holds it.
_SHOWN_CHARACTERS: Final = 40


def shortened(text: str) -> str:
    """Return a text as it is shown of what holds it: its beginning.

    >>> shortened("x" * 50)[-3:]
    'xx…'
    """
    return text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "\N{HORIZONTAL ELLIPSIS}"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is printed, and the box around it: left, bottom, right, top in points of the page, y upwards."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a cell of a table.

    words  in reading order, as the page has them
    box    around them
    page   the number, from 1, of the page it stands on: a paragraph may go on over a page's end
    """

    words: tuple[Word, ...]
    box: Box
    page: int

    @property
    def text(self) -> str:
        """Return the words with spaces between."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True, repr=False)
class Block:
    """What is one line of the document's text.

    raw       as the page has it, before any repair; the lines of a paragraph joined
    angle     whole degrees by which its lines are turned against the clock; boxes are in the turned frame
    span      where it stands in the document's text before any repair, in its page's where pages are streamed; None for
              blocks that stand apart from the text: what nobody can see, and furniture unless it is kept
    anchors   where the words of its lines stand in `raw`
    repaired  what the rules made of it, None where that is the same: `text` is what to read
    """

    kind: BlockKind
    raw: str
    lines: tuple[Line, ...]
    box: Box
    angle: int = 0
    span: Span | None = None
    anchors: Anchors = field(default_factory=Anchors, compare=False)
    repaired: str | None = None

    def __repr__(self) -> str:
        """Return what it is in a few words: the kind and how the text begins."""
        return f"<Block: {self.kind} {shortened(self.text)!r}>"

    def __hash__(self) -> int:
        """Return a number that equal blocks share, without looking at all their words."""
        return hash((self.kind, self.raw, self.box))

    @property
    def text(self) -> str:
        """Return its text, repaired; as the page has it where it stands apart or its page is streamed."""
        return self.raw if self.repaired is None else self.repaired

    @property
    def is_in_text(self) -> bool:
        """Tell whether it is part of the document's text: furniture and what nobody can see stand apart."""
        return self.span is not None

    def upright(self, box: Box) -> Box:
        """Return the upright box on the page around a box of its lines or words, which are in the turned frame."""
        if not self.angle:
            return box
        angle = math.radians(self.angle)
        return bounds((math.cos(angle), math.sin(angle), -math.sin(angle), math.cos(angle), 0.0, 0.0), box)

    def words(self) -> Iterator[tuple[Line, Word, Span]]:
        """Yield its words in reading order: the line, the word as printed, and the span of the word in `raw`."""
        spans = zip(self.anchors.starts, self.anchors.ends, strict=True)
        for line in self.lines:
            for word in line.words:
                yield line, word, next(spans)


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """A page: its number from 1, its visible box in points, its blocks in reading order, what went wrong on it.

    notes           where there were two ways to read it, the one taken, and what for
    needs_ocr       it shows a picture or text drawn as paths and has no text, or its letters cannot be told
    is_provisional  it was read before the last page was known: its letters may be read otherwise in the end
    """

    number: int
    box: Box
    rotation: int
    blocks: tuple[Block, ...]
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    needs_ocr: bool = False
    is_provisional: bool = False

    def __repr__(self) -> str:
        """Return what it is in a few words: its number and how its text begins."""
        return f"<Page {self.number}: {len(self.blocks)} blocks, {shortened(self.text)!r}>"

    def __hash__(self) -> int:
        """Return a number that equal pages share, without looking at all their words."""
        return hash((self.number, self.box, len(self.blocks)))

    @property
    def text(self) -> str:
        """Return its text, repaired, a block a line; what stands apart is left out.

        A paragraph that goes on over the page's end belongs, whole, to the page where it begins.
        """
        return "\n".join(block.text for block in self.blocks if block.is_in_text)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word of a text stands: the page, and on it the block, the line and the word.

    span  of the word in the text before any repair (characters, half-open)
    """

    page: Page = field(repr=False)
    block: Block = field(repr=False)
    line: Line = field(repr=False)
    word: Word
    span: Span

    @property
    def box(self) -> Box:
        """Return the upright box around the word, also where its line is turned: left, bottom, right, top.

        In points of the page's default user space, y upwards, before the page is turned by its `rotation` (ISO 32000-2
        8.3.2.3): a viewer that shows the page turned turns the box with it.
        """
        return self.block.upright(self.word.box)
