"""Passages set apart on a page that repeat the running text: reported, for a refrain looks much the same."""

from __future__ import annotations

from collections.abc import Iterator

from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import TEXT_ONLY, Rule
from tarmim.model.edit import Edit
from tarmim.model.passage import Passage
from tarmim.rules._shared.text_lines import raw_lines

__all__ = ["PULL_QUOTES"]

KIND = "furniture"

#: Words that a pull quote has at least, characters that it has at most. By judgement.
_QUOTE_WORDS = 8
_QUOTE_LENGTH = 300
#: Lines looked for at most: each costs a search through the whole text.
_QUOTES = 64
#: The share of reports that are right, by evaluation/calibration.py: 112 of 171, where a third of the passages are the
#: author's own repetition, by judgement.
_IS_QUOTE = 0.66
_QUOTE = "looks like a pull quote: the same words stand in the running text"


def _trigger(passage: Passage, evidence: Evidence) -> bool:
    """Only joined pages have pull quotes: in other text a repeated paragraph is the author's."""
    return len(evidence.places_of("wraps")) > 0


def _find(passage: Passage, evidence: Evidence) -> Iterator[Edit]:
    text, position, searched = passage.text, 0, 0
    for line in evidence.view(raw_lines, passage):
        start, position = position, position + len(line) + 1
        content = line.strip()
        if len(content) > _QUOTE_LENGTH or content.count(" ") + 1 < _QUOTE_WORDS or searched == _QUOTES:
            continue
        searched += 1
        first = text.find(content)
        if first < start - 1 or text.find(content, start + len(line)) >= 0:
            yield Edit(start, min(position, len(text)), "", KIND, _IS_QUOTE, _QUOTE)


PULL_QUOTES = Rule(
    name="pull-quotes",
    kind=KIND,
    summary="mark passages set apart that repeat the running text",
    trigger=_trigger,
    find=_find,
    on=TEXT_ONLY,
    reads=("wraps",),
)
