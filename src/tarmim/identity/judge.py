"""Which maps are not to be believed: codes whose words are no words while the others' are."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tarmim.identity.evidence import Code
from tarmim.identity.words import UNKNOWN, CodeWord, spelled

if TYPE_CHECKING:
    from tarmim.identity.words import Language

__all__ = ["Verdicts", "judged"]

#: A word says something of its codes from so many Arabic letters on: shorter ones are known whatever they are.
_LEAST: Final = 3
_LETTER: Final = "[\u0620-\u063f\u0641-\u064a\u0671-\u06d3\u06d5\u0750-\u077f]"
#: So many distinct words are needed to say anything of a document.
_FEW: Final = 8
#: Where fewer of the words are known, no map of the document is believed unseen. Sound pages of news, law and verse
#: have .85 and more; names and vowelled verse bring single pages to .75.
_SOUND: Final = 0.65
#: A code is doubted where its words are known so much more rarely than the others' that chance makes it 1 in 200.
_CHANCE: Final = math.log(0.005)
_DOUBTED: Final = 0.5


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the words of a document say of its codes.

    known     the share of words that the language knows; 1.0 where there are too few to say
    words     how many words say it; 0 where they are too few
    doubtful  the codes whose words are known too rarely
    """

    known: float
    doubtful: frozenset[Code]
    words: int = 0

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing speaks against the maps."""
        return self.known >= _SOUND and not self.doubtful


def judged(words: Mapping[CodeWord, int], letters: Mapping[Code, str], language: Language) -> Verdicts:
    """Return what the words say of the codes that are mapped to `letters`; words with an unmapped code say nothing."""
    texts: dict[str, CodeWord] = {}
    for word in words:
        text = spelled(word, letters, language.models.language)
        if UNKNOWN not in text and len(re.findall(_LETTER, text)) >= _LEAST:
            texts.setdefault(text, word)
    if len(texts) < _FEW:
        return Verdicts(1.0, frozenset())
    known = language.is_known(list(texts)).tolist()
    share = sum(known) / len(known)
    seen: Counter[Code] = Counter()
    right: Counter[Code] = Counter()
    for word, is_known in zip(texts.values(), known, strict=True):
        for code in {symbol for symbol in word if not isinstance(symbol, str)}:
            seen[code] += 1
            right[code] += is_known
    usual = min(max(share, 0.05), 0.98)
    doubtful = {
        code
        for code, count in seen.items()
        if right[code] < _DOUBTED * usual * count and _surprise(count, right[code], usual) < _CHANCE
    }
    return Verdicts(share, frozenset(doubtful), len(texts))


def _surprise(count: int, right: int, usual: float) -> float:
    """Return the logarithm of the chance that at most so many of `count` words are known (binomial, its largest term).

    Below the usual share the terms fall fast: the last one is nearly all of the sum.
    """
    ways = math.lgamma(count + 1) - math.lgamma(right + 1) - math.lgamma(count - right + 1)
    return ways + right * math.log(usual) + (count - right) * math.log(1 - usual)
