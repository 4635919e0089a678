"""How much a string looks like words in Arabic script: the surprise of its letters, pair by pair.

A table of 40 by 40 numbers tells words from chance well enough to judge a whole line; it is no language model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

__all__ = ["CLASSES", "classes_of", "surprise"]

#: The letters told apart, from hamza to yeh, then peh, tcheh, jeh, gaf: one class each.
CLASSES = (
    "\u0621\u0622\u0623\u0624\u0625\u0626\u0627\u0628\u0629\u062a\u062b\u062c\u062d\u062e\u062f\u0630\u0631\u0632"
    "\u0633\u0634\u0635\u0636\u0637\u0638\u0639\u063a\u0641\u0642\u0643\u0644\u0645\u0646\u0647\u0648\u0649\u064a"
    "\u067e\u0686\u0698\u06af"
)

#: Letters of Persian and Urdu that stand where Arabic has another: keheh as kaf, Farsi yeh as yeh, both hehs as heh,
#: tteh ddal rreh as teh dal reh, noon ghunna as noon, yeh barree as yeh, alef wasla as alef.
_LIKE = {
    "\u06a9": "\u0643",
    "\u06cc": "\u064a",
    "\u06c1": "\u0647",
    "\u06be": "\u0647",
    "\u06d5": "\u0647",
    "\u0679": "\u062a",
    "\u0688": "\u062f",
    "\u0691": "\u0631",
    "\u06ba": "\u0646",
    "\u06d2": "\u064a",
    "\u0671": "\u0627",
}


def classes_of(word: str) -> Sequence[int]:
    """Return the class of each letter of the word; marks, tatweel and whatever else is no known letter are left out."""
    known = _numbers()
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
def _numbers() -> Mapping[str, int]:
    own = {letter: number for number, letter in enumerate(CLASSES)}
    return own | {letter: own[like] for letter, like in _LIKE.items()}


@cache
def _table() -> tuple[tuple[float, ...], ...]:
    from tarmim.script.letter_pairs_table import BITS

    width = len(CLASSES) + 1
    values = [(ord(letter) - ord("a")) / 2 for letter in BITS]
    return tuple(tuple(values[row * width : (row + 1) * width]) for row in range(width))
