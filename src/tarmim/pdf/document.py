"""A document as pages of glyphs: the entrance of `tarmim.pdf`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from tarmim.model.glyph import PageGlyphs

__all__ = ["PdfDocument", "open_document"]


def open_document(source: str | Path | bytes, *, password: str | None = None) -> PdfDocument:
    """Return the document of a path or of bytes; a context manager, closed at the end of its `with`.

    Raises InputError (or PdfError under it) where it cannot be read.
    """
    raise NotImplementedError


class PdfDocument:
    """An open PDF. Pages are read when they are asked for and not kept."""

    page_count: int
    producer: str
    creator: str
    is_encrypted: bool
    is_tagged: bool

    def page(self, number: int) -> PageGlyphs:
        """Return the page (from 0) as glyphs; what fails on it is a Problem, not an error."""
        raise NotImplementedError

    def pages(self) -> Iterator[PageGlyphs]:
        """Yield every page, one after the other."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the file."""
        raise NotImplementedError

    def __enter__(self) -> PdfDocument:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
