"""Tables whose cells are ruled: which rows stand between upright lines, and where these cut them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.layout.rows import Row

__all__ = ["Grid", "grids_of"]

# The constants of this file are by judgement: no experiment set them.

#: Ruled lines at most this many points apart are one: borders of neighbouring cells, or the two sides of a thick line.
_SAME_LINE_POINTS: Final = 4.5
#: Ruled lines are longer than this, in points: shorter ones are parts of letters; and thinner than this.
_LEAST_LINE_POINTS: Final = 4.0
_MOST_THICKNESS_POINTS: Final = 2.0
#: An upright line divides a table where it stands beside at least this share of its rows.
_LEAST_SHARE_OF_ROWS: Final = 0.6


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table.

    rows   the numbers of the first and after the last text row in it
    cuts   where the upright lines between columns stand, from left to right
    floors the heights of the level lines, from the top: rows of text between two are one row of the table
    """

    rows: tuple[int, int]
    cuts: tuple[float, ...]
    floors: tuple[float, ...]


def grids_of(rows: Sequence[Row], rulings: NDArray[np.float32]) -> list[Grid]:
    """Return the ruled tables among the rows, which are in order from the top."""
    widths, heights = rulings[:, 2] - rulings[:, 0], rulings[:, 3] - rulings[:, 1]
    upright = rulings[(widths < _MOST_THICKNESS_POINTS) & (heights > _LEAST_LINE_POINTS)]
    level = rulings[(heights < _MOST_THICKNESS_POINTS) & (widths > _LEAST_LINE_POINTS)]
    if len(upright) < 3:
        return []
    beside = [_beside(row, upright) for row in rows]
    found: list[Grid] = []
    start = 0
    while start < len(rows):
        end = start
        while end < len(rows) and len(beside[end]) >= 3 and (end == start or _go_on(rows, end, upright)):
            end += 1
        if end - start >= 2:
            grid = _grid(rows, beside, level, start, end)
            if grid is not None:
                found.append(grid)
        start = max(end, start + 1)
    return found


def _beside(row: Row, upright: NDArray[np.float32]) -> list[float]:
    """Return where the upright lines beside a row stand."""
    middle = row.baseline + 0.3 * row.size
    return _merge(upright[(upright[:, 1] <= middle) & (middle <= upright[:, 3])][:, 0])


def _merge(places: NDArray[np.float32]) -> list[float]:
    found: list[list[float]] = []
    for place in np.sort(places).tolist():
        if found and place - found[-1][-1] <= _SAME_LINE_POINTS:
            found[-1].append(place)
        else:
            found.append([place])
    return [sum(group) / len(group) for group in found]


def _go_on(rows: Sequence[Row], number: int, upright: NDArray[np.float32]) -> bool:
    """Tell whether the lines beside a row reach nearly up to the row above."""
    above = rows[number - 1]
    top = upright[(upright[:, 1] <= rows[number].baseline) & (upright[:, 3] >= rows[number].baseline)][:, 3].max(
        initial=-1e9
    )
    bottom = upright[(upright[:, 1] <= above.baseline) & (upright[:, 3] >= above.baseline)][:, 1].min(initial=1e9)
    return bool(bottom - top <= 2 * _SAME_LINE_POINTS)


def _grid(
    rows: Sequence[Row], beside: Sequence[list[float]], level: NDArray[np.float32], start: int, end: int
) -> Grid | None:
    places = _merge(np.array([x for k in range(start, end) for x in beside[k]], dtype=np.float32))
    least = _LEAST_SHARE_OF_ROWS * (end - start)
    often = [x for x in places if sum(_has_line(beside[k], x) for k in range(start, end)) >= least]
    if len(often) < 3:
        return None
    low, high = rows[end - 1].baseline - rows[end - 1].size, rows[start].baseline + 2 * rows[start].size
    inside = level[(level[:, 1] >= low) & (level[:, 3] <= high)]
    return Grid((start, end), tuple(often[1:-1]), tuple(_merge(inside[:, 1])[::-1]))


def _has_line(places: Sequence[float], place: float) -> bool:
    """Tell whether one of the places, which ascend, is that of the line."""
    k = bisect_left(places, place)
    return any(abs(place - other) <= _SAME_LINE_POINTS for other in places[max(k - 1, 0) : k + 1])
