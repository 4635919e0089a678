"""A PDF read: its pages, what stands on each, and the text that comes of them."""

from __future__ import annotations

from dataclasses import dataclass

from tarmim.model.identity import FontRecord
from tarmim.model.page import Block, Page, Place
from tarmim.model.repair import Repair

__all__ = ["Document"]


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF as text, each word of it tied to its place on the page.

    pages   its pages; a page that could not be read has no blocks and says so in its problems
    repair  what the rules made of the text: the blocks but those that stand APART, one a line, in reading order
    fonts   its fonts, and what their codes were taken for
    """

    pages: tuple[Page, ...]
    repair: Repair
    fonts: tuple[FontRecord, ...] = ()

    def __repr__(self) -> str:
        """Return what it is in a few words: pages and text may be long."""
        return f"<Document: {len(self.pages)} pages, {len(self.text)} characters, language {self.language}>"

    @property
    def text(self) -> str:
        """Return the text, repaired: a paragraph or a row of a table a line."""
        return self.repair.text

    @property
    def language(self) -> str | None:
        """Return the language that the text was read and repaired in (ISO 639-1), None without Arabic script."""
        return self.repair.language

    @property
    def problems(self) -> tuple[tuple[int, str], ...]:
        """Return what went wrong: the number of the page, from 1, and what."""
        return tuple((page.number, problem) for page in self.pages for problem in page.problems)

    def at(self, start: int, end: int) -> tuple[Place, ...]:
        """Return where start:end of the text stands on the pages: its words in the order of the text.

        Offsets are characters of `text`, half-open, from 0; what lies outside the text has no place. Nor has a span
        between words, on the break of a line of the text say; an empty span has the words it touches.
        """
        return self.repair.passage.places(start, end)

    def text_of(self, block: Block) -> str:
        """Return the text of a block, repaired; as the page has it for a block that stands APART from the text."""
        if block.span is None:
            return block.text
        start, end = self.repair.passage.span_after(*block.span)
        return self.text[start:end]
