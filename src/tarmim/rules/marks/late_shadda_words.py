"""Words that bear a shadda, and how likely each place of it is: forms printed elsewhere, related words, letters."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Final

from tarmim.rules.marks.late_shadda_table import AROUND, LETTERS, SCORES

if TYPE_CHECKING:
    from tarmim.language.marked import Marked

__all__ = ["ShaddaForm", "likelihoods", "original_placements"]

#: What the evidence of letters and of related words counts for, in occurrences of the form. Held-out books (even
#: paragraphs), shaddas moved by tools/damage_letters.py, restored and calibration error: .3 and 4: 91.2 %, .019; 3
#: and 4: 87.0, .047; 1 and 1: 88.9, .035; 1 and 4: 89.8, .030; 1 and 12: 90.0, .026.
_LETTERS_WORTH: Final = 0.3
_RELATED_WORTH: Final = 4.0

#: Clitics before a word and endings behind it, with which the same stem is printed: wa-, fa-, bi-, li-, ka-, sa-, al-
#: and their pairs; -t-, -h, -ha, -hum, -na, -wa, -un, -in, -an, -at, -ya, -k, -ya-t.
_BEFORE: Final = (
    "", "\u0648", "\u0641", "\u0628", "\u0644", "\u0643", "\u0633", "\u0627\u0644", "\u0648\u0627\u0644",
    "\u0628\u0627\u0644", "\u0644\u0644", "\u0643\u0627\u0644", "\u0641\u0627\u0644", "\u0648\u0628", "\u0648\u0644",
    "\u064a", "\u062a", "\u0646", "\u0648\u064a", "\u0648\u062a",
)  # fmt: skip
_BEHIND: Final = (
    "", "\u0629", "\u062a", "\u0647", "\u0647\u0627", "\u0647\u0645", "\u0646\u0627", "\u0648\u0627", "\u0648\u0646",
    "\u064a\u0646", "\u0627\u0646", "\u0627\u062a", "\u064a", "\u0643", "\u064a\u0629", "\u062a\u0647",
    "\u062a\u0647\u0627", "\u0627", "\u0647\u0645\u0627", "\u0643\u0645",
)  # fmt: skip
#: The likeliest of them, with which related words are looked up.
_OFTEN_BEFORE: Final = ("", "\u0627\u0644", "\u0648", "\u064a", "\u062a")
_OFTEN_BEHIND: Final = ("", "\u0629", "\u062a", "\u0647", "\u0647\u0627", "\u064a\u0646")
#: Letters that a stem has at least: shorter ones are anything.
_STEM: Final = 3


@dataclass(frozen=True, slots=True)
class ShaddaForm:
    """A word's key and the letters that bear its shaddas, ascending; one that bears two is named twice."""

    key: str
    bearers: tuple[int, ...]

    @property
    def is_doubled(self) -> bool:
        """Tell whether a letter bears two."""
        return len(set(self.bearers)) < len(self.bearers)


def original_placements(form: ShaddaForm) -> Iterator[tuple[tuple[int, ...], int]]:
    """Yield where the shaddas may have stood, no two on one letter, and how many came late in that case.

    Of one that stands twice, that letter's alone too.
    """
    steps = [(0, 1) if index > 0 else (0,) for index in form.bearers]
    for moved in product(*steps):
        places = tuple(index - step for index, step in zip(form.bearers, moved, strict=True))
        if all(map(int.__lt__, places, places[1:])):
            yield places, sum(moved)
    if form.is_doubled:
        yield tuple(sorted(set(form.bearers))), 0


def likelihoods(
    form: ShaddaForm, places: Sequence[tuple[int, ...]], marked: Marked, *, related: bool
) -> Mapping[tuple[int, ...], float]:
    """Return for each of some places of the word's shaddas about how many times it was or would be printed so."""
    known = _counts(form.key, marked)
    letters = letter_shares(form.key)
    worths = {place: known.get(place, 0.0) for place in places}
    voices = _related(form.key, marked) if related and sum(worths.values()) < _RELATED_WORTH else {}
    common = sum(voices.get(place, 0.0) for place in places)
    for place in places:
        worths[place] += _LETTERS_WORTH * math.prod(letters[index] for index in place)
        if common:
            worths[place] += _RELATED_WORTH * voices.get(place, 0.0) / common
    return worths


def letter_shares(key: str) -> list[float]:
    """Return for each letter the probability that it bears the word's one shadda, by the letters around it."""
    number = _numbers()
    row = [0, 0, *(number.get(letter, 0) for letter in key), 0, 0]
    sums = [
        sum(scores[row[place + 2 + step]] for step, scores in zip(AROUND, SCORES, strict=True))
        for place in range(len(key))
    ]
    top = max(sums, default=0)
    odds = [math.exp((value - top) / 10) for value in sums]
    total = sum(odds)
    return [value / total for value in odds]


def _counts(key: str, marked: Marked) -> dict[tuple[int, ...], float]:
    """Return the word's printed forms as bearers, with counts."""
    return {_bearers(form): count for form, count in marked.counts(key).items()}


def _bearers(form: str) -> tuple[int, ...]:
    """Return which letters of a form marked with shadda alone bear one."""
    found, letters = [], 0
    for char in form:
        if char == "\u0651":
            found.append(letters - 1)
        else:
            letters += 1
    return tuple(found)


def _related(key: str, marked: Marked) -> dict[tuple[int, ...], float]:
    """Return bearers seen in words of the same stem with other clitics and endings, each word with one voice."""
    voices: dict[tuple[int, ...], float] = {}
    for before, stem in _stems(key):
        for other, shift in _around(stem):
            counts = _counts(other, marked) if other != key else {}
            total = sum(counts.values())
            for bearers, count in counts.items():
                if bearers and bearers[0] >= shift and bearers[-1] <= shift + len(stem):
                    moved = tuple(index - shift + before for index in bearers)
                    voices[moved] = voices.get(moved, 0.0) + count / total
    return voices


def _stems(key: str) -> Iterator[tuple[int, str]]:
    """Yield what may be the word's stem, and how many letters stand before it."""
    for before in _BEFORE:
        if key.startswith(before):
            for behind in _BEHIND:
                stem = key[len(before) : len(key) - len(behind)]
                if len(stem) >= _STEM and key.endswith(behind):
                    yield len(before), stem


def _around(stem: str) -> Iterator[tuple[str, int]]:
    """Yield words around a stem, and how many letters stand before it."""
    for before in _OFTEN_BEFORE:
        for behind in _OFTEN_BEHIND:
            yield before + stem + behind, len(before)


@cache
def _numbers() -> Mapping[str, int]:
    return {letter: number for number, letter in enumerate(LETTERS, start=1)}
