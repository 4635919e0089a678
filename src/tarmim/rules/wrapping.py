"""Whether a document's lines were cut at a width, and what its lines look like.

The measure is a line's length in characters. Fonts are proportional and justification stretches, so the width is not
a number but a zone: its upper edge is where nearly all lines end, its lower edge is learnt from the lines that
certainly go on. Measured on our own wrapped prose, on 400 samples each of 5, 15, 50 and 300 lines of books, laws
and documentation (which are not cut), and on real pages.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass

from tarmim.script.letters import ARABIC_DIGITS, LETTERS

__all__ = ["Lines", "Wrapping", "read_lines", "wrapping_of"]

#: No page has lines of more characters than this: longer lines are paragraphs already.
_WIDEST = 180
#: A document with more than this share of longer lines is not cut.
_LONG_LINES = 0.1
#: The share of lines up to which the width reaches; the rest hang over.
_WITHIN = 0.97
#: Where full lines begin before anything is learnt, as a share of the width.
_NEARLY_FULL = 0.88
#: Of the lines that are no paragraph's short last one, this share must be full. Cut prose: .67 for paragraphs of
#: two lines, .9 for longer ones; verse .25 to .7; paragraphs and lists .1.
_FULL_SHARE = 0.6
#: Of the full lines at most this share may end a sentence. Cut prose: .05 to .3; sentences a line: .9.
_FINISHED_SHARE = 0.45
#: Narrower lines may be verse of one metre: only ends that no verse has prove that they were cut.
_NARROW = 45
_NARROW_LINES = 8
_NARROW_DANGLING = 0.12

_STOP = "[.!?\u061f:\u061b\u06d4\u2026]"
_FINISHED = _STOP + "[\\s\"'\u201d\u201c\u2019\u00bb)\\]\u00ab]*\\Z"
_INNER_STOP = "[.\u061f!\u060c:\u061b] "

#: An item of a list: a bullet, a number or a letter with its sign.
_ITEM = (
    "(?:[-\u2013\u2014\u2022\u25cf\u25aa\u25ab\u25e6\u25cb\u2023\u00b7*\uf020-\uf0ff\u0640]\\s*(?=\\S)(?!\\d)"
    f"|[-(\\[]?\\s?[0-9{ARABIC_DIGITS}]{{1,3}}\\s?[-\u2013.)\\]/\u0640](?![0-9{ARABIC_DIGITS}])"
    f"|[(\\[]?[{LETTERS}][\u0640]?\\s?[-.)\\]])"
)

#: A heading that numbers itself, alone on its line: article, chapter, part, section, item and a number.
_NUMBERED_HEADING = (
    "(?:\u0627\u0644)?(?:\u0645\u0627\u062f\u0629|\u0641\u0635\u0644|\u0628\u0627\u0628|\u0642\u0633\u0645|\u0628\u0646\u062f)"
    f"\\s*\\(?\\s*[0-9{ARABIC_DIGITS}]+\\s*\\)?\\s*[:.]?\\Z"
)

#: A page number with its dashes or brackets.
_FOLIO = f"[\\s\\-\u2013\u2014()\\[\\]|.]*[0-9{ARABIC_DIGITS}]{{1,4}}[\\s\\-\u2013\u2014()\\[\\]|.]*\\Z"


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text that are not blank: the spans of their content, spaces at both ends left out."""

    text: str
    starts: array[int]
    ends: array[int]

    def content(self, i: int) -> str:
        """Return line i."""
        return self.text[self.starts[i] : self.ends[i]]

    def length(self, i: int) -> int:
        """Return the length of line i in characters."""
        return self.ends[i] - self.starts[i]

    def reach(self, i: int) -> int:
        """Return the length line i would have had with the first word of the next line on it."""
        start, end = self.starts[i + 1], self.ends[i + 1]
        word = self.text.find(" ", start, end)
        return self.length(i) + 1 + (end if word < 0 else word) - start

    def is_after_blank(self, i: int) -> bool:
        """Tell whether a blank line stands before line i."""
        return i > 0 and self.text.count("\n", self.ends[i - 1], self.starts[i]) > 1

    def is_last_line(self, i: int) -> bool:
        """Tell whether line i stands alone between blank lines, or at the end of the text."""
        return self.is_after_blank(i) and (self.is_last(i) or self.is_after_blank(i + 1))

    def is_last(self, i: int) -> bool:
        """Tell whether line i is the last of the text."""
        return i + 1 == len(self.starts)

    def is_finished(self, i: int) -> bool:
        """Tell whether line i ends a sentence."""
        return re.search(_FINISHED, self.text[max(self.starts[i], self.ends[i] - 8) : self.ends[i]]) is not None

    def is_item(self, i: int) -> bool:
        """Tell whether line i begins an item of a list."""
        return re.match(_ITEM, self.content(i)) is not None

    def is_dangling(self, i: int) -> bool:
        """Tell whether line i ends in a word that no sentence ends in: a preposition, a conjunction, a relative."""
        return self.content(i).rsplit(None, 1)[-1] in _dangling_words()

    def stands_alone(self, i: int) -> bool:
        """Tell whether line i is never part of running text: verse or a row in columns, a folio, a numbered heading."""
        content = self.content(i)
        if "\t" in content or "   " in content:
            return True
        return len(content) < _NARROW and re.match(f"{_FOLIO}|{_NUMBERED_HEADING}", content) is not None

    def is_foreign(self, i: int, j: int) -> bool:
        """Tell whether lines i and j are without Arabic letters: no text of ours."""
        return not any(re.search(f"[{LETTERS}]", self.content(k)) for k in (i, j))


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a document's lines were cut.

    full   a line that reaches so many characters with the next word is full
    items  how many lines begin an item of a list
    has_lone_sentences  paragraphs of one short line that ends in a stop occur
    """

    full: float
    items: int
    has_lone_sentences: bool

    def is_full(self, lines: Lines, i: int) -> bool:
        """Tell whether line i is full; the text's last line never is."""
        return not lines.is_last(i) and lines.reach(i) >= self.full


