"""Words cut by a space, and words that ran together, in documents that show the damage all over.

Typists slip too: in 100,000 words of books two run together behind a teh marbuta. So a document must show it where no
dictionary is needed: no word begins with teh marbuta or alef maksura or a hamza on its seat, and teh marbuta only ends
words. The share of teh marbutas that are cut off or have lost the space behind them is the share of the document's
words that suffered; with that, a list of words and a model of spelling say which (`spacing.words_score`).
"""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import TEXT_ONLY, Rounds, Rule
from tarmim.model.edit import Edit, Span
from tarmim.model.passage import Passage
from tarmim.rules._shared.odds import logistic
from tarmim.script.languages import languages
from tarmim.script.letters import ARABIC_LANGUAGE, HIGH_MARKS

if TYPE_CHECKING:
    from tarmim.language.words import Words

__all__ = ["WORDS"]

KIND = "words"

_TEH_MARBUTA: Final = "\u0629"
#: A space and what begins no word: teh marbuta, alef maksura, waw and yeh with hamza.
_CUT: Final = (" \u0629", " \u0649", " \u0624", " \u0626")
#: Teh marbuta with a letter behind it.
_RUN: Final = f"{_TEH_MARBUTA}[{ARABIC_LANGUAGE}]"

#: Such places, and their share of the document's teh marbutas, from which it is damaged. Held-out text: cut off
#: .00001 of books, none of computing documents; run together .0002, .0003. The one published text with words run
#: together (tables whose cells touch): 11 places, .026; texts made with a tenth damaged: about .1.
_LEAST_PLACES: Final = 3
_LEAST_SHARE: Final = 0.01

#: Logistics over the gain in nats, fitted on held-out paragraphs (even ones) with a tenth of the words cut and of the
#: spaces lost; another share moves the odds. Right among the surest, up to one error in 100, on the odd ones: 6,185 of
#: 6,197 words run together that can be cut into known ones, 5,758 of 6,355 cut words.
_FITTED_SHARE: Final = 0.1
_RUN_CONSTANT: Final = -1.49
_RUN_SLOPE: Final = 0.63
_CUT_CONSTANT: Final = -4.02
_CUT_SLOPE: Final = 0.77
_STRANGE_LOG_ODDS: Final = 5.8
_ONE_LETTER_LOG_ODDS: Final = -1.48

#: A teh marbuta inside a word in a document so damaged, two letters or more behind it: 688 of 689 right.
_CERTAIN: Final = 0.99
#: Two words of two letters.
_LEAST_LETTERS: Final = 4

#: Words in the text's order, those with marks or against digits and other scripts left out.
_WORD: Final = f"(?<![\\w{HIGH_MARKS}])[{ARABIC_LANGUAGE}]+(?![\\w{HIGH_MARKS}])"

#: Less likely ones are not reported: names and slips that look like two words are many.
_LEAST_REPORTED: Final = 0.5

#: Rounds: a word cut in three is put together piece by piece.
_MOST_ROUNDS: Final = 5

#: So many words are scored at a time: all words of a long text would fill the memory.
_AT_ONCE: Final = 1 << 15

_TOGETHER = "two words ran together, as other words of this text did"
_ENDED = "two words ran together: teh marbuta ends a word"
_APART = "a space stands inside the word, as in other words of this text"


@dataclass(frozen=True, slots=True)
class Shares:
    """Which share of the document's words was cut, and which share of its spaces was lost; 0 where nothing shows it."""

    cut: float
    run: float


def _shares(text: str) -> Shares:
    ends = text.count(_TEH_MARBUTA)
    cut = sum(text.count(sign) for sign in _CUT)
    run = sum(1 for _ in re.finditer(_RUN, text)) if ends else 0
    return Shares(_share(cut, ends), _share(run, ends))


def _share(places: int, ends: int) -> float:
    share = min(places / max(ends, 1), 0.5)
    return share if places >= _LEAST_PLACES and share >= _LEAST_SHARE else 0.0


def _trigger(passage: Passage, evidence: Evidence) -> bool:
    if not evidence.profile.has(_TEH_MARBUTA):
        return False
    shares = _shares(passage.text)
    return shares.cut > 0 or shares.run > 0


