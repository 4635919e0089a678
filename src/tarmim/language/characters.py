"""How likely letters make a word: an n-gram model of spelling, for the words that no list has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.language.grams import Grams
from tarmim.language.storage import read_grams, read_record

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["FIRST_LETTER", "WORD_END", "WORD_START", "Characters", "characters_in"]

#: Numbers that are no letters: a letter out of the alphabet, start and end of a word.
WORD_START: Final = 1
WORD_END: Final = 2
FIRST_LETTER: Final = 3


@dataclass(frozen=True, slots=True)
class Characters:
    """A model of spelling; `letters` gives each letter of the alphabet its number."""

    grams: Grams
    letters: Mapping[str, int]

    def log_probability(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return log P of each word's spelling in nats, its end included; a distribution over all strings."""
        if not len(words):
            return np.empty(0, dtype=np.float32)
        stream, starts = self.number_words(words)
        scores = self.grams.along(stream, stream == WORD_START)
        scores[starts] = 0
        return np.add.reduceat(scores, starts).astype(np.float32)

    def number_words(self, words: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the words as one row of numbers, each with its start and end, and the places of the starts."""
        number = self.letters.get
        row: list[int] = []
        starts = []
        for word in words:
            starts.append(len(row))
            row.append(WORD_START)
            row.extend([number(letter, 0) for letter in word])
            row.append(WORD_END)
        return np.array(row, dtype=np.int64), np.array(starts, dtype=np.int64)


@cache
def characters_in(folder: Path) -> Characters:
    """Return the model of spelling in a folder; raises InputError where it cannot be read."""
    record = read_record(folder)["characters"]
    letters = {letter: number for number, letter in enumerate(record["letters"], start=FIRST_LETTER)}
    return Characters(read_grams(folder, "characters", int(record["order"])), letters)
