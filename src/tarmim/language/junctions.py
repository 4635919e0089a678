"""How well two pieces of text fit together: a small neural model of the few words on both sides of a place.

Sequences know pairs of words that were seen; most pairs never were. Here each word is a point in a space in which words
of one use lie near each other, so that what is known of some holds for all. Words that are not among the most frequent
are placed by their first and last letters. Trained to tell what follows a place from what stands elsewhere in the same
text (noise-contrastive, with the other places of the batch for noise), so a score is the log of how many times likelier
than by chance the two sides are neighbours (pointwise mutual information, up to a constant).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.language.grams import join_gaps
from tarmim.language.keys import CLASSES, END, START
from tarmim.language.storage import read_array, read_record
from tarmim.language.words import Words, words_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = ["Junction", "Junctions", "Side", "affixes_of", "junctions_in"]

#: The keys before a place and those after it, both in reading order; more than the model's reach are not looked at.
Junction = tuple[Sequence[str], Sequence[str]]

#: Matrix products of more multiplications are shared out among threads by some libraries of linear algebra, which costs
#: more than it gains at this size, and a hundred times more where other work keeps the processors busy.
_MOST_MULTIPLICATIONS: Final = 200_000

#: Nothing stands there: the row of the table after those of the classes.
BLANK: Final = len(CLASSES)


@dataclass(frozen=True, slots=True)
class Side:
    """Two layers that make one vector of the words on a side; the last column of each is its bias."""

    hidden: Floats
    out: Floats

    def vectors(self, words: Floats) -> Floats:
        """Return a vector for each row of words, the vectors of which stand one after the other."""
        size = max(1, _MOST_MULTIPLICATIONS // self.hidden.size)
        parts = [self._vectors_at_once(words[first : first + size]) for first in range(0, len(words), size)]
        return np.concatenate(parts) if parts else np.empty((0, len(self.out)), dtype=np.float32)

    def _vectors_at_once(self, words: Floats) -> Floats:
        inner = np.maximum(words @ self.hidden[:, :-1].T + self.hidden[:, -1], 0)
        result: Floats = inner @ self.out[:, :-1].T + self.out[:, -1]
        return result


@dataclass(frozen=True, slots=True)
class Junctions:
    """The model. Shapes: rows (words of the list,), table (classes + 1 + frequent words, size), affixes (any, size).

    rows    the row of a word of the list in the table, 0 for those that are not frequent
    steps   what one step of the table's and of the affixes' numbers is worth
    reach   words looked at on each side
    """

    words: Words
    rows: NDArray[np.int32]
    table: NDArray[np.int8]
    affixes: NDArray[np.int8]
    steps: tuple[float, float]
    left: Side
    right: Side
    reach: int

    def fit(self, junctions: Sequence[Junction]) -> Floats:
        """Return for each junction how many nats likelier than by chance its sides are neighbours."""
        numbers: dict[str, int] = {}
        nothing = -1
        lefts: dict[tuple[int, ...], int] = {}  # most sides are those of several junctions
        rights: dict[tuple[int, ...], int] = {}
        rows = []
        for left, right in junctions:
            before = tuple(_window(numbers, left[::-1], START, self.reach, nothing)[::-1])
            after = tuple(_window(numbers, right, END, self.reach, nothing))
            rows.append((lefts.setdefault(before, len(lefts)), rights.setdefault(after, len(rights))))
        vectors = self.vectors(numbers)
        ahead = self.left.vectors(vectors[np.array(list(lefts), dtype=np.int64)].reshape(len(lefts), -1))
        behind = self.right.vectors(vectors[np.array(list(rights), dtype=np.int64)].reshape(len(rights), -1))
        one, other = np.array(rows, dtype=np.int64).reshape(-1, 2).T
        scores: Floats = np.einsum("ij,ij->i", ahead[one], behind[other])
        return scores

    def vectors(self, keys: Iterable[str]) -> Floats:
        """Return the vector of each key, and of nothing last: shape (keys + 1, size)."""
        keys = list(keys)
        ids = self.words.ids(keys)
        places = ids - len(CLASSES)
        rows = np.where(places < 0, ids, self.rows[places])
        strange = np.flatnonzero(rows == 0)
        found: Floats = self.table[np.append(rows, BLANK)].astype(np.float32) * np.float32(self.steps[0])
        if len(strange):
            parts = np.array([affixes_of(keys[index], len(self.affixes)) for index in strange.tolist()])
            found[strange] = self.affixes[parts].sum(axis=1, dtype=np.float32) * np.float32(self.steps[1])
        return found


def affixes_of(key: str, size: int) -> list[int]:
    """Return the rows of the first two and three and the last two and three letters in a table of that size."""
    parts = (f"^{key[:2]}", f"^{key[:3]}", f"{key[-2:]}$", f"{key[-3:]}$")
    return [zlib.crc32(part.encode("utf-8", "surrogatepass")) % size for part in parts]


def _window(numbers: dict[str, int], keys: Sequence[str], edge: str, reach: int, nothing: int) -> list[int]:
    """Return the numbers of the nearest keys, nothing beyond the paragraph's edge; new keys get a number."""
    found = [nothing] * reach
    for index, key in enumerate(keys[:reach]):
        found[index] = numbers.setdefault(key, len(numbers))
        if key == edge:
            break
    return found


@cache
def junctions_in(folder: Path) -> Junctions:
    """Return the model of junctions in a folder; raises InputError where it cannot be read."""
    record = read_record(folder)["junctions"]
    words = words_in(folder)
    places = join_gaps(read_array(folder, "junctions.places"))
    rows = np.zeros(len(words), dtype=np.int32)
    rows[places] = np.arange(BLANK + 1, BLANK + 1 + len(places), dtype=np.int32)
    layers = [read_array(folder, f"junctions.{name}").astype(np.float32) for name in ("left1", "left2")]
    others = [read_array(folder, f"junctions.{name}").astype(np.float32) for name in ("right1", "right2")]
    return Junctions(
        words,
        rows,
        np.asarray(read_array(folder, "junctions.table")),
        np.asarray(read_array(folder, "junctions.affixes")),
        (float(record["table_step"]), float(record["affix_step"])),
        Side(*layers),
        Side(*others),
        int(record["reach"]),
    )
