"""Where the shadda stands in a word: the forms that print it, with counts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.language.grams import join_gaps
from tarmim.language.storage import read_array
from tarmim.language.words import COUNT_STEP, Words, words_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["SHADDA", "Marked", "marked_in", "shadda_mask", "with_shadda"]

SHADDA: Final = "\u0651"


@dataclass(frozen=True, slots=True)
class Marked:
    """For each word printed with shadda: the places of its shaddas as bits (bit 0: the first letter), and counts.

    places  numbers of words, sorted, one entry a form; the form without any shadda has the mask 0
    """

    words: Words
    places: NDArray[np.uint32]
    masks: NDArray[np.uint16]
    codes: NDArray[np.uint8]

    def counts(self, key: str) -> Mapping[str, float]:
        """Return the forms of a word by its key, marked with shadda alone, and about how often each was printed.

        The form without shadda is among them, counted in the same texts. Empty for words never seen with one.
        """
        place = self.words.place(key)
        if place < 0:
            return {}
        # numbers of another type would have the whole array converted, ten times the search
        wanted = np.array([place, place + 1], dtype=self.places.dtype)
        first, last = np.searchsorted(self.places, wanted).tolist()
        return {
            with_shadda(key, int(self.masks[index])): math.exp(int(self.codes[index]) * COUNT_STEP)
            for index in range(first, last)
        }


def with_shadda(key: str, mask: int) -> str:
    """Return the key with a shadda after each letter whose bit is set."""
    if not mask:
        return key
    return "".join(letter + SHADDA if mask >> index & 1 else letter for index, letter in enumerate(key))


def shadda_mask(key: str, word: str) -> int:
    """Return which letters of a word bear a shadda, as bits; the key is the word's own. Marks before letters: 0."""
    if SHADDA not in word:
        return 0
    mask, index = 0, -1
    for char in word:
        if index + 1 < len(key) and char == key[index + 1]:
            index += 1
        elif char == SHADDA and 0 <= index < 16:
            mask |= 1 << index
    return mask


@cache
def marked_in(folder: Path) -> Marked:
    """Return the marked forms of the models in a folder; raises InputError where they cannot be read."""
    return Marked(
        words=words_in(folder),
        places=join_gaps(read_array(folder, "marked.gaps")),
        masks=np.asarray(read_array(folder, "marked.masks")),
        codes=np.asarray(read_array(folder, "marked.counts")),
    )
