"""Names from the file as they may stand in a message."""

from __future__ import annotations

from tarmim.model.unprintable import printable

__all__ = ["shown"]

#: Characters of a name that a message shows: names of fonts have up to 63.
_MOST_CHARACTERS = 60


def shown(name: str, *, most: int = _MOST_CHARACTERS) -> str:
    r"""Return a name from the file for a message: as `printable` has it, and cut behind `most`.

    >>> shown("F1"), shown("\x1b[31m" + "x" * 99, most=4) == chr(0xFFFD) + "[31" + chr(0x2026)
    ('F1', True)
    """
    return printable(name[:most]) + ("\u2026" if len(name) > most else "")
