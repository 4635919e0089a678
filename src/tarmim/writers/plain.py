"""A repair as plain text: its lines as they were, joined paragraphs apart."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from tarmim.model.repair import Repair
from tarmim.writers.line_ends import LineEnds

__all__ = ["write_plain"]

_AS_THEY_ARE = LineEnds()


def write_plain(repair: Repair, *, ends: LineEnds = _AS_THEY_ARE) -> Iterator[str]:
    r"""Yield the repaired text: lines, blank lines and the end of the text as they were in the source.

    A paragraph that was joined from several lines has a blank line before and behind it, put in where there was none:
    nothing else shows any more where it ends.

    ends  how the lines of the source ended, which each line that is left ends with again

    Only line feeds end lines here: a form feed or U+2028 is part of its line.

    >>> from tarmim import repair
    >>> "".join(write_plain(repair("One.\n\n\nTwo.")))
    'One.\n\n\nTwo.'
    """
    text, joints, other = repair.text, _joints(repair), ends.after(repair.passage)
    if not joints and not other:
        yield text if ends.usual == "\n" else text.replace("\n", ends.usual)
        return
    apart = _line_ends_apart(text, joints)
    start = 0
    while (at := text.find("\n", start)) >= 0:
        end = other.get(at, ends.usual)
        yield text[start:at] + (end + end if at in apart else end)
        start = at + 1
    yield text[start:]


def _joints(repair: Repair) -> array[int]:
    """Return where in the text lines were joined, ascending: what stands there stands in place of a line end."""
    text, joints = repair.source, array("i")
    for step in repair.steps:
        edits = step.edits
        if not len(edits):
            continue
        made = [
            place
            for k, (start, end, place) in enumerate(zip(edits.starts, edits.ends, edits.out_starts(), strict=True))
            if start and text.find("\n", start, end) >= 0 and text[start - 1] != "\n" and "\n" not in edits.text(k)
        ]
        moved = edits.offsets_after(joints, ends=False)
        joints = array("i", sorted([*moved, *made])) if made else moved
        text = edits.apply(text)
    return joints


def _line_ends_apart(text: str, joints: array[int]) -> frozenset[int]:
    """Return the line ends between two lines, neither of them blank, of which one was joined."""
    found: set[int] = set()
    before = -1  # the line end before the last line that was looked at
    for joint in joints:
        start = text.rfind("\n", 0, joint)
        if start == before and found:
            continue
        before = start
        end = text.find("\n", joint)
        if start >= 0 and text[text.rfind("\n", 0, start) + 1 : start].strip():
            found.add(start)
        if end >= 0:
            after = text.find("\n", end + 1)
            if text[end + 1 : len(text) if after < 0 else after].strip():
                found.add(end)
    return frozenset(found)
