"""What a PDF says of itself: title and author, dates, what its owner permits, its bookmarks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

__all__ = ["Bookmark", "Metadata", "Permissions"]


@dataclass(frozen=True, slots=True)
class Permissions:
    """What the owner of an encrypted PDF permits whoever opens it with the user's password (ISO 32000-2 table 22).

    All is permitted in a file that is not encrypted. Tarmim reads whatever it can open and says here what is permitted:
    keeping to it is for whoever uses the text.

    extract        copy text and pictures out of it
    accessibility  take text out for a screen reader
    print          print it, in whatever quality
    modify         change its pages
    annotate       put notes on it, fill in its forms
    """

    extract: bool = True
    accessibility: bool = True
    print: bool = True
    modify: bool = True
    annotate: bool = True


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a PDF says of itself; None where it says nothing (ISO 32000-2 14.3.3).

    title, author, subject, keywords  as the file has them, controls and line breaks taken out: Arabic may be damaged
    creator, producer  the program that the document was written with, and the one that made the PDF
    created, modified  with the time zone where the file has one
    pdf_version        1.7, say
    page_count         of the whole file, whichever pages were asked for
    is_encrypted       it was encrypted, and has been decrypted
    permissions        what its owner permits
    is_tagged          it says that it is a tagged PDF
    language           what it says its language is (an RFC 5646 tag such as ar-EG): often that of the program's user;
                       None too where it is no such tag
    """

    title: str | None = None
    author: str | None = None
    subject: str | None = None
    keywords: str | None = None
    creator: str | None = None
    producer: str | None = None
    created: datetime | None = None
    modified: datetime | None = None
    pdf_version: str = ""
    page_count: int = 0
    is_encrypted: bool = False
    permissions: Permissions = field(default_factory=Permissions)
    is_tagged: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline of a PDF (ISO 32000-2 12.3.3).

    title     as the file has it, controls and line breaks taken out
    level     how deep it stands, from 1
    page      the number, from 1, of the page that it leads to; None where it leads elsewhere or nowhere
    children  the entries below it
    """

    title: str
    level: int
    page: int | None = None
    children: tuple[Bookmark, ...] = ()
