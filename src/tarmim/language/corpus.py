"""Tokens of text counted: which there are, how often, and in what sequence."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.language.keys import CLASSES, END, START, UNKNOWN, direct_quotes, key_of, raw_tokens
from tarmim.language.marked import SHADDA, shadda_mask
from tarmim.script.letters import LETTERS, ZWNJ

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["CorpusText", "TokenCounts", "count_tokens", "is_word"]

#: How many letters a word has at most: longer ones are slips, two words run together or a letter held down.
_MOST_LETTERS: Final = 22
_WORD_PATTERN: Final = f"[{LETTERS}{ZWNJ}]{{1,{_MOST_LETTERS}}}"
#: Lines of more characters that repeat in one source are counted once: clauses that every law copies, licences.
_LEAST_REPEATED_LENGTH: Final = 40


@dataclass(frozen=True, slots=True)
class CorpusText:
    """A text for counting. lines: its paragraphs; at_least: how often a word must stand in it to be taken for one."""

    name: str
    lines: Iterable[str]
    at_least: int
    prints_marks: bool = True


@dataclass(frozen=True, slots=True)
class TokenCounts:
    """The tokens of all sources.

    keys        every key seen, CLASSES first
    counts      for each key and source, how often; shape (keys, sources)
    stream      the numbers of the keys in sequence, a START before and an END after each paragraph
    forms       (key number, mask of shaddas, count) of each form printed, of the sources that print marks
    """

    keys: list[str]
    counts: NDArray[np.int64]
    stream: NDArray[np.int32]
    forms: NDArray[np.int64]


class _Numbering(dict[str, int]):
    """Numbers for strings, in the order of their first look-up."""

    def __missing__(self, token: str) -> int:
        number = self[token] = len(self)
        return number


def count_tokens(sources: Iterable[CorpusText]) -> TokenCounts:
    """Return the tokens of the sources, read once and in order."""
    numbering = _Numbering()
    start, end = numbering["\n" + START], numbering["\n" + END]  # no token has a line break, text may have these signs
    parts, marks = [], []
    for source in sources:
        stream = array("i")
        seen: set[int] = set()
        for line in source.lines:
            if len(line) > _LEAST_REPEATED_LENGTH:
                mark = hash(line)
                if mark in seen:
                    continue
                seen.add(mark)
            found = raw_tokens(direct_quotes(line))
            if found:
                stream.append(start)
                stream.extend(map(numbering.__getitem__, found))
                stream.append(end)
        parts.append(np.frombuffer(stream, dtype=np.int32))
        marks.append(source.prints_marks)
    return _by_keys(list(numbering), parts, marks)


def _by_keys(raw: list[str], parts: list[NDArray[np.int32]], marks: list[bool]) -> TokenCounts:
    """Return the tokens by their keys: forms of one word that differ in marks become one."""
    numbering = _Numbering({key: number for number, key in enumerate(CLASSES)})
    to_key = np.array([numbering[token[1] if token[0] == "\n" else key_of(token)] for token in raw])
    tallies = [np.bincount(part, minlength=len(raw)) for part in parts]
    counts = np.stack([np.bincount(to_key, weights=tally, minlength=len(numbering)) for tally in tallies], axis=1)
    keys = list(numbering)
    printed = sum(
        (tally for tally, some in zip(tallies, marks, strict=True) if some), np.zeros(len(raw), dtype=np.int64)
    )
    stream = np.concatenate([to_key.astype(np.int32)[part] for part in parts])
    return TokenCounts(keys, counts.astype(np.int64), stream, _forms(raw, to_key, printed, keys))


def _forms(raw: list[str], to_key: NDArray[np.int64], printed: NDArray[np.int64], keys: list[str]) -> NDArray[np.int64]:
    """Return the forms of words that are printed with shadda somewhere, sorted by key and mask."""
    masks = np.array([shadda_mask(keys[to_key[number]], token) for number, token in enumerate(raw)], dtype=np.int64)
    for number in np.flatnonzero(masks == 0):
        if SHADDA in raw[number]:
            printed[number] = 0
    marked = np.isin(to_key, np.unique(to_key[(masks > 0) & (printed > 0)]))
    packed = (to_key[marked] << 16) | masks[marked]
    kinds, place = np.unique(packed, return_inverse=True)
    tally = np.bincount(place, weights=printed[marked], minlength=len(kinds)).astype(np.int64)
    return np.stack([kinds >> 16, kinds & 0xFFFF, tally], axis=1)[tally > 0]


def is_word(key: str) -> bool:
    """Return whether a key is a word of base letters and not a class, a form, or a slip of the keyboard."""
    return key != UNKNOWN and re.fullmatch(_WORD_PATTERN, key) is not None
