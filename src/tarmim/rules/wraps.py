"""Lines cut by the page, joined into paragraphs.

Whether a document's lines were cut at all is decided once (see `wrapping`): cut lines run up against a common
width and end anywhere in a sentence, paragraphs and verses do not. Then each line end is decided by itself: a line is
full when the next line's first word would not have fitted on it, and a full line goes on.
"""

from __future__ import annotations

from array import array
from itertools import pairwise

from tarmim.engine.rule import Rule
from tarmim.model.edit import EMPTY, Cause, Edits
from tarmim.model.passage import Passage
from tarmim.model.profile import Evidence
from tarmim.rules.lines import WIDEST, Lines, are_paragraphs, read_lines
from tarmim.rules.wrapping import Wrapping, wrapping_of

__all__ = ["WRAPS"]

KIND = "wraps"

_OPEN, _BLANK, _DANGLING, _AFTER_STOP, _FINISHED = range(5)
_CAUSES = (
    Cause("the line is full: the next word did not fit, and the sentence goes on below", 0.98),
    Cause("the line is full and its sentence unfinished: the empty line is no paragraph's end", 0.95),
    Cause("the line ends in a word that never ends a sentence: it goes on below", 0.95),
    Cause("the line is full, and what follows is the last line of its paragraph", 0.9),
)
_MAY_GO_ON = "the line is full and ends a sentence: in this document most such lines go on below"
_MAY_END = "the line is full, but ends a sentence: in this document most such lines end a paragraph"
_UNSTABLE = Cause("the line may go on below, but the joined lines would look cut as well", 0.4)


def _trigger(passage: Passage, evidence: Evidence) -> bool:
    return evidence.profile.language is not None and "\n" in evidence.profile.characters


def _find(passage: Passage, evidence: Evidence) -> Edits:
    strokes = () if passage.origins is None else passage.origins.places("tatweel")
    lines = read_lines(passage.text, strokes)
    edits = EMPTY if lines is None else _joins(lines)
    if lines is None or not len(edits) or _is_stable(passage.text, lines, edits):
        return edits
    return Edits.alike(KIND, edits.starts, edits.ends, " ", _UNSTABLE)


def _joins(lines: Lines) -> Edits:
    wrapping = wrapping_of(lines)
    if wrapping is None:
        return EMPTY
    found = [(i, _cause(lines, wrapping, i)) for i in range(len(lines.starts) - 1)]
    joined = [(i, cause) for i, cause in found if cause is not None]
    return Edits(
        KIND,
        array("i", (lines.ends[i] for i, _ in joined)),
        array("i", (lines.starts[i + 1] for i, _ in joined)),
        " ",
        (*_CAUSES, _finished(wrapping)),
        array("H", (cause for _, cause in joined)),
    )


def _is_stable(text: str, lines: Lines, edits: Edits) -> bool:
    """Tell whether the joined lines do not look cut themselves: else a second repair would join more.

    Paragraphs of three lines and more are wider than any page, so most texts need no second look.
    """
    joined = set(edits.starts)
    ends = [end for end in lines.ends if end not in joined]
    wide = sum(end - begin > WIDEST for begin, end in pairwise([lines.starts[0], *ends]))
    if are_paragraphs(wide, len(ends)):
        return True
    again = read_lines(edits.apply(text))
    return again is None or not len(_joins(again))


def _finished(wrapping: Wrapping) -> Cause:
    goes_on = wrapping.goes_on
    return Cause(_MAY_GO_ON if goes_on >= _EVEN else _MAY_END, min(round(goes_on, 2), 0.98))


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
_EVEN = 0.5

WRAPS = Rule(
    name="wraps",
    kind=KIND,
    summary="join lines that were cut by the page into paragraphs",
    trigger=_trigger,
    find=_find,
    joins_lines=True,
    threshold=_EVEN,
)
