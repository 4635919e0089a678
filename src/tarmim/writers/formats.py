"""The formats that a document can be written in: the one list of them, for Python and for the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from tarmim.errors import UsageError
from tarmim.model.document import Document

__all__ = ["FORMATS", "Format", "format_named", "format_of", "format_of_suffix", "write_as"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that documents are written in.

    name             what `--format` takes
    suffixes         of the names of files that are written in it, the usual one first
    summary          what is written, in one clause
    write            yields a document in it, piece by piece
    has_page_breaks  it can have form feeds between pages
    """

    name: str
    suffixes: tuple[str, ...]
    summary: str
    write: Callable[[Document], Iterator[str]]
    has_page_breaks: bool = False


def format_named(name: str) -> Format:
    """Return the format of a name; UsageError where there is none.

    >>> format_named("json").suffixes
    ('.json',)
    """
    found = next((one for one in FORMATS if one.name == name), None)
    if found is None:
        raise UsageError(f"there is no format named {name!r}", hint=f"one of {', '.join(one.name for one in FORMATS)}")
    return found


def format_of(path: PurePath) -> Format:
    """Return the format that the suffix of a file's name stands for; UsageError where it stands for none.

    >>> format_of(PurePath("paper.TXT")).name
    'text'
    """
    found = format_of_suffix(path)
    if found is None:
        known = ", ".join(suffix for one in FORMATS for suffix in one.suffixes)
        raise UsageError(f"no format has files that end in {path.suffix!r}", hint=f"a name that ends in {known}")
    return found


def format_of_suffix(path: PurePath) -> Format | None:
    """Return the format that the suffix of a file's name stands for, None where it stands for none."""
    suffix = path.suffix.lower()
    return next((one for one in FORMATS if suffix in one.suffixes), None)


def write_as(document: Document, name: str, *, page_breaks: bool = False) -> Iterator[str]:
    """Return the document in the format of a name, piece by piece; UsageError where there is no such format.

    page_breaks  put form feeds between pages; UsageError where the format has none
    """
    chosen = format_named(name)
    if not page_breaks:
        return chosen.write(document)
    if not chosen.has_page_breaks:
        raise UsageError(f"the format {name} has no page breaks: it says itself what stands on which page")
    from tarmim.writers.text import write_text

    return write_text(document, page_breaks=True)


def _text(document: Document) -> Iterator[str]:
    from tarmim.writers.text import write_text

    return write_text(document)


def _json(document: Document) -> Iterator[str]:
    from tarmim.version import __version__
    from tarmim.writers.document import write_document

    return write_document(document, version=__version__)


def _hocr(document: Document) -> Iterator[str]:
    from tarmim.version import __version__
    from tarmim.writers.hocr import write_hocr

    return write_hocr(document, version=__version__)


def _alto(document: Document) -> Iterator[str]:
    from tarmim.version import __version__
    from tarmim.writers.alto import write_alto

    return write_alto(document, version=__version__)


#: All formats, the default first.
FORMATS: Final = (
    Format("text", (".txt",), "a paragraph or a row of a table a line", _text, has_page_breaks=True),
    Format("json", (".json",), "pages, blocks, lines and words with their boxes, and every edit", _json),
    Format("hocr", (".hocr",), "XHTML with the boxes of pages, paragraphs, lines and words (hOCR 1.2)", _hocr),
    Format("alto", (".xml", ".alto"), "XML with the same for libraries and archives (ALTO 4.4)", _alto),
)
