"""Settings of pikepdf that hold for the whole process: changed while a file of ours is open, and put back.

qpdf's limits against decompression bombs are global, and so is pikepdf's logger. A program that uses Tarmim may use
pikepdf itself, so neither is left changed. Several files may be open at once, in several threads: the first one changes
the settings, the last one to be closed puts them back.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from typing import Any, Final

__all__ = ["STREAM_LIMIT", "hold", "release"]

#: The bytes that a stream may hold when its filters are undone: real content streams and fonts end well below, and a
#: bomb of 517 MB is refused in .13 s (measured, ../shared/pdf.md "Bombs").
STREAM_LIMIT: Final = 64 << 20

_LIMITED: Final = ("flate_max_memory", "run_length_max_memory", "png_max_memory", "tiff_max_memory", "dct_max_memory")


@dataclass(slots=True)
class _Held:
    """How many files are open, the limits that were before, and the handler that keeps warnings off standard error."""

    files: int = 0
    limits: dict[str, Any] = field(default_factory=dict)
    handler: logging.Handler | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)


_HELD: Final = _Held()


def hold() -> None:
    """Limit what qpdf may unpack, and keep its warnings off the standard error, until `release` is called as often."""
    import pikepdf

    with _HELD.lock:
        if _HELD.files:
            _HELD.files += 1
            return
        ours: dict[str, Any] = dict.fromkeys(_LIMITED, STREAM_LIMIT)
        _HELD.limits = dict(pikepdf.settings.set_qpdf_limits(**ours))
        _HELD.files = 1  # not before: where the limits cannot be set, the next file tries again
        logger = logging.getLogger("pikepdf")
        if not logger.handlers:  # else the program has set up what it wants to see
            _HELD.handler = logging.NullHandler()
            logger.addHandler(_HELD.handler)


def release() -> None:
    """Put the settings back if no other file is open."""
    import pikepdf

    with _HELD.lock:
        _HELD.files -= 1
        if _HELD.files:
            return
        pikepdf.settings.set_qpdf_limits(**_HELD.limits)
        if _HELD.handler is not None:
            logging.getLogger("pikepdf").removeHandler(_HELD.handler)
            _HELD.handler = None
