"""How well a text came out, to the code point."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Levenshtein

from evaluation.pages import letters_of, spaced

__all__ = ["Score", "held_letters", "scored"]

_DIRECTION: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Score:
    """What is wrong in a file, in percent, 100 at most.

    letters     code points to put, take or change, of those wanted: marks, digits, stops, joiners and spaces count,
                lines are joined; Unicode NFC, white space as one space, no direction controls, which nobody sees
    plain       the same without marks, invisible characters and kinds of digits (as evaluation.pages counts letters)
    words       words to put, take or change
    paragraphs  those of the truth that stand exactly as a line of the text: percent *right*
    """

    letters: float
    plain: float
    words: float
    paragraphs: float


def _text(text: str) -> str:
    return spaced(unicodedata.normalize("NFC", _DIRECTION.sub("", text)))


def _rate(got: str | list[str], want: str | list[str]) -> float:
    return min(100.0, 100 * Levenshtein.distance(got, want) / max(1, len(want)))


def scored(got: str, want: str) -> Score:
    """Return the score of a text; lines of both are paragraphs."""
    lines = {_text(line) for line in got.split("\n")}
    truth = [_text(line) for line in want.split("\n") if line.strip()]
    exact = 100 * sum(line in lines for line in truth) / max(1, len(truth))
    mine, true = _text(got), _text(want)
    return Score(_rate(mine, true), _rate(letters_of(got), letters_of(want)), _rate(mine.split(), true.split()), exact)


def held_letters(got: str, want: str) -> float:
    """Return the share of letters, in whatever order, that two texts have in common: 1 where all are alike."""
    mine, true = (Counter(letters_of(text).replace(" ", "")) for text in (got, want))
    return (mine & true).total() / max(1, mine.total(), true.total())
