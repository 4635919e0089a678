"""Lines whose pieces stand in reverse order: found by the strokes left at their seams, and reported.

A program cuts a stretched line where the pen nudges back over a stroke, lays out each piece by itself and writes
the pieces left to right; a piece that was cut inside a word then begins with a stroke. No sound word does. Which
piece belongs where is for language evidence to say; until then the line stays as it is, strokes and all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import Rule
from tarmim.model.edit import Edit
from tarmim.model.passage import Passage
from tarmim.script.letters import HIGH_MARKS, LETTERS
from tarmim.script.letters import TATWEEL as STROKE

__all__ = ["CHUNKS", "is_stretched"]

KIND = "chunks"

#: A document is stretched when at least this share of its words hold a stroke between two letters. Books: 0.00004;
#: stretched pages: .2 and more; a sound page with one justified paragraph: .01 and more.
_STRETCHED = 0.005

#: And a few: in a text of ten words one stroke is no share.
_PLACES = 3

#: A line with a word that begins with strokes. The line is taken whole, so that a long one is searched once.
_SEAM = f"{STROKE}(?<![^\\s]{STROKE})({STROKE}*)[{LETTERS}]"
_INNER = f"{STROKE}(?<=[{LETTERS}{HIGH_MARKS}]{STROKE}){STROKE}*[{LETTERS}]"

_REASON = "pieces of this line seem to stand in reverse order: a word begins with a stretching stroke; not repaired"


def is_stretched(text: str, places: int) -> bool:
    """Tell whether a document with so many strokes between letters was stretched as a whole."""
    words = text.count(" ") + text.count("\n") + 1
    return places >= max(_PLACES, _STRETCHED * words)


def _trigger(passage: Passage, evidence: Evidence) -> bool:
    return evidence.profile.has(STROKE)


def _find(passage: Passage, evidence: Evidence) -> Iterator[Edit]:
    text, reported = passage.text, -1
    stretched: bool | None = None
    for match in re.finditer(_SEAM, text):
        if match.start() < reported:
            continue
        if not match[1]:  # books cite affixes so; in a stretched document it is a seam
            if stretched is None:
                stretched = is_stretched(text, sum(1 for _ in re.finditer(_INNER, text)))
            if not stretched:
                continue
        start = text.rfind("\n", 0, match.start()) + 1
        reported = text.find("\n", match.end())
        reported = len(text) if reported < 0 else reported
        yield Edit(start, reported, text[start:reported], KIND, 0.0, _REASON)


CHUNKS = Rule(
    name="chunks",
    kind=KIND,
    summary="find lines whose pieces stand in reverse order (reported: order needs language evidence)",
    trigger=_trigger,
    find=_find,
)
