"""How likely one word is after others: word n-grams, stops, quotes and numbers among them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.language.grams import Grams
from tarmim.language.keys import CLASSES, START
from tarmim.language.storage import read_grams, read_record
from tarmim.language.words import Words, words_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.language.document import DocumentWords

__all__ = ["Keys", "Sequences", "sequences_in"]

START_ID: Final = CLASSES.index(START)


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys made ready for scoring: look-ups that do not depend on the order of the words are done once.

    ids       the number of each key in the shipped model, 0 for an unknown word
    spelling  log P of an unknown word's letters, 0 for a known one
    own       the number of each key in the document's own words, -1 where it is not among them
    """

    ids: NDArray[np.int64]
    spelling: NDArray[np.float32]
    own: NDArray[np.int64] | None = None

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Sequences:
    """An n-gram model of the words of `words`, and what the document itself says where it is given.

    A place is an index into Keys; the keys need not stand in any order. That makes the steps of a search one call:
    `follow(keys, left[:, None], right[None, :])` is a matrix. `shift` is what log P of an unknown word is raised by:
    the text that the model was made from has fewer of them than others have.
    """

    grams: Grams
    words: Words
    shift: float

    @property
    def order(self) -> int:
        """Return the length of the longest sequences known."""
        return self.grams.order

    def ready(self, keys: Sequence[str], *, document: DocumentWords | None = None) -> Keys:
        """Return keys (of `tokens`, or START and END) made ready for `follow` and `along`."""
        ids = self.words.ids(keys)
        spelling = np.zeros(len(ids), dtype=np.float32)
        strangers = np.flatnonzero(ids == 0)
        if len(strangers):
            unknown = [keys[index] for index in strangers.tolist()]
            spelling[strangers] = self.words.characters.log_probability(unknown) + np.float32(self.shift)
        return Keys(ids, spelling, None if document is None else document.places(keys))

    def follow(
        self,
        keys: Keys,
        left: NDArray[np.int64],
        right: NDArray[np.int64],
        *,
        before: NDArray[np.int64] | None = None,
        document: DocumentWords | None = None,
    ) -> NDArray[np.float32]:
        """Return log P(right | left) in nats, or log P(right | before, left) where `before` is given.

        left, right, before  places in keys; they are broadcast against each other. A negative place of `left` or
                             `before` is no word at all: nothing is known of what stood there.
        """
        arrays = [right, left] if before is None else [right, left, before]
        shape = right.shape
        if any(array.shape != shape for array in arrays):
            shape = np.broadcast_shapes(*(array.shape for array in arrays))
            arrays = [np.broadcast_to(array, shape) for array in arrays]
        places = [array.ravel() for array in arrays]
        columns = [np.where(place < 0, -1, keys.ids[place]) for place in places]
        scores = self.grams.log_probability(_ended(columns)) + keys.spelling[places[0]]
        if document is not None and keys.own is not None:
            own = [np.where(place < 0, -1, keys.own[place]) for place in places]
            scores = document.mix(scores, right=own[0], left=own[1])
        return scores.reshape(shape)

    def along(
        self, keys: Keys, *, firsts: NDArray[np.int64] | None = None, document: DocumentWords | None = None
    ) -> NDArray[np.float32]:
        """Return log P of each key after those before it, in their order; 0 for START, which begins a sentence.

        firsts  places before which nothing is known, as where one candidate ends and the next begins
        """
        begins = keys.ids == START_ID
        begins[:1] = True
        if firsts is not None:
            begins[firsts] = True
        scores = self.grams.along(keys.ids, begins) + keys.spelling
        if document is not None and keys.own is not None and len(keys):
            left = np.where(begins, -1, np.concatenate([[-1], keys.own[:-1]]))
            scores = document.mix(scores, right=keys.own, left=left)
        scores[keys.ids == START_ID] = 0
        return scores

    def score(
        self, sentences: Sequence[Sequence[str]], *, document: DocumentWords | None = None
    ) -> list[NDArray[np.float32]]:
        """Return log P of each key of each sequence given those before it; nothing reaches from one to the next.

        Many candidates are scored in one pass. A whole paragraph begins with START and ends with END; of a piece of
        one, the first key is scored without knowing what stood before.
        """
        row = [key for sentence in sentences for key in sentence]
        ends = np.cumsum([len(sentence) for sentence in sentences], dtype=np.int64)
        firsts = ends[ends < len(row)]
        scores = self.along(self.ready(row, document=document), firsts=firsts, document=document)
        return np.split(scores, ends[:-1]) if sentences else []


def _ended(columns: list[NDArray[np.int64]]) -> list[NDArray[np.int64]]:
    """Return the columns without what stands before a start or beyond a missing word."""
    for index in range(1, len(columns) - 1):
        nearer = columns[index]
        columns[index + 1] = np.where((nearer < 0) | (nearer == START_ID), -1, columns[index + 1])
    return columns


@cache
def sequences_in(folder: Path) -> Sequences:
    """Return the model of sequences in a folder; raises InputError where it cannot be read."""
    record = read_record(folder)["sequences"]
    words = words_in(folder)
    shift = math.log(words.unknown / float(record["unknown"]))
    return Sequences(read_grams(folder, "sequences", int(record["order"])), words, shift)
