"""What the document itself says: its words and the pairs of them, as a model mixed with the shipped one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.language.keys import START

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["DocumentWords"]

#: Share of the document's own model in the mixture, fitted on held-out books: 10.64 bits a token without, 10.08 with
#: .2, 10.07 with .3 (60 lines, every second one scored); laws 7.83 to 7.03.
DOCUMENT_SHARE: Final = 0.2
#: What is taken off the count of each pair (absolute discounting), by judgement; and how many words a document has
#: whose own model gets half of DOCUMENT_SHARE, by judgement.
_PAIR_DISCOUNT: Final = 0.6
_WORDS_AT_HALF_SHARE: Final = 200.0


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """Counts of the keys of undamaged lines and of the pairs of neighbours."""

    numbers: Mapping[str, int]
    counts: NDArray[np.float32]
    pairs: NDArray[np.int64]
    pair_counts: NDArray[np.float32]
    after: NDArray[np.float32]
    kinds_after: NDArray[np.float32]

    @classmethod
    def of(cls, lines: Iterable[Sequence[str]]) -> DocumentWords:
        """Return the model of lines of keys; pairs do not reach over the end of a line."""
        single: Counter[str] = Counter()
        double: Counter[tuple[str, str]] = Counter()
        for line in lines:
            single.update(line)
            double.update(pairwise(line))
        single.pop(START, None)
        numbers = {key: number for number, key in enumerate(single)}
        numbers[START] = len(numbers)
        size = len(numbers)
        counts = np.zeros(size, dtype=np.float32)
        counts[: size - 1] = list(single.values())
        packed = np.array([numbers[left] * size + numbers[right] for left, right in double], dtype=np.int64)
        order = np.argsort(packed)
        pair_counts = np.array(list(double.values()), dtype=np.float32)[order]
        packed = packed[order]
        after = np.bincount(packed // size, weights=pair_counts, minlength=size).astype(np.float32)
        kinds = np.bincount(packed // size, minlength=size).astype(np.float32)
        return cls(numbers, counts, packed, pair_counts, after, kinds)

    def places(self, keys: Iterable[str]) -> NDArray[np.int64]:
        """Return the number of each key in the document, -1 for one that it does not have."""
        get = self.numbers.get
        return np.array([get(key, -1) for key in keys], dtype=np.int64)

    def count(self, key: str) -> int:
        """Return how often the key stands in the document's undamaged lines."""
        number = self.numbers.get(key)
        return 0 if number is None else int(self.counts[number])

    def probability(self, *, right: NDArray[np.int64], left: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return P(right | left) in the document's own words, 0 for a word that it does not have."""
        total = max(1.0, float(self.counts.sum()))
        single = np.where(right >= 0, self.counts[right], 0) / total
        size = len(self.numbers)
        rows = np.flatnonzero((left >= 0) & (right >= 0))
        score = single.copy()
        if len(self.pairs) == 0:
            return score.astype(np.float32)
        follows = np.where(left >= 0, self.after[left], 0)
        is_known = follows > 0
        wanted = left[rows] * size + right[rows]
        place = np.minimum(np.searchsorted(self.pairs, wanted), len(self.pairs) - 1)
        direct = np.zeros(right.shape)
        direct[rows] = np.where(self.pairs[place] == wanted, self.pair_counts[place] - _PAIR_DISCOUNT, 0)
        rest = np.where(left >= 0, self.kinds_after[left], 0) * _PAIR_DISCOUNT
        score[is_known] = (direct[is_known] + rest[is_known] * single[is_known]) / follows[is_known]
        return score.astype(np.float32)

    def mix(
        self, scores: NDArray[np.float32], *, right: NDArray[np.int64], left: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return the scores of the shipped model, in nats, mixed with the document's own; its size sets the share."""
        total = float(self.counts.sum())
        share = DOCUMENT_SHARE * total / (total + _WORDS_AT_HALF_SHARE)
        own = self.probability(right=right, left=left) * share
        is_known = own > 0
        result = scores + np.float32(np.log1p(-share))
        result[is_known] = np.logaddexp(result[is_known], np.log(own[is_known]))
        return result.astype(np.float32)
