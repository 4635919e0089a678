"""Which words a language has and how often each is used; unknown words are judged by their letters.

Looking words up one by one needs no numpy, whose import costs more than the repair of a short sound text.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tarmim.language.keys import CLASSES
from tarmim.language.storage import read_bytes, read_record, read_trie

if TYPE_CHECKING:
    import marisa_trie
    import numpy as np
    from numpy.typing import NDArray

    from tarmim.language.characters import Characters

__all__ = ["COUNT_STEP", "Words", "words_in"]

#: How many words' numbers are kept, in some megabytes: the words of a text are mostly those of the last one, and a
#: look-up in the trie takes ten times as long.
_CACHED_WORDS: Final = 1 << 16

#: A stored count c is the logarithm of the count in steps of this: 1 to 17,000,000 in a byte, within 3 %.
COUNT_STEP: Final = 0.065


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a language by their keys (`tarmim.language.keys.fold`), with counts.

    Each is equal to itself alone, so that what is found out about its words can be kept.

    place       returns the number of a word, -1 for an unknown one; meant for words of texts, which come again
    codes       the logarithm of each word's count in steps of COUNT_STEP
    letters     letters that are another typing of one letter of the language, to that one (Persian: Arabic yeh)
    total       the sum of all counts, those of unknown words among them
    unknown     the share of running words that are not among these
    """

    trie: marisa_trie.Trie
    place: Callable[[str], int]
    codes: memoryview
    letters: Mapping[int, str]
    total: float
    unknown: float
    folder: Path

    def __len__(self) -> int:
        return len(self.trie)

    @property
    def characters(self) -> Characters:
        """Return the model of spelling, read when the first unknown word is met."""
        from tarmim.language.characters import characters_in

        return characters_in(self.folder)

    def __contains__(self, word: str) -> bool:
        return self.place(word) >= 0

    def count(self, word: str) -> float:
        """Return about how often the word was seen, 0.0 for an unknown one."""
        place = self.place(word)
        return _counts()[self.codes[place]] if place >= 0 else 0.0

    def log_counts(self, words: Sequence[str], *, unknown: float) -> list[float]:
        """Return the logarithm of each word's count, or what is given for an unknown one."""
        codes = self.codes
        return [codes[place] * COUNT_STEP if place >= 0 else unknown for place in map(self.place, words)]

    def log_counts_of_guesses(self, guesses: Sequence[str], *, unknown: float) -> list[float]:
        """Return what `log_counts` does, of strings that were made up: most are no words, and none comes again."""
        codes = self.codes
        return [codes[place] * COUNT_STEP if place >= 0 else unknown for place in self._numbers(guesses)]

    def _numbers(self, words: Sequence[str]) -> list[int]:
        get = self.trie.get
        if not self.letters:
            try:  # three times as fast as one by one
                return [get(word, -1) for word in words]
            except UnicodeEncodeError:
                pass
        return [self.place(word) for word in words]

    def places(self, words: Iterable[str]) -> NDArray[np.int64]:
        """Return the number of each word, -1 for an unknown one."""
        import numpy as np

        return np.array(self._numbers(list(words)), dtype=np.int64)

    def log_probability(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return log P of each word in nats, its neighbours unknown; unknown words are spelled letter by letter."""
        import numpy as np

        places = self.places(words)
        scores = np.empty(len(places), dtype=np.float32)
        known = places >= 0
        codes = np.frombuffer(self.codes, dtype=np.uint8)[places[known]]
        scores[known] = codes * np.float32(COUNT_STEP) - np.float32(math.log(self.total))
        strangers = [words[index] for index in np.flatnonzero(~known).tolist()]
        if strangers:
            scores[~known] = math.log(self.unknown) + self.characters.log_probability(strangers)
        return scores

    def ids(self, keys: Iterable[str]) -> NDArray[np.int64]:
        """Return the number of each key in sequences: that of its class, of the word, or of an unknown word."""
        import numpy as np

        keys = list(keys)
        classes, first = _class_ids(), len(CLASSES)
        places = map(self.place, keys)
        found = [place + first if place >= 0 else classes.get(key, 0) for key, place in zip(keys, places, strict=True)]
        return np.array(found, dtype=np.int64)


@cache
def _counts() -> tuple[float, ...]:
    """Return the count that each code stands for."""
    return tuple(math.exp(code * COUNT_STEP) for code in range(256))


@cache
def _class_ids() -> Mapping[str, int]:
    return {key: number for number, key in enumerate(CLASSES)}


def _places(trie: marisa_trie.Trie, letters: Mapping[int, str]) -> Callable[[str], int]:
    @lru_cache(_CACHED_WORDS)
    def place(word: str) -> int:
        try:
            found: int = trie.get(word.translate(letters) if letters else word, -1)
        except UnicodeEncodeError:  # half a surrogate pair is in no word
            return -1
        return found

    return place


@cache
def words_in(folder: Path) -> Words:
    """Return the words of the models in a folder; raises InputError where they cannot be read."""
    record = read_record(folder)["words"]
    trie = read_trie(folder, "words")
    letters = {ord(typed): letter for typed, letter in record["letters"].items()}
    return Words(
        trie=trie,
        place=_places(trie, letters),
        codes=read_bytes(folder, "words.counts"),
        letters=letters,
        total=float(record["total"]),
        unknown=float(record["unknown"]),
        folder=folder,
    )
