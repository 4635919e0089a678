"""Which letters a code may stand for, by the words that they make among their neighbours and in their document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.language.document import DocumentWords
from tarmim.language.keys import tokens
from tarmim.rules.codes_gaps import Gap, clean_pieces

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.language.models import Models

__all__ = ["Judge", "fills", "judge_of", "letters_of", "pair_fills"]

#: Hamza, the alefs, waw with hamza, teh marbuta, dal, thal, reh, zain, waw, alef maksura, jeh, ddal, rreh, noon ghunna,
#: yeh barree do not join the next one.
_APART: Final = (
    "\u0621\u0622\u0623\u0624\u0625\u0627\u0629\u062f\u0630\u0631\u0632\u0648\u0649\u0698\u0688\u0691\u06ba\u06d2"
)

_ARABIC: Final = "ar"
#: Peh, tcheh, jeh, gaf, keheh, Farsi yeh; of Urdu tteh, ddal, rreh, noon ghunna, heh doachashmee,
#: heh goal, yeh barree too.
_MORE: Final = {
    "fa": "\u067e\u0686\u0698\u06af\u06a9\u06cc",
    "ur": "\u067e\u0686\u0698\u06af\u06a9\u06cc\u0679\u0688\u0691\u06ba\u06be\u06c1\u06d2",
}

#: What each piece of evidence counts for: a conditional logit over the candidates of 2,366 gaps in held-out paragraphs
#: (even ones, tools/damage_letters.py): the word among its neighbours (log P, in nats), the word alone (log P), being a
#: known word, having its root nearby: .449 nats a gap; without roots .453, by neighbours alone .461.
_AMONG: Final = 0.705
_ALONE: Final = 0.203
_KNOWN: Final = 0.565
_KINDRED: Final = 1.4

#: Letters that words of one root may differ in: alef and hamza, waw, yeh, alef maksura, teh marbuta.
_WEAK: Final = dict.fromkeys((*range(0x621, 0x628), 0x629, 0x648, 0x649, 0x64A))
#: Clitics and endings taken off before, where three letters stay: wa-al-, bi-al-, fa-al-, ka-al-, li-al-, al-, wa-,
#: fa-, bi-, li-, ka-, sa-; -ha, -huma, -hum, -na, -at, -un, -in, -an, -ya, -h, -t, -y, -teh marbuta, -a.
_CLITICS: Final = (
    "\u0648\u0627\u0644", "\u0628\u0627\u0644", "\u0641\u0627\u0644", "\u0643\u0627\u0644", "\u0644\u0644",
    "\u0627\u0644", "\u0648", "\u0641", "\u0628", "\u0644", "\u0643", "\u0633",
)  # fmt: skip
_ENDINGS: Final = (
    "\u0647\u0627", "\u0647\u0645\u0627", "\u0647\u0645", "\u0646\u0627", "\u0627\u062a", "\u0648\u0646",
    "\u064a\u0646", "\u0627\u0646", "\u064a\u0629", "\u0647", "\u0629", "\u064a", "\u062a", "\u0627",
)  # fmt: skip
_STEM: Final = 3
_ROOT: Final = 3
#: A root is looked for among so many characters before and behind: in a long document every root occurs somewhere.
_NEARBY: Final = 1500

#: Reh, zain, dal, alef with hamza before yeh, kaf, ain, jeem, hah: where these meet fonts set other glyphs, nearer to
#: each other, and those are the ones without a code; in published files lines break between the same letters. They are
#: .023 of the neighbours in books; taken to be half of what two codes stand for, a guess, each counts for 3 nats.
_LOW: Final = "\u0631\u0632\u062f\u0623"
_DEEP: Final = "\u064a\u0643\u0639\u062c\u062d"
_KERNED: Final = 3.0

#: So much of a long document is read for its own words.
_OWN: Final = 200_000


@dataclass(frozen=True, slots=True)
class Judge:
    """Scores words in the place of a gap: the language's models and the document's own words.

    roots  those of the whole document where it is short, else None
    """

    text: str
    models: Models
    document: DocumentWords | None
    roots: frozenset[str] | None

    def score(self, gap: Gap, words: Sequence[str]) -> NDArray[np.float64]:
        """Return how well each word fits the gap, in nats, not normalized."""
        alone = self.models.words.log_probability(words).astype(np.float64)
        known = self.models.words.places(words) >= 0
        among = self._among(gap, words) if self.models.sequences is not None else alone
        roots = self._nearby(gap)
        kindred = np.array([(own := root(word)) != "" and own in roots for word in words])
        return _AMONG * among + _ALONE * alone + _KNOWN * known + _KINDRED * kindred

    def known(self, words: Sequence[str]) -> list[str]:
        """Return the words that the language or the document has."""
        places = self.models.words.places(words).tolist()
        own = self.document.numbers if self.document is not None else {}
        return [word for word, place in zip(words, places, strict=True) if place >= 0 or word in own]

    def _among(self, gap: Gap, words: Sequence[str]) -> NDArray[np.float64]:
        """Return log P of each word and of its neighbours behind it, each after those before."""
        sequences = self.models.sequences
        assert sequences is not None
        count = len(words)
        keys = sequences.ready([*words, *gap.before, *gap.after], document=self.document)
        beside = [np.array([place]) for place in range(count, len(keys))]
        row = [*beside[: len(gap.before)], np.arange(count), *beside[len(gap.before) :]]
        total = np.zeros(count)
        nothing = np.array([-1])
        for index in range(len(gap.before), len(row)):
            near = row[index - 1] if index else nothing
            far = row[index - 2] if index > 1 else nothing
            total += sequences.follow(keys, near, row[index], before=far, document=self.document)
        return total

    def _nearby(self, gap: Gap) -> frozenset[str]:
        """Return the roots of the words around a gap."""
        if self.roots is not None:
            return self.roots
        around = self.text[max(0, gap.start - _NEARBY) : gap.end + _NEARBY]
        return _roots_of(tokens(piece).keys for piece in clean_pieces(around))


def judge_of(text: str, models: Models) -> Judge:
    """Return the judge for a document."""
    lines = [tokens(piece).keys for piece in clean_pieces(text[:_OWN])]
    document = DocumentWords.of(lines) if models.sequences is not None else None
    return Judge(text, models, document, _roots_of(lines) if len(text) <= 2 * _NEARBY else None)


@lru_cache(maxsize=1 << 14)
def root(word: str) -> str:
    """Return what words of one root have in common, near enough; empty where too little is left."""
    first = next((clitic for clitic in _CLITICS if word.startswith(clitic)), "")
    if first and len(word) - len(first) >= _STEM:
        word = word[len(first) :]
    last = next((ending for ending in _ENDINGS if word.endswith(ending)), "")
    if last and len(word) - len(last) >= _STEM:
        word = word[: -len(last)]
    bare = word.translate(_WEAK)
    return bare if len(bare) >= _ROOT else ""


def _roots_of(lines: Iterable[Sequence[str]]) -> frozenset[str]:
    return frozenset({root(word) for line in lines for word in line if len(word) > _STEM})


def fills(gap: Gap, code: str, judge: Judge) -> dict[str, float]:
    """Return what the one code of a gap may stand for, each with its log probability.

    Every single letter is a candidate; two letters where they make a known word; and none at all, where the code is a
    mark or a sign.
    """
    word, language = "".join(gap.pattern), judge.models.language
    one = {word.replace(code, letter): letter for letter in _letters(language)}
    if bare := word.replace(code, ""):
        one[bare] = ""
    two = {word.replace(code, pair): pair for pair in _ligatures(language)}
    return _scored(gap, {**one, **{word: two[word] for word in judge.known(list(two))}}, judge)


def pair_fills(gap: Gap, judge: Judge) -> dict[str, float]:
    """Return what the two codes of a gap may stand for, in the order of the text, where they make a known word."""
    first, second = dict.fromkeys(gap.codes)
    letters = _letters(judge.models.language)
    word = "".join(gap.pattern)
    made = {
        begun.replace(second, after): letter + after
        for letter, begun in ((letter, word.replace(first, letter)) for letter in letters)
        for after in letters
    }
    found = _scored(gap, {word: made[word] for word in judge.known(list(made))}, judge)
    return {fill: score + _KERNED * _is_kerned(gap, fill) for fill, score in found.items()}


def _is_kerned(gap: Gap, fill: str) -> bool:
    """Tell whether the letters are neighbours that fonts have glyphs of their own for."""
    return len(gap.runs) == 1 and fill[0] in _LOW and fill[1] in _DEEP


def _scored(gap: Gap, made: dict[str, str], judge: Judge) -> dict[str, float]:
    if not made:
        return {}
    scores = judge.score(gap, list(made))
    scores -= np.logaddexp.reduce(scores)
    return dict(zip(made.values(), scores.tolist(), strict=True))


@cache
def letters_of(count: int, language: str = _ARABIC) -> tuple[str, ...]:
    """Return what so many codes may stand for: a letter each; one code for two letters too."""
    letters = _letters(language)
    if count == 1:
        return (*letters, *_ligatures(language))
    return tuple(one + two for one in letters for two in letters)


@cache
def _letters(language: str) -> tuple[str, ...]:
    """Return the letters of a language: those of Arabic from hamza to yeh, with more for Persian and Urdu."""
    return (*map(chr, (*range(0x621, 0x63B), *range(0x641, 0x64B))), *_MORE.get(language, ""))


@cache
def _ligatures(language: str) -> tuple[str, ...]:
    """Return pairs of letters of which the first joins the second."""
    letters = _letters(language)
    return tuple(one + two for one in letters if one not in _APART for two in letters)
