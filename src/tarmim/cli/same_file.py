"""An output that is the input, by whatever name: refused before anything is read."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import IO, Any

from tarmim.cli.files import name_of, quoted
from tarmim.errors import OutputError
from tarmim.model.unprintable import printable

__all__ = ["check_output"]


def check_output(output: str | None, source: str, *, command: str) -> None:
    """Raise OutputError where the output cannot be what it is to be: the file that is read, or a folder.

    output   the file to write, None or - for the standard output
    source   the file to read, - for the standard input
    command  for the hints

    Files are the same by device and number: links, hard links and /dev/fd are other names of one file. What is no
    regular file (a terminal is input and output) cannot be overwritten.
    """
    is_stdout = output is None or output == "-"
    read = _status_of_stream(sys.stdin) if source == "-" else _status(source)
    written = _status_of_stream(sys.stdout) if is_stdout else _status(str(output))
    name = name_of(output, output=True)
    if read is not None and written is not None and stat.S_ISREG(written.st_mode) and os.path.samestat(read, written):
        raise OutputError(
            f"{name} is the file that is read: its text would take the place of the PDF",
            hint=f"tarmim {command} FILE.pdf > OTHER.txt",
        )
    if is_stdout:
        return
    if written is not None and stat.S_ISDIR(written.st_mode):
        file = f"{quoted(output).rstrip('/')}/NAME.txt"
        raise OutputError(f"{name} is a folder", hint=f"tarmim {command} FILE.pdf -o {file}")
    if written is None:
        _check_folder(Path(os.path.dirname(str(output))), name)  # noqa: PTH120 -- Path takes new/ for new


def _check_folder(folder: Path, name: str) -> None:
    """Raise OutputError where the folder that an output is to stand in is none."""
    if folder.is_dir():
        return
    found = next((one for one in (folder, *folder.parents) if os.path.lexists(one)), folder)
    if found.is_dir() or not os.path.lexists(found):
        wrong, hint = f"there is no folder {printable(str(folder))}", f"mkdir -p {quoted(str(folder))}"
    else:
        wrong, hint = f"{printable(str(found))} is no folder", f"ls -l {quoted(str(found))}, to see what it is"
    raise OutputError(f"{name} cannot be written: {wrong}", hint=hint)


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116 -- Path takes new/ for new
    except (OSError, ValueError):  # ValueError: a NUL in the name; whoever opens it says what is wrong
        return None


def _status_of_stream(stream: IO[Any] | None) -> os.stat_result | None:
    try:
        return os.fstat(stream.fileno()) if stream is not None else None
    except (OSError, ValueError):  # a stream of Python's own
        return None
