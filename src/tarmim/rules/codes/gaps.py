"""Where letters were lost: words with private codes among their letters, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from tarmim.language.keys import END, START, fold, tokens
from tarmim.script.letters import HIGH_MARKS, LETTERS, LONGEST_WORD, TATWEEL

__all__ = ["LOST", "REPLACED", "Gap", "clean_pieces", "gaps"]

#: REPLACEMENT CHARACTER: whatever was lost, each for itself.
REPLACED: Final = "\ufffd"

#: The private-use area of the basic plane, the two planes that are private as a whole, and REPLACEMENT CHARACTER.
LOST: Final = "\ue000-\uf8ff\U000f0000-\U0010fffd" + REPLACED

_INSIDE: Final = f"{LETTERS}{HIGH_MARKS}{TATWEEL}"
#: A word with codes; letters of other scripts and digits do not stand against it.
_WORD: Final = f"(?<![\\w{LOST}])[{_INSIDE}]*[{LOST}][{_INSIDE}{LOST}]*(?!\\w)"

#: So much text before and behind a word is read for its neighbours, so many on either side: the reach of the models.
_AROUND: Final = 160
_NEIGHBOURS: Final = 4


@dataclass(frozen=True)
class Gap:
    """A word with codes among its letters.

    start, end     its span in the text
    pieces         the letters before, between and behind the runs of codes, without marks and strokes
    runs           the runs of codes, one fewer than pieces, each with its span in the text
    before, after  keys of up to four neighbours on either side, in the order of the text; START and END are such
    """

    start: int
    end: int
    pieces: tuple[str, ...]
    runs: tuple[tuple[str, int, int], ...]
    before: tuple[str, ...]
    after: tuple[str, ...]

    @cached_property
    def codes(self) -> str:
        """Return all codes of the word in the order of the text."""
        return "".join(run for run, _, _ in self.runs)

    @cached_property
    def pattern(self) -> tuple[str, ...]:
        """Return the word in pieces: letters and single codes."""
        parts = [self.pieces[0]]
        for (run, _, _), piece in zip(self.runs, self.pieces[1:], strict=True):
            parts.extend([*run, piece])
        return tuple(part for part in parts if part)

    @property
    def letters(self) -> int:
        """Return how many letters the word kept."""
        return sum(map(len, self.pieces))

    @property
    def is_word(self) -> bool:
        """Tell whether it may have been a word: of more letters there is none."""
        return self.letters + len(self.codes) <= LONGEST_WORD


def gaps(text: str) -> Iterator[Gap]:
    """Yield the words with codes in the order of the text; runs of codes alone are words of no letters."""
    for match in _matches(text):
        start, end = match.span()
        runs = [(run[0], start + run.start(), start + run.end()) for run in re.finditer(f"[{LOST}]+", match[0])]
        pieces = [fold(piece) for piece in re.split(f"[{LOST}]+", match[0])]
        yield Gap(start, end, tuple(pieces), tuple(runs), _before(text, start), _after(text, end))


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Yield the words with codes: found by the codes, which are rare."""
    end = 0
    for code in re.finditer(f"[{LOST}]", text):
        if code.start() >= end:
            start = code.start()
            while start > end and re.match(f"[{_INSIDE}]", text[start - 1]):
                start -= 1
            match = re.compile(_WORD).match(text, start)
            if match is not None:
                yield match
                end = match.end()


def _before(text: str, start: int) -> tuple[str, ...]:
    """Return the keys of the neighbours before; the nearest code ends the view, the text's start is one."""
    low = max(0, start - _AROUND)
    window = re.split(f"[^\\s]*[{LOST}][^\\s]*", text[low:start])
    keys = tokens(window[-1]).keys
    if len(window) == 1:
        keys = keys[1:] if low else (START, *keys)  # the first may be half a word
    return keys[-_NEIGHBOURS:]


def _after(text: str, end: int) -> tuple[str, ...]:
    high = end + _AROUND
    window = re.split(f"[^\\s]*[{LOST}][^\\s]*", text[end:high])
    keys = tokens(window[0]).keys
    if len(window) == 1:
        keys = keys[:-1] if high < len(text) else (*keys, END)
    return keys[:_NEIGHBOURS]


def clean_pieces(text: str) -> Iterator[str]:
    """Yield the text between words with codes."""
    yield from re.split(f"[{_INSIDE}]*[{LOST}][{_INSIDE}{LOST}]*", text)
