"""When two readings of a glyph are the same: letters composed or not, seen in a mirror, or typed otherwise."""

from __future__ import annotations

import unicodedata
from typing import Final

from tarmim.bidi.classes import mirror
from tarmim.identity.readings import decomposed
from tarmim.script.drawn_alike import arabic_for

__all__ = ["are_same_letters", "is_part_of_cluster"]

#: Signs with several codes: hyphens as the minus, no-break space, Arabic decimal separator as the comma.
_SIGNS: Final = str.maketrans("\u2010\u2011\u00a0\u066b", "-- ,")


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
    arabic = arabic_for()
    text = "".join([arabic.get(char, char) for char in text.translate(_SIGNS)])
    return "".join([str(unicodedata.digit(char)) if char.isdigit() else char for char in text])
