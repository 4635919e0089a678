"""Words of codes, and how likely a language finds what they come to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tarmim.identity.evidence import Code
from tarmim.language.keys import fold
from tarmim.script.dots import with_dots

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tarmim.language.models import Models

__all__ = ["UNKNOWN", "CodeWord", "Language", "Symbol", "parted", "spelled"]

#: A code, or letters that are settled.
Symbol = Code | str
#: A word from its first letter on.
CodeWord = tuple[Symbol, ...]

#: What stands for letters that are not known.
UNKNOWN: Final = "\ufffd"
#: Runs of Arabic letters, marks and joiners between them: what a word list knows; the rest are signs between words.
_RUN: Final = "[\u0620-\u065f\u0670-\u06d3\u06d5-\u06ed\u06fa-\u06ff\u0750-\u077f\u200c]+"
#: Log probability of a sign that stands in or at a word, and of a place whose letters are not known, in nats.
_SIGN: Final = -4.0
_LOST: Final = -12.0


def spelled(word: CodeWord, letters: Mapping[Code, str], language: str = "") -> str:
    """Return the letters of a word as a language has them, U+FFFD for each code that has none."""
    return with_dots("".join([one if isinstance(one, str) else letters.get(one, UNKNOWN) for one in word]), language)


def parted(words: Mapping[CodeWord, int], spaces: Set[Code]) -> Mapping[CodeWord, int]:
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


@dataclass(frozen=True, slots=True)
class Language:
    """What one language thinks of words."""

    models: Models

    def log_probability(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return log P of each text in nats: its runs of letters as words, the signs between as signs."""
        import numpy as np

        runs: list[str] = []
        owners: list[int] = []
        scores = np.zeros(len(texts))
        for number, text in enumerate(texts):
            rest = len(text)
            for run in re.findall(_RUN, text):
                rest -= len(run)
                key = fold(run)
                if key:
                    runs.append(key)
                    owners.append(number)
            unknown = text.count(UNKNOWN)
            scores[number] = _SIGN * (rest - unknown) + _LOST * unknown
        if runs:
            np.add.at(scores, owners, self.models.words.log_probability(runs))
        return scores

    def is_known(self, texts: Sequence[str]) -> NDArray[np.bool_]:
        """Return for each text whether its letters are one known word, signs at its ends left out."""
        import numpy as np

        keys = []
        for text in texts:
            runs = re.findall(_RUN, text)
            inner = re.search(r"\w[^\w\u064b-\u065f\u0640]+\w", text)
            keys.append(fold(runs[0]) if len(runs) == 1 and not inner and UNKNOWN not in text else "")
        found: NDArray[np.bool_] = self.models.words.places(keys) >= 0
        return np.logical_and(found, [bool(key) for key in keys])
