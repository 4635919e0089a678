"""Reading text from files and writing it: bytes in, bytes out, and every failure said in one line."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tarmim.cli.terminal import is_terminal, note, visible
from tarmim.errors import InputError, PdfError, UndecodableError, UsageError
from tarmim.model.unprintable import printable
from tarmim.pdf.kinds import BYTES_LOOKED_AT, kind_of, looks_like_text
from tarmim.writers.line_ends import LineEnds, with_line_feeds
from tarmim.writers.saving import output_error, pour, take_place_of
from tarmim.writers.targets import checked_name

__all__ = ["TextInput", "name_of", "pdf_source", "quoted", "read_bytes", "read_source", "write_out"]

#: Byte-order marks, the longer before the shorter that begins it.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: Which share of the first bytes of UTF-16 without a mark is 06 at least: of Arabic letters every second byte is; by
#: judgement.
_LEAST_SHARE_OF_06 = 0.2


@dataclass(frozen=True, slots=True)
class TextInput:
    """Text that was read.

    text  with line feeds for line ends, whatever the file had
    ends  how lines end in the file
    mark  the byte-order mark that UTF-8 began with, as a character, or nothing
    """

    text: str
    ends: LineEnds
    mark: str


def name_of(path: str | None, *, output: bool = False) -> str:
    """Return what to call the file in a message: on one line, without what a terminal would act on."""
    if path is None or path == "-":
        return "the standard output" if output else "the standard input"
    return printable(path)


def read_source(path: str | None, *, command: str, encoding: str | None = None) -> TextInput:
    """Return the text of the file, or of the standard input for None and `-`.

    command   the command that reads, for the hints
    encoding  what the bytes are; None means UTF-8, or what a byte-order mark says

    Raises UsageError, InputError, UndecodableError.
    """
    codec = _codec(encoding, command)
    content = read_bytes(path, command=command)
    if content.startswith(b"%PDF-"):
        raise InputError(
            f"{name_of(path)} is a PDF, and this command repairs text",
            hint=f"tarmim extract {quoted(path)}",
        )
    kind = kind_of(content[:BYTES_LOOKED_AT], is_text_wanted=True)
    if kind is not None:
        raise InputError(f"{name_of(path)} is {kind.name}, not text", hint=kind.advice.replace("FILE", quoted(path)))
    text, ends = with_line_feeds(_decode(content, path, codec, command))
    marked = content.startswith(codecs.BOM_UTF8) and codec in (None, "utf-8-sig")
    return TextInput(text, ends, "\ufeff" if marked else "")


def write_out(path: str | None, parts: Iterable[str], *, command: str) -> None:
    """Write the parts as UTF-8 to the file, or to the standard output for None and `-`; `command` is for the hints.

    A file appears whole or not at all: it is written beside its place and renamed. Raises OutputError; of a pipe
    BrokenPipeError passes through.
    """
    try:
        if path is None or path == "-":
            pour(sys.stdout.buffer, map(visible, parts) if is_terminal(sys.stdout) else parts)
            return
        with take_place_of(checked_name(path)) as file:
            pour(file, map(visible, parts) if is_terminal(file) else parts)
    except BrokenPipeError:
        raise
    except (OSError, UnicodeEncodeError) as error:
        raise output_error(error, name_of(path, output=True), command=f"tarmim {command}") from error


def read_bytes(path: str | None, *, command: str) -> bytes:
    """Return the bytes of the file, or of the standard input for None and `-`; raises InputError."""
    try:
        if path is None or path == "-":
            if sys.stdin is None:
                raise InputError("there is no standard input", hint=f"tarmim {command} FILE")
            if sys.stdin.isatty():
                note(f"reading what is typed; Ctrl-D on a new line ends it, Ctrl-C leaves (tarmim {command} --help)")
            return sys.stdin.buffer.read()
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise _input_error(error, path, command) from error


def pdf_source(path: str, *, command: str) -> bytes | Path:
    """Return the path of a PDF that can be read, or its bytes where it is a stream; raises InputError.

    With a path the file's name stands in every message about it.
    """
    try:
        if path != "-" and Path(path).is_file():
            with Path(path).open("rb") as file:
                _refuse_other_kinds(file.read(BYTES_LOOKED_AT), path)
            return Path(path)
    except PdfError:
        raise
    except (OSError, ValueError) as error:
        raise _input_error(error, path, command) from error
    content = read_bytes(path, command=command)
    _refuse_other_kinds(content[:BYTES_LOOKED_AT], path)
    return content


def _refuse_other_kinds(head: bytes, path: str) -> None:
    """Raise PdfError where the first bytes are those of something else that is known."""
    kind = kind_of(head, is_text_wanted=False)
    if kind is not None:
        raise PdfError(f"{name_of(path)} is {kind.name}, not a PDF", hint=kind.advice.replace("FILE", quoted(path)))
    if looks_like_text(head):
        raise PdfError(f"{name_of(path)} is not a PDF, it looks like text", hint=f"tarmim repair {quoted(path)}")


def _input_error(error: Exception, path: str | None, command: str) -> InputError:
    """Return what to raise for a file that cannot be read."""
    if isinstance(error, InputError):
        return error
    if isinstance(error, FileNotFoundError):
        return InputError(f"{name_of(path)} does not exist", hint="ls, to see the files that are here")
    is_denied = isinstance(error, PermissionError)
    if isinstance(error, IsADirectoryError) or (is_denied and path and Path(path).is_dir()):  # Windows denies folders
        return InputError(f"{name_of(path)} is a folder", hint=_of_each_file(path, command))
    if is_denied:
        hint = f"ls -l {quoted(path)}, to see who may read it"
        return InputError(f"{name_of(path)} may not be read: {getattr(error, 'strerror', error)}", hint=hint)
    return InputError(f"{name_of(path)} cannot be read: {error}", hint=f"tarmim {command} --help")


def _of_each_file(path: str | None, command: str) -> str:
    """Return what to type to have the command done with each file of a folder."""
    folder = quoted(path).rstrip("/")
    suffix = "txt" if command == "repair" else "pdf"
    output = {"repair": ' -o "${file%.txt}.repaired.txt"', "extract": ' -o "${file%.pdf}.txt"'}.get(command, "")
    return f'for file in {folder}/*.{suffix}; do tarmim {command} "$file"{output}; done'


def _codec(encoding: str | None, command: str) -> str | None:
    """Return the Python name of the encoding; UTF-8 takes a byte-order mark, if there is one, for what it is."""
    if encoding is None:
        return None
    try:
        found = codecs.lookup(encoding)
        "".encode(encoding)  # refuses codecs that are not of text, such as base64
    except (LookupError, ValueError, TypeError, UnicodeError) as error:
        hint = f"tarmim {command} --encoding windows-1256, or utf-8, utf-16, iso-8859-6, mac_arabic"
        raise UsageError(f"there is no encoding named {encoding!r}", hint=hint) from error
    return "utf-8-sig" if found.name == "utf-8" else found.name


def _decode(content: bytes, path: str | None, codec: str | None, command: str) -> str:
    if codec is None:
        codec = next((name for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)), "utf-8")
        if codec == "utf-8":
            _refuse_utf_16(content, path, command)
    try:
        return content.decode(codec)
    except UnicodeError as error:
        start = getattr(error, "start", 0)
        wrong = f"byte {start} (0x{content[start]:02X})" if start < len(content) else f"its end, byte {start},"
        called = codec.removesuffix("-sig").upper()
        other = "utf-8" if called != "UTF-8" else "windows-1256"
        raise UndecodableError(
            f"{name_of(path)} is not {called}: {wrong} cannot be read",
            hint=f"tarmim {command} --encoding {other} {quoted(path)}",
        ) from error


def _refuse_utf_16(content: bytes, path: str | None, command: str) -> None:
    """Raise where the bytes are Arabic in UTF-16 without a mark: as UTF-8 they would read, as nonsense."""
    head = content[:BYTES_LOOKED_AT]
    if head.count(b"\x06") > _LEAST_SHARE_OF_06 * len(head) and len(head) > 1:
        order = "le" if head[1::2].count(b"\x06") > head[::2].count(b"\x06") else "be"
        raise UndecodableError(
            f"{name_of(path)} looks like UTF-16 without a byte-order mark",
            hint=f"tarmim {command} --encoding utf-16-{order} {quoted(path)}",
        )


def quoted(path: str | None) -> str:
    """Return a file's name as one types it in a shell, - for the standard input."""
    import shlex

    return "-" if path is None or path == "-" else shlex.quote(name_of(path))
