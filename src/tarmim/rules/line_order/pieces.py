"""A line as the places where it may have been cut, and what is known of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from tarmim.language.keys import is_class, tokens
from tarmim.model.edit import Span
from tarmim.script.letters import ARABIC_LANGUAGE, HIGH_MARKS
from tarmim.script.letters import TATWEEL as STROKE

__all__ = ["ENDED", "LinePieces", "is_open", "pieces_of"]

#: Letters that do not join the next one, with their marks: alef and its kin, dal, thal, reh, zain, waw, hamza.
OPEN: Final = "\u0621-\u0625\u0627\u062f-\u0632\u0648"
#: What no word goes on behind: anything but a letter with its marks, nunation, and letters that only end words.
ENDED: Final = (
    f"[\u064b-\u064d][{HIGH_MARKS}]*\\Z|[\u0629\u0649][{HIGH_MARKS}]*\\Z|[^{ARABIC_LANGUAGE}{HIGH_MARKS}{STROKE}]\\Z"
)
_ENDS_OPEN: Final = f"[{OPEN}][{HIGH_MARKS}]*\\Z"


@dataclass(frozen=True, slots=True)
class LinePieces:
    """What a line is made of: keys (words, stops, numbers) in columns, and groups of keys that spaces part.

    keys     the keys of the language models, in the order of the line
    bounds   the number of the first key of each group, and of all keys at the end; a piece begins with a group
    spans    of each group, in the passage
    marked   whether a stroke begins the group: it was cut off a letter that joins the next
    ended    whether no word goes on behind the group: it ends in a sign, a number, nunation, teh marbuta, alef maksura
    """

    keys: tuple[str, ...]
    bounds: tuple[int, ...]
    spans: tuple[Span, ...]
    marked: tuple[bool, ...]
    ended: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.spans)

    def is_word(self, key: int) -> bool:
        """Tell whether the key is a word, which alone can have been cut."""
        return not is_class(self.keys[key])


def is_open(word: str) -> bool:
    """Tell whether the word ends in a letter that does not join the next, so that a cut there leaves no stroke."""
    return re.search(_ENDS_OPEN, word) is not None


def pieces_of(text: str, start: int, end: int) -> LinePieces:
    """Return the pieces of the line text[start:end]."""
    found = tokens(text[start:end])
    keys = list(found.keys)
    firsts: list[int] = []
    spans: list[Span] = []
    at = 0
    for match in re.compile(r"\S+").finditer(text, start, end):
        first = at
        while at < len(keys) and found.starts[at] < match.end() - start:
            at += 1
        if at > first or not firsts:
            firsts.append(first)
            spans.append(match.span())
        else:  # signs that no model knows go with the group before
            spans[-1] = (spans[-1][0], match.end())
    marked = tuple(text[a] == STROKE and b - a > 1 for a, b in spans)
    ended = tuple(re.search(ENDED, text[max(a, b - 4) : b]) is not None for a, b in spans)
    return LinePieces(tuple(keys), (*firsts, len(keys)), tuple(spans), marked, ended)
