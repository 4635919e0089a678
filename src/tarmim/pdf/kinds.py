"""What a file is by its first bytes: PDF, text, or another kind, with what to type to read that all the same."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

__all__ = ["BYTES_LOOKED_AT", "FileKind", "kind_of", "looks_like_pdf", "looks_like_text"]

#: How much of a file is looked at: the names of a ZIP's first parts stand there.
BYTES_LOOKED_AT: Final = 4096
#: The header of a PDF stands among so many first bytes (ISO 32000-2 annex I).
_HEADER_WITHIN: Final = 1024


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file.

    name     as one says it: with an article
    pattern  what its first bytes are
    advice   what to type, FILE for its name
    """

    name: str
    pattern: bytes
    advice: str


_BY_OFFICE: Final = (
    "soffice --headless --convert-to pdf FILE, then tarmim extract; or save it as text, then tarmim repair"
)
_BY_OCR: Final = "tesseract FILE page -l ara pdf, then tarmim extract page.pdf: a picture needs OCR"
_BY_PANDOC: Final = "pandoc FILE -t plain --wrap=none -o FILE.txt, then tarmim repair FILE.txt"

#: The more special before the more general.
_KINDS: Final = (
    FileKind("an EPUB book", rb"PK\x03\x04[\s\S]{0,100}mimetypeapplication/epub\+zip", _BY_PANDOC),
    FileKind("an OpenDocument file", rb"PK\x03\x04[\s\S]{0,100}mimetypeapplication/vnd\.oasis", _BY_OFFICE),
    FileKind("a Word document (.docx)", rb"PK\x03\x04[\s\S]*?word/", _BY_OFFICE),
    FileKind("an Excel or PowerPoint file", rb"PK\x03\x04[\s\S]*?(?:xl|ppt)/", _BY_OFFICE),
    FileKind("an Office document", rb"PK\x03\x04[\s\S]*?\[Content_Types\]\.xml", _BY_OFFICE),
    FileKind("a ZIP archive", rb"PK\x03\x04", "unzip FILE"),
    FileKind("an old Office document (.doc)", rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _BY_OFFICE),
    FileKind("an RTF document", rb"\{\\rtf", _BY_OFFICE),
    FileKind("an HTML page", rb"(?:\xef\xbb\xbf)?\s*+(?i:<!doctype html|<html)", _BY_PANDOC),
    FileKind("a picture (PNG)", rb"\x89PNG\r\n\x1a\n", _BY_OCR),
    FileKind("a picture (JPEG)", rb"\xff\xd8\xff", _BY_OCR),
    FileKind("a picture (TIFF)", rb"II\*\x00|MM\x00\*", _BY_OCR),
    FileKind("a picture (GIF)", rb"GIF8[79]a", _BY_OCR),
    FileKind("a picture (WebP)", rb"RIFF[\s\S]{4}WEBP", _BY_OCR),
    FileKind("a picture (BMP)", rb"BM[\s\S]{4}\x00{4}", _BY_OCR),
    FileKind("a picture (JPEG 2000)", rb"\x00\x00\x00\x0cjP {2}\r\n", _BY_OCR),
    FileKind("a DjVu document", rb"AT&TFORM", "ddjvu -format=pdf FILE FILE.pdf, then OCR: DjVu holds pictures"),
    FileKind("a PostScript file", rb"%!PS", "ps2pdf FILE FILE.pdf, then tarmim extract FILE.pdf"),
    FileKind("a gzip archive", rb"\x1f\x8b", "gunzip FILE"),
)
#: Kinds that are text all the same.
_TEXTS: Final = frozenset({"an HTML page", "a PostScript file"})


def kind_of(head: bytes, *, is_text_wanted: bool) -> FileKind | None:
    """Return what a file with these first bytes is, None where it may be what is wanted: a PDF, or text."""
    if looks_like_pdf(head):
        return None
    found = next((kind for kind in _KINDS if re.match(kind.pattern, head)), None)
    return None if found is not None and is_text_wanted and found.name in _TEXTS else found


def looks_like_pdf(head: bytes) -> bool:
    """Tell whether the header of a PDF is among the first bytes."""
    return b"%PDF-" in head[:_HEADER_WITHIN]


#: Bytes that text does not have.
_NOT_OF_TEXT: Final = frozenset(range(9)) | frozenset(range(14, 27))


def looks_like_text(head: bytes) -> bool:
    """Tell whether the first bytes are those of a text in UTF-8, and there is nothing of a PDF among them."""
    if not head or _NOT_OF_TEXT & set(head) or b"%PDF-" in head or b" obj" in head:
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True
