"""Which letters a code may stand for, by the words that they make among their neighbours and in their document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.rules.codes.gaps import Gap
from tarmim.rules.codes.score import Judge
from tarmim.script.joining import joins_next
from tarmim.script.languages import languages, record_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.script.languages.language import Language

__all__ = ["Rivals", "fills", "letters_of", "pair_fills", "weighed"]

_ARABIC: Final = "ar"

#: Reh, zain, dal, alef with hamza before yeh, kaf, ain, jeem, hah: where these meet fonts set other glyphs, nearer to
#: each other, and those are the ones without a code; in published files lines break between the same letters. They are
#: .023 of the neighbours in books; taken to be half of what two codes stand for, a guess, each counts for 3 nats.
_LOW: Final = "\u0631\u0632\u062f\u0623"
_DEEP: Final = "\u064a\u0643\u0639\u062c\u062d"
_KERNED: Final = 3.0

#: So many candidates, the best ones of all places of a code, are asked for their wider context.
_BEST: Final = 8


@dataclass(frozen=True, slots=True)
class Rivals:
    """What may have stood in a gap: letters, the words that they make, their scores in nats, not normalized."""

    gap: Gap
    fills: tuple[str, ...]
    words: tuple[str, ...]
    scores: NDArray[np.float64]

    @classmethod
    def of(cls, gap: Gap, made: Mapping[str, str], judge: Judge) -> Rivals:
        """Return the rivals with the scores of their words; `made` has the letters by the words."""
        scores = judge.score(gap, list(made)) if made else np.zeros(0)
        return cls(gap, tuple(made.values()), tuple(made), scores)

    def among(self, chosen: Mapping[str, float]) -> list[int]:
        """Return the places of those letters."""
        return [index for index, fill in enumerate(self.fills) if fill in chosen]

    def words_of(self, fill: str) -> list[str]:
        """Return the word that the letters make, if they are rivals here."""
        return [self.words[self.fills.index(fill)]] if fill in self.fills else []


def fills(gap: Gap, code: str, judge: Judge) -> Rivals:
    """Return what the one code of a gap may stand for.

    Every single letter is a candidate; two letters where they make a known word; and none at all, where the code is a
    mark or a sign.
    """
    word, language = "".join(gap.pattern), judge.models.language
    one = {word.replace(code, letter): letter for letter in _letters(language)}
    if bare := word.replace(code, ""):
        one[bare] = ""
    before, _, after = word.partition(code)
    ligatures = _ligatures(language)
    if code in after:
        two = {word.replace(code, pair): pair for pair in ligatures}
    else:
        two = {before + pair + after: pair for pair in ligatures}
    return Rivals.of(gap, {**one, **{word: two[word] for word in judge.known(list(two))}}, judge)


def pair_fills(gap: Gap, judge: Judge) -> Rivals:
    """Return what the two codes of a gap may stand for, in the order of the text, where they make a known word."""
    first, second = dict.fromkeys(gap.codes)
    letters = _letters(judge.models.language)
    word = "".join(gap.pattern)
    made = {
        begun.replace(second, after): letter + after
        for letter, begun in ((letter, word.replace(first, letter)) for letter in letters)
        for after in letters
    }
    found = Rivals.of(gap, {word: made[word] for word in judge.known(list(made))}, judge)
    kerned = np.array([_is_kerned(gap, fill) for fill in found.fills], dtype=np.float64)
    return Rivals(gap, found.fills, found.words, found.scores + _KERNED * kerned)


def _is_kerned(gap: Gap, fill: str) -> bool:
    """Tell whether the letters are neighbours that fonts have glyphs of their own for."""
    return len(gap.runs) == 1 and fill[0] in _LOW and fill[1] in _DEEP


def weighed(
    groups: Sequence[Sequence[Rivals]], priors: Sequence[Mapping[str, float]], judge: Judge
) -> list[list[dict[str, float]]]:
    """Return the log probabilities of the letters in each place of each code, its wider context weighed too.

    Before it is, the best of a code are chosen by what is known, priors among it; to the others the context says what
    it says to the worst of those.
    """
    rows: list[tuple[Rivals, list[int]]] = []
    for group, prior in zip(groups, priors, strict=True):
        chosen = _best(group, prior)
        rows.extend((rivals, rivals.among(chosen)) for rivals in group)
    contexts = judge.context([(rivals.gap, [rivals.words[index] for index in places]) for rivals, places in rows])
    logs = iter([_log(rivals, places, found) for (rivals, places), found in zip(rows, contexts, strict=True)])
    return [[next(logs) for _ in group] for group in groups]


def _best(group: Sequence[Rivals], prior: Mapping[str, float]) -> dict[str, float]:
    """Return the letters that fit all places of a code best."""
    sums: dict[str, float] = {}
    for rivals in group:
        least = float(rivals.scores.min(initial=0.0))
        for fill, score in zip(rivals.fills, rivals.scores.tolist(), strict=True):
            sums[fill] = sums.get(fill, prior.get(fill, 0.0)) + score - least
    return dict(sorted(sums.items(), key=lambda item: (-item[1], item[0]))[:_BEST])


def _log(rivals: Rivals, places: Sequence[int], context: NDArray[np.float64]) -> dict[str, float]:
    scores = rivals.scores + context.min(initial=np.inf) if len(context) else rivals.scores.copy()
    scores[places] = rivals.scores[places] + context
    scores -= np.logaddexp.reduce(scores) if len(scores) else 0.0
    return dict(zip(rivals.fills, scores.tolist(), strict=True))


def letters_of(count: int, language: str = _ARABIC) -> tuple[str, ...]:
    """Return what so many codes may stand for: a letter each; one code for two letters too."""
    letters = _letters(language)
    if count == 1:
        return (*letters, *_ligatures(language))
    return tuple(one + two for one in letters for two in letters)


def _letters(language: str) -> tuple[str, ...]:
    """Return the letters of a language: those of Arabic, which are typed in all, and its own."""
    arabic, own = _alphabets(language, languages())
    return arabic + own


def _ligatures(language: str) -> tuple[str, ...]:
    """Return pairs of letters of which the first joins the second."""
    return _pairs(language, languages())


@cache
def _alphabets(language: str, known: tuple[Language, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    arabic = tuple(sorted(known[0].letters))
    record = record_of(language)
    own = record.letters if record is not None else ""
    return arabic, tuple(letter for letter in own if letter not in arabic)


@cache
def _pairs(language: str, known: tuple[Language, ...]) -> tuple[str, ...]:
    arabic, own = _alphabets(language, known)
    record = record_of(language) or known[0]
    ends = record.final_only + "".join(letter for letter in known[0].final_only if letter not in record.letters)
    joining = [letter for letter in arabic + own if joins_next(letter) and letter not in ends]
    return tuple(one + two for one in joining for two in arabic + own)
