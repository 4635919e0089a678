"""A mark is mapped to the letter it was met on and itself, though the letter's own glyph stands beside it.

Read so the letter would come out twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tarmim.identity.readings import decomposed
from tarmim.model.quirk import Quirk
from tarmim.reading.quirks.stages import ClusterFacts

if TYPE_CHECKING:
    from tarmim.identity.readings import Code

__all__ = ["MARKS_WITH_THEIR_LETTER"]


def _marks(facts: ClusterFacts) -> Mapping[Code, str] | None:
    """Return the marks that such codes stand for, where that letter is always beside them; None if none do."""
    clusters = facts.clusters
    found = {}
    for code, sides in clusters.beside.items():
        letter, marks = decomposed(clusters.texts[code])[0], decomposed(clusters.texts[code])[1:]
        if any(side and all(decomposed(text)[-1:] == letter for text in side) for side in sides):
            found[code] = marks
    return found or None


MARKS_WITH_THEIR_LETTER: Final = Quirk(
    name="marks mapped with the letter beside them",
    seen_in=("Typst 0.15.1",),
    stage=ClusterFacts,
    sign=_marks,
    mend=lambda facts, marks: replace(facts, marks=marks),
    case="tests/unit/reading/quirks/test_marks_with_their_letter.py",
)
