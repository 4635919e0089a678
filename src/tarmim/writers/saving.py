"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from tarmim.errors import OutputError

__all__ = ["save_text", "take_place_of"]


def save_text(path: Path, parts: Iterable[str]) -> None:
    """Write the parts as UTF-8 to a file; raises OutputError, and leaves what was there before then."""
    try:
        with take_place_of(path) as file:
            for part in parts:
                file.write(part.encode("utf-8"))
    except UnicodeEncodeError as error:
        code = ord(error.object[error.start])
        message = f"{path}: the text holds half a character (U+{code:04X}), which UTF-8 cannot write"
        raise OutputError(message, hint="json can: it writes escapes") from error
    except OSError as error:
        hint = "it must go to a folder that can be written, on a disk with room"
        raise OutputError(f"{path} cannot be written: {error.strerror or error}", hint=hint) from error


@contextlib.contextmanager
def take_place_of(path: Path) -> Iterator[IO[bytes]]:
    """Give a file that takes the place of `path` when all went well, and is gone when not.

    A link stays a link: what it points to is replaced. A device or a pipe is written to. Raises OSError.
    """
    path = Path(os.path.realpath(path))
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