def read_lines(text: str) -> Lines | None:
    """Return the lines of the text, or None where too many are too long to have been cut."""
    starts, ends = array("i"), array("i")
    position, longer = 0, 0
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        longer += end - position > _WIDEST
        starts.append(position)
        ends.append(end)
        position = end + 1
    if longer > _LONG_LINES * len(starts):
        return None
    for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
        line = text[start:end]
        ends[i] = start + len(line.rstrip())
        starts[i] = end - len(line.lstrip())
    kept = [i for i in range(len(starts)) if starts[i] < ends[i]]
    return Lines(text, array("i", (starts[i] for i in kept)), array("i", (ends[i] for i in kept)))


def wrapping_of(lines: Lines) -> Wrapping | None:
    """Return how the lines were cut, or None where they were not."""
    lengths = sorted(lines.length(i) for i in range(len(lines.starts)))
    fitting = [length for length in lengths if length <= _WIDEST]
    if len(fitting) < 2 or len(lengths) - len(fitting) > _LONG_LINES * len(lengths):
        return None
    width = fitting[int(_WITHIN * (len(fitting) - 1) + 0.5)]
    candidates = [
        i
        for i in range(len(lines.starts) - 1)
        if width <= 2 * lines.length(i) <= 2 * _WIDEST
        and not lines.stands_alone(i)
        and not lines.is_item(i + 1)
        and not lines.is_foreign(i, i + 1)
    ]
    full = [i for i in candidates if lines.reach(i) >= _NEARLY_FULL * width]
    if not full or len(full) < _FULL_SHARE * len(candidates) or not _ends_anywhere(lines, full, width):
        return None
    return _learn(lines, full, width)


def _ends_anywhere(lines: Lines, full: list[int], width: int) -> bool:
    """Tell whether full lines end where sentences do not, as only cut lines do."""
    finished = sum(lines.is_finished(i) for i in full)
    dangling = sum(lines.is_dangling(i) for i in full)
    inner = sum(re.search(_INNER_STOP, lines.content(i)) is not None for i in full)
    if finished > _FINISHED_SHARE * len(full) + 1 or not dangling + inner:
        return False
    if width >= _NARROW:
        return True
    return len(full) >= _NARROW_LINES and dangling >= _NARROW_DANGLING * len(full) and 4 * inner >= len(full)


def _learn(lines: Lines, full: list[int], width: int) -> Wrapping:
    """Return the lower edge of full lines, learnt from lines that go on without a doubt, and the habits."""
    reaches = sorted(lines.reach(i) for i in full if not lines.is_finished(i) and not lines.is_after_blank(i + 1))
    edge = reaches[len(reaches) // 20] if reaches else width
    edge = min(edge, width + 1)
    count = len(lines.starts)
    lone = any(
        lines.is_last_line(i) and lines.is_finished(i) and 10 * lines.length(i) < 7 * width
        for i in range(1, count)
        if lines.reach(i - 1) < edge
    )
    return Wrapping(edge, sum(lines.is_item(i) for i in range(count)), lone)


def _dangling_words() -> frozenset[str]:
    from importlib.resources import files

    global _DANGLING_WORDS  # noqa: PLW0603 - read once, when first needed
    if _DANGLING_WORDS is None:
        listed = files("tarmim.script").joinpath("dangling.txt").read_text(encoding="utf8")
        _DANGLING_WORDS = frozenset(word for line in listed.splitlines() if line[:1] != "#" for word in line.split())
    return _DANGLING_WORDS


_DANGLING_WORDS: frozenset[str] | None = None
