"""Whether two words are one, or one is two: what a word list and a model of spelling say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.script.letters import LONGEST_WORD

if TYPE_CHECKING:
    from tarmim.language.words import Words

__all__ = ["Cut", "Fusion", "cuts", "fusions"]

#: Letters that the halves of a word have at least: shorter ones are anything.
_HALF: Final = 2


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a word is cut best, and by how many nats the two words are likelier than the one."""

    place: int
    gain: float


@dataclass(frozen=True, slots=True)
class Fusion:
    """By how many nats two words are likelier as one, and whether one of them is no known word by itself."""

    gain: float
    strange: bool


def cuts(keys: Sequence[str], words: Words) -> list[Cut | None]:
    """Return the best cut of each word into two known ones, None where it is known itself or there is none."""
    places = words.places(keys).tolist()
    strange = [k for k, place in enumerate(places) if place < 0 and 2 * _HALF <= len(keys[k]) <= LONGEST_WORD]
    halves = [(index, at) for index in strange for at in range(_HALF, len(keys[index]) - _HALF + 1)]
    left = [keys[index][:at] for index, at in halves]
    right = [keys[index][at:] for index, at in halves]
    known = (words.places(left) >= 0) & (words.places(right) >= 0)
    kept = [k for k, both in enumerate(known.tolist()) if both]
    if not kept:
        return [None] * len(keys)
    scores = words.log_probability([left[k] for k in kept]) + words.log_probability([right[k] for k in kept])
    whole = dict(zip(strange, words.log_probability([keys[index] for index in strange]).tolist(), strict=True))
    best: dict[int, Cut] = {}
    for k, score in zip(kept, scores.tolist(), strict=True):
        index, at = halves[k]
        if index not in best or score - whole[index] > best[index].gain:
            best[index] = Cut(at, score - whole[index])
    return [best.get(index) for index in range(len(keys))]


def fusions(pairs: Sequence[tuple[str, str]], words: Words) -> list[Fusion | None]:
    """Return what speaks for each pair being one word, None where that is no known word."""
    fused = words.places([left + right for left, right in pairs])
    kept = np.flatnonzero(fused >= 0).tolist()
    found: list[Fusion | None] = [None] * len(pairs)
    if not kept:
        return found
    left, right = [pairs[index][0] for index in kept], [pairs[index][1] for index in kept]
    gains = words.log_probability([one + two for one, two in zip(left, right, strict=True)])
    gains = gains - words.log_probability(left) - words.log_probability(right)
    strange = (words.places(left) < 0) | (words.places(right) < 0)
    for index, gain, odd in zip(kept, gains.tolist(), strange.tolist(), strict=True):
        found[index] = Fusion(gain, odd)
    return found
