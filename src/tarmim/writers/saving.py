"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Final

from tarmim.errors import OutputError
from tarmim.model.unprintable import printable
from tarmim.writers.targets import checked_name, real_path, stream_named

__all__ = ["output_error", "pour", "save_text", "take_place_of"]

#: So many characters are written at a time: a large text need not lie in memory twice, and a closed pipe is noticed.
_CHARACTERS_AT_ONCE: Final = 1 << 16


def save_text(path: str | os.PathLike[str], parts: Iterable[str]) -> None:
    """Write the parts as UTF-8 to a file.

    Raises UsageError for what is no path, OutputError where it cannot be written, and then leaves what was there.
    """
    name = checked_name(path)
    try:
        with take_place_of(name) as file:
            pour(file, parts)
    except (OSError, UnicodeEncodeError) as error:
        raise output_error(error, printable(name)) from error


def pour(file: IO[bytes], parts: Iterable[str]) -> None:
    """Write the parts as UTF-8, and flush; raises OSError and UnicodeEncodeError."""
    for part in parts:
        for start in range(0, len(part), _CHARACTERS_AT_ONCE):
            file.write(part[start : start + _CHARACTERS_AT_ONCE].encode("utf-8"))
    file.flush()


def output_error(error: OSError | UnicodeEncodeError, name: str, *, command: str = "") -> OutputError:
    """Return what to raise where a text cannot be written.

    name     what messages call the file
    command  what stands before the hints: the command that was typed, "" in Python
    """
    if isinstance(error, UnicodeEncodeError):
        code = ord(error.object[error.start])
        message = f"{name}: the text holds half a character (U+{code:04X}), which UTF-8 cannot write"
        return OutputError(message, hint=f"{command} --format json" if command else "json can: it writes escapes")
    hint = "the output must go to a folder that can be written, on a disk with room"
    message = f"{name} cannot be written: {error.strerror or error}"
    return OutputError(message, hint=f"{command} --help: {hint}" if command else hint)


@contextlib.contextmanager
def take_place_of(name: str) -> Iterator[IO[bytes]]:
    """Give a file that takes the place of the one of this name when all went well, and is gone when not.

    A link stays a link: what it points to is replaced. A device, a pipe or a stream that is open already (/dev/stdout)
    is written to. Raises OSError.
    """
    stream = stream_named(name)
    if stream is not None:
        with stream:
            yield stream
        return
    path = real_path(name)
    mode = path.stat().st_mode if path.exists() else None
    if mode is not None and stat.S_ISDIR(mode):
        raise IsADirectoryError(21, "it is a folder")
    if mode is not None and not stat.S_ISREG(mode):  # a device or a pipe has no place to take
        with path.open("wb") as device:
            yield device
        return
    if mode is not None and not os.access(path, os.W_OK):  # renaming would get round the owner's wish
        raise PermissionError(13, "Permission denied")
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        part.chmod(stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
