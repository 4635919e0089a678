"""Bidirectional classes, paired brackets and mirrored characters, by character.

The algorithm works on *codes*: strings with one letter per character, so that a rule of UAX #9 can be a
regular expression over them.  The letters are private to this package; `encode` makes them from the
class names of the standard.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from tarmim.bidi.table import BRACKET_PAIRS, CANONICAL_BRACKETS, CLASS_RANGES, MIRROR_PAIRS

CODES: Final = MappingProxyType(
    {
        "L": "L", "R": "R", "AL": "A",
        "EN": "E", "AN": "N", "ES": "s", "ET": "t", "CS": "c", "NSM": "m",
        "BN": "b", "B": "B", "S": "S", "WS": "w", "ON": "o",
        "LRE": "1", "RLE": "2", "LRO": "3", "RLO": "4", "PDF": "5",
        "LRI": "6", "RLI": "7", "FSI": "8", "PDI": "9",
    }
)  # fmt: skip
"""Class name of UAX #9 table 4 to the one-letter code used inside this package."""


class _CodeByOrdinal(dict[int, str]):
    """Code of each code point, found by bisection once and remembered."""

    __slots__ = ("_codes", "_firsts", "_lasts")

    def __init__(self) -> None:
        super().__init__()
        self._firsts = [first for first, _, _ in CLASS_RANGES]
        self._lasts = [last for _, last, _ in CLASS_RANGES]
        self._codes = [CODES[name] for _, _, name in CLASS_RANGES]

    def __missing__(self, ordinal: int) -> str:
        at = bisect_right(self._firsts, ordinal) - 1
        code = self._codes[at] if at >= 0 and ordinal <= self._lasts[at] else "L"
        self[ordinal] = code
        return code


@cache
def code_by_ordinal() -> Mapping[int, str]:
    """Return the mapping of code point to code that `str.translate` takes; it covers every code point."""
    return _CodeByOrdinal()


def codes_of(text: str) -> str:
    """Return the codes of a text, one letter for each character."""
    return text.translate(code_by_ordinal())


def encode(classes: Iterable[str]) -> str:
    """Return the codes of a list of class names such as `["AL", "WS", "EN"]`.

    Raises ValueError for a name that is not a class of UAX #9 table 4.
    """
    try:
        return "".join([CODES[name] for name in classes])
    except KeyError as unknown:
        raise ValueError(f"{unknown.args[0]!r} is not a bidirectional class") from None


def bidi_class(char: str) -> str:
    """Return the bidirectional class of one character, `"AL"` for instance, as UAX #9 table 4 names it.

    >>> bidi_class("5")
    'EN'
    """
    return _names_by_code()[code_by_ordinal()[ord(char)]]


@cache
def _names_by_code() -> Mapping[str, str]:
    return {code: name for name, code in CODES.items()}


@cache
def _pair_numbers() -> Mapping[str, int]:
    """Return +n for the opening and -n for the closing bracket of pair n, n from 1; equivalents share one n."""
    canonical = dict(CANONICAL_BRACKETS)
    numbers: dict[str, int] = {}
    for number, (opening, closing) in enumerate(BRACKET_PAIRS, start=1):
        numbers[chr(opening)] = number
        numbers[chr(closing)] = -number
    for bracket, equivalent in canonical.items():
        numbers[chr(bracket)] = numbers[chr(equivalent)]
    return numbers


@cache
def _bracket_pattern() -> re.Pattern[str]:
    return re.compile("[" + re.escape("".join(_pair_numbers())) + "]")


def brackets_of(text: str) -> dict[int, int]:
    """Return the paired brackets of a text: index to pair number, positive opening, negative closing (BD14-BD15)."""
    numbers = _pair_numbers()
    return {found.start(): numbers[found.group()] for found in _bracket_pattern().finditer(text)}


@cache
def _mirrors() -> Mapping[str, str]:
    return {chr(code): chr(mirrored) for code, mirrored in MIRROR_PAIRS}


@cache
def _mirror_pattern() -> re.Pattern[str]:
    return re.compile("[" + re.escape("".join(_mirrors())) + "]")


def mirror(char: str) -> str:
    """Return the character whose glyph mirrors that of `char`, or `char` itself (Bidi_Mirroring_Glyph, L4).

    >>> mirror("(")
    ')'
    """
    return _mirrors().get(char, char)


def mirrored_at(text: str) -> list[int]:
    """Return the indices of the characters of a text that have a mirrored counterpart."""
    return [found.start() for found in _mirror_pattern().finditer(text)]
