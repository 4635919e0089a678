"""Lines cut by the page, joined into paragraphs.

Whether a document's lines were cut at all is decided once (see `paragraphs.width`): cut lines run up against a common
width and end anywhere in a sentence, paragraphs and verses do not. Then each line end is decided by itself: a line is
full when the next line's first word would not have fitted on it, and a full line goes on.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence

from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import TEXT_ONLY, Rounds, Rule
from tarmim.model.edit import Cause
from tarmim.model.edits import EMPTY, Edits
from tarmim.model.passage import Passage
from tarmim.rules.paragraphs.furniture import find_furniture
from tarmim.rules.paragraphs.lines import Lines, read_lines
from tarmim.rules.paragraphs.width import Wrapping, wrapping_of
from tarmim.script.letters import LETTERS

__all__ = ["WRAPS"]

KIND = "wraps"

_OPEN, _BLANK, _DANGLING, _AFTER_STOP, _FINISHED = range(5)
#: Of what evaluation/calibration.py makes of the fitting half of its paragraphs, headings, lists and verse among them,
#: all is right: 8,988, 465, 2 and 2 joins. Real pages are less even than made ones; how much less is by judgement.
_CAUSES = (
    Cause("the line is full: the next word did not fit, and the sentence goes on below", 0.98),
    Cause("the line is full and its sentence unfinished: the empty line is no paragraph's end", 0.95),
    Cause("the line ends in a word that never ends a sentence: it goes on below", 0.95),
    Cause("the line is full, and what follows is the last line of its paragraph", 0.9),
)
_MAY_GO_ON = "the line is full and ends a sentence: in this document most such lines go on below"
_MAY_END = "the line is full, but ends a sentence: in this document most such lines end a paragraph"
#: Longer lines that come back are clauses of the text, of contracts say, rather than heads.
_MOST_HEAD_LENGTH = 60
_SPACES = Cause("two spaces between words of a paragraph that was cut into lines", 0.9)

#: What a second repair would join is joined at once; where that does not end after three further looks, or a text of
#: fewer than twenty joins begins to look cut only then, the evidence is none: stanzas of one metre do so. By judgement.
_ROUNDS = Rounds(most=4, proof=20, holds_all=True, why="the joined lines would look cut as well")


def _trigger(passage: Passage, evidence: Evidence) -> bool:
    return evidence.profile.language is not None and "\n" in evidence.profile.characters


def _find(passage: Passage, evidence: Evidence) -> Edits:
    strokes = evidence.places_of("tatweel")  # none in later rounds: what they alone would join further stays apart
    lines = read_lines(passage, evidence, strokes=strokes, apart=_furniture(passage, evidence))
    wrapping = None if lines is None else wrapping_of(lines)
    if lines is None or wrapping is None:
        return EMPTY
    found = [(i, _cause(lines, wrapping, i)) for i in range(len(lines.starts) - 1)]
    rows = [(lines.ends[i], lines.starts[i + 1], cause) for i, cause in found if cause is not None]
    if rows and "  " in passage.text:
        rows = sorted([*rows, *_double_spaces(lines, [cause is not None for _, cause in found])])
    return Edits(
        KIND,
        array("i", (start for start, _, _ in rows)),
        array("i", (end for _, end, _ in rows)),
        " ",
        (*_CAUSES, _finished(wrapping), _SPACES),
        array("H", (cause for _, _, cause in rows)),
    )


def _double_spaces(lines: Lines, joined: Sequence[bool]) -> Iterator[tuple[int, int, int]]:
    """Yield the double spaces between words of lines that go on, or that another goes on in, and the cause."""
    pair = re.compile(f"(?<=[{LETTERS}])  (?=[{LETTERS}])")
    for i in range(len(lines.starts)):
        if (i < len(joined) and joined[i]) or (i and joined[i - 1]):
            for match in pair.finditer(lines.text, lines.starts[i], lines.ends[i]):
                yield (*match.span(), len(_CAUSES) + 1)


def _furniture(passage: Passage, evidence: Evidence) -> frozenset[int]:
    """Return where the content of lines begins that look like furniture: text does not go on through a watermark."""
    text = passage.text
    found = ((edit.start, text[edit.start : edit.end]) for edit in evidence.view(find_furniture, passage))
    return frozenset(
        start + len(line) - len(line.lstrip()) for start, line in found if len(line.strip()) <= _MOST_HEAD_LENGTH
    )


def _finished(wrapping: Wrapping) -> Cause:
    goes_on = wrapping.goes_on
    return Cause(_MAY_GO_ON if goes_on >= _THRESHOLD else _MAY_END, min(round(goes_on, 2), 0.98))


def _cause(lines: Lines, wrapping: Wrapping, i: int) -> int | None:
    """Return why line i goes on in line i + 1, as an index into the causes, or None where it ends there."""
    if not lines.is_prose(i):
        return None
    full, finished = wrapping.is_full(lines, i), lines.finished[i]
    if lines.items[i + 1] and not (full and not finished and wrapping.items <= 1):
        return None
    if not lines.after_blank[i + 1]:
        if full:
            return _FINISHED if finished else _OPEN
        return _DANGLING if lines.dangling[i] and not lines.items[i] else None
    return _cause_over_blank(lines, wrapping, i) if full else None


def _cause_over_blank(lines: Lines, wrapping: Wrapping, i: int) -> int | None:
    """Return why the full line i goes on behind a blank line, or None where its paragraph ends."""
    short = lines.is_lone(i + 1) and not wrapping.is_full(lines, i + 1)
    if not lines.finished[i]:
        looks_like_heading = short and not lines.finished[i + 1] and i + 2 < len(lines.starts)
        return None if looks_like_heading else _BLANK
    return _AFTER_STOP if short and lines.finished[i + 1] and not wrapping.has_lone_sentences else None


#: Leaving a line end is as much a guess as joining it: the likelier is done.
_THRESHOLD = 0.5

WRAPS = Rule(
    name="wraps",
    kind=KIND,
    summary="join lines that were cut by the page into paragraphs",
    trigger=_trigger,
    find=_find,
    on=TEXT_ONLY,
    joins_lines=True,
    reads=("tatweel",),
    threshold=_THRESHOLD,
    rounds=_ROUNDS,
)
