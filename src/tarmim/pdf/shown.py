"""Names from the file as they may stand in a message."""

from __future__ import annotations

import unicodedata

__all__ = ["shown"]

#: Characters of a name that a message shows: names of fonts have up to 63.
_MOST_CHARACTERS = 60

#: General categories that are not shown: controls, formats (bidi controls among them), surrogates, line and paragraph
#: separators, and code points that are none.
_UNSEEN = ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")


def shown(name: str, *, most: int = _MOST_CHARACTERS) -> str:
    r"""Return a name from the file for a message: what is no letter to be seen as U+FFFD, and cut behind `most`.

    >>> shown("F1"), shown("\x1b[31m") == chr(0xFFFD) + "[31m"
    ('F1', True)
    """
    cut = name[:most]
    washed = "".join("\ufffd" if unicodedata.category(one) in _UNSEEN else one for one in cut)
    return washed + "\u2026" if len(name) > len(cut) else washed
