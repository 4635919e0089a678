"""Each glyph of a cluster is mapped to all its letters: read by the map they would come out several times."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Literal

from tarmim.identity.quirks.stages import FontClusters
from tarmim.model.quirk import Quirk

__all__ = ["REPEATED_CLUSTERS"]

#: Least number of codes of a font that are a part of the text they are mapped to; they also outnumber those that agree
#: with their map. By judgement.
_LEAST_PARTS: Final = 5


def _most_are_parts(font: FontClusters) -> Literal[True] | None:
    return True if font.heads >= _LEAST_PARTS and font.heads > font.proved else None


REPEATED_CLUSTERS: Final = Quirk(
    name="each glyph of a cluster mapped to the whole",
    seen_in=("Typst 0.15.1",),
    stage=FontClusters,
    sign=_most_are_parts,
    mend=lambda font, _: replace(font, is_repeating=True),
    case="tests/unit/identity/quirks/test_repeated_clusters.py",
)
