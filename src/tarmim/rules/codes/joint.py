"""What each code of a document stands for: decided over all of its places together, for a code means one thing.

A place where the code is the only thing lost in its word says which letters make a word there; the places of a code
add up. What is decided is put into the words that lost several letters, and these are asked again. A word with two
codes that stand nowhere else is asked for both together. U+FFFD means nothing: each of its places is asked by itself.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tarmim.language.keys import CLASSES
from tarmim.rules._shared.odds import logistic
from tarmim.rules.codes.candidates import Rivals, fills, pair_fills, weighed
from tarmim.rules.codes.gaps import REPLACED, Gap
from tarmim.rules.codes.score import Judge

__all__ = ["GapReading", "readings"]

#: A code is decided from this probability on; the rest of a word that it stands in is then judged with its letters.
_DECIDED_PROBABILITY: Final = 0.9

#: log P of a glyph's letters being one or two: fonts have a few hundred shapes of letters, some dozens of ligatures. Of
#: two letters taken to be -2.8, the conditional logit of `codes.score` added .6.
_LENGTH_SCORES: Final = {1: -0.12, 2: -2.2}
#: log P of none: inside words; at their ends and before a last alef, where published files have bullets of symbol fonts
#: and nunation behind private codes; of codes where symbol fonts have their signs. Guesses.
_NONE_SCORE: Final = -7.0
_NONE_AT_END_SCORE: Final = -3.0
_SIGN_SCORE: Final = -0.7
_SYMBOLS: Final = ("\uf020", "\uf0ff")
_ALEF: Final = "\u0627"

#: How many different words of a code are scored at most, those that kept most letters: more add nothing.
_MOST_WORDS_OF_CODE: Final = 12
#: How many nats one word counts against a letter at most: it may be misspelled, or a name that no list has.
_MOST_NATS_AGAINST: Final = -8.0

#: The posterior odds are too sure: a logistic of their logarithm, capped, and of the words being known, fitted to 5,700
#: codes in held-out paragraphs (even ones). On the odd ones its calibration error is .005; 81.2 % of the codes get .9
#: or more, 1.3 % of all wrongly. Two codes of one word: no unknown word is among the candidates; its share in prose is
#: taken off.
_SLOPE: Final = 1.11
_CONSTANT: Final = -0.99
_KNOWN_LOG_ODDS: Final = 0.5
_MOST_LOG_ODDS: Final = 4.5
_UNKNOWN_WORD_SHARE: Final = 0.06

#: A word with at most this number of letters left proves nothing by itself; a code between spaces may be a sign.
_TOO_FEW_LETTERS: Final = 1

#: A word without a whole word beside it costs 3 ms to ask and says least. Where there are more of them, those of one
#: code counted as far as they are asked, they are left: 12,500 characters with U+FFFD in every word took 13 s, now less
#: than one. By judgement.
_MOST_LONELY: Final = 1000

#: How many candidates are reported at most, and the least probability of one.
_MOST_REPORTED: Final = 5
_LEAST_PROBABILITY: Final = 0.005


@dataclass(frozen=True, slots=True)
class GapReading:
    """What stood in a run of codes: rival letters with their probabilities, the likeliest first; how many places spoke.

    start, end  the run's span in the text
    """

    start: int
    end: int
    rivals: tuple[tuple[str, float], ...]
    places: int


def readings(found: Sequence[Gap], judge: Judge) -> Iterator[GapReading]:
    """Yield what can be said of the runs of codes, in the order of the text where their words are."""
    found = _without_lonely(found)
    counts = Counter(code for gap in found for code in set(gap.codes))
    rivals, places = _codes(found, judge)
    known = {code: ranked[0][0] for code, ranked in rivals.items() if ranked[0][1] >= _DECIDED_PROBABILITY}
    asked = [gap for gap in found if gap.letters >= _TOO_FEW_LETTERS or set(gap.codes) <= known.keys()]
    alone = {gap.start: gap for gap in asked if REPLACED in gap.codes or _is_pair(gap, counts)}
    own = _by_themselves(alone.values(), judge)
    for gap in asked:
        if gap.start in alone:
            yield from _of_gap(gap, own.get(gap.start))
        else:
            yield from _of_runs(gap, rivals, places)


def _without_lonely(found: Sequence[Gap]) -> Sequence[Gap]:
    """Return the words without those that have no whole word beside them, where these are too many to ask."""
    lonely = [gap for gap in found if all(key in CLASSES for key in (*gap.before, *gap.after))]
    if len(lonely) <= _MOST_LONELY:
        return found
    counts = Counter(code for gap in lonely for code in set(gap.codes))
    asked = sum(count if code == REPLACED else min(count, _MOST_WORDS_OF_CODE) for code, count in counts.items())
    left = {gap.start for gap in lonely} if asked > _MOST_LONELY else frozenset[int]()
    return [gap for gap in found if gap.start not in left]


def _codes(found: Sequence[Gap], judge: Judge) -> tuple[dict[str, tuple[tuple[str, float], ...]], dict[str, int]]:
    """Return the rival letters of each code that is alone in some word, and how many words spoke."""
    rivals: dict[str, tuple[tuple[str, float], ...]] = {}
    places: dict[str, int] = {}
    waiting = [gap for gap in found if gap.letters >= _TOO_FEW_LETTERS and REPLACED not in gap.codes]
    while waiting:
        alone: dict[str, list[Gap]] = {}
        for gap in waiting:
            if len(set(gap.codes)) == 1:
                alone.setdefault(gap.codes[0], []).append(gap)
        rivals.update(_together(alone, judge))
        places.update({code: len(gaps) for code, gaps in alone.items()})
        decided = {code: rivals[code][0][0] for code in alone if rivals[code][0][1] >= _DECIDED_PROBABILITY}
        rest = [gap for gap in waiting if len(set(gap.codes)) > 1]
        waiting = [_with(gap, decided) for gap in rest if decided.keys() & set(gap.codes)]
        waiting = [gap for gap in waiting if len(set(gap.codes)) == 1 and gap.codes[0] not in rivals]
    return rivals, places


def _with(gap: Gap, letters: Mapping[str, str]) -> Gap:
    """Return the gap with the codes that are known put in."""
    pieces, runs, piece = [], [], ""
    for part in gap.pattern:
        if part in gap.codes and part not in letters and len(part) == 1:
            pieces.append(piece)
            runs.append((part, gap.start, gap.end))
            piece = ""
        else:
            piece += letters.get(part, part)
    return replace(gap, pieces=(*pieces, piece), runs=tuple(runs))


def _together(codes: Mapping[str, Sequence[Gap]], judge: Judge) -> dict[str, tuple[tuple[str, float], ...]]:
    """Return the rival letters of each code by all the words that it is alone in."""
    groups: list[list[Rivals]] = []
    priors: list[dict[str, float]] = []
    for code, gaps in codes.items():
        different = {(gap.pattern, gap.before[-1:], gap.after[:1]): gap for gap in reversed(gaps)}
        asked = sorted(different.values(), key=lambda gap: (-gap.letters, gap.start))[:_MOST_WORDS_OF_CODE]
        groups.append([fills(gap, code, judge) for gap in asked])
        priors.append(_priors(groups[-1], code))
    found = weighed(groups, priors, judge)
    return {
        code: _ranked({fill: _sum(fill, logs) + log for fill, log in prior.items()}, group, judge)
        for code, group, logs, prior in zip(codes, groups, found, priors, strict=True)
    }


def _sum(fill: str, logs: Sequence[Mapping[str, float]]) -> float:
    """Return what all words say together of letters; where there is more than one, none may count too much."""
    if len(logs) == 1:
        return logs[0][fill]
    return sum(max(log.get(fill, _MOST_NATS_AGAINST), _MOST_NATS_AGAINST) for log in logs)


def _priors(places: Sequence[Rivals], code: str) -> dict[str, float]:
    """Return log probabilities of how many letters a code stands for, by what it may stand for: once a code."""
    if _SYMBOLS[0] <= code <= _SYMBOLS[1]:
        none = _SIGN_SCORE
    else:
        none = _NONE_AT_END_SCORE if any(_is_at_end(rivals.gap, code) for rivals in places) else _NONE_SCORE
    return {fill: _LENGTH_SCORES[len(fill)] if fill else none for rivals in places for fill in rivals.fills}


def _is_at_end(gap: Gap, code: str) -> bool:
    """Tell whether the code begins or ends its word, or only an alef follows."""
    return code in (gap.pattern[0], gap.pattern[-1]) or gap.pattern[-2:] == (code, _ALEF)


def _is_pair(gap: Gap, counts: Mapping[str, int]) -> bool:
    """Tell whether a word lost two letters behind codes that stand in no other word; counts: the words of each code."""
    return len(gap.codes) == len(set(gap.codes)) == 2 and all(counts[code] == 1 for code in gap.codes)


def _by_themselves(asked: Iterable[Gap], judge: Judge) -> dict[int, tuple[tuple[str, float], ...]]:
    """Return the rivals of words that are judged by themselves, by their starts: one U+FFFD, or two codes.

    Of a word with U+FFFD and three codes or more nothing is said: each U+FFFD may be another letter.
    """
    places, priors = [], []
    for gap in asked:
        if len(gap.codes) == 1:
            places.append(fills(gap, gap.codes, judge))
            priors.append(_priors(places[-1:], gap.codes))
        elif len(gap.codes) == len(set(gap.codes)) == 2 and (made := pair_fills(gap, judge)).fills:
            places.append(made)
            priors.append(dict.fromkeys(made.fills, 0.0))
    found = weighed([[rivals] for rivals in places], priors, judge)
    return {
        rivals.gap.start: _ranked({fill: log + prior[fill] for fill, log in logs.items()}, [rivals], judge)
        for rivals, prior, (logs,) in zip(places, priors, found, strict=True)
    }


def _of_gap(gap: Gap, found: tuple[tuple[str, float], ...] | None) -> Iterator[GapReading]:
    """Yield what stood in a word that was judged by itself."""
    start, end = gap.runs[0][1:]
    if found is None:
        return
    if len(gap.codes) == 1:
        yield GapReading(start, end, found, 1)
        return
    ranked = [(fill, round(chance * (1 - _UNKNOWN_WORD_SHARE), 3)) for fill, chance in found]
    if len(gap.runs) == 1:
        yield GapReading(start, end, tuple(ranked), 1)
    else:
        for index, (_, begin, stop) in enumerate(gap.runs):
            yield GapReading(begin, stop, _part(ranked, index), 1)


def _part(ranked: Sequence[tuple[str, float]], index: int) -> tuple[tuple[str, float], ...]:
    """Return the rivals of one of two codes from those of both."""
    chances: dict[str, float] = {}
    for fill, chance in ranked:
        chances[fill[index]] = chances.get(fill[index], 0.0) + chance
    return tuple(sorted(chances.items(), key=lambda item: -item[1]))


def _of_runs(
    gap: Gap, rivals: Mapping[str, tuple[tuple[str, float], ...]], places: Mapping[str, int]
) -> Iterator[GapReading]:
    """Yield what stood in the runs of a word whose codes are judged by all their places."""
    for run, start, end in gap.runs:
        if all(code in rivals for code in run):
            count = min(places[code] for code in run)
            if len(run) == 1:
                yield GapReading(start, end, rivals[run], count)
            else:
                best = "".join(rivals[code][0][0] for code in run)
                chance = math.prod(rivals[code][0][1] for code in dict.fromkeys(run))
                yield GapReading(start, end, ((best, chance),), count)


def _ranked(logs: Mapping[str, float], places: Sequence[Rivals], judge: Judge) -> tuple[tuple[str, float], ...]:
    """Return the likeliest candidates with calibrated probabilities."""
    ordered = sorted(logs.items(), key=lambda item: (-item[1], item[0]))
    best, top = ordered[0]
    total = math.log(sum(math.exp(value - top) for value in logs.values())) + top
    words = [word for rivals in places for word in rivals.words_of(best)]
    first = _calibrated(top - total, known=len(judge.known(words)) == len(words))
    rest = max(1 - math.exp(top - total), 1e-9)
    scale = (1 - first) / rest
    scaled = [(best, first)]
    scaled.extend((fill, min(math.exp(value - total) * scale, first)) for fill, value in ordered[1:_MOST_REPORTED])
    return tuple((fill, round(chance, 3)) for fill, chance in scaled if chance >= _LEAST_PROBABILITY or fill == best)


def _calibrated(log_probability: float, *, known: bool) -> float:
    rest = max(-math.expm1(log_probability), 1e-9)
    odds = min(log_probability - math.log(rest), _MOST_LOG_ODDS)
    return logistic(_CONSTANT + _SLOPE * odds + _KNOWN_LOG_ODDS * known)
