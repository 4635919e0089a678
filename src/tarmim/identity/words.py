"""Words of codes, and how likely a language finds what they come to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tarmim.identity.evidence import Code
from tarmim.language.keys import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tarmim.language.models import Models

__all__ = ["UNKNOWN", "CodeWord", "Language", "Symbol", "spelled"]

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


def spelled(word: CodeWord, letters: Mapping[Code, str]) -> str:
    """Return the letters of a word, U+FFFD for each code that has none."""
    return "".join([symbol if isinstance(symbol, str) else letters.get(symbol, UNKNOWN) for symbol in word])


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
