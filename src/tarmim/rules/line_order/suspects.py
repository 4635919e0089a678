"""Lines that may be broken, found by their ends alone: a look at every line, so each must cost next to nothing.

In a line whose pieces stand in reverse order, the last token and the first belong to one word. That the two make a word
that is far more likely than both apart is rare by chance: 2 sound lines in 10,000 pass, and 99 broken ones in 100.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final

from tarmim.language.keys import fold
from tarmim.model.edit import Span
from tarmim.rules._shared.text_lines import spans
from tarmim.rules.line_order.pieces import ENDED, OPEN
from tarmim.script.letters import ARABIC_LANGUAGE, HIGH_MARKS, LETTERS
from tarmim.script.letters import TATWEEL as STROKE

if TYPE_CHECKING:
    from tarmim.language.words import Words

__all__ = ["LONGEST", "fused_ends", "lines_with_open_ends", "marked_lines", "may_fuse"]

#: A printed line is not longer; a paragraph is.
LONGEST: Final = 220

_WORD: Final = f"[{ARABIC_LANGUAGE}{HIGH_MARKS}{STROKE}]"
#: The line's last word, which ends in a letter that does not join the next; the last letter is looked for first, among
#: this number of characters.
_LAST: Final = f"[{OPEN}][{HIGH_MARKS}]*[ \\t]*\\Z"
_LAST_LETTER_REACH: Final = 30
_LAST_WORD: Final = f"(?<!\\S)[^\\w\\s]*({_WORD}+)[ \\t]*\\Z"
_FIRST_WORD: Final = f"[ \\t]*({_WORD}+)"

#: A line with a group that begins with strokes: one stroke, which books cite affixes with, or more.
_MARKED: Final = f"{STROKE}(?<!\\S{STROKE})({STROKE}*)[{HIGH_MARKS}]*[{LETTERS}]"

#: log P(whole) - log P(last) - log P(first), in nats, from which the ends are taken for halves of one word. Of 900
#: swapped lines of held-out text 99 % are above, of 42,000 sound ones .1 %. Words that no list has are spelled.
ENDS_FUSE: Final = 2.5
#: Halves of an unknown word are rare themselves: at least one is seen less often.
_RARE_COUNT: Final = 300
#: Characters before and behind in which a whole that no list has is looked for: names repeat.
_NEAR_CHARACTERS: Final = 10_000


def marked_lines(text: str) -> Iterator[tuple[Span, bool]]:
    """Yield the lines on which a group begins with strokes, and whether one begins with two or more."""
    reached = -1
    for match in re.finditer(_MARKED, text):
        if match.start() < reached:
            continue
        start, reached = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
        reached = len(text) if reached < 0 else reached
        two = bool(match[1]) or any(more[1] for more in re.compile(_MARKED).finditer(text, match.end(), reached))
        yield (start, reached), two


def lines_with_open_ends(text: str, lines: Sequence[str]) -> Iterator[tuple[Span, str, str]]:
    """Yield the lines of the text whose last word could go on, with the keys of that word and of the line's first."""
    first_word, last_word, last_letter = re.compile(_FIRST_WORD), re.compile(_LAST_WORD), re.compile(_LAST)
    for start, end in spans(lines):
        window = max(start, end - _LAST_LETTER_REACH)
        if end - start > LONGEST or last_letter.search(text, window, end) is None:
            continue
        first = first_word.match(text, start, end)
        last = last_word.search(text, window, end)
        if first is None or last is None or first.end() > last.start():
            continue
        head, tail = fold(first[1]), fold(last[1])
        if head and tail and re.search(ENDED, last[1]) is None:
            yield (start, end), tail, head


def fused_ends(text: str, lines: Sequence[str], words: Words) -> list[Span]:
    """Return the lines of the text whose last word and first word are far more likely as one word than apart."""
    found, strange = [], []
    for span, tail, head in lines_with_open_ends(text, lines):
        fuses = may_fuse(tail, head, words, gain=ENDS_FUSE)
        if fuses:
            found.append(span)
        elif fuses is None:
            if _stands_near(text, tail + head, span):
                found.append(span)
            elif tail not in words or head not in words:
                strange.append((span, tail, head))
    if strange:
        ways = ([tail + head for _, tail, head in strange], [row[1] for row in strange], [row[2] for row in strange])
        whole, tails, heads = words.log_probability(list(chain(*ways))).reshape(3, -1)
        found.extend(row[0] for row, gain in zip(strange, whole - tails - heads, strict=True) if gain > ENDS_FUSE)
    return sorted(set(found))


def may_fuse(tail: str, head: str, words: Words, *, gain: float) -> bool | None:
    """Return whether two halves are likelier as one word than apart, by more than `gain` nats.

    None where the list cannot tell: it lacks the whole or a half, and the halves are no frequent words.
    """
    apart = words.count(tail), words.count(head)
    together = words.count(tail + head)
    if together and all(apart):
        return together * words.total > apart[0] * apart[1] * math.exp(gain)
    if together:
        return True  # a half that is no word
    return None if min(apart) < _RARE_COUNT else False


def _stands_near(text: str, word: str, span: Span) -> bool:
    return len(word) > 4 and word in text[max(0, span[0] - _NEAR_CHARACTERS) : span[1] + _NEAR_CHARACTERS]
