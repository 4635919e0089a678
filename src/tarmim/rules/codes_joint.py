"""What each code of a document stands for: decided over all of its places together, for a code means one thing.

A place where the code is the only thing lost in its word says which letters make a word there; the places of a code
add up. What is decided is put into the words that lost several letters, and these are asked again. A word with two
codes that stand nowhere else is asked for both together. U+FFFD means nothing: each of its places is asked by itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tarmim.rules.codes_gaps import REPLACED, Gap
from tarmim.rules.codes_letters import Judge, fills, pair_fills

__all__ = ["Reading", "readings"]

#: A code is decided from this probability on; the rest of a word that it stands in is then judged with its letters.
_DECIDED: Final = 0.9

#: log P of a glyph's letters being one or two: fonts have a few hundred shapes of letters, some dozens of ligatures.
_LENGTHS: Final = {1: -0.12, 2: -2.8}
#: log P of none: inside words; at their ends and before a last alef, where published files have bullets of symbol fonts
#: and nunation behind private codes; of codes where symbol fonts have their signs. Guesses.
_NONE: Final = -5.0
_NONE_AT_END: Final = -3.0
_SIGN: Final = -0.7
_SYMBOLS: Final = ("\uf020", "\uf0ff")
_ALEF: Final = "\u0627"

#: So many different words of a code are asked, those that kept most letters: more add nothing.
_ASKED: Final = 12
#: One word may speak this much, in nats, against a letter: it may be misspelled, or a name that no list has.
_AGAINST: Final = -8.0

#: The posterior odds are a little too sure: of 1,415 lone places in held-out paragraphs (even ones) a logistic found
#: the logarithm of the odds times this, plus this. Two codes of one word: no unknown word is among the candidates; its
#: share in prose is taken off.
_SLOPE: Final = 0.83
_CONSTANT: Final = -0.15
_UNKNOWN: Final = 0.06

#: A word with so few letters left proves nothing by itself; a code alone between spaces may be a sign.
_FEWEST: Final = 1

#: Candidates that are reported, and the least probability of one.
_REPORTED: Final = 5
_LEAST: Final = 0.005


@dataclass(frozen=True, slots=True)
class Reading:
    """What stood in a run of codes: rival letters with their probabilities, the likeliest first; how many places spoke.

    start, end  the run's span in the text
    """

    start: int
    end: int
    rivals: tuple[tuple[str, float], ...]
    places: int


def readings(found: Sequence[Gap], judge: Judge) -> Iterator[Reading]:
    """Yield what can be said of the runs of codes, in the order of the text where their words are."""
    rivals, places = _codes(found, judge)
    known = {code: ranked[0][0] for code, ranked in rivals.items() if ranked[0][1] >= _DECIDED}
    for gap in found:
        if gap.letters < _FEWEST and not set(gap.codes) <= known.keys():
            continue
        if REPLACED in gap.codes or _is_pair(gap, found):
            yield from _of_gap(gap, judge)
        else:
            yield from _of_runs(gap, rivals, places)


def _codes(found: Sequence[Gap], judge: Judge) -> tuple[dict[str, tuple[tuple[str, float], ...]], dict[str, int]]:
    """Return the rival letters of each code that is alone in some word, and how many words spoke."""
    rivals: dict[str, tuple[tuple[str, float], ...]] = {}
    places: dict[str, int] = {}
    waiting = [gap for gap in found if gap.letters >= _FEWEST and REPLACED not in gap.codes]
    while waiting:
        alone: dict[str, list[Gap]] = {}
        for gap in waiting:
            if len(set(gap.codes)) == 1:
                alone.setdefault(gap.codes[0], []).append(gap)
        for code, gaps in alone.items():
            rivals[code] = _together(code, gaps, judge)
            places[code] = len(gaps)
        decided = {code: rivals[code][0][0] for code in alone if rivals[code][0][1] >= _DECIDED}
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


def _together(code: str, gaps: Sequence[Gap], judge: Judge) -> tuple[tuple[str, float], ...]:
    """Return the rival letters of a code by all the words that it is alone in."""
    different = {(gap.pattern, gap.before[-1:], gap.after[:1]): gap for gap in reversed(gaps)}
    asked = sorted(different.values(), key=lambda gap: (-gap.letters, gap.start))[:_ASKED]
    logs = [fills(gap, code, judge) for gap in asked]
    letters = {letter for log in logs for letter in log}
    if len(logs) == 1:
        return _ranked(_with_lengths(logs[0], code, asked))
    sums = {letter: sum(max(log.get(letter, _AGAINST), _AGAINST) for log in logs) for letter in letters}
    return _ranked(_with_lengths(sums, code, asked))


def _with_lengths(logs: Mapping[str, float], code: str, gaps: Sequence[Gap]) -> dict[str, float]:
    """Return log probabilities of what a code stands for, how many letters glyphs have counted in: once a code."""
    if _SYMBOLS[0] <= code <= _SYMBOLS[1]:
        none = _SIGN
    else:
        none = _NONE_AT_END if any(_is_at_end(gap, code) for gap in gaps) else _NONE
    return {fill: log + (_LENGTHS[len(fill)] if fill else none) for fill, log in logs.items()}


def _is_at_end(gap: Gap, code: str) -> bool:
    """Tell whether the code begins or ends its word, or only an alef follows."""
    return code in (gap.pattern[0], gap.pattern[-1]) or gap.pattern[-2:] == (code, _ALEF)


def _is_pair(gap: Gap, found: Sequence[Gap]) -> bool:
    """Tell whether a word lost two letters behind codes that stand in no other word."""
    own = set(gap.codes)
    return len(gap.codes) == len(own) == 2 and not any(own & set(other.codes) for other in found if other is not gap)


def _of_gap(gap: Gap, judge: Judge) -> Iterator[Reading]:
    """Yield what stood in a word by itself: one U+FFFD, or two codes."""
    start, end = gap.runs[0][1:]
    if len(gap.codes) == 1:
        yield Reading(start, end, _ranked(_with_lengths(fills(gap, gap.codes, judge), gap.codes, [gap])), 1)
    elif len(set(gap.codes)) == 2 and (made := pair_fills(gap, judge)):
        ranked = [(fill, round(chance * (1 - _UNKNOWN), 3)) for fill, chance in _ranked(made)]
        if len(gap.runs) == 1:
            yield Reading(start, end, tuple(ranked), 1)
        else:
            for index, (_, begin, stop) in enumerate(gap.runs):
                yield Reading(begin, stop, _part(ranked, index), 1)


def _part(ranked: Sequence[tuple[str, float]], index: int) -> tuple[tuple[str, float], ...]:
    """Return the rivals of one of two codes from those of both."""
    chances: dict[str, float] = {}
    for fill, chance in ranked:
        chances[fill[index]] = chances.get(fill[index], 0.0) + chance
    return tuple(sorted(chances.items(), key=lambda item: -item[1]))


def _of_runs(
    gap: Gap, rivals: Mapping[str, tuple[tuple[str, float], ...]], places: Mapping[str, int]
) -> Iterator[Reading]:
    """Yield what stood in the runs of a word whose codes are judged by all their places."""
    for run, start, end in gap.runs:
        if all(code in rivals for code in run):
            count = min(places[code] for code in run)
            if len(run) == 1:
                yield Reading(start, end, rivals[run], count)
            else:
                best = "".join(rivals[code][0][0] for code in run)
                chance = math.prod(rivals[code][0][1] for code in dict.fromkeys(run))
                yield Reading(start, end, ((best, chance),), count)


def _ranked(logs: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """Return the likeliest candidates with calibrated probabilities."""
    top = max(logs.values())
    total = math.log(sum(math.exp(value - top) for value in logs.values())) + top
    ordered = sorted(logs.items(), key=lambda item: (-item[1], item[0]))
    first = _calibrated(ordered[0][1] - total)
    rest = max(1 - math.exp(ordered[0][1] - total), 1e-9)
    scaled = [(ordered[0][0], first)]
    scale = (1 - first) / rest
    scaled.extend((fill, min(math.exp(value - total) * scale, first)) for fill, value in ordered[1:_REPORTED])
    return tuple((fill, round(chance, 3)) for fill, chance in scaled if chance >= _LEAST or fill == ordered[0][0])


def _calibrated(log_probability: float) -> float:
    rest = max(-math.expm1(log_probability), 1e-9)
    return 1 / (1 + math.exp(-_CONSTANT - _SLOPE * (log_probability - math.log(rest))))
