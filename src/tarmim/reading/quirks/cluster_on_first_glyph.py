"""The first glyph of a cluster is mapped to all its letters, the others, which take no room, are not mapped at all.

They are no unknown letters: they belong to the unit before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.model.font import State
from tarmim.model.quirk import Quirk
from tarmim.reading.quirks.stages import UnitStarts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]

__all__ = ["CLUSTER_ON_FIRST_GLYPH"]

#: The text of a cluster has at least this number of characters.
_LEAST_CLUSTER_LETTERS: Final = 2


def _followers(found: UnitStarts) -> Flags | None:
    """Return which glyphs stand behind the first of their cluster, None where none do."""
    glyphs, numbers = found.page.glyphs, found.numbers
    lost = (glyphs.map_states[numbers[1:]] == State.ABSENT) & ~glyphs.advances[numbers[1:]].any(axis=1)
    followers = np.zeros(len(numbers), dtype=bool)
    for k in np.flatnonzero(lost).tolist():
        followers[k + 1] = found.starts[k + 1] and len(glyphs.texts[numbers[k]]) >= _LEAST_CLUSTER_LETTERS
    return followers if followers.any() else None


def _notes(pages: Sequence[Flags]) -> Sequence[str]:
    count = sum(int(followers.sum()) for followers in pages)
    return (f"glyphs without a map are read with the one before, which is mapped to all their letters: {count}",)


CLUSTER_ON_FIRST_GLYPH: Final = Quirk(
    name="the first glyph of a cluster has all its letters",
    seen_in=("fpdf2 2.8",),
    stage=UnitStarts,
    sign=_followers,
    mend=lambda found, followers: UnitStarts(found.page, found.numbers, found.starts & ~followers),
    case="tests/unit/reading/quirks/test_cluster_on_first_glyph.py",
    notes=_notes,
)
