"""The name of an output: whether it can be one, and the file or the open stream that it stands for."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import IO, Final

from tarmim.errors import OutputError, UsageError
from tarmim.model.unprintable import printable

__all__ = ["checked_name", "real_path", "stream_named"]

#: Folders in which the open streams of a process stand by their numbers, with its own number where that is said.
_FOLDERS_OF_STREAMS: Final = r"/dev/fd|/proc/(\d+)(?:/task/\d+)?/fd"
#: As many links as Linux follows before it gives up.
_MOST_LINKS: Final = 40

_HINT: Final = 'a path: "paper.txt", or Path("paper.txt")'


def checked_name(path: object) -> str:
    """Return the name of a file to write; UsageError for what is no name, OutputError for one that no file can have."""
    try:
        name = os.fsdecode(path) if isinstance(path, str | os.PathLike) else None
    except TypeError:  # its __fspath__ gives something else
        name = None
    if name is None:
        raise UsageError(f"an output is named by a path, not by {type(path).__name__}", hint=_HINT)
    if not name:
        raise UsageError("the name of the output is empty", hint=_HINT)
    try:
        is_possible = b"\0" not in os.fsencode(name)
        what = "NUL"
    except UnicodeEncodeError as error:
        is_possible, what = False, f"half a character (U+{ord(error.object[error.start]):04X})"
    if not is_possible:
        raise OutputError(f"no file can be named {printable(name)}: the name holds {what}", hint="another name")
    return name


def real_path(name: str) -> Path:
    """Return the file that a name leads to, past all links: it need not be there.

    Raises OSError where links lead to themselves, or where the name is that of a folder that is not there.
    """
    if name.endswith((os.sep, os.altsep or os.sep)) and not Path(name).is_dir():
        raise NotADirectoryError(errno.ENOENT, "there is no such folder")
    try:
        return Path(os.path.realpath(name, strict=True))
    except FileNotFoundError:
        return Path(os.path.realpath(name))


def stream_named(name: str) -> IO[bytes] | None:
    """Return the open stream that a name stands for (/dev/stdout, /dev/fd/3, a link to these), None for other names.

    It is written to from where it stands: the file behind it may have more in it, and a pipe has no name of its own.
    Raises OSError where the stream is closed or is only read.
    """
    for _ in range(_MOST_LINKS):
        folder, last = os.path.split(name)
        found = re.fullmatch(_FOLDERS_OF_STREAMS, os.path.realpath(folder)) if last.isdecimal() else None
        if found is not None:
            is_ours = found[1] is None or int(found[1]) == os.getpid()
            number = os.dup(int(last)) if is_ours else os.open(name, os.O_WRONLY | os.O_APPEND)
            return os.fdopen(number, "wb")
        if not Path(name).is_symlink():
            return None
        name = os.path.join(folder, os.readlink(name))  # noqa: PTH118, PTH115 -- a Path would lose what ends in a slash
    return None