def _find(passage: Passage, evidence: Evidence) -> Iterator[Edit]:
    if evidence.models is None:
        return
    text, words = passage.text, evidence.models.words
    reported = min(_LEAST_REPORTED, evidence.threshold(WORDS.threshold))
    shares = _shares(text if evidence.first is None else evidence.first.text)
    yield from (edit for edit in _edits(text, shares, words) if edit.confidence >= reported)


def _edits(text: str, shares: Shares, words: Words) -> Iterator[Edit]:
    """Yield the words to put together, and those of the others to part."""
    bounds = array("i", chain.from_iterable(match.span() for match in re.finditer(_WORD, text)))
    starts, ends = bounds[::2], bounds[1::2]
    taken: set[int] = set()
    if shares.cut:
        for edit in _apart(text, starts, ends, shares.cut, words):
            taken.update((edit.start, edit.end))
            yield edit
    if shares.run:
        spans = ((start, end) for start, end in zip(starts, ends, strict=True) if end - start >= _LEAST_LETTERS)
        free = (span for span in spans if taken.isdisjoint(span))
        while batch := list(islice(free, _AT_ONCE)):
            yield from _together(text, batch, shares.run, words)


def _apart(text: str, starts: array[int], ends: array[int], share: float, words: Words) -> Iterator[Edit]:
    """Yield the edits that take a space out of a word; of two that touch, the surer."""
    from tarmim.rules.spacing.words_score import fusions

    proclitics = languages()[0].proclitics  # of Arabic: written apart from their word they are a habit
    near = (
        k
        for k in range(len(starts) - 1)
        if starts[k + 1] - ends[k] == 1 and text[ends[k]] == " " and text[starts[k] : ends[k]] not in proclitics
    )
    found = []
    while batch := list(islice(near, _AT_ONCE)):
        pairs = [(text[starts[k] : ends[k]], text[starts[k + 1] : ends[k + 1]]) for k in batch]
        for k, (_, two), fusion in zip(batch, pairs, fusions(pairs, words), strict=True):
            if fusion is not None:
                odds = _CUT_CONSTANT + _CUT_SLOPE * fusion.gain + _STRANGE_LOG_ODDS * fusion.strange
                found.append((_confidence(odds + _ONE_LETTER_LOG_ODDS * (len(two) == 1), share), k))
    taken: set[int] = set()
    for confidence, k in sorted(found, key=lambda item: (-item[0], item[1])):
        if taken.isdisjoint((k, k + 1)):
            taken.update((k, k + 1))
            yield Edit(ends[k], starts[k + 1], "", KIND, confidence, _APART)


def _together(text: str, spans: list[Span], share: float, words: Words) -> Iterator[Edit]:
    """Yield the edits that put a space between two words."""
    from tarmim.rules.spacing.words_score import cuts

    for (start, end), cut in zip(spans, cuts([text[slice(*span)] for span in spans], words), strict=True):
        ends = list(_ends(text, start, end))
        if ends:
            yield from (Edit(place, place, " ", KIND, _CERTAIN, _ENDED) for place in ends)
        elif cut is not None:
            place = start + cut.place
            yield Edit(place, place, " ", KIND, _confidence(_RUN_CONSTANT + _RUN_SLOPE * cut.gain, share), _TOGETHER)


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where words end inside a run of letters: behind a teh marbuta with two letters or more behind it."""
    while end - start >= _LEAST_LETTERS and (place := text.find(_TEH_MARBUTA, start + 1, end - 2) + 1):
        yield place
        start = place


def _confidence(log_odds: float, share: float) -> float:
    """Return the probability, the share of damaged places being another than where the log odds were fitted."""
    odds = log_odds + math.log(share / _FITTED_SHARE)
    return round(logistic(odds), 2)


WORDS = Rule(
    name="words",
    kind=KIND,
    summary="join words that a space cuts and part words that ran together, all over a document",
    trigger=_trigger,
    find=_find,
    on=TEXT_ONLY,
    languages=frozenset(("ar",)),
    rounds=Rounds(most=_MOST_ROUNDS),
)
