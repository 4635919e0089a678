"""When two readings of a glyph are the same: letters composed or not, seen in a mirror, or typed otherwise."""

from __future__ import annotations

import unicodedata
from typing import Final

from tarmim.bidi.classes import mirror
from tarmim.identity.readings import decomposed

__all__ = ["are_same_letters", "is_part_of_cluster"]

#: Farsi yeh and alef maksura as yeh; keheh as kaf; heh goal, heh doachashmee and ae as heh; the minus and the dashes.
_TYPINGS: Final = str.maketrans(
    "\u06cc\u0649\u06a9\u06c1\u06be\u06d5\u2010\u2011\u00a0\u066b", "\u064a\u064a\u0643\u0647\u0647\u0647-- ,"
)


def are_same_letters(mapped: str, guessed: str) -> bool:
    """Tell whether two readings are the same, or one is the other seen in a mirror, or typed otherwise."""
    one, other = decomposed(mapped).strip("\u200c\u200d"), decomposed(guessed)
    return one == other or (len(one) == 1 and mirror(one) == other) or _typed(one) == _typed(other)


def is_part_of_cluster(guessed: str, mapped: str) -> bool:
    """Tell whether a glyph is one of those that a map's cluster is made of: its letters are among the cluster's."""
    one, other = decomposed(guessed), decomposed(mapped)
    return len(one) < len(other) and all(one.count(char) <= other.count(char) for char in one)


def _typed(text: str) -> str:
    """Return the letters as one keyboard types them: yeh, kaf and digits have several codes and one shape."""
    text = text.translate(_TYPINGS)
    return "".join([str(unicodedata.digit(char)) if char.isdigit() else char for char in text])
