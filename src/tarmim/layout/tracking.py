"""Tracking: how far apart the letters of a line were set, all alike, words and all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.layout.units import Units

    Lengths = NDArray[np.float64]

__all__ = ["tracking_of"]

# The constants of this file are by judgement: no experiment set them.

#: Least and most ems between letters that are set apart. Less is no harm to the spaces; with more they are cells.
_LEAST_EMS: Final = 0.08
_MOST_EMS: Final = 0.6
#: Tracking is the gap that this share of all gaps exceeds, where at least the second share of them are it, to the
#: third, in ems: in a line with spaces but without tracking letters touch, four gaps in five.
_WIDER_SHARE: Final = 0.75
_ALIKE_SHARE: Final = 0.5
_ALIKE_EMS: Final = 0.04
#: In fewer gaps than the first, and at least the second, all must be alike, and wide enough for spaces: a word.
_MANY_GAPS: Final = 8
_FEW_GAPS: Final = 3
_LEAST_EMS_OF_FEW: Final = 0.15
#: Digits that stand apart are cells of a table, dots are leaders: letters are at least this share of what is set apart.
_LEAST_LETTER_SHARE: Final = 0.5


def tracking_of(units: Units, solid: NDArray[np.int64], gaps: Lengths, size: float) -> float:
    """Return how far apart all letters of a line are set, in points; 0 where they are not.

    solid  the numbers of its letters
    gaps   between them, in points, those left out that have a glyph for a space in them
    size   one em
    """
    count = len(gaps)
    if count < _FEW_GAPS or np.count_nonzero(gaps > _LEAST_EMS * size) < _WIDER_SHARE * count:
        return 0.0
    if count < _MANY_GAPS:
        low, high = float(gaps.min()), float(gaps.max())
        found = low if high - low <= _ALIKE_EMS * size / 2 and low >= _LEAST_EMS_OF_FEW * size else 0.0
    else:
        low = float(np.partition(gaps, count // 4)[count // 4])
        alike = np.count_nonzero(np.abs(gaps - low) <= _ALIKE_EMS * size)
        found = low if alike >= _ALIKE_SHARE * count else 0.0
    if not found or found > _MOST_EMS * size:
        return 0.0
    letters = sum(any(map(str.isalpha, units.texts[number])) for number in solid.tolist())
    return found if letters >= _LEAST_LETTER_SHARE * len(solid) else 0.0
