"""Page furniture between the lines of a text: page numbers, running heads, watermarks.

Found by repetition and by ascending numbers. It is marked, not deleted: the edit that would take it out is held,
unless form feeds show the pages and the number stands at the edge of one. A list of numbers or a refrain looks
much the same, and text is never thrown away on a resemblance.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import TEXT_ONLY, Rule
from tarmim.model.edit import Edit
from tarmim.model.passage import Passage
from tarmim.rules._shared.text_lines import raw_lines
from tarmim.rules.paragraphs.lines import FOLIO, are_paragraphs
from tarmim.script.letters import ARABIC_DIGITS, LETTERS

__all__ = ["FURNITURE", "find_furniture"]

KIND = "furniture"

#: Furniture shows on three pages and more, and no three pages have fewer lines than this.
_LEAST_PAGES = 3
_FEWEST_LINES = 12
#: No running head is longer (characters), and none has fewer letters.
_HEAD_LENGTH = 120
_HEAD_LETTERS = 4
#: A line with a number of its own is a head when this many letters stand beside it.
_NUMBERED_HEAD_LETTERS = 10

#: Words that number parts of a text: article, chapter, part, section, item, annex, table, figure, question.
_PARTS = (
    "(?:\u0627\u0644)?(?:\u0645\u0627\u062f\u0629|\u0641\u0635\u0644|\u0628\u0627\u0628|\u0642\u0633\u0645|\u0628\u0646\u062f"
    "|\u0645\u0644\u062d\u0642|\u062c\u062f\u0648\u0644|\u0634\u0643\u0644|\u0633\u0624\u0627\u0644)"
)

#: The share of edits that are right, by evaluation/calibration.py on the fitting half of its paragraphs: all 147 page
#: numbers that form feeds prove; of numbers and heads that only look like furniture .67 (2,234), where a third of the
#: documents have such lines as the author's own (numbered parts, a refrain): that third is by judgement.
_PROVED = 0.99
_LOOKS_LIKE = 0.67

_AT_PAGE_EDGE = "a page number at the edge of its page"
_NUMBER = "looks like a page number: it stands alone and goes up from page to page"
_REPEATED = "looks like a running head or a watermark: the same line comes back again and again"
_NUMBERED = "looks like a running head: the same words come back with a number that goes up"


@dataclass(frozen=True, slots=True)
class _RepeatedLine:
    """A line: its span with its break, its content as it is and with # for numbers, form feeds, if at a page's edge."""

    start: int
    end: int
    content: str
    words: str
    feeds: str
    at_page_edge: bool


def _trigger(passage: Passage, evidence: Evidence) -> bool:
    return "\n" in evidence.profile.characters or "\f" in evidence.profile.characters


def _find(passage: Passage, evidence: Evidence) -> Sequence[Edit]:
    return evidence.view(find_furniture, passage)


def find_furniture(passage: Passage, evidence: Evidence) -> Sequence[Edit]:
    """Return the edits that would take page numbers, running heads and watermarks out, each a line with its break.

    A view (`Evidence.view`): the rule that joins lines asks for it too, since text does not go on through furniture.
    """
    lines = _repeated_lines(passage.text, evidence.view(raw_lines, passage))
    return (*_folios(lines), *_heads(lines)) if lines else ()


def _repeated_lines(text: str, raw: Sequence[str]) -> list[_RepeatedLine]:
    """Return the lines that come back, numbers aside; none where a line is a paragraph, for such text has no pages."""
    if len(raw) < _FEWEST_LINES or are_paragraphs(raw):
        return []
    folded = [line.strip() for line in re.sub(f"[0-9{ARABIC_DIGITS}]+", "#", text).split("\n")]
    frequent = {
        words for words, count in Counter(folded).items() if count >= _LEAST_PAGES and 0 < len(words) <= _HEAD_LENGTH
    }
    has_feeds = "\f" in text
    lines: list[_RepeatedLine] = []
    position = 0
    for line, words in zip(raw, folded, strict=True):
        if words in frequent:
            end = position + len(line)
            feeds = "\f" * line.count("\f")
            edge = bool(feeds) or (has_feeds and _touches_feed(text, position, end))
            lines.append(_RepeatedLine(position, min(end + 1, len(text)), line.strip(), words, feeds, edge))
        position += len(line) + 1
    return lines


