"""Joining types of characters, and the shape each letter of a word takes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, Literal

from tarmim.script.joining_table import JOINING_RANGES

JoiningType = Literal["U", "C", "D", "R", "L", "T"]
"""Joining_Type: non-joining, join-causing, dual-, right-, left-joining, transparent."""

Shape = Literal["isolated", "initial", "medial", "final"]
"""Positional shape of a letter, in reading order: an initial letter joins the next one only."""

_SHAPES: Final[Mapping[tuple[bool, bool], Shape]] = MappingProxyType(
    {
        (False, False): "isolated",
        (False, True): "initial",
        (True, True): "medial",
        (True, False): "final",
    }
)
"""Shape by (joins the previous letter, joins the next one)."""


@cache
def _types() -> Mapping[str, JoiningType]:
    types: dict[str, JoiningType] = {}
    for first, last, joining in JOINING_RANGES:
        kind: JoiningType = joining  # type: ignore[assignment]  # the table is generated from these six
        types.update(dict.fromkeys(map(chr, range(first, last + 1)), kind))
    return types


def joining_type(char: str) -> JoiningType:
    r"""Return the joining type of one character; `"U"` for all that the standard does not list.

    Marks and format characters not listed are `"T"` (The Unicode Standard, section 9.2, Joining_Type).

    >>> joining_type("\u0628"), joining_type("\u0627"), joining_type("\u0640"), joining_type("a")
    ('D', 'R', 'C', 'U')
    """
    return _types().get(char, "U")


def joins_next(char: str) -> bool:
    """Return whether the character can join the one after it in reading order (types D, L and C)."""
    return joining_type(char) in "DLC"


def joins_previous(char: str) -> bool:
    """Return whether the character can join the one before it in reading order (types D, R and C)."""
    return joining_type(char) in "DRC"


def expected_shapes(text: str) -> tuple[Shape | None, ...]:
    r"""Return the shape of each character of a text in logical order, None for transparent characters.

    Transparent marks stand in nobody's way; ZERO WIDTH NON-JOINER (U) parts two letters and ZERO WIDTH
    JOINER (C) joins a letter to nothing.  Characters that never join, a space or a Latin letter, are
    `"isolated"` (The Unicode Standard, section 9.2, rules R1 to R7).

    >>> expected_shapes("\u0628\u0627\u0628")
    ('initial', 'final', 'isolated')
    """
    shapes: list[Shape | None] = [None] * len(text)
    letters = [(at, char) for at, char in enumerate(text) if joining_type(char) != "T"]
    joined = False
    for place, (at, char) in enumerate(letters):
        following = letters[place + 1][1] if place + 1 < len(letters) else ""
        joins = joins_next(char) and bool(following) and joins_previous(following)
        shapes[at] = _SHAPES[joined, joins]
        joined = joins
    return tuple(shapes)
