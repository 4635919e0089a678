"""Scores of short sequences of numbers, of words or of letters: an n-gram model with backoff in plain arrays.

A sequence is known by the place of its context one length down and the rank of its last number, the most frequent
number first, and is found by binary search. On disk there is, for each context, how many sequences continue it, and the
gaps between the ranks of these: 11 bits a sequence in a zip. Fingerprints would take 14 and err: once in 4,000 look-ups
gives a false pair, and a false pair is .06 likely on average, a hundred times what words that never met deserve.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ids = NDArray[np.int64]
    Bytes = NDArray[np.uint8]
    Scores = NDArray[np.float32]

__all__ = [
    "BACKOFF_STEP",
    "VALUE_STEP",
    "Grams",
    "Level",
    "grams_of",
    "join_gaps",
    "join_keys",
    "pack_keys",
    "split_gaps",
    "unpack_keys",
]

#: Nats for one step of a stored value. A quarter of a step is the mean error: .05 nats, far below what decides.
VALUE_STEP: Final = 0.2
BACKOFF_STEP: Final = 0.2

#: More look-ups at once are sorted first: the search then walks through memory once, and takes a quarter less.
_LEAST_SORTED_LOOKUPS: Final = 256
#: Bits of a packed key that hold the rank of the last number; those above hold the place of the context.
_RANK_BITS: Final = 20
_RANK_MASK: Final = (1 << _RANK_BITS) - 1
#: Contexts read at once: what is needed on the way stays small, and freed memory is not kept by the allocator.
_CONTEXTS_AT_ONCE: Final = 1 << 14


@dataclass(frozen=True, slots=True)
class Level:
    """The sequences of one length.

    keys      sorted; see `pack_keys`. Empty for length one, whose sequences are numbered by themselves
    values    log probability of the last given those before, in steps of VALUE_STEP below zero
    backoffs  log weight of what follows the sequence unseen, in steps of BACKOFF_STEP below zero; empty at the longest
    """

    keys: Ids
    values: Bytes
    backoffs: Bytes

    def find(self, wanted: Ids) -> tuple[Ids, Ids]:
        """Return which of the keys are known, by their numbers, ascending, and the place of each of these."""
        if len(self.keys) == 0:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        if wanted.size > _LEAST_SORTED_LOOKUPS:
            order = np.argsort(wanted, kind="stable")
            found = np.empty(wanted.shape, dtype=np.int64)
            found[order] = self.keys.searchsorted(wanted[order])
        else:
            found = self.keys.searchsorted(wanted)
        hit = (self.keys.take(found, mode="clip") == wanted).nonzero()[0]
        return hit, found[hit]


@dataclass(frozen=True, slots=True)
class Grams:
    """An n-gram model; levels[0] holds the single numbers, levels[k] the sequences of k + 1.

    ranks  the rank of each number by its value, those of equal value as they are numbered
    """

    levels: tuple[Level, ...]
    ranks: NDArray[np.int32]

    @property
    def order(self) -> int:
        """Return the length of the longest sequences known."""
        return len(self.levels)

    def log_probability(self, columns: Sequence[Ids]) -> Scores:
        """Return log P(last | those before) in nats, row by row.

        columns  the last numbers, the ones before them, the ones before those and so on, equal in length;
                 -1 where there is none. Columns beyond the model's order are not looked at.
        """
        last = np.asarray(columns[0], dtype=np.int64)
        score = self.levels[0].values[last].astype(np.float32) * np.float32(-VALUE_STEP)
        rank = self.ranks[last].astype(np.int64)
        for length in range(2, min(self.order, len(columns)) + 1):
            context = self.places(columns[1:length])
            rows = (context >= 0).nonzero()[0]
            self._longer(score, rows, context[rows], rank, length)
        return score

    def along(self, row: Ids, begins: NDArray[np.bool_]) -> Scores:
        """Return log P of each number of a row after those before it; where `begins` holds nothing is before it."""
        score = self.levels[0].values[row].astype(np.float32) * np.float32(-VALUE_STEP)
        rank = self.ranks[row].astype(np.int64)
        goes_on = np.append(~begins[1:], False)[: len(row)]
        rows = goes_on.nonzero()[0] + 1
        context = row[rows - 1]
        for length in range(2, self.order + 1):
            rows, context = self._longer(score, rows, context, rank, length)
            inside = goes_on[rows].nonzero()[0]
            rows, context = rows[inside] + 1, context[inside]
        return score

    def _longer(self, score: Scores, rows: Ids, context: Ids, rank: Ids, length: int) -> tuple[Ids, Ids]:
        """Make the scores of rows with a known context those of sequences of this length.

        Returns the rows whose sequence is known, and the places of these.
        """
        score[rows] += self.levels[length - 2].backoffs[context] * np.float32(-BACKOFF_STEP)
        level = self.levels[length - 1]
        hit, place = level.find(context << _RANK_BITS | rank[rows])
        rows = rows[hit]
        score[rows] = level.values[place] * np.float32(-VALUE_STEP)
        return rows, place

    def places(self, columns: Sequence[Ids]) -> Ids:
        """Return the place of each row among the sequences of its length, -1 for an unknown one; last number first."""
        first = np.asarray(columns[-1], dtype=np.int64)
        place = first
        for length in range(2, len(columns) + 1):
            following = np.asarray(columns[len(columns) - length], dtype=np.int64)
            rows = ((place >= 0) & (following >= 0)).nonzero()[0]
            hit, known = self.levels[length - 1].find(place[rows] << _RANK_BITS | self.ranks[following[rows]])
            place = np.full(first.shape, -1, dtype=np.int64)
            place[rows[hit]] = known
        return place


def grams_of(levels: Sequence[Level]) -> Grams:
    """Return the model of the levels, ranked by the values of the first."""
    values = levels[0].values
    ranks = np.empty(len(values), dtype=np.int32)
    ranks[np.argsort(values, kind="stable")] = np.arange(len(values), dtype=np.int32)
    return Grams(tuple(levels), ranks)


def pack_keys(context: Ids, rank: Ids) -> Ids:
    """Return the keys of sequences: the place of the context one length down, and the rank of the last number."""
    return context << _RANK_BITS | rank


def unpack_keys(keys: Ids, contexts: int) -> tuple[NDArray[Any], Bytes]:
    """Return how many sequences continue each context, and the gaps between their ranks in planes of bytes."""
    context, rank = keys >> _RANK_BITS, keys & _RANK_MASK
    heads = np.bincount(context, minlength=contexts)
    gaps = rank - np.concatenate([[0], rank[:-1]])
    first = np.append(True, context[1:] != context[:-1])[: len(keys)]
    gaps[first] = rank[first]
    return heads.astype(np.min_scalar_type(int(heads.max(initial=0)))), _planes(gaps, 3)


def join_keys(heads: NDArray[Any], planes: Bytes) -> Ids:
    """Return the keys that `unpack_keys` was given."""
    keys = np.zeros(planes.shape[1], dtype="<i8")
    parts = keys.view(np.uint8).reshape(-1, 8)
    for plane in range(len(planes)):
        parts[:, len(planes) - 1 - plane] = planes[plane]
    done = 0
    for first in range(0, len(heads), _CONTEXTS_AT_ONCE):
        contexts = np.flatnonzero(heads[first : first + _CONTEXTS_AT_ONCE])
        if len(contexts):
            times = heads[first + contexts].astype(np.int64)
            ends = np.cumsum(times)
            part = keys[done : done + int(ends[-1])]
            _sum_gaps(part, ends - times, (contexts + first) << _RANK_BITS)
            done += len(part)
    return keys


def _sum_gaps(keys: Ids, starts: Ids, contexts: Ids) -> None:
    """Sum the gaps of each context to ranks, in place, raise them to the context's place.

    One running sum over all: at the first key of a context what the context before came to is taken off.
    """
    sums = np.add.reduceat(keys, starts)
    keys[starts] += contexts
    keys[starts[1:]] -= contexts[:-1] + sums[:-1]
    np.cumsum(keys, out=keys)


def split_gaps(keys: NDArray[np.uint32]) -> Bytes:
    """Return sorted numbers as the gaps between them, in four planes of bytes, highest first."""
    numbers = keys.astype(np.int64)
    return _planes(numbers - np.concatenate([[0], numbers[:-1]]), 4)


def join_gaps(planes: Bytes) -> NDArray[np.uint32]:
    """Return the sorted numbers that `split_gaps` was given."""
    return np.cumsum(_of_planes(planes), dtype=np.uint32)


def _planes(numbers: Ids, count: int) -> Bytes:
    return np.stack([((numbers >> 8 * plane) & 0xFF).astype(np.uint8) for plane in range(count - 1, -1, -1)])


def _of_planes(planes: Bytes) -> NDArray[np.uint32]:
    numbers = np.zeros((planes.shape[1], 4), dtype=np.uint8)
    for plane in range(len(planes)):
        numbers[:, len(planes) - 1 - plane] = planes[plane]
    return numbers.view("<u4").ravel()
