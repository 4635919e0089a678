"""A PDF read: its pages, what stands on each, and the text that comes of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from tarmim.model.geometry import Box
from tarmim.model.identity import FontRecord
from tarmim.model.repair import Repair

__all__ = ["APART", "Block", "BlockKind", "Document", "Line", "Page", "Word"]

#: paragraph (headings and items of lists too), row of a table (cells with tabulators between), footnote, furniture
#: of the page, hidden: text that nobody can see.
BlockKind = Literal["paragraph", "row", "footnote", "furniture", "hidden"]

#: The kinds of blocks that are no part of the document's text.
APART: Final[tuple[BlockKind, ...]] = ("furniture", "hidden")


@dataclass(frozen=True, slots=True)
class Word:
    """A word and the box around it: left, bottom, right, top in points of the page, y upwards."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a cell of a table: its words in reading order, as the page has them, and the box around them."""

    words: tuple[Word, ...]
    box: Box

    @property
    def text(self) -> str:
        """Return the words with spaces between."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Block:
    """What is one line of the document's text.

    text   as the page has it, before any repair; the lines of a paragraph joined
    angle  whole degrees by which its lines are turned against the clock; boxes are in the turned frame
    """

    kind: BlockKind
    text: str
    lines: tuple[Line, ...]
    box: Box
    angle: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number from 1, its visible box in points, its blocks in reading order, what went wrong on it.

    notes  where there were two ways to read it, the one taken, and what for
    """

    number: int
    box: Box
    rotation: int
    blocks: tuple[Block, ...]
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF as text.

    pages   its pages; a page that could not be read has no blocks and says so in its problems
    repair  what the rules made of the text: the blocks but those that stand APART, one a line, in reading order
    fonts   its fonts, and what their codes were taken for
    """

    pages: tuple[Page, ...]
    repair: Repair
    fonts: tuple[FontRecord, ...] = ()

    @property
    def text(self) -> str:
        """Return the text, repaired: a paragraph or a row of a table a line."""
        return self.repair.text

    @property
    def problems(self) -> tuple[tuple[int, str], ...]:
        """Return what went wrong: the number of the page, from 1, and what."""
        return tuple((page.number, problem) for page in self.pages for problem in page.problems)
