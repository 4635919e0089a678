"""What a word may have been before ligatures of it were flipped, and how likely each would have become this word."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import add
from typing import Final, NamedTuple

from tarmim.rules.ligatures.pairs import LAM_ALEFS, Ligature, ligature_at

__all__ = ["Rates", "WordReading", "readings", "weight"]

#: A word with more places that may be flipped than this is read in the plainest ways only: all flipped from the left,
#: none, each alone. Five places make 13 ways at most where they follow one another, 32 where they do not.
_PLACES: Final = 5


@dataclass(frozen=True, slots=True)
class Rates:
    """How likely each ligature is flipped in a font that flips.

    pairs      the pairs of letters of the ligatures, all four of lam-alef where one is among them
    backwards  the same pairs as they stand when flipped
    """

    of: Mapping[Ligature, float]
    pairs: frozenset[str]
    backwards: frozenset[str]

    @classmethod
    def made(cls, rates: Mapping[Ligature, float]) -> Rates:
        """Return the rates with what is looked up in them often."""
        pairs = {pair for pair, _ in rates}
        if not pairs.isdisjoint(LAM_ALEFS):
            pairs.update(LAM_ALEFS)
        return cls(rates, frozenset(pairs), frozenset(pair[::-1] for pair in pairs))


class WordReading(NamedTuple):
    """An original of a word.

    flips    the places whose letter was exchanged with the next
    weight   log P(the word | the original) in a font that flips
    """

    text: str
    flips: tuple[int, ...]
    weight: float

    def exchanged(self) -> list[Ligature]:
        """Return the ligatures that were exchanged."""
        return [ligature_at(self.text[at : at + 2], self.text, at) for at in self.flips]


def readings(word: str, rates: Rates) -> list[WordReading]:
    """Return the word's possible originals, itself first; a word without marks and strokes.

    A program goes through the original from left to right and exchanges the letters of each ligature it meets; so an
    original is possible where the ligatures it has were exchanged, or are of a kind that is not flipped always.
    """
    backwards = rates.backwards
    places = [at for at, pair in enumerate(map(add, word, word[1:])) if pair in backwards]
    if not places:
        return [WordReading(word, (), 0.0)]
    found = []
    for flips in _choices(places):
        text = word
        for at in flips:
            text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        value = weight(text, flips, rates)
        if value is not None:
            found.append(WordReading(text, flips, value))
    return found


def weight(text: str, flips: Iterable[int], rates: Rates) -> float | None:
    """Return log P(exactly these places were exchanged | the original); None where one of them never is."""
    value, done = 0.0, -1
    for at, pair in enumerate(map(add, text, text[1:])):
        if at == done or (pair not in rates.pairs and at not in flips):
            continue
        rate = rates.of.get(ligature_at(pair, text, at), 0.0)
        if at in flips:
            if not rate:
                return None
            value += math.log(rate)
            done = at + 1
        elif rate:
            value += math.log(1 - rate)
    return value


def _choices(places: list[int]) -> list[tuple[int, ...]]:
    """Return every set of places that do not touch, the empty one first."""
    if len(places) > _PLACES:
        greedy: list[int] = []
        for at in places:
            if not greedy or at > greedy[-1] + 1:
                greedy.append(at)
        return [(), tuple(greedy), *((at,) for at in places)]
    sets: list[tuple[int, ...]] = [()]
    for at in places:
        sets += [(*chosen, at) for chosen in sets if not chosen or at > chosen[-1] + 1]
    return sets
