"""Text drawn twice: fake bold and shadows, of which the second copy is dropped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.identity.decision.code_words import UNKNOWN
from tarmim.model.quirk import Quirk
from tarmim.reading.quirks.stages import PlacedUnits

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]

__all__ = ["FAKE_BOLD"]

#: The same text drawn again within this distance is drawn for boldness or as a shadow; in ems, by judgement.
_SHIFT_EMS: Final = 0.12
#: The sizes of the two differ by no more than this share.
_SIZE_SHARE: Final = 0.1


def _repeats(placed: PlacedUnits) -> Flags | None:
    """Return which units repeat one that stands at nearly the same place; None where none do."""
    units, glyphs = placed.units, placed.glyphs
    count = len(units)
    if count < 2:
        return None
    again = np.zeros(count, dtype=bool)
    order = np.lexsort((np.rint(units.left), np.rint(units.baseline / 2)))
    left, baseline, sizes = units.left[order], units.baseline[order], units.sizes[order]
    reach, solid = _SHIFT_EMS * sizes, ~units.spaces[order]
    for window in (1, 2, 3):
        near = (np.abs(left[:-window] - left[window:]) <= reach[:-window]) & solid[:-window]
        near &= np.abs(baseline[:-window] - baseline[window:]) <= reach[:-window]
        near &= np.abs(sizes[:-window] - sizes[window:]) <= _SIZE_SHARE * sizes[:-window]
        one, other = order[:-window][near], order[window:][near]
        for a, b in zip(one.tolist(), other.tolist(), strict=True):
            if units.texts[a] != units.texts[b] or again[a]:
                continue
            if units.texts[a] != UNKNOWN or glyphs.codes[units.firsts[a]] == glyphs.codes[units.firsts[b]]:
                again[max(a, b)] = True
    return again if again.any() else None


def _notes(repeats: Sequence[Flags]) -> Sequence[str]:
    return (f"text drawn twice at one place is read once, letters: {sum(int(again.sum()) for again in repeats)}",)


FAKE_BOLD: Final = Quirk(
    name="text drawn twice for boldness or a shadow",
    seen_in=("LibreOffice 7.4", "mPDF 8.3.2", "Microsoft PowerPoint"),
    stage=PlacedUnits,
    sign=_repeats,
    mend=lambda placed, again: PlacedUnits(placed.units.where(~again), placed.glyphs),
    case="tests/unit/reading/quirks/test_fake_bold.py",
    notes=_notes,
)
