"""Opening a file: where it comes from, its password, and what is done where it is damaged.

qpdf mends most of what is damaged. Where it does not, or where pages, their content or fonts are lost to it, the file
is written anew from the objects found in it (`mending`), and the reading of the two that has more is taken.
"""

from __future__ import annotations

import io
import os
import shlex
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tarmim.errors import InputError, PasswordError, PdfError
from tarmim.model.metadata import Permissions
from tarmim.pdf.kinds import BYTES_LOOKED_AT, kind_of, looks_like_text
from tarmim.pdf.losses import damaged_objects, lost_contents, lost_pages, missing_objects
from tarmim.pdf.objects import HINT_MEND, Dictionary, first_line, pdf_doc_bytes
from tarmim.pdf.passwords import prepared
from tarmim.pdf.process_limits import hold, release
from tarmim.pdf.shown import shown

if TYPE_CHECKING:
    import pikepdf

__all__ = ["PdfFile", "Source", "open_file"]

#: Where a PDF may come from: its path, its bytes, or a file object open for reading bytes, which is read to its end and
#: not closed.
Source = str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO

#: Bytes at the start in which `%PDF` must stand: readers allow 1,024, mail gateways put more before it.
_HEADER_WITHIN = 1 << 16


class PdfFile:
    """An open file: its catalogue and its pages.

    problem  what is wrong with the file as a whole, in plain words, "" where nothing is
    """

    __slots__ = ("_empty", "_is_closed", "_pages", "_pdf", "is_encrypted", "page_count", "problem")

    def __init__(self, pdf: pikepdf.Pdf, pages: list[pikepdf.Object], empty: frozenset[int], problem: str = "") -> None:
        self._is_closed = False
        self._pdf = pdf
        self._pages = pages
        self.page_count = len(pages)
        self.is_encrypted = bool(pdf.is_encrypted)
        self.problem = problem
        self._empty = empty

    def catalogue(self) -> Dictionary:
        """Return the document catalogue (ISO 32000-2 7.7.2)."""
        return Dictionary(self._pdf.Root)

    def information(self) -> Dictionary | None:
        """Return the document information dictionary (ISO 32000-2 14.3.3), None where there is none."""
        import pikepdf

        found = self._pdf.trailer.get("/Info")
        return Dictionary(found) if isinstance(found, pikepdf.Dictionary) else None

    @property
    def version(self) -> str:
        """Return the version of PDF that the file's header says: 1.7, say."""
        return str(self._pdf.pdf_version)

    @property
    def permissions(self) -> Permissions:
        """Return what the owner permits: all where the file is not encrypted (ISO 32000-2 table 22)."""
        if not self.is_encrypted:
            return Permissions()
        allow = self._pdf.allow
        return Permissions(
            extract=bool(allow.extract),
            accessibility=bool(allow.accessibility),
            print=bool(allow.print_lowres or allow.print_highres),
            modify=bool(allow.modify_other),
            annotate=bool(allow.modify_annotation or allow.modify_form),
        )

    def page(self, number: int) -> Dictionary:
        """Return a page's dictionary, from 0; IndexError where there is no such page."""
        return Dictionary(self._pages[number])

    def has_lost_content(self, number: int) -> bool:
        """Tell whether a page, from 0, names a content that is not there."""
        return self._pages[number].objgen[0] in self._empty

    def close(self) -> None:
        """Let go of the file; once is enough."""
        if not self._is_closed:
            self._is_closed = True
            try:
                self._pdf.close()
            finally:
                release()


def open_file(source: Source, *, password: str | None = None) -> PdfFile:
    """Return the open file of a path, of bytes, or of a file object.

    Raises InputError where it cannot be read, PasswordError where the password is wrong or missing, PdfError where
    this is no PDF, one without pages, or one damaged beyond mending.
    """
    given = _given(source)
    hold()
    try:
        return _opened(given, password)
    except BaseException:
        release()
        raise


