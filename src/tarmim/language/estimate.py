"""How an n-gram model is made from counts: kept sequences are discounted, all that is not kept goes one length down.

Kneser and Ney's marginal constraint, held under pruning: the counts of a length are what the kept sequences one longer
leave unexplained (their discounts, and the whole counts of the dropped ones), so that the lower lengths are fitted to
the places where they are asked. Without pruning this is interpolated modified Kneser-Ney (Chen and Goodman 1998).
The probabilities of any context sum to one exactly, before they are rounded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.language.grams import BACKOFF_STEP, VALUE_STEP, Grams, Level, grams_of, pack_keys

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Keys = NDArray[np.uint64]
    Floats = NDArray[np.float64]

__all__ = ["Counts", "count", "estimate"]

#: What is added to every count of length one, so that nothing is impossible; by judgement.
_ADDED_COUNT: Final = 0.1


@dataclass(frozen=True, slots=True)
class Counts:
    """Sequences of one length, packed into numbers of `bits` bits each, first highest; sorted; with their counts."""

    length: int
    bits: int
    keys: Keys
    counts: Floats

    def suffixes(self) -> Keys:
        """Return each without its first number."""
        return self.keys & np.uint64((1 << self.bits * (self.length - 1)) - 1)

    def contexts(self) -> Keys:
        """Return each without its last number."""
        return self.keys >> np.uint64(self.bits)

    def columns(self) -> list[NDArray[np.int64]]:
        """Return the numbers of each, last first."""
        mask = np.uint64((1 << self.bits) - 1)
        return [(self.keys >> np.uint64(self.bits * place) & mask).astype(np.int64) for place in range(self.length)]

    def only(self, chosen: NDArray[np.bool_]) -> Counts:
        """Return some of them."""
        return Counts(self.length, self.bits, self.keys[chosen], self.counts[chosen])


def count(stream: NDArray[np.int64], length: int, *, bits: int, start: int, weights: Floats | None = None) -> Counts:
    """Return the counts of all sequences of a length in a stream in which `start` begins every sentence.

    No sequence reaches over a start. weights: for each place of the stream, how much a sequence that ends there counts.
    """
    packed = stream[: len(stream) - length + 1].astype(np.uint64)
    inside = np.ones(len(packed), dtype=np.bool_)
    for place in range(1, length):
        shifted = stream[place : len(stream) - length + 1 + place]
        packed = packed << np.uint64(bits) | shifted.astype(np.uint64)
        inside &= shifted != start
    if length == 1:
        inside = stream != start
    packed = packed[inside]
    if weights is None:
        keys, counts = np.unique(packed, return_counts=True)
        return Counts(length, bits, keys, counts.astype(np.float64))
    return _sum_by_key(packed, weights[length - 1 :][inside], length=length, bits=bits)


def estimate(counts: Sequence[Counts], *, size: int, start: int, keep: Mapping[int, int]) -> Grams:
    """Return the model of the counts of lengths one, two and so on.

    size   how many numbers there are (the ids are below it)
    keep   for a length above one, how many sequences are kept: those that gain most over their shorter form
    """
    raw = list(counts)
    order = len(raw)
    kept: dict[int, NDArray[np.bool_]] = {}
    alphas: dict[int, Floats] = {}
    weights: dict[int, tuple[Keys, Floats]] = {}
    needed: Keys = np.empty(0, dtype=np.uint64)
    current = raw[order - 1]
    for length in range(order, 1, -1):
        chosen = _best(raw[length - 1], raw[length - 2], keep[length]) if length in keep else current.counts > 1
        chosen |= np.isin(current.keys, needed)
        discounts = _discounts(current.counts)
        taken = np.where(chosen, np.minimum(discounts, current.counts), current.counts)
        context, total, left = _by_context(current, taken)
        place = np.searchsorted(context, current.contexts())
        alphas[length] = ((current.counts - taken) / total[place])[chosen]
        weights[length] = (context, left / total)
        kept[length] = chosen
        needed = np.unique(current.contexts()[chosen]) if length > 2 else needed
        lower = _sum_by_key(current.suffixes(), taken, length=length - 1, bits=current.bits)
        current = _with_starts(lower, raw[length - 2], start=start)
    return _assemble(raw, kept, alphas, weights, current, size)


def _assemble(
    raw: Sequence[Counts],
    kept: Mapping[int, NDArray[np.bool_]],
    alphas: Mapping[int, Floats],
    weights: Mapping[int, tuple[Keys, Floats]],
    single: Counts,
    size: int,
) -> Grams:
    """Return the levels: a probability is what the sequence itself explains and its share of the shorter one's."""
    probability = np.full(size, _ADDED_COUNT)
    probability[single.keys.astype(np.int64)] += single.counts
    probability /= probability.sum()
    backoffs = _quantize(_weights_of(np.arange(size, dtype=np.uint64), weights.get(2)), BACKOFF_STEP)
    levels = [Level(np.empty(0, dtype=np.int64), _quantize(probability, VALUE_STEP), backoffs)]
    for length in range(2, len(raw) + 1):
        some = raw[length - 1].only(kept[length])
        columns = some.columns()
        shorter = grams_of(levels)
        lower = np.exp(shorter.log_probability(columns[:-1]).astype(np.float64))
        values = alphas[length] + _weights_of(some.contexts(), weights[length]) * lower
        keys = pack_keys(shorter.places(columns[1:]), shorter.ranks[columns[0]].astype(np.int64))
        order = np.argsort(keys, kind="stable")
        longest = length == len(raw)
        following = np.empty(0) if longest else _weights_of(some.keys[order], weights[length + 1])
        levels.append(Level(keys[order], _quantize(values[order], VALUE_STEP), _quantize(following, BACKOFF_STEP)))
    return grams_of(levels)


