"""How well words fit a gap: alone, among their neighbours, in what the document speaks of."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.language.document import DocumentWords
from tarmim.language.keys import CLASSES, END, tokens
from tarmim.language.sequences import Keys
from tarmim.rules.codes.gaps import Gap, clean_pieces

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.language.models import Models

__all__ = ["Judge", "judge_of", "root"]

#: What each piece of evidence counts for: a conditional logit over the thirty best candidates of 4,300 gaps, each with
#: a code that stands only there, in held-out paragraphs (even ones, tools/damage_letters.py); of all gaps of the odd
#: ones, .348 nats a gap without seams and subject, .308 with seams, .297 with both; the best is right in 89.2, 90.6,
#: 91.1 %. The word among its neighbours (log P, in nats), the word alone (log P), being known, having its root nearby.
_AMONG: Final = 0.58
_ALONE: Final = 0.26
_KNOWN: Final = 0.61
_RELATED: Final = 2.17
#: The seams before and behind the word (junctions, in nats); cosine between the word and the words around.
_SEAMS: Final = 0.47
_SUBJECT: Final = 9.3

#: Word n-grams reach so far.
_BESIDE: Final = 2

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
#: A root is looked for in the block of so many characters and those beside it: in a long document every root occurs
#: somewhere.
_NEARBY: Final = 1000


#: Characters of a long document that are read for its own words.
_OWN: Final = 200_000


@dataclass(frozen=True, slots=True)
class Around:
    """What the text around a gap is about: its words' roots, and the mean of its words' directions in junctions."""

    roots: frozenset[str]
    subject: NDArray[np.float32] | None

    @classmethod
    def of(cls, lines: Iterable[Sequence[str]], models: Models) -> Around:
        """Return it for lines of keys."""
        words = dict.fromkeys(word for line in lines for word in line if len(word) > _STEM)
        roots = frozenset({root(word) for word in words})
        if models.junctions is None or not words:
            return cls(roots, None)
        return cls(roots, _directions(models.junctions.vectors(words)[:-1]).mean(axis=0))


@dataclass(frozen=True, slots=True)
class Judge:
    """Scores words in the place of a gap: the language's models and the document's own words.

    around  what the document is about, or the parts of it that were asked for, by their places in blocks
    """

    text: str
    models: Models
    document: DocumentWords | None
    around: dict[int, Around]

    def score(self, gap: Gap, words: Sequence[str]) -> NDArray[np.float64]:
        """Return how well each word fits the gap, in nats, not normalized: what can be asked of many words."""
        alone = self.models.words.log_probability(words).astype(np.float64)
        places = self.models.words.places(words)
        known = places >= 0
        among = alone
        if self.models.sequences is not None:
            among = self._among(len(words), *self._keys(gap, words, places, alone))
        roots = self.nearby(gap).roots
        related = np.array([(own := root(word)) != "" and own in roots for word in words])
        return _AMONG * among + _ALONE * alone + _KNOWN * known + _RELATED * related

    def context(self, asked: Sequence[tuple[Gap, Sequence[str]]]) -> list[NDArray[np.float64]]:
        """Return what the wider context adds to the scores of each gap's words: what is asked of the best only."""
        junctions = self.models.junctions
        if junctions is None or not asked:
            return [np.zeros(len(words)) for _, words in asked]
        seams = [(gap.before, (word, *gap.after)) for gap, words in asked for word in words]
        seams += [((*gap.before, word), gap.after) for gap, words in asked for word in words]
        fits = junctions.fit(seams).astype(np.float64).reshape(2, -1).sum(axis=0)
        directions = _directions(junctions.vectors([word for _, words in asked for word in words])[:-1])
        result, first = [], 0
        for gap, words in asked:
            part = slice(first, first := first + len(words))
            subject = self.nearby(gap).subject
            near = 0.0 if subject is None else directions[part] @ subject
            result.append(_SEAMS * fits[part] + _SUBJECT * near)
        return result

    def known(self, words: Sequence[str]) -> list[str]:
        """Return the words that the language or the document has."""
        places = self.models.words.places(words).tolist()
        own = self.document.numbers if self.document is not None else {}
        return [word for word, place in zip(words, places, strict=True) if place >= 0 or word in own]

    def nearby(self, gap: Gap) -> Around:
        """Return what the text around a gap is about."""
        block = gap.start // _NEARBY if len(self.text) > 3 * _NEARBY else -1
        if block not in self.around:
            part = self.text[max(0, block - 1) * _NEARBY : (block + 2) * _NEARBY]
            self.around[block] = Around.of((tokens(piece).keys for piece in clean_pieces(part)), self.models)
        return self.around[block]

    def _keys(
        self, gap: Gap, words: Sequence[str], places: NDArray[np.int64], alone: NDArray[np.float64]
    ) -> tuple[Keys, int]:
        """Return the words and their neighbours behind them made ready for sequences; how many of these are before.

        The words have been looked up and spelled already, which is most of the work.
        """
        sequences = self.models.sequences
        assert sequences is not None
        before, after = gap.before[-_BESIDE:], [key for key in gap.after[:_BESIDE] if key != END]
        near = sequences.ready([*before, *after], document=self.document)
        raised = sequences.shift - math.log(self.models.words.unknown)
        own = None
        if self.document is not None and near.own is not None:
            own = np.concatenate([self.document.places(words), near.own])
        spelling = np.where(places < 0, alone + raised, 0).astype(np.float32)
        ids = np.where(places < 0, 0, places + len(CLASSES))
        return Keys(np.concatenate([ids, near.ids]), np.concatenate([spelling, near.spelling]), own), len(before)

    def _among(self, count: int, keys: Keys, before: int) -> NDArray[np.float64]:
        """Return log P of each word and of its neighbours behind it, each after those before."""
        sequences = self.models.sequences
        assert sequences is not None
        beside = [np.array([place]) for place in range(count, len(keys))]
        row = [*beside[:before], np.arange(count), *beside[before:]]
        total = np.zeros(count)
        nothing = np.array([-1])
        for index in range(before, len(row)):
            near = row[index - 1] if index else nothing
            far = row[index - 2] if index > 1 else nothing
            total += sequences.follow(keys, near, row[index], before=far, document=self.document)
        return total


def judge_of(text: str, models: Models) -> Judge:
    """Return the judge for a document."""
    lines = [tokens(piece).keys for piece in clean_pieces(text[:_OWN])]
    document = DocumentWords.of(lines) if models.sequences is not None else None
    around = {-1: Around.of(lines, models)} if len(text) <= 3 * _NEARBY else {}
    return Judge(text, models, document, around)


def _directions(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the vectors with a length of one."""
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    result: NDArray[np.float32] = vectors / np.maximum(lengths, 1e-6)[:, None]
    return result


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