@dataclass(frozen=True, slots=True)
class _Given:
    """A source: what messages call it, and its path or its bytes."""

    name: str
    target: Path | bytes

    def content(self) -> bytes:
        """Return all bytes of it."""
        return self.target if isinstance(self.target, bytes) else self.target.read_bytes()


def _given(source: Source) -> _Given:
    """Return the source with its kind told, read where it is a file object; its start is looked at."""
    name, target = "the input", source
    try:
        if isinstance(source, str | os.PathLike):
            name = os.fsdecode(source)
            if not name:
                raise InputError("the name of the file is empty", hint="a path, or the bytes of the file")
            target = Path(name)
            with target.open("rb") as file:
                start = file.read(_HEADER_WITHIN)
        elif not isinstance(source, bytes | bytearray | memoryview) and not hasattr(source, "read"):
            raise InputError(
                f"a PDF is a path, bytes, or a file open for reading bytes, not {type(source).__name__}",
                hint='tarmim.extract("paper.pdf"), or tarmim.extract(open("paper.pdf", "rb"))',
            )
        else:
            target = source if isinstance(source, bytes | bytearray | memoryview) else source.read()
            name = _name_of(source)
            if not isinstance(target, bytes | bytearray | memoryview):
                raise InputError(f"{name} gives no bytes: it is open for reading text", hint='open(path, "rb")')
            target = bytes(target)
            start = target[:_HEADER_WITHIN]
    except Exception as error:  # a folder, a closed file, no file at all, whatever a caller's object does
        if isinstance(error, InputError | MemoryError):
            raise
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{name} cannot be read: {reason}", hint="check its name") from error
    given = _Given(name, target)
    _check_start(start, given)
    return given


def _name_of(source: object) -> str:
    name = getattr(source, "name", None)
    return name if isinstance(name, str) else "the input"


def _check_start(start: bytes, given: _Given) -> None:
    if not start:
        raise PdfError(f"{given.name} is empty", hint="fetch or copy it again")
    if b"%PDF" not in start:
        from tarmim.pdf.mending import has_objects

        if not has_objects(given.content()):
            raise _another_kind(start, given.name)