def _touches_feed(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 4) : start].rstrip(" \n\r\t"), text[end : end + 4].lstrip(" \n\r\t")
    return before.endswith("\f") or after.startswith("\f") or (not after and end + 4 >= len(text))


def _folios(lines: list[_RepeatedLine]) -> Iterator[Edit]:
    numbered = [(line, int(match[1])) for line in lines if (match := re.match(FOLIO, line.content))]
    ascending = _ascending([number for _, number in numbered])
    chosen = [numbered[k][0] for k in ascending]
    if len(chosen) < _LEAST_PAGES or not _is_spread(chosen, _SHORT_PAGE_LENGTH):
        return
    certain = all(line.at_page_edge for line in chosen)
    for line in chosen:
        confidence, reason = (_PROVED, _AT_PAGE_EDGE) if certain else (_LOOKS_LIKE, _NUMBER)
        yield Edit(line.start, line.end, line.feeds, KIND, confidence, reason)


def _ascending(numbers: list[int]) -> list[int]:
    """Return the indices of numbers that each follow the one before by one or two, where at least three in a row do."""
    runs: list[list[int]] = []
    for k, number in enumerate(numbers):
        if runs and 1 <= number - numbers[runs[-1][-1]] <= 2:
            runs[-1].append(k)
        else:
            runs.append([k])
    return [k for run in runs if len(run) >= _LEAST_PAGES for k in run]


def _heads(lines: list[_RepeatedLine]) -> Iterator[Edit]:
    same: dict[str, list[_RepeatedLine]] = defaultdict(list)
    for line in lines:
        same[line.words].append(line)
    for words, group in same.items():
        letters = len(re.findall(f"[{LETTERS}]", words))
        if len(group) < _LEAST_PAGES or letters < _HEAD_LETTERS:
            continue
        if "#" not in words:
            repeated = len(group) > _LEAST_PAGES and _is_spread(group, _PAGE_LENGTH)
            reason = _REPEATED if repeated else ""
        else:
            numbered = letters >= _NUMBERED_HEAD_LETTERS and re.match(_PARTS, words) is None
            reason = _NUMBERED if numbered and _has_ascending(group) else ""
        for line in group if reason else ():
            yield Edit(line.start, line.end, "", KIND, _LOOKS_LIKE, reason)


def _has_ascending(group: list[_RepeatedLine]) -> bool:
    """Tell whether some number of the line goes up from each occurrence to the next."""
    rows = [[int(number) for number in re.findall("\\d{1,6}", line.content)] for line in group]
    columns = min(map(len, rows))
    return any(all(a[k] < b[k] for a, b in pairwise(rows)) for k in range(columns))


def _is_spread(group: list[_RepeatedLine], page: int) -> bool:
    """Tell whether the occurrences are about a page apart, as heads are and refrains and table cells are not."""
    gaps = sorted(b.start - a.start for a, b in pairwise(group))
    quarter = len(gaps) // 4
    return gaps[len(gaps) // 2] > page and gaps[-1 - quarter] <= _MOST_LENGTH_RATIO * gaps[quarter]


#: Less text than this (characters) is no page, and even a short one has this much.
_PAGE_LENGTH = 600
_SHORT_PAGE_LENGTH = 120
#: Pages are about as long as each other: the longer of the middle half of them at most 2.5 times the shorter.
_MOST_LENGTH_RATIO = 2.5


FURNITURE = Rule(
    name="furniture",
    kind=KIND,
    summary="mark page numbers, running heads and watermarks (taken out only where form feeds prove them)",
    trigger=_trigger,
    find=_find,
    on=TEXT_ONLY,
)
