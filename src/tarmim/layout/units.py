"""The glyphs of a page as letters: units of text with a place along and across the line they stand on."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Units", "distinct_texts", "sign_of"]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Units:
    """Units in content order, in columns: a letter, a ligature, a cluster with one ActualText, a mark, a space.

    texts     the letters of each, in logical order; never empty
    left      where it begins along its line, in points, as the line runs on the page (left of right)
    right     where it ends
    baseline  the height of its baseline, across the line
    sizes     one em, in points
    angles    whole degrees by which the line is turned against the clock; left, right, baseline are in the turned frame
    marks     whether it is a combining mark, which takes no room
    spaces    whether it is white space
    firsts    the number of its first glyph on the page
    language  the language that glyphs were read in, "" where all letters are the file's own
    """

    texts: Sequence[str]
    left: NDArray[np.float64]
    right: NDArray[np.float64]
    baseline: NDArray[np.float64]
    sizes: NDArray[np.float64]
    angles: NDArray[np.int32]
    marks: NDArray[np.bool_]
    spaces: NDArray[np.bool_]
    firsts: NDArray[np.int32]
    language: str = ""

    @classmethod
    def empty(cls) -> Units:
        """Return no units."""
        numbers, whole, flags = np.empty(0), np.empty(0, dtype=np.int32), np.empty(0, dtype=bool)
        return cls([], numbers, numbers, numbers, numbers, whole, flags, flags, whole)

    def __len__(self) -> int:
        """Return how many units there are."""
        return len(self.texts)

    def where(self, flags: NDArray[np.bool_]) -> Units:
        """Return the units that are flagged."""
        return self if flags.all() else self.take(np.flatnonzero(flags))

    def take(self, chosen: NDArray[np.int64]) -> Units:
        """Return the units with these numbers, in their order."""
        return Units(
            [self.texts[k] for k in chosen.tolist()],
            self.left[chosen],
            self.right[chosen],
            self.baseline[chosen],
            self.sizes[chosen],
            self.angles[chosen],
            self.marks[chosen],
            self.spaces[chosen],
            self.firsts[chosen],
            self.language,
        )


def distinct_texts(texts: Sequence[str]) -> tuple[list[str], NDArray[np.int64]]:
    """Return the distinct texts, and for each text its number among them."""
    numbers = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    return list(numbers), np.fromiter(map(numbers.__getitem__, texts), dtype=np.int64, count=len(texts))


def sign_of(text: str) -> str:
    """Return the character that says how a unit behaves among others: its first that is no mark."""
    for char in text:
        if not unicodedata.combining(char):
            return char
    return "\u0640"