def _another_kind(start: bytes, name: str) -> PdfError:
    """Return what to raise for a file that is no PDF: what it is, and what to do with that."""
    kind = kind_of(start[:BYTES_LOOKED_AT], is_text_wanted=False)
    if kind is not None:
        return PdfError(f"{name} is {kind.name}, not a PDF", hint=kind.advice.replace("FILE", shlex.quote(name)))
    if looks_like_text(start[:BYTES_LOOKED_AT]):
        return PdfError(f"{name} is not a PDF, it looks like text", hint="tarmim.repair(text), or tarmim repair FILE")
    return PdfError(f"{name} is not a PDF", hint="check that it is the file you mean")


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a file: its pages, which of them have lost their content, and how many objects are lost."""

    pdf: pikepdf.Pdf
    pages: list[pikepdf.Object]
    empty: frozenset[int]
    lost: int

    def is_better(self, other: _Reading) -> bool:
        """Tell whether more can be had of it."""
        return (len(self.pages), -self.lost) > (len(other.pages), -other.lost)


def _opened(given: _Given, password: str | None) -> PdfFile:
    reason: Exception | None = None
    first = second = None
    try:
        first = _reading(given, password)
    except PasswordError:
        raise
    except PdfError as error:
        reason = error
    if first is None or first.lost or not first.pages:
        second = _mended_reading(given, password)
    if second is not None and (first is None or second.is_better(first)):
        if first is not None:
            first.pdf.close()
        if second.pages:
            return PdfFile(second.pdf, second.pages, second.empty, _MENDED)
    elif second is not None:
        second.pdf.close()
    if first is None:
        raise reason or PdfError(f"{given.name} cannot be read", hint=HINT_MEND)
    if not first.pages:
        first.pdf.close()
        raise PdfError(f"{given.name} has no pages", hint="fetch it again, or look whether it was cut off")
    return PdfFile(first.pdf, first.pages, first.empty)


_MENDED = "damaged: it was put together anew from the objects found in it, and some may be missing"


def _mended_reading(given: _Given, password: str | None) -> _Reading | None:
    """Return the reading of the file written anew, None where that brings nothing.

    Where qpdf does not take the tree of pages (a loop, hundreds of levels) they are put into one list.
    """
    from tarmim.pdf.mending import mended

    damaged = given.content()
    for is_flat in (False, True):
        try:
            content = mended(damaged, flat=is_flat)
            return _reading(_Given(given.name, content), password) if content is not None else None
        except PasswordError:
            raise
        except (OSError, PdfError):
            continue
    return None


def _reading(given: _Given, password: str | None) -> _Reading:
    """Return a file as qpdf reads it; PasswordError, InputError and PdfError as `open_file`."""
    import pikepdf

    name = given.name
    try:
        pdf = _unlocked(given, password)
    except OSError as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"{name} cannot be read: {error.strerror or error}", hint="check its name") from error
    except (pikepdf.PikepdfError, RuntimeError, ValueError, RecursionError) as error:
        if "unsupported encryption" in str(error):
            raise _unknown_encryption(given) from error
        raise PdfError(f"{name} is damaged beyond mending: {first_line(error)}", hint=HINT_MEND) from error
    try:
        pages: list[pikepdf.Object] = [page.obj for page in pdf.pages]
    except Exception:  # whatever is wrong with the tree of pages, they may be found without it
        pages = []
    try:
        missing = missing_objects(pages)
        warnings = [str(warning) for warning in pdf.get_warnings()]
        pages += lost_pages(pdf, pages, warnings)
        empty = lost_contents(pages, given.content)
        return _Reading(pdf, pages, empty, missing + damaged_objects(warnings) + len(empty))
    except Exception as error:
        pdf.close()
        raise PdfError(f"{name} has no readable pages: {first_line(error)}", hint=HINT_MEND) from error


def _unlocked(given: _Given, password: str | None) -> pikepdf.Pdf:
    """Return the file opened without a password if that will do, else by the one given."""
    import pikepdf

    name, target = given.name, given.target
    failed: Exception | None = None
    for word in _passwords(password):
        try:
            return pikepdf.Pdf.open(io.BytesIO(target) if isinstance(target, bytes) else target, password=word)
        except pikepdf.PasswordError as error:
            failed = error
        except UnicodeEncodeError:
            continue
    if password is None:
        raise PasswordError(f"{name} is encrypted and asks for a password", hint=_HINT_PASSWORD) from failed
    raise PasswordError(f"{name}: the password is wrong", hint=_HINT_PASSWORD) from failed


_HINT_PASSWORD = '--password WORD, in Python Options(password="WORD")'


def _passwords(password: str | None) -> Iterator[str | bytes]:
    """Yield what to try: no password, the one given, and it as standards since and before PDF 2.0 have it."""
    yield ""
    if not password or "\0" in password:  # which no password holds: as a string of C it would end there
        return
    try:
        yield password.encode()
    except UnicodeEncodeError:  # bytes of a command line that are no UTF-8
        with suppress(UnicodeEncodeError):
            yield password.encode("utf-8", "surrogateescape")
        return
    found = prepared(password)
    if found != password:
        yield found.encode()
    if not password.isascii():
        with suppress(UnicodeEncodeError):
            yield pdf_doc_bytes(password)
        with suppress(UnicodeEncodeError):
            yield password.encode("latin-1")


def _unknown_encryption(given: _Given) -> PdfError:
    from tarmim.pdf.mending import encryption_handler

    handler = shown(encryption_handler(given.content())) or "without a name"
    return PdfError(
        f"{given.name} is encrypted by the handler {handler}, which is not supported",
        hint="open it in the program that it was made for, and save it without encryption",
    )
