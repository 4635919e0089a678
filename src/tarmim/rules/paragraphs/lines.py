"""What the lines of a text look like: the columns that decide where paragraphs end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cache

from tarmim.engine.evidence import Evidence
from tarmim.model.passage import Passage
from tarmim.rules._shared.text_lines import contents as filled_lines
from tarmim.rules._shared.text_lines import raw_lines
from tarmim.script.letters import ARABIC_DIGITS, HIGH_MARKS, LETTERS, MARKS

__all__ = ["FOLIO", "WIDEST", "Lines", "are_paragraphs", "read_lines"]

#: No page has lines of more characters than this: longer lines are paragraphs already.
WIDEST = 180
#: A text with more than this share of wider lines was not cut.
_LONG_LINES = 0.1
#: A glance at the lengths: the width is the 97th percentile (_WITHIN); of the lines longer than half of it at least the
#: share _NEAR_SHARE reaches _NEAR of it.
_WITHIN = 0.97
_NEAR = 0.88
_NEAR_SHARE = 0.3
_LONGEST_WORD = 15
#: No page number or numbered heading is longer.
_ALONE_LENGTH = 40
#: Strokes taken out of a line from which it counts as justified; one or two may be an ornament.
_STROKES = 3

_STOP = "[.!?\u061f:\u061b\u06d4\u2026]"
_FINISHED = _STOP + "[\\s\"'\u201d\u201c\u2019\u00bb)\\]\u00ab]*\\Z"
_INNER_STOP = "[.\u061f!\u060c:\u061b] "

_INNER_SENTENCE = f'[{LETTERS}"\u201d\u00bb)][.!?\u061f\u06d4] '

#: A bullet, or a letter with its sign, at the beginning of an item of a list.
_ITEM = (
    "(?:[-\u2013\u2014\u2022\u25cf\u25aa\u25ab\u25e6\u25cb\u2023\u00b7*\uf020-\uf0ff\u0640]\\s*(?=\\S)(?!\\d)"
    f"|[(\\[]?[{LETTERS}]\u0640?\\s?[-.)\\]](?=\\s|\\Z))"
)

#: A number with its sign, or after a dash and right before a letter, at the beginning of an item.
_NUMBERED = (
    f"(?:[-(\\[]?\\s?([0-9{ARABIC_DIGITS}]{{1,3}})\\s?[-\u2013.)\\]/\u0640](?![0-9{ARABIC_DIGITS}])"
    f"|[-\u2013]\\s?([0-9{ARABIC_DIGITS}]{{1,2}})\\s?(?=[{LETTERS}]))"
)

#: A page number with its dashes or brackets, alone on its line.
FOLIO = f"[\\s\\-\u2013\u2014()\\[\\]|]*([0-9]{{1,4}}|[{ARABIC_DIGITS}]{{1,4}})[\\s\\-\u2013\u2014()\\[\\]|]*\\Z"

#: That, or a numbered heading (article, chapter, part, section, item).
_ALONE = (
    f"{FOLIO}|(?:\u0627\u0644)?"
    "(?:\u0645\u0627\u062f\u0629|\u0641\u0635\u0644|\u0628\u0627\u0628|\u0642\u0633\u0645|\u0628\u0646\u062f)"
    f"\\s{{0,3}}\\(?\\s{{0,3}}[0-9{ARABIC_DIGITS}]{{1,4}}\\s{{0,3}}\\)?\\s{{0,3}}[:.]?\\Z"
)


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text that are not blank, in columns: one entry a line.

    starts, ends  the span of the content, spaces at both ends left out
    lengths       characters of content, marks left out: they take no room
    reach         the length the line would have had with the next line's first word on it; 0 for the last line
    after_blank   a blank line stands before it
    finished      it ends a sentence
    dangling      it ends in a word that no sentence ends in
    items         it begins an item of a list
    alone         it is never part of running text: verse or a row in columns, a page number, a numbered heading
    arabic        it has letters of the script
    stretched     it was stretched to fill its width
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    lengths: Sequence[int]
    reach: Sequence[int]
    after_blank: Sequence[bool]
    finished: Sequence[bool]
    dangling: Sequence[bool]
    items: Sequence[bool]
    alone: Sequence[bool]
    arabic: Sequence[bool]
    stretched: Sequence[bool]

    def is_prose(self, i: int) -> bool:
        """Tell whether lines i and i + 1 may be of one paragraph of ours."""
        return not self.alone[i] and not self.alone[i + 1] and (self.arabic[i] or self.arabic[i + 1])

    def is_lone(self, i: int) -> bool:
        """Tell whether line i stands by itself between blank lines, or after one at the end of the text."""
        return self.after_blank[i] and (i + 1 == len(self.starts) or self.after_blank[i + 1])

    def count_inner_sentences(self) -> int:
        """Return how many sentences end within lines."""
        return len(re.findall(_INNER_SENTENCE, self.text))

    def has_inner_stop(self, i: int) -> bool:
        """Tell whether a sentence or clause ends within line i."""
        return re.search(_INNER_STOP, self.text[self.starts[i] : self.ends[i]]) is not None


def read_lines(
    passage: Passage, evidence: Evidence, *, strokes: Sequence[int] = (), apart: Container[int] = ()
) -> Lines | None:
    """Return the lines of the passage, or None where too many are too long to have been cut.

    strokes  the places where stretching was taken out, ascending
    apart    the places where lines begin that are known to be no running text
    """
    raw = evidence.view(raw_lines, passage)
    if are_paragraphs(raw) or not _may_be_cut(raw):
        return None
    text, found = passage.text, evidence.view(filled_lines, passage)
    starts, ends, contents = found.starts, found.ends, found.texts
    count = len(starts)
    bare = _bare(text, contents)
    finished = re.compile(_FINISHED).search
    alone, letter = re.compile(_ALONE).match, re.compile(f"[{LETTERS}]").search
    dangling = dangling_words()
    first = [content.partition(" ")[0] for content in bare]
    return Lines(
        text=text,
        starts=starts,
        ends=ends,
        lengths=[len(content) for content in bare],
        reach=[len(content) + 1 + len(word) for content, word in zip(bare, first[1:], strict=False)] + [0],
        after_blank=[i > 0 and text.count("\n", ends[i - 1], starts[i]) > 1 for i in range(count)],
        finished=[finished(content[-8:]) is not None for content in contents],
        dangling=[content.rpartition(" ")[2] in dangling for content in contents],
        items=_items(contents),
        alone=[
            start in apart
            or "\t" in content
            or "   " in content
            or (len(content) < _ALONE_LENGTH and alone(content) is not None)
            for start, content in zip(starts, contents, strict=True)
        ],
        arabic=[letter(content) is not None for content in contents],
        stretched=_stretched(starts, ends, strokes),
    )


def _bare(text: str, contents: Sequence[str]) -> Sequence[str]:
    """Return the contents without their marks."""
    if re.search(f"[{HIGH_MARKS}]", text) is None:
        return contents
    marks = re.compile(f"[{MARKS}]+").sub
    return [marks("", content) for content in contents]


def _may_be_cut(raw: Sequence[str]) -> bool:
    """Tell whether enough lines come near a common width, at a glance: tables and lists are not worth describing."""
    lengths = sorted(length for length in map(len, raw) if 0 < length <= WIDEST)
    if not lengths:
        return False
    width = lengths[int(_WITHIN * (len(lengths) - 1))]
    half = len(lengths) - bisect_left(lengths, width / 2)
    return len(lengths) - bisect_left(lengths, _NEAR * width - _LONGEST_WORD) >= _NEAR_SHARE * half


def are_paragraphs(lines: Sequence[str]) -> bool:
    """Tell whether more than a tenth of the lines, empty ones left out, are wider than a page: they are paragraphs."""
    return sum(len(line) > WIDEST for line in lines) > _LONG_LINES * (len(lines) - lines.count(""))


def _items(contents: Sequence[str]) -> list[bool]:
    """Tell of each line whether it begins an item: by a bullet, or by a number that follows or precedes another's.

    A line may begin with a number that ends a sentence; such a number stands in no row.
    """
    bullet, numbered = re.compile(_ITEM).match, re.compile(_NUMBERED).match
    numbers = [int(found[1] or found[2]) if (found := numbered(content)) else None for content in contents]
    known = set(numbers)
    return [
        bullet(content) is not None if number is None else number <= 1 or number - 1 in known or number + 1 in known
        for content, number in zip(contents, numbers, strict=True)
    ]


def _stretched(starts: Sequence[int], ends: Sequence[int], strokes: Sequence[int]) -> list[bool]:
    if not len(strokes):
        return [False] * len(starts)
    return [
        bisect_left(strokes, end) - bisect_left(strokes, start) >= _STROKES
        for start, end in zip(starts, ends, strict=True)
    ]


@cache
def dangling_words() -> frozenset[str]:
    """Return the function words that no sentence of Arabic ends in."""
    from importlib.resources import files

    listed = files("tarmim.script").joinpath("dangling.txt").read_text(encoding="utf8")
    return frozenset(word for line in listed.splitlines() if not line.startswith("#") for word in line.split())
