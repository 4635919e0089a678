"""A PDF read: its pages, what stands on each, and the text that comes of them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, overload

from tarmim.model.certainty import certainty_of
from tarmim.model.edit import Span
from tarmim.model.identity import FontRecord
from tarmim.model.metadata import Bookmark, Metadata
from tarmim.model.page import Block, Page, Place
from tarmim.model.repair import Repair

__all__ = ["Document"]


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF as text, each word of it tied to its place on the page: a sequence of its pages.

    pages   its pages; a page that could not be read has no blocks and says so in its problems
    repair  what the rules made of the text: the blocks that are in it, one a line, in reading order
    fonts   its fonts, and what their codes were taken for
    metadata       what the file says of itself: title, author, dates, what its owner permits
    outline        its bookmarks
    file_problems  what went wrong that is no page's: a damaged outline, say
    """

    pages: tuple[Page, ...]
    repair: Repair
    fonts: tuple[FontRecord, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    outline: tuple[Bookmark, ...] = ()
    file_problems: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Return what it is in a few words: pages and text may be long."""
        return f"<Document: {len(self.pages)} pages, {len(self.text)} characters, language {self.language}>"

    def __hash__(self) -> int:
        """Return a number that equal documents share, without looking at all their pages."""
        return hash((len(self.pages), self.repair.source, self.text))

    def __len__(self) -> int:
        """Return how many pages there are: those that were asked for."""
        return len(self.pages)

    def __iter__(self) -> Iterator[Page]:
        """Yield the pages."""
        return iter(self.pages)

    @overload
    def __getitem__(self, index: int) -> Page: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Page, ...]: ...
    def __getitem__(self, index: int | slice) -> Page | tuple[Page, ...]:
        """Return the page at a position from 0, or the pages of a slice; `Page.number` counts from 1 in the file."""
        return self.pages[index]

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
        """Return what went wrong: the number of the page, from 1, and what; 0 stands for the file as a whole."""
        of_pages = ((page.number, problem) for page in self.pages for problem in page.problems)
        return (*((0, problem) for problem in self.file_problems), *of_pages)

    @property
    def needs_ocr(self) -> bool:
        """Tell whether a page needs OCR: it shows text and has none that can be read. `Page.needs_ocr` says which."""
        return any(page.needs_ocr for page in self.pages)

    @property
    def confidence(self) -> float | None:
        """Return the share of the text's characters that are right, as far as is known (0 to 1); None without letters.

        The product of two shares. Of the glyphs that were read each counts with the confidence of its code's reading: 1
        where the file's map stands, 0 where the letters are not known (`fonts` says which); U+FFFD and codes of private
        use that stand in the text are letters that are not known, whatever they came from. Of the characters of the
        text those that an edit made count with its confidence, those under an edit that is held with the probability
        that the damage is not there (`repair` has both). Damage that nothing found is not in it.
        """
        return certainty_of(self.repair, self.fonts)

    def at(self, start: int, end: int) -> tuple[Place, ...]:
        """Return where start:end of the text stands on the pages: its words in the order of the text.

        Offsets are characters of `text`, half-open, from 0; what lies outside the text has no place. Nor has a span
        between words, on the break of a line of the text say; an empty span has the words it touches.
        """
        return self.repair.passage.places(start, end)

    def span_of(self, part: Page | Block) -> Span | None:
        """Return where a page or a block of the document stands in `text`, None where nothing of it is in the text.

        Half-open, in characters: `text[start:end]` is the part's own `text`. Of a page it is from its first block to
        its last: a paragraph that goes on over the page's end belongs, whole, to the page where it begins.
        """
        blocks = part.blocks if isinstance(part, Page) else (part,)
        spans = [block.span for block in blocks if block.span is not None]
        return self.repair.passage.span_after(spans[0][0], spans[-1][1]) if spans else None

    def to_json(self) -> str:
        """Return the document as one JSON object, as docs/json.md describes."""
        return "".join(self._written("json"))

    def to_dict(self) -> dict[str, Any]:
        """Return what `to_json` writes as dictionaries and lists."""
        found: dict[str, Any] = json.loads(self.to_json())
        return found

    @classmethod
    def from_json(cls, text: str | bytes) -> Document:
        """Return the document that `to_json` wrote: equal to the one written.

        Raises InputError where the text is not what this version writes: it says what stands where it should not.
        """
        from tarmim.writers.document_from_json import read_document

        return read_document(text)

    def save(self, path: str | os.PathLike[str], format: str | None = None, *, page_breaks: bool = False) -> None:  # noqa: A002
        """Write the document to a file, which appears whole or not at all.

        format       text, json, hocr or alto; None takes what the end of the name says: .txt, .json, .hocr, .xml, .alto
        page_breaks  in text: put form feeds between pages

        Raises UsageError where there is no such format or `path` is none, the end of the name says none, or the format
        has no page breaks; OutputError where the file cannot be written.
        """
        from tarmim.writers.formats import format_of
        from tarmim.writers.saving import save_text
        from tarmim.writers.targets import checked_name

        target = checked_name(path)
        name = format_of(PurePath(target)).name if format is None else format
        save_text(target, self._written(name, page_breaks=page_breaks))

    def _written(self, name: str, *, page_breaks: bool = False) -> Iterator[str]:
        from tarmim.writers.formats import write_as

        return write_as(self, name, page_breaks=page_breaks)