def _best(grams: Counts, shorter: Counts, wanted: int) -> NDArray[np.bool_]:
    """Return which sequences to keep: those whose count times log gain over the shorter context is greatest."""
    candidates = np.flatnonzero(grams.counts > 1)
    context, total, _ = _by_context(grams, grams.counts)
    place = np.searchsorted(context, grams.contexts()[candidates])
    counts = grams.counts[candidates]
    direct = np.maximum(counts - 1.0, 0.2) / total[place]
    low_context, low_total, _ = _by_context(shorter, shorter.counts)
    suffix = grams.suffixes()[candidates]
    low = shorter.counts[np.searchsorted(shorter.keys, suffix)]
    low = low / low_total[np.searchsorted(low_context, suffix >> np.uint64(grams.bits))]
    gain = (counts - 0.7) * np.log1p(direct / (0.4 * low))
    chosen = np.zeros(len(grams.keys), dtype=np.bool_)
    if wanted < len(candidates):
        candidates = candidates[np.argsort(-gain, kind="stable")[:wanted]]
    chosen[candidates] = True
    return chosen


def _discounts(counts: Floats) -> Floats:
    """Return the modified Kneser-Ney discount of each count, by whether it is below two, three or above."""
    floors = np.floor(counts)
    seen = [max(1.0, float(np.count_nonzero(floors == times))) for times in (1, 2, 3, 4)]
    base = seen[0] / (seen[0] + 2 * seen[1])
    steps = [times + 1 - (times + 2) * base * seen[times + 1] / seen[times] for times in (0, 1, 2)]
    one, two, more = (min(max(step, 0.1), times + 0.9) for times, step in enumerate(steps))
    return np.where(floors >= 3, more, np.where(floors >= 2, two, one))


def _by_context(grams: Counts, taken: Floats) -> tuple[Keys, Floats, Floats]:
    """Return the contexts, sorted, the sum of their counts and of what was taken from these."""
    contexts = grams.contexts()
    starts = np.flatnonzero(np.append(True, contexts[1:] != contexts[:-1])[: len(contexts)])
    return contexts[starts], np.add.reduceat(grams.counts, starts), np.add.reduceat(taken, starts)


def _sum_by_key(keys: Keys, counts: Floats, *, length: int, bits: int) -> Counts:
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    starts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])
    return Counts(length, bits, keys[starts], np.add.reduceat(counts[order], starts))


def _with_starts(lower: Counts, raw: Counts, *, start: int) -> Counts:
    """Return the counts with the raw ones of sequences that begin a sentence, before which nothing can stand."""
    if raw.length == 1:
        return lower
    begins = (raw.keys >> np.uint64(raw.bits * (raw.length - 1))) == np.uint64(start)
    keys = np.concatenate([lower.keys, raw.keys[begins]])
    counts = np.concatenate([lower.counts, raw.counts[begins]])
    return _sum_by_key(keys, counts, length=raw.length, bits=raw.bits)


def _weights_of(contexts: Keys, table: tuple[Keys, Floats] | None) -> Floats:
    """Return the share of the shorter form after each context: one where nothing longer is kept."""
    if table is None:
        return np.ones(len(contexts))
    keys, shares = table
    if len(keys) == 0:
        return np.ones(len(contexts))
    place = np.minimum(np.searchsorted(keys, contexts), len(keys) - 1)
    return np.where(keys[place] == contexts, shares[place], 1.0)


def _quantize(probabilities: Floats, step: float) -> NDArray[np.uint8]:
    steps = np.round(-np.log(np.maximum(probabilities, 1e-30)) / step)
    return np.clip(steps, 0, 255).astype(np.uint8)
