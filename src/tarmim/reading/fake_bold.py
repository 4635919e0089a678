"""Text drawn twice: fake bold and shadows, of which the second copy is dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.identity.decision.code_words import UNKNOWN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.layout.units import Units
    from tarmim.model.glyph import Glyphs

__all__ = ["are_repeats"]

#: The same text drawn again within this distance is drawn for boldness or as a shadow; in ems, by judgement.
_SHIFT_EMS: Final = 0.12
#: The sizes of the two differ by no more than this share.
_SIZE_SHARE: Final = 0.1


def are_repeats(units: Units, glyphs: Glyphs) -> NDArray[np.bool_]:
    """Return which units repeat one that stands at nearly the same place: fake bold, shadows."""
    count = len(units)
    again = np.zeros(count, dtype=bool)
    if count < 2:
        return again
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
    return again
