"""The flipped words of a text: what is flipped is learnt, words are read in their possible ways, one is chosen."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import add
from typing import TYPE_CHECKING, Final

from tarmim.language.keys import tokens
from tarmim.rules.ligatures.flips import learnt, revised
from tarmim.rules.ligatures.pairs import Ligature
from tarmim.rules.ligatures.readings import Rates, WordReading, readings, weight
from tarmim.rules.ligatures.votes import is_word, log_counts
from tarmim.script.letters import TATWEEL

if TYPE_CHECKING:
    from tarmim.language.keys import Tokens
    from tarmim.language.models import Models
    from tarmim.language.words import Words

__all__ = ["WordReadings", "word_readings"]

#: Known readings of this log count and more leave out unknown ones, unless each of them has a weight below this: it
#: would hold a ligature intact that the font flips.
_COMMON_LOG_COUNT: Final = 2.0
_POSSIBLE: Final = -3.5
#: A reading that is less likely by more nats than this, before its neighbours count, is left out; how many are kept.
_HOPELESS_NATS: Final = 11.0
_MOST_READINGS: Final = 4
_POOL: Final = 0.5
_FLOOR: Final = -6.0

_Ways = Sequence[tuple[WordReading, float]]


@dataclass(frozen=True, slots=True)
class WordReadings:
    """A word that may read otherwise than it stands: its span, and its readings with their probabilities, falling.

    known  whether the likeliest reading is a word of the list
    rate   how likely the least likely of the ligatures that it has exchanged is flipped in this text
    """

    start: int
    end: int
    readings: tuple[tuple[WordReading, float], ...]
    known: bool
    rate: float


def word_readings(models: Models, text: str) -> list[WordReadings]:
    """Return the words of a text that may read otherwise than they stand; empty where nothing is flipped."""
    words = models.words
    found = _unbroken(text, tokens(text))
    kinds = [key for key in dict.fromkeys(found.keys) if is_word(key)]
    known = dict(zip(kinds, log_counts(words, kinds), strict=True))
    flips = learnt(words, found.keys, known)
    sequences = models.sequences if flips is not None else None
    if flips is None or sequences is None:
        return []
    from tarmim.rules.ligatures.context import probabilities

    options = _options(words, kinds, Rates.made(flips.rates))
    choices = {
        token: _weighted(options[key], flips.shares[token]) for token, key in enumerate(found.keys) if key in options
    }
    if not choices:
        return []
    asked = {token: [(way.text, value) for way, value in ways] for token, ways in choices.items()}
    in_context = _pooled(found.keys, probabilities(sequences, found.keys, asked))
    rates = Rates.made(revised(flips.rates, _gains(found.keys, choices, in_context)))
    ranked = []
    for token, ways in choices.items():
        shares = _again(ways, in_context[token], rates, flips.shares[token])
        if len(shares) > 1 or (shares and shares[0][0].flips):
            way = shares[0][0]
            known_way, rate = words.place(way.text) >= 0, min((rates.of[it] for it in way.exchanged()), default=1.0)
            ranked.append(WordReadings(found.starts[token], found.ends[token], tuple(shares), known_way, rate))
    return ranked


def _unbroken(text: str, found: Tokens) -> Tokens:
    """Return the tokens with those of broken lines made signs: in pieces of words nothing can be read.

    A line is broken where a word of it begins with a stroke (see the kind chunks).
    """
    if not re.search(f"(?<!\\S){TATWEEL}\\w", text):
        return found
    keys = list(found.keys)
    for broken in re.finditer(f"^(?=(?:.*\\s)?{TATWEEL}\\w).*$", text, re.MULTILINE):
        first, last = bisect_left(found.starts, broken.start()), bisect_left(found.starts, broken.end())
        keys[first:last] = ["#"] * (last - first)
    return replace(found, keys=tuple(keys))


def _options(words: Words, kinds: Sequence[str], rates: Rates) -> dict[str, list[WordReading]]:
    """Return for each word that may be read in several ways its readings, without hopeless ones."""
    backwards = rates.backwards
    turned = [word for word in kinds if not backwards.isdisjoint(map(add, word, word[1:]))]
    found = {word: ways for word in turned if len(ways := readings(word, rates)) > 1}
    texts = [way.text for ways in found.values() for way in ways]
    counts = dict(zip(texts, log_counts(words, texts), strict=True))
    kept = {word: _hopeful(ways, counts) for word, ways in found.items()}
    return {word: ways for word, ways in kept.items() if len(ways) > 1 or ways[0].flips}


def _hopeful(ways: list[WordReading], counts: Mapping[str, float]) -> list[WordReading]:
    best = max(counts[way.text] + way.weight for way in ways)
    if any(counts[way.text] >= _COMMON_LOG_COUNT and way.weight > _POSSIBLE for way in ways):
        ways = [way for way in ways if counts[way.text] >= 0 and counts[way.text] + way.weight > best - _HOPELESS_NATS]
    return sorted(ways, key=lambda way: -way.weight - counts[way.text])[:_MOST_READINGS]


def _weighted(ways: Sequence[WordReading], share: float) -> _Ways:
    """Return the readings of a word with log weights that say how likely its font flips."""
    return [(way, _log_weight(way.weight, way, share)) for way in ways]


def _log_weight(value: float, way: WordReading, share: float) -> float:
    return math.log(share * math.exp(value) + (0.0 if way.flips else 1.0 - share) + 1e-12)


def _pooled(keys: Sequence[str], in_context: Mapping[int, Sequence[float]]) -> dict[int, Sequence[float]]:
    """Return the probabilities once each word counts what the same word is elsewhere in the text."""
    tokens_of: defaultdict[str, list[int]] = defaultdict(list)
    for token in in_context:
        tokens_of[keys[token]].append(token)
    pooled = dict(in_context)
    for same in tokens_of.values():
        if len(same) < 2:
            continue
        logs = {token: [max(_FLOOR, math.log(share + 1e-12)) for share in in_context[token]] for token in same}
        sums = [sum(column) for column in zip(*logs.values(), strict=True)]
        for token in same:
            mixed = [own + _POOL * max(_FLOOR, (total - own)) for own, total in zip(logs[token], sums, strict=True)]
            top = max(mixed)
            shares = [math.exp(value - top) for value in mixed]
            pooled[token] = [share / sum(shares) for share in shares]
    return pooled


def _gains(
    keys: Sequence[str], choices: Mapping[int, _Ways], in_context: Mapping[int, Sequence[float]]
) -> Iterator[tuple[Ligature, str, float]]:
    """Yield for each ligature and word by how many nats the words around are for its being flipped there."""
    for token, ways in choices.items():
        for ligature in {ligature for way, _ in ways for ligature in way.exchanged()}:
            for_it, against_it = [1e-9, 1e-9], [1e-9, 1e-9]
            for (way, value), share in zip(ways, in_context[token], strict=True):
                sums = for_it if ligature in way.exchanged() else against_it
                sums[0] += math.exp(value)
                sums[1] += share
            if against_it[0] > 1e-9:
                yield ligature, keys[token], math.log1p(for_it[1] / against_it[1] * against_it[0] / for_it[0])


def _again(ways: _Ways, in_context: Sequence[float], rates: Rates, share: float) -> list[tuple[WordReading, float]]:
    """Return the readings of a word with their probabilities under the revised rates, the likeliest first.

    Empty where each needs a ligature that is flipped no longer.
    """
    found = []
    for (way, value), probability in zip(ways, in_context, strict=True):
        revalued = weight(way.text, way.flips, rates)
        if revalued is not None:
            found.append((way, probability * math.exp(_log_weight(revalued, way, share) - value)))
    total = sum(probability for _, probability in found)
    return sorted(((way, probability / total) for way, probability in found), key=lambda pair: -pair[1])
