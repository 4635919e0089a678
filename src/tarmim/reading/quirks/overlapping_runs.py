"""Runs of a row that overlap: programs that measure text with one font and draw it with another put them so.

By their places alone letters of one run would stand among those of the other. What was written in one go belongs
together: the runs stay whole, and follow each other as they were written, the way that they go on the whole.
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

__all__ = ["OVERLAPPING_RUNS"]

# The constants of this file are by judgement: no experiment set them.

#: A run goes on while the pen moves one way, by at most this many ems from the middle of one letter to the next.
_MOST_STEP_EMS: Final = 2.0
#: Runs overlap where the row, from left to right, changes from one to another at least this many times more than runs
#: side by side would; runs of fewer units than the second do not count: they are marks, strokes that lengthen letters,
#: and the steps of a slanting script.
_LEAST_TURNS: Final = 3
_LEAST_RUN_UNITS: Final = 3


def _runs_apart(order: RowOrder) -> Numbers | None:
    """Return the units of a row, those of runs that overlap together; None where no runs overlap."""
    units, group = order.units, order.group
    if len(group) < 2 * _LEAST_RUN_UNITS or order.is_even():
        return None
    runs = _runs(units, group)
    sizes = np.bincount(runs)
    if not _overlap(runs):
        return None
    letters = np.array([any(map(str.isalnum, units.texts[number])) for number in group.tolist()])
    if not _overlap(runs[letters]):
        return None  # spaces and stops of another font, which were drawn in a run of their own over the whole line
    middles = (units.left[group] + units.right[group]) / 2
    places = np.bincount(runs, weights=middles) / sizes
    way = np.sign(np.cov(np.arange(len(sizes)), places, fweights=sizes)[0, 1])
    return group[np.lexsort((middles, way * runs))]


def _overlap(runs: Numbers) -> bool:
    """Tell whether a row changes from one run to another more often than runs side by side would."""
    sizes = np.bincount(runs)
    long = runs[sizes[runs] >= _LEAST_RUN_UNITS]
    turns = int((long[1:] != long[:-1]).sum())
    return turns - (int(np.count_nonzero(np.bincount(long))) - 1) >= _LEAST_TURNS


def _runs(units: Units, group: Numbers) -> Numbers:
    """Return the run of each unit: counted in the order in which they were written."""
    order = np.argsort(group)
    written = group[order]
    middles = (units.left[written] + units.right[written]) / 2
    steps = np.diff(middles)
    begins = np.zeros(len(group), dtype=np.int64)
    begins[1:] = np.abs(steps) > _MOST_STEP_EMS * units.sizes[written[1:]]
    # where the pen turns, a run begins behind the step that leads to it
    begins[2:] |= (np.sign(steps[1:]) != np.sign(steps[:-1])) & ~begins[1:-1].astype(bool)
    runs = np.empty(len(group), dtype=np.int64)
    runs[order] = np.cumsum(begins)
    return runs


def _notes(rows: Sequence[Numbers]) -> Sequence[str]:
    return (f"lines whose runs overlap are read as they were written, not by their places: {len(rows)}",)


OVERLAPPING_RUNS: Final = Quirk(
    name="runs of a line drawn over each other",
    seen_in=("wkhtmltopdf 0.12.6 (Qt 5.15.8)", "XeTeX"),
    stage=RowOrder,
    sign=_runs_apart,
    mend=lambda order, group: RowOrder(order.units, group),
    case="tests/unit/reading/quirks/test_overlapping_runs.py",
    notes=_notes,
)
