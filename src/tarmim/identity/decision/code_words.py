"""Words of codes, and how probable what they spell is in a language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tarmim.identity.readings import Code
from tarmim.language.keys import fold
from tarmim.script.dots import with_dots

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tarmim.language.models import Models

__all__ = ["MOST_SYMBOLS", "UNKNOWN", "CodeWord", "Symbol", "WordScorer", "spelling", "split_at_spaces"]

#: A code, or letters that are settled.
Symbol = Code | str
#: A word from its first letter on.
CodeWord = tuple[Symbol, ...]

#: What stands for letters that are not known.
UNKNOWN: Final = "\ufffd"
#: More symbols in a row are no word.
MOST_SYMBOLS: Final = 40
#: Runs of Arabic letters, marks and joiners between them: what a word list knows; the rest are signs between words.
_RUN_PATTERN: Final = "[\u0620-\u065f\u0670-\u06d3\u06d5-\u06ed\u06fa-\u06ff\u0750-\u077f\u200c]+"
#: What is no sign at the end of a word: letters and digits of other scripts, marks, places that are not known.
_NO_SIGN_PATTERN: Final = f"[\\w\u0300-\u036f{UNKNOWN}]"
#: What a run of letters is replaced by.
_RUN_SIGN: Final = "\u0627"
#: Log probabilities in nats, by judgement: of a sign where signs stand, at an end of a word or between digits; of one
#: that stands elsewhere, and of a digit or a letter of another script beside a letter; of a place not known.
_SIGN_SCORE: Final = -3.0
_STRAY_SCORE: Final = -7.0
_UNKNOWN_SCORE: Final = -12.0


def spelling(word: CodeWord, letters: Mapping[Code, str], language: str = "") -> str:
    """Return the letters of a word as a language has them, U+FFFD for each code that has none."""
    return with_dots("".join([one if isinstance(one, str) else letters.get(one, UNKNOWN) for one in word]), language)


def split_at_spaces(words: Mapping[CodeWord, int], spaces: Set[Code]) -> Mapping[CodeWord, int]:
    """Return the words parted at codes that turn out to be spaces."""
    if not spaces:
        return words
    found: Counter[CodeWord] = Counter()
    for word, count in words.items():
        start = 0
        for end, symbol in enumerate((*word, None)):
            if symbol is None or symbol in spaces:
                if end > start:
                    found[word[start:end]] += count
                start = end + 1
    return found


def _score_signs(text: str) -> float:
    """Return log P of what a word has besides letters of the script."""
    kinds = re.sub(_RUN_PATTERN, _RUN_SIGN, text)
    if kinds == _RUN_SIGN:
        return 0.0
    total = 0.0
    for k, kind in enumerate(kinds):
        beside = kinds[k - 1 : k], kinds[k + 1 : k + 2]
        if kind == UNKNOWN:
            total += _UNKNOWN_SCORE
        elif kind.isalnum() and kind != _RUN_SIGN:
            total += _STRAY_SCORE if _RUN_SIGN in beside else _SIGN_SCORE
        elif kind != _RUN_SIGN:
            total += (
                _STRAY_SCORE if all(map(str.isalnum, beside)) and not all(map(str.isdigit, beside)) else _SIGN_SCORE
            )
    return total


@dataclass(frozen=True, slots=True)
class WordScorer:
    """How probable words are in one language."""

    models: Models

    def log_probability(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return log P of each text in nats: its runs of letters as words, the signs between as signs."""
        import numpy as np

        runs: list[str] = []
        owners: list[int] = []
        scores = np.zeros(len(texts))
        for number, text in enumerate(texts):
            for run in re.findall(_RUN_PATTERN, text):
                key = fold(run)
                if key:
                    runs.append(key)
                    owners.append(number)
            scores[number] = _score_signs(text)
        if runs:
            np.add.at(scores, owners, self.models.words.log_probability(runs))
        return scores

    def is_known(self, texts: Sequence[str]) -> NDArray[np.bool_]:
        """Return for each text whether its letters are one known word, signs at its ends left out."""
        import numpy as np

        keys = []
        for text in texts:
            runs = re.findall(_RUN_PATTERN, text)
            is_word = len(runs) == 1 and not re.search(_NO_SIGN_PATTERN, re.sub(_RUN_PATTERN, "", text))
            keys.append(fold(runs[0]) if is_word else "")
        found: NDArray[np.bool_] = self.models.words.places(keys) >= 0
        return np.logical_and(found, [bool(key) for key in keys])
