"""Which maps are not to be believed: codes whose words are no words while the others' are."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tarmim.identity.decision.code_words import MOST_SYMBOLS, UNKNOWN, CodeWord, spelling
from tarmim.identity.readings import Code

if TYPE_CHECKING:
    from tarmim.identity.decision.code_words import WordScorer

__all__ = ["SOUND_SHARE", "WordCheck", "check_texts", "check_words", "mapped_words"]

#: How many Arabic letters a word has at least that is evidence of its codes: shorter ones are known whatever they are.
_LEAST_LETTERS: Final = 3
_LETTER_PATTERN: Final = "[\u0620-\u063f\u0641-\u064a\u0671-\u06d3\u06d5\u0750-\u077f]"
#: How many distinct words a document has at least that are evidence of anything; by judgement.
_LEAST_WORDS: Final = 8
#: Share of the words that are known: below it no map of the document is believed without a look at the font. Sound
#: pages of news, law and verse have .85 and more; names and vowelled verse bring single pages to .75.
SOUND_SHARE: Final = 0.65
#: A code is doubted where its words are known less often than this ratio of the usual share (of the document, and of
#: its font: one whose words are not known at all is set backwards, or of another language), and the chance of that is
#: below 1 in 200 (in nats); both by judgement.
_DOUBTED_RATIO: Final = 0.5
_MOST_LOG_CHANCE: Final = math.log(0.005)


@dataclass(frozen=True, slots=True)
class WordCheck:
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
        return self.known >= SOUND_SHARE and not self.doubtful


def check_words(words: Mapping[CodeWord, int], letters: Mapping[Code, str], language: WordScorer) -> WordCheck:
    """Return what the words say of the codes that are mapped to `letters`; words with an unmapped code say nothing."""
    texts = mapped_words(words, letters, language.models.language)
    return check_texts(texts, language.is_known(list(texts)).tolist())


def mapped_words(
    words: Mapping[CodeWord, int], letters: Mapping[Code, str], language: str = ""
) -> Mapping[str, CodeWord]:
    """Return the words that can be judged, each distinct text once: wholly known, and not too short."""
    texts: dict[str, CodeWord] = {}
    for word in words:
        text = spelling(word, letters, language) if len(word) <= MOST_SYMBOLS else UNKNOWN
        if text not in texts and UNKNOWN not in text and len(re.findall(_LETTER_PATTERN, text)) >= _LEAST_LETTERS:
            texts[text] = word
    return texts if len(texts) >= _LEAST_WORDS else {}


def check_texts(texts: Mapping[str, CodeWord], known: Sequence[bool]) -> WordCheck:
    """Return what words say of their codes, given for each whether a language knows it."""
    if not texts:
        return WordCheck(1.0, frozenset())
    share = sum(known) / len(known)
    of_code: dict[Code, list[int]] = {}
    of_font: dict[int, list[int]] = {}
    for word, is_known in zip(texts.values(), known, strict=True):
        codes = {symbol for symbol in word if not isinstance(symbol, str)}
        for code in codes:
            count = of_code.setdefault(code, [0, 0])
            count[0] += 1
            count[1] += is_known
        for font in {code[0] for code in codes}:
            count = of_font.setdefault(font, [0, 0])
            count[0] += 1
            count[1] += is_known
    doubtful = set()
    for code, (count_of, right) in of_code.items():
        of, right_of = of_font[code[0]]
        usual = min(max(min(share, right_of / of), 0.05), 0.98)
        if right < _DOUBTED_RATIO * usual * count_of and _log_chance(count_of, right, usual) < _MOST_LOG_CHANCE:
            doubtful.add(code)
    return WordCheck(share, frozenset(doubtful), len(texts))


def _log_chance(count: int, right: int, usual: float) -> float:
    """Return the logarithm of the chance that at most `right` of `count` words are known (binomial, its largest term).

    Below the usual share the terms fall fast: the last one is nearly all of the sum.
    """
    ways = math.lgamma(count + 1) - math.lgamma(right + 1) - math.lgamma(count - right + 1)
    return ways + right * math.log(usual) + (count - right) * math.log(1 - usual)
