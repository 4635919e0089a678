"""Two letters that a font may draw as one shape, and how they stand once the shape was taken apart from the left.

A ligature is known by its letters in reading order and by the shape it has in the word: `shape_at` says which. Nearly
all two-letter ligatures that Arabic fonts have are among the presentation forms of Unicode; a font may have others.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from operator import add
from typing import Final

from tarmim.script.joining import joining_type

__all__ = [
    "FINAL",
    "INITIAL",
    "ISOLATED",
    "LAM_ALEFS",
    "MEDIAL",
    "Ligature",
    "exchanges",
    "held_ligatures",
    "known_shapes",
    "ligature_at",
    "listed_exchanges",
    "shape_at",
    "shapes_of",
]

#: The shape of a ligature: does it join what is before it (2), does it join what is after it (1)?
ISOLATED: Final = 0
INITIAL: Final = 1
FINAL: Final = 2
MEDIAL: Final = 3

#: Lam with alef; alef with hamza above, hamza below, madda: drawn by four glyphs, and a font that has one has all.
LAM_ALEFS: Final = ("\u0644\u0627", "\u0644\u0623", "\u0644\u0625", "\u0644\u0622")


#: How many words' ligatures are cached: most words of a text have been in another.
_WORDS_CACHED: Final = 1 << 15

#: A pair of letters in reading order and the shape in which they stand in their word.
Ligature = tuple[str, int]


def ligature_at(pair: str, word: str, at: int) -> Ligature:
    """Return under which name is kept what is learnt of the pair `at` a place of a word: lam-alef is one for all."""
    return (LAM_ALEFS[0], ISOLATED) if pair in LAM_ALEFS else (pair, shape_at(word, at))


@cache
def _joins_next() -> frozenset[str]:
    return frozenset(letter for letter in map(chr, range(0x620, 0x64B)) if joining_type(letter) == "D")


@cache
def _joins_previous() -> frozenset[str]:
    return frozenset(letter for letter in map(chr, range(0x620, 0x64B)) if joining_type(letter) in ("D", "R"))


def shape_at(word: str, at: int) -> int:
    r"""Return the shape of the ligature of the letters `at` and after it in a word without marks and strokes.

    >>> shape_at("\u0641\u064a", 0), shape_at("\u0635\u0627\u0641\u064a\u0629", 2)
    (0, 1)
    """
    before = at > 0 and word[at - 1] in _joins_next()
    after = at + 2 < len(word) and word[at + 1] in _joins_next() and word[at + 2] in _joins_previous()
    return FINAL * before + after


def exchanges(word: str) -> list[tuple[int, str]]:
    r"""Return every place of a word where two letters may be a ligature's, exchanged, with the pair in reading order.

    The first of a ligature's letters joins the next one, and the second joins back.

    >>> exchanges("\u064a\u0641") == [(0, "\u0641\u064a")]
    True
    """
    turned = _turned()
    return [(at, turned[two]) for at, two in enumerate(map(add, word, word[1:])) if two in turned]


def listed_exchanges(word: str) -> list[tuple[int, str]]:
    """Return those of the exchanges whose pair is among Unicode's presentation forms."""
    turned = _listed_turned()
    return [(at, turned[two]) for at, two in enumerate(map(add, word, word[1:])) if two in turned]


@lru_cache(_WORDS_CACHED)
def held_ligatures(word: str) -> frozenset[Ligature]:
    """Return which of the ligatures among Unicode's presentation forms a word holds intact."""
    listed = known_shapes()
    pairs = enumerate(map(add, word, word[1:]))
    return frozenset([ligature_at(pair, word, at) for at, pair in pairs if pair in listed])


@cache
def _turned() -> Mapping[str, str]:
    """Return the pairs that may be a ligature's by how they stand once exchanged."""
    return {
        second + first: first + second for first in _joins_next() for second in _joins_previous() if first != second
    }


@cache
def _listed_turned() -> Mapping[str, str]:
    listed = known_shapes()
    return {exchanged: pair for exchanged, pair in _turned().items() if pair in listed}


@cache
def known_shapes() -> Mapping[str, frozenset[int]]:
    """Return the two-letter ligatures among Unicode's presentation forms, with the shapes that they have there."""
    from tarmim.script.forms_table import FORMS

    numbers = {"isolated": ISOLATED, "initial": INITIAL, "final": FINAL, "medial": MEDIAL}
    found: dict[str, set[int]] = {}
    for letters, shape in FORMS.values():
        if len(letters) == 2 and all("\u0620" <= letter <= "\u064a" and letter != "\u0640" for letter in letters):
            found.setdefault(letters, set()).add(numbers[shape])
    return {pair: frozenset(shapes) for pair, shapes in found.items()}


def shapes_of(pair: str) -> tuple[int, ...]:
    """Return the shapes under which what is learnt of a pair is kept."""
    return (ISOLATED,) if pair in LAM_ALEFS else (ISOLATED, INITIAL, FINAL, MEDIAL)
