"""Characters that are no text: whatever a file says, they come out of it neither as letters nor as commands."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

__all__ = ["is_printable", "printable", "without_unprintable"]

#: ZERO WIDTH NON-JOINER and JOINER: they stand in names and between letters, and steer no terminal.
_JOINERS: Final = "\u200c\u200d"
_REPLACEMENT: Final = "\ufffd"
#: White space among the control characters: a code mapped to it is a space, a tabulator or an end of line.
_WHITE_CONTROLS: Final = "\t\n\r"
#: The last code point of Unicode; the last two of each of its 17 planes are noncharacters, as are U+FDD0 to FDEF.
_LAST_CODE_POINT: Final = 0x10FFFF


def without_unprintable(text: str) -> str:
    r"""Return the text without control characters but white space, surrogates and noncharacters (Unicode 23.1, 23.7).

    A terminal takes ESC and U+009B for the beginning of a command; a lone surrogate cannot be written as UTF-8.

    >>> without_unprintable("a\x1b\tb\ud800\uffff")
    'a\tb'
    """
    return text if text.isprintable() else _pattern().sub("", text)


def is_printable(character: str) -> bool:
    """Tell whether a character shows, or joins those that do: not what steers a terminal or means nothing."""
    return character.isprintable() or character in _JOINERS


def printable(text: str) -> str:
    r"""Return a text for a message: on one line, U+FFFD for what a terminal would act on and what means nothing.

    >>> printable("\x1b[31m") == chr(0xFFFD) + "[31m"
    True
    """
    if text.isprintable():
        return text
    return "".join(one if is_printable(one) else _REPLACEMENT for one in text)


@cache
def _pattern() -> re.Pattern[str]:
    controls = "".join(chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in _WHITE_CONTROLS)
    last = "".join(chr(plane | end) for plane in range(0, _LAST_CODE_POINT, 0x10000) for end in (0xFFFE, 0xFFFF))
    return re.compile(f"[{re.escape(controls)}\ud800-\udfff\ufdd0-\ufdef{last}]")
