"""The standard streams of the process: there whatever the shell has closed, and let go of without a word at the end."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import Final

__all__ = ["hush_libraries", "open_streams", "settle_streams"]

_STDIN, _STDOUT, _STDERR = 0, 1, 2
_ENCODING: Final = "utf-8"
_ERRORS: Final = "backslashreplace"


def open_streams() -> None:
    """Make the standard streams what the command writes to: UTF-8, and a closed one an error when it is used.

    Where the shell has closed a stream (`>&-`) its number is free, and the next file that is opened would get it. The
    ones that are written to take nothing: an error where data or an explanation were to go there; complaints are lost.
    """
    if sys.stdin is None:
        _occupy(_STDIN, os.O_RDONLY)
    if sys.stdout is None:
        _occupy(_STDOUT, os.O_RDONLY)  # writing to it is EBADF, as it would be
        raw = io.FileIO(_STDOUT, "w", closefd=False)
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(raw), encoding=_ENCODING, errors=_ERRORS)
    if sys.stderr is None:
        _occupy(_STDERR, os.O_RDONLY)
        raw = io.FileIO(_STDERR, "w", closefd=False)
        sys.stderr = io.TextIOWrapper(io.BufferedWriter(raw), encoding=_ENCODING, errors=_ERRORS)
    for stream in (sys.stdout, sys.stderr):  # a Windows console would take neither Arabic nor UTF-8
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=_ENCODING, errors=_ERRORS)


def _occupy(number: int, flags: int) -> None:
    """Give a free number of a stream to the null device."""
    nothing = os.open(os.devnull, flags)
    if nothing != number:
        os.dup2(nothing, number)
        os.close(nothing)


def settle_streams() -> None:
    """Point streams that take nothing more at the null device, so that Python's last flush finds nothing wrong."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with contextlib.suppress(OSError, ValueError):
                nothing = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nothing, stream.fileno())
                os.close(nothing)


def hush_libraries() -> None:
    """Keep warnings and logs of libraries off the standard error, unless Python is told to show warnings (-W)."""
    import logging
    import warnings

    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    logging.getLogger().addHandler(logging.NullHandler())
