"""A letter reaches back under those before it, so that no place says which comes first: Nastaliq's last yeh.

Letters that overlap so far are read in the order in which they were written.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.layout.rows import RowOrder
from tarmim.model.quirk import Quirk

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.layout.units import Units

    Numbers = NDArray[np.int64]

__all__ = ["REACHING_LETTERS"]

# The constants of this file are by judgement: no experiment set them.

#: Neighbours overlap where their ink shares more than this share of the narrower one's width.
_LEAST_OVERLAP_SHARE: Final = 0.3
#: Letters of one word: their numbers in content order differ by at most this.
_MOST_PLACES_APART: Final = 4


def _as_written(order: RowOrder) -> Numbers | None:
    """Return the units of a row from left to right, those that overlap as they were written; None for the same."""
    units, group = order.units, order.group
    if len(group) < 3 or order.is_even():
        return None
    steps = np.sign(np.diff(group))
    way = int(np.sign(steps.sum()))
    if not way:
        return None
    turned = np.flatnonzero((steps * way < 0) & (np.abs(np.diff(group)) <= _MOST_PLACES_APART))
    if not _overlap(units, group[turned], group[turned + 1]).any():
        return None
    row = group.tolist()
    for _ in range(_MOST_PLACES_APART):
        changed = False
        for k in range(len(row) - 1):
            left, right = row[k], row[k + 1]
            if (right - left) * way < 0 and abs(right - left) <= _MOST_PLACES_APART and _overlap(units, left, right):
                row[k], row[k + 1] = right, left
                changed = True
        if not changed:
            break
    return np.array(row, dtype=np.int64)


def _overlap(units: Units, one: Numbers | int, other: Numbers | int) -> NDArray[np.bool_]:
    """Tell whether units overlap so far that their places do not say which comes first."""
    left, right = units.left, units.right
    shared = np.minimum(right[one], right[other]) - np.maximum(left[one], left[other])
    narrower = np.minimum(right[one] - left[one], right[other] - left[other])
    found: NDArray[np.bool_] = shared > _LEAST_OVERLAP_SHARE * narrower
    return found


def _notes(rows: Sequence[Numbers]) -> Sequence[str]:
    return (f"letters that overlap are read in the order in which they were written, in lines: {len(rows)}",)


REACHING_LETTERS: Final = Quirk(
    name="letters reach back under those before them",
    seen_in=("Noto Nastaliq Urdu in Chromium", "Microsoft Word for Microsoft 365", "Safari (Quartz of macOS 12.7.6)"),
    stage=RowOrder,
    sign=_as_written,
    mend=lambda order, group: RowOrder(order.units, group),
    case="tests/unit/reading/quirks/test_reaching_letters.py",
    notes=_notes,
)
