"""Which of the edits that a rule found in a damaged text are right, judged by the true text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein

from tarmim.model.edit import Edit
from tarmim.model.edits import Edits
from tarmim.model.repair import Repair, Step
from tools.typesetting import TATWEEL

__all__ = ["Judged", "Unit", "judged"]

#: What an edit is right in: its characters, the words that it touches, the lines that it touches, or the words of its
#: line in whatever order.
Unit = Literal["characters", "words", "lines", "words of the line"]
#: A part of a text that is not as the true text has it: half-open, empty where something is missing.
_Wrong = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Judged:
    """An edit of a rule, made or held: how sure it was, why, and whether it brings the text to the truth."""

    confidence: float
    reason: str
    right: bool
    made: bool


def judged(rule: str, repair: Repair, true: str, *, unit: Unit, breaks: bool) -> Iterator[Judged]:
    """Yield what became of every edit of the rule, made or held; `breaks` says whether line breaks count.

    An edit that leaves what stands there reports damage: it is right where the true text differs. All others are
    right where the text is true once all of them are made, those that were held as well.
    """
    given = repair.source
    for step in repair.steps:
        if step.rule == rule:
            yield from _step(step, given, true, unit=unit, breaks=breaks)
        given = step.edits.apply(given)


def _step(step: Step, given: str, true: str, *, unit: Unit, breaks: bool) -> Iterator[Judged]:
    made = set(step.edits)
    edits = Edits.of(step.edits.kind if len(step.edits) else step.held.kind, [*step.edits, *step.held])
    text = edits.apply(given)
    wrong = _Differences.of(text, true, unit=unit, breaks=breaks)
    damaged: _Differences | None = None  # reports are few
    for edit, start in zip(edits, edits.out_starts(), strict=True):
        if given[edit.start : edit.end] == edit.text:
            damaged = damaged or _Differences.of(given, true, unit=unit, breaks=breaks)
            right = damaged.touch(edit.start, edit.end)
        elif unit == "words of the line":
            right = _is_line_whole(text, true, edit, start)
        else:
            span = start, start + len(edit.text)
            right = not wrong.touch(*_with_neighbours(text, span, given[edit.start : edit.end], edit.text, unit))
        yield Judged(edit.confidence, edit.reason, right, edit in made)


def _with_neighbours(text: str, span: _Wrong, removed: str, put: str, unit: Unit) -> _Wrong:
    """Return the span with what beside it the edit is answerable for.

    Of characters taken out: their equals beside them, for which of them went nobody can say. Of words put together or
    parted: these words.
    """
    start, end = span
    if unit == "words" and not put.strip():
        return max(0, start - 1), end + 1
    while unit == "characters" and not put and start and text[start - 1] in removed:
        start -= 1
    while unit == "characters" and not put and end < len(text) and text[end] in removed:
        end += 1
    return start, end


def _is_line_whole(text: str, true: str, edit: Edit, start: int) -> bool:
    """Tell whether the words of a line put in order are those of the true line, whatever their order."""
    lines, number = true.split("\n"), text.count("\n", 0, start)
    return number < len(lines) and Counter(_bare(edit.text).split()) == Counter(_bare(lines[number]).split())


def _bare(text: str) -> str:
    return text.replace(TATWEEL, "")


@dataclass(frozen=True, slots=True)
class _Differences:
    """Where a text differs from the true one, in its units; `spans` are the units' places in the text."""

    spans: Sequence[_Wrong]
    wrong: Sequence[_Wrong]

    @classmethod
    def of(cls, text: str, true: str, *, unit: Unit, breaks: bool) -> _Differences:
        if unit == "characters":
            one, other = (text, true) if breaks else (_on_one_line(text), _on_one_line(true))
            return cls([], _wrong(one, other))
        pattern = r"[^\n]*\n|[^\n]+" if unit == "lines" else r"\S+"
        spans = [match.span() for match in re.finditer(pattern, text)]
        units = [_bare(text[slice(*span)]).strip(" \n") for span in spans]
        return cls(spans, _wrong(units, [_bare(unit).strip(" \n") for unit in re.findall(pattern, true)]))

    def touch(self, start: int, end: int) -> bool:
        """Tell whether what stands at a span of the text, or is missing at its edges, is wrong."""
        first, last = self._units(start, end)
        return any((low < last and high > first) or (low == high and first <= low <= last) for low, high in self.wrong)

    def _units(self, start: int, end: int) -> _Wrong:
        if not self.spans:
            return start, end
        first = bisect_right(self.spans, start, key=lambda span: span[1])
        return first, max(first, bisect_left(self.spans, end, key=lambda span: span[0]))


def _on_one_line(text: str) -> str:
    return text.replace("\n", " ")


def _wrong(found: Sequence[str] | str, true: Sequence[str] | str) -> list[_Wrong]:
    codes = Levenshtein.opcodes(found, true)
    return [(code.src_start, code.src_end) for code in codes if code.tag != "equal"]
