"""How much a string looks like words in Arabic script: the surprise of its letters, pair by pair.

A table of 40 by 40 numbers tells words from chance well enough to judge a whole line; it is no language model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from tarmim.script.drawn_alike import arabic_for
from tarmim.script.languages import languages
from tarmim.script.languages.language import Language

__all__ = ["CLASSES", "classes_of", "surprise"]

#: The letters told apart, from hamza to yeh, then peh, tcheh, jeh, gaf: one class each.
CLASSES = (
    "\u0621\u0622\u0623\u0624\u0625\u0626\u0627\u0628\u0629\u062a\u062b\u062c\u062d\u062e\u062f\u0630\u0631\u0632"
    "\u0633\u0634\u0635\u0636\u0637\u0638\u0639\u063a\u0641\u0642\u0643\u0644\u0645\u0646\u0647\u0648\u0649\u064a"
    "\u067e\u0686\u0698\u06af"
)


def classes_of(word: str) -> Sequence[int]:
    """Return the class of each letter of the word; marks, tatweel and whatever else is no known letter are left out."""
    known = _numbers(languages())
    return [known[letter] for letter in word if letter in known]


def surprise(words: Iterable[str]) -> tuple[float, int]:
    """Return how surprising the words' letters are, in bits together, and how many pairs were looked at.

    A word counts its edges as pairs too. Running Arabic, Persian and Urdu cost 3 to 5 bits a pair, shuffled letters
    over 6.
    """
    table, size = _table(), len(CLASSES)
    total, pairs = 0.0, 0
    for word in words:
        before = size
        for letter in classes_of(word):
            total += table[before][letter]
            pairs += 1
            before = letter
        if before != size:
            total += table[before][size]
            pairs += 1
    return total, pairs


@cache
def _numbers(known: tuple[Language, ...]) -> Mapping[str, int]:
    """Return the class of each letter: its own, that of the letter drawn alike, or of one with the same neighbours."""
    own = {letter: number for number, letter in enumerate(CLASSES)}
    like = {**dict(pair for record in known for pair in record.neighbours_as), **arabic_for()}
    return {letter: own[arabic] for letter, arabic in like.items()} | own


@cache
def _table() -> tuple[tuple[float, ...], ...]:
    from tarmim.script.letter_pairs_table import BITS

    width = len(CLASSES) + 1
    values = [(ord(letter) - ord("a")) / 2 for letter in BITS]
    return tuple(tuple(values[row * width : (row + 1) * width]) for row in range(width))
