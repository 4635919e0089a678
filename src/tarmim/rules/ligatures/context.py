"""Words that may be read in several ways, decided by the words around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.language.keys import CLASSES, UNKNOWN
from tarmim.language.sequences import Keys
from tarmim.language.words import COUNT_STEP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.language.sequences import Sequences

__all__ = ["Choices", "probabilities"]

#: For each token that may be read in several ways its readings, each with a log weight of its own, the likeliest by
#: itself first; tokens ascend.
Choices = Mapping[int, Sequence[tuple[str, float]]]

#: What is rarer than this log count is to the words after it like any unknown word.
_RARE: Final = 1.5


@dataclass(frozen=True, slots=True)
class _Table:
    """Readings in columns: the token of each, its number among the keys, its weight; where each token's begin."""

    tokens: NDArray[np.int64]
    numbers: NDArray[np.int64]
    weights: NDArray[np.float64]
    firsts: NDArray[np.int64]


def probabilities(sequences: Sequences, keys: Sequence[str], choices: Choices) -> dict[int, list[float]]:
    """Return for each token that may be read in several ways the probabilities of its readings.

    keys  all tokens in their order
    Each is decided given its two neighbours on either side, as they are likeliest by themselves: deciding again given
    what was decided changed nothing in 840 flipped held-out paragraphs.
    """
    numbers: dict[str, int] = {}
    row = np.array([-1, -1, *(numbers.setdefault(key, len(numbers)) for key in keys), -1, -1])
    listed = [
        (token, numbers.setdefault(text, len(numbers)), weight) for token in choices for text, weight in choices[token]
    ]
    tokens = np.array([entry[0] for entry in listed])
    firsts = np.flatnonzero(np.append(True, tokens[1:] != tokens[:-1]))
    table = _Table(tokens, np.array([entry[1] for entry in listed]), np.array([entry[2] for entry in listed]), firsts)
    ready = _ready(sequences, [*numbers, UNKNOWN], table)
    contexts = _contexts(sequences, ready, table)
    row[tokens[firsts] + 2] = table.numbers[firsts]
    scores = table.weights + _around(sequences, ready, row, table, contexts)
    top = np.maximum.reduceat(scores, firsts)
    sizes = np.diff(np.append(firsts, len(scores)))
    shares = np.exp(scores - np.repeat(top, sizes))
    shares /= np.repeat(np.add.reduceat(shares, firsts), sizes)
    return {
        token: shares[first : first + size].tolist()
        for token, first, size in zip(choices, firsts.tolist(), sizes.tolist(), strict=True)
    }


def _ready(sequences: Sequences, texts: Sequence[str], table: _Table) -> Keys:
    """Return the keys for scoring; of unknown words only readings are spelled, the others are the same in all sums."""
    ids = sequences.words.ids(texts)
    spelling = np.zeros(len(ids), dtype=np.float32)
    strangers = np.unique(table.numbers[ids[table.numbers] == 0])
    if len(strangers):
        spelled = sequences.words.characters.log_probability([texts[number] for number in strangers.tolist()])
        spelling[strangers] = spelled + np.float32(sequences.shift)
    return Keys(ids, spelling)


def _contexts(sequences: Sequences, ready: Keys, table: _Table) -> NDArray[np.int64]:
    """Return what each reading is to the words after it: itself, or any unknown word where it is rare or unknown.

    The sequences know what follows an unknown word well, and of a rare one nothing: they would rather have the unknown.
    """
    codes = np.frombuffer(sequences.words.codes, dtype=np.uint8)
    ids = ready.ids[table.numbers]
    rare = (ids == 0) | (codes[np.maximum(ids - len(CLASSES), 0)] * COUNT_STEP < _RARE)
    return np.where(rare, len(ready) - 1, table.numbers)


def _around(
    sequences: Sequences, ready: Keys, row: NDArray[np.int64], table: _Table, contexts: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return for each reading log P of it and of the two tokens after it, given what stands around."""
    at = table.tokens + 2
    one, two = row[at + 1], row[at + 2]
    before = np.concatenate([row[at - 2], row[at - 1], contexts])
    left = np.concatenate([row[at - 1], contexts, one])
    right = np.concatenate([table.numbers, one, two])
    scores = sequences.follow(ready, left, np.maximum(right, 0), before=before)
    scores[right < 0] = 0
    sums: NDArray[np.float64] = scores.reshape(3, -1).sum(axis=0, dtype=np.float64)
    return sums
