"""Shaddas that came late: the mark of a ligature's first letter was written after its last.

A font draws two letters as one glyph, the mark above it belongs to the first, and the program writes both letters and
then the mark: every shadda that can move has moved, or most. So the document is judged as a whole before any word is:
either its shaddas stand where people put them, but for slips, or a share of them came late. Which share, and which
words, follows by Bayes' rule from where each word's shaddas are likely (`marks.late_shadda_words`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import Rule
from tarmim.model.edit import Edit
from tarmim.model.passage import Passage
from tarmim.rules._shared.places import places
from tarmim.rules.marks.late_shadda_words import ShaddaForm, likelihoods, original_placements
from tarmim.script.letters import HIGH_MARKS, LETTERS, TATWEEL

if TYPE_CHECKING:
    from tarmim.language.marked import Marked

__all__ = ["LATE_MARKS"]

KIND = "marks"

_SHADDA: Final = "\u0651"
#: Fatha, damma, kasra: nunation ends a word and stays.
_VOWELS: Final = "\u064e\u064f\u0650"

#: Alef, alef maksura, teh marbuta and hamza bear none, but for habits (alef of illa) and slips.
_IMPOSSIBLE: Final = ("\u0627\u0651", "\u0649\u0651", "\u0629\u0651", "\u0621\u0651")
#: With more shaddas than this, and a smaller share of them on such letters, no font moved them: of moved ones in
#: held-out books (36 documents of 40 paragraphs) .09 came to stand there, .007 in one, .017 and more in the others; as
#: printed .0026 do in books, .05 of the few in laws.
_MANY_SHADDAS: Final = 100
_IMPOSSIBLE_SHARE: Final = 0.01

#: Before anything is seen: that a document with shaddas is damaged so; how often a typist slips; the shares of late
#: ones in a damaged document, equally likely. Of .05, .15, .3 and .001, .002 these leave the least calibration error on
#: damaged paragraphs held out (even ones, one a document): .019; the first ones .08. In 372,645 sound words cut into
#: documents of a paragraph 20 marks are moved, most of them typists' slips; of 50 paragraphs, none.
_DAMAGED_PRIOR: Final = 0.3
_SLIP_SHARE: Final = 0.001
_LATE_SHARES: Final = (0.25, 0.5, 0.75, 0.95)

#: A form that this share of writers prints as it stands (illa with its mark on the alef: .08) is a habit, and says
#: nothing of a document by itself.
_HABIT_SHARE: Final = 0.03

#: The evidence of letters and of related words alone is worth no more than this, in occurrences of the form.
_SEEN_WORTH: Final = 5.0

#: How often a shadda that stands twice was doubled and did not come late: a guess; held-out books have two of either.
#: Where this share of a document's shaddas stands twice, in two words or more, a program doubled them.
_DOUBLED_SHARE: Final = 0.02
_DOUBLING_SHARE: Final = 0.5

#: How many shaddas and letters a word has at most: more are no word.
_MOST_SHADDAS: Final = 6
_MOST_LETTERS: Final = 16

#: Where it is more probable than this, without related words, that nothing is damaged, these are not looked up: a
#: millisecond a word.
_SOUND_PROBABILITY: Final = 0.97

#: In a document proved damaged leaving a word is a guess as much as moving its mark: the likelier is done.
_THRESHOLD: Final = 0.5

_TWICE = "the shadda stands twice on one letter, as in other words of this text"
_REASON = "the shadda was written after the letter that it belongs to, as in other words of this text"


@dataclass(frozen=True, slots=True)
class ShaddaWord:
    """A word with shadda where it stands.

    starts, end  where each letter of the key stands in the text, and where the word ends
    free         whether each letter has no mark but shadda: one with a vowel of its own lost no mark to the next
    """

    form: ShaddaForm
    starts: tuple[int, ...]
    end: int
    free: tuple[bool, ...]

    @property
    def kind(self) -> tuple[ShaddaForm, tuple[bool, ...]]:
        """Return what words that are judged alike have in common."""
        return self.form, self.free


class MarkReading(NamedTuple):
    """One way a form may have come about: where its shaddas belong, how many came late, how likely that form is."""

    bearers: tuple[int, ...]
    late: int
    fixed: int
    worth: float


def _trigger(passage: Passage, evidence: Evidence) -> bool:
    if not evidence.profile.has(_SHADDA):
        return False
    text = passage.text
    shaddas = text.count(_SHADDA)
    if shaddas <= _MANY_SHADDAS:
        return True
    return sum(text.count(pair) for pair in _IMPOSSIBLE) >= _IMPOSSIBLE_SHARE * shaddas


def _find(passage: Passage, evidence: Evidence) -> Iterator[Edit]:
    marked = evidence.models.marked if evidence.models is not None else None
    if marked is None:
        return
    words = [
        word
        for word in _words(passage.text)
        if len(word.form.bearers) <= _MOST_SHADDAS and len(word.form.key) <= _MOST_LETTERS
    ]
    doubled = [word for word in words if word.form.is_doubled]
    if len({word.form for word in doubled}) > 1 and len(doubled) >= _DOUBLING_SHARE * len(words):
        words = [word for word in words if not word.form.is_doubled]
        yield from (_once(passage.text, word, marked) for word in doubled)
    different = {word.kind: word for word in words}
    readings = {kind: _readings(word, marked, related=False) for kind, word in different.items()}
    if _beliefs(readings.values())[_SLIP_SHARE] > _SOUND_PROBABILITY:
        return
    readings = {kind: _readings(word, marked, related=True) for kind, word in different.items()}
    beliefs = _beliefs(readings.values())
    chosen = {kind: _choice(found, beliefs) for kind, found in readings.items() if found}
    for word in words:
        bearers, confidence = chosen.get(word.kind, (word.form.bearers, 0.0))
        if bearers != word.form.bearers:
            yield _moved(passage.text, word, bearers, confidence)


def _once(text: str, word: ShaddaWord, marked: Marked) -> Edit:
    """Return the edit that leaves one shadda a letter, where a program doubled them all."""
    alone = tuple(sorted(set(word.form.bearers)))
    wanted = [bearers for bearers, _ in original_placements(word.form)]
    worths = likelihoods(word.form, wanted, marked, related=True)
    start, end = word.starts[0], word.end
    put = re.sub(f"{_SHADDA}+", _SHADDA, text[start:end])
    return Edit(start, end, put, KIND, round(worths[alone] / sum(worths.values()), 2), _TWICE)


def _words(text: str) -> Iterator[ShaddaWord]:
    """Yield the words with shadda."""
    letters, inside = _insides()
    end = 0
    for place in places(text, _SHADDA):
        if place < end:
            continue
        start, end = place, place + 1
        while start and text[start - 1] in inside:
            start -= 1
        while end < len(text) and text[end] in inside:
            end += 1
        starts = [index for index in range(start, end) if text[index] in letters]
        if 0 < len(starts) <= _MOST_LETTERS and text.count(_SHADDA, start, end) <= _MOST_SHADDAS:
            yield _word(text, starts, end)


@cache
def _insides() -> tuple[frozenset[str], frozenset[str]]:
    """Return the letters, and all that stands inside a word."""
    every = list(map(chr, range(0x620, 0x700)))
    letters = frozenset(char for char in every if re.match(f"[{LETTERS}]", char))
    return letters, letters | frozenset(char for char in every if re.match(f"[{HIGH_MARKS}{TATWEEL}]", char))


def _word(text: str, starts: Sequence[int], end: int) -> ShaddaWord:
    key = "".join(text[index] for index in starts)
    behind = [
        text[index + 1 : after].replace(TATWEEL, "") for index, after in zip(starts, [*starts[1:], end], strict=True)
    ]
    bearers = tuple(index for index, marks in enumerate(behind) for mark in marks if mark == _SHADDA)
    free = tuple(not marks.replace(_SHADDA, "") for marks in behind)
    return ShaddaWord(ShaddaForm(key, bearers), tuple(starts), end, free)


def _readings(word: ShaddaWord, marked: Marked, *, related: bool) -> list[MarkReading]:
    """Return how the word may have come about, as it stands or with marks come late."""
    form = word.form
    found = []
    wanted = list(original_placements(form))
    worths = likelihoods(form, [bearers for bearers, _ in wanted], marked, related=related)
    for bearers, late in wanted:
        if len(bearers) < len(form.bearers):
            found.append(MarkReading(form.bearers, 0, 0, _DOUBLED_SHARE * worths[bearers]))
        elif all(word.free[place] for place, was in zip(bearers, form.bearers, strict=True) if place != was):
            could = sum(place + 1 < len(form.key) for place in bearers)
            found.append(MarkReading(bearers, late, could - late, worths[bearers]))
    return found


def _is_habit(readings: Sequence[MarkReading]) -> bool:
    """Tell whether the form as it stands is printed now and then, and another one more often."""
    worths = [reading.worth for reading in readings]
    return max(worths) > readings[0].worth >= _HABIT_SHARE * sum(worths) and readings[0].worth > _SEEN_WORTH


def _beliefs(forms: Iterable[Sequence[MarkReading]]) -> Mapping[float, float]:
    """Return the probability of each share of late shaddas in the document; each form counts once."""
    telling = [readings for readings in forms if readings and not _is_habit(readings)]
    priors = {_SLIP_SHARE: 1 - _DAMAGED_PRIOR, **{share: _DAMAGED_PRIOR / len(_LATE_SHARES) for share in _LATE_SHARES}}
    logs = {
        share: math.log(prior) + sum(math.log(_sum(readings, share)) for readings in telling)
        for share, prior in priors.items()
    }
    top = max(logs.values())
    odds = {share: math.exp(value - top) for share, value in logs.items()}
    total = sum(odds.values())
    return {share: value / total for share, value in odds.items()}


def _weight(reading: MarkReading, share: float) -> float:
    return reading.worth * share**reading.late * (1 - share) ** reading.fixed


def _sum(readings: Sequence[MarkReading], share: float) -> float:
    return sum([_weight(reading, share) for reading in readings]) or 1e-12


def _choice(readings: Sequence[MarkReading], beliefs: Mapping[float, float]) -> tuple[tuple[int, ...], float]:
    """Return where the shaddas belong, and the probability that the document is damaged and they belong there."""
    chances: dict[tuple[int, ...], float] = {}
    for reading in readings:
        damaged = sum(
            belief * _weight(reading, share) / _sum(readings, share)
            for share, belief in beliefs.items()
            if share > _SLIP_SHARE or reading.late == 0
        )
        chances[reading.bearers] = damaged
    best = max(chances, key=lambda bearers: chances[bearers])
    return best, chances[best]


def _moved(text: str, word: ShaddaWord, bearers: tuple[int, ...], confidence: float) -> Edit:
    """Return the edit that brings the word's late marks forward."""
    order = list(range(word.starts[0], word.end))
    for was, place in zip(word.form.bearers, bearers, strict=True):
        if was != place:
            marks = _late(text, word, was, alone=not word.free[place])
            order = [index for index in order if index not in marks]
            behind = order.index(word.starts[place]) + 1
            order[behind:behind] = marks
    first, last = word.starts[0], word.end
    while order[0] == first:
        first += 1
        del order[0]
    while order[-1] == last - 1:
        last -= 1
        del order[-1]
    put = "".join(text[index] for index in order)
    sources = tuple((index, index + 1) for index in order)
    return Edit(first, last, put, KIND, round(confidence, 2), _REASON, sources=sources)


def _late(text: str, word: ShaddaWord, was: int, *, alone: bool) -> list[int]:
    """Return the places of the marks that came late: a shadda, and its vowel.

    The vowel beside a late shadda is its own: in held-out books 17,610 letters bear both before a letter that bears
    neither, 59 a shadda before a letter with a vowel. Of two vowels the first came with the shadda.
    """
    limit = word.starts[was + 1] if was + 1 < len(word.starts) else word.end
    marks = [index for index in range(word.starts[was] + 1, limit) if text[index] != TATWEEL]
    shaddas = [index for index in marks if text[index] == _SHADDA]
    if alone:
        return shaddas[:1]
    if len(shaddas) > 1:
        return [index for index in marks if index < shaddas[-1]]
    return sorted([*shaddas, *[index for index in marks if text[index] in _VOWELS][:1]])


LATE_MARKS = Rule(
    name="late-marks",
    kind=KIND,
    summary="bring a shadda that was written after its ligature back to the letter it belongs to",
    trigger=_trigger,
    find=_find,
    languages=frozenset(("ar",)),
    threshold=_THRESHOLD,
)
