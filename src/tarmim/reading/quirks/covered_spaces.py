"""A zero-width non-joiner is shown as a space, and gone back over: the letter behind covers the space.

The letters touch, so that no gap shows; a space glyph was written between them all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.model.quirk import Quirk
from tarmim.reading.quirks.stages import Joints

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]

__all__ = ["COVERED_SPACES"]


def _are_over_spaces(joints: Joints) -> Flags | None:
    """Return between which letters and their followers one unit was written, and that a space; None where nowhere."""
    units = joints.units
    order = np.sort(np.stack((joints.numbers, joints.followers)), axis=0)
    lower, higher = order[0], order[1]
    found: Flags = (higher - lower == 2) & units.spaces[np.minimum(lower + 1, len(units) - 1)]
    return found if found.any() else None


def _notes(pages: Sequence[Flags]) -> Sequence[str]:
    count = sum(int(found.sum()) for found in pages)
    return (f"spaces that the next letter covers are read as zero-width non-joiners: {count}",)


COVERED_SPACES: Final = Quirk(
    name="non-joiners shown as spaces that the next letter covers",
    seen_in=("XeTeX 0.99998 with xdvipdfmx", "LuaTeX 1.15", "wkhtmltopdf 0.12.6 (Qt 5.15.8)"),
    stage=Joints,
    sign=_are_over_spaces,
    mend=lambda joints, found: replace(joints, parted=joints.parted | found),
    case="tests/unit/reading/quirks/test_covered_spaces.py",
    notes=_notes,
)
