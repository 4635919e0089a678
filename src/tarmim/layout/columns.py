"""Rows into bands, and bands into columns: white corridors that run down through neighbouring rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.layout.grids import Grid, grids_of
from tarmim.layout.tracking import tracking_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.layout.rows import Row
    from tarmim.layout.units import Units

__all__ = ["Band", "Strip", "bands_of"]

# The constants of this file are by judgement: no experiment set them.

#: Least width of a corridor in ems: the first through _MANY_ROWS rows and more, the second through fewer, where the
#: gaps between words may fall one below the other by chance.
_LEAST_CORRIDOR_EMS: Final = 0.55
_LEAST_CORRIDOR_EMS_OF_FEW: Final = 1.2
_MANY_ROWS: Final = 4
#: So many spaces between words, by judgement, make an em; where letters are set apart each is wider by twice that.
_SPACES_IN_EM: Final = 4
#: Rows below which a corridor is looked for no further: no page has so many lines, and each line may begin a band.
_MOST_ROWS_WITHOUT_CORRIDOR: Final = 200
#: Least number of rows with text on each side of a corridor.
_LEAST_ROWS_ASIDE: Final = 2

Interval = tuple[float, float]

#: Least width of a corridor in points, however small the type.
_LEAST_GAP_POINTS: Final = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """What one row has in one column: numbers of units from left to right, and where they begin and end.

    units  the same object as the row's where it has nothing in other columns
    solid  those of letters alone
    """

    row: Row
    units: NDArray[np.int64]
    solid: NDArray[np.int64]
    left: float
    right: float


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """Neighbouring rows cut into columns by the same corridors.

    columns  from left to right; each has the strips of the rows that have something in it, from the top
    rows     the rows, from the top; of a ruled table those of one row of it together
    ruled    lines rule the columns: it is a table
    """

    rows: tuple[tuple[Row, ...], ...]
    columns: tuple[tuple[Strip, ...], ...]
    ruled: bool = False


def bands_of(units: Units, rows: Sequence[Row], rulings: NDArray[np.float32]) -> list[Band]:
    """Return the bands of the rows of one angle, from the top."""
    found: list[Band] = []
    at = 0
    for grid in grids_of(rows, rulings):
        found.extend(_free_bands(units, rows[at : grid.rows[0]]))
        found.append(_ruled_band(units, rows[slice(*grid.rows)], grid))
        at = grid.rows[1]
    found.extend(_free_bands(units, rows[at:]))
    return found


def _ruled_band(units: Units, rows: Sequence[Row], grid: Grid) -> Band:
    """Return a ruled table: text rows between the same level lines are one row of it."""
    floors = np.array(grid.floors[::-1])
    groups: dict[int, list[Row]] = {}
    for number, row in enumerate(rows):
        place = int(np.searchsorted(floors, row.baseline + 0.3 * row.size)) if len(floors) > 2 else -number
        groups.setdefault(place, []).append(row)
    columns = _columns(units, rows, grid.cuts)
    return Band(tuple(tuple(group) for group in groups.values()), columns, ruled=True)


def _free_bands(units: Units, rows: Sequence[Row]) -> list[Band]:
    """Return the bands of rows among which no lines are ruled."""
    if not rows:
        return []
    starts = [np.sort(units.left[row.solid]) for row in rows]
    ends = [np.sort(units.right[row.solid]) for row in rows]
    reach = [(float(end[0]), float(start[-1])) for start, end in zip(starts, ends, strict=True)]
    edges = min(float(start[0]) for start in starts), max(float(end[-1]) for end in ends)
    ems = [_em(units, row, start, end) for row, start, end in zip(rows, starts, ends, strict=True)]
    least = max(_LEAST_CORRIDOR_EMS * min(ems), _LEAST_GAP_POINTS)  # no corridor is narrower
    gaps = [_gaps(start, end, edges, least) for start, end in zip(starts, ends, strict=True)]
    found: list[Band] = []
    at = 0
    plain: list[Row] = []
    while at < len(rows):
        end, corridors = _longest(ems, reach, gaps, at)
        if corridors:
            if plain:
                found.append(_band(units, plain, ()))
            found.append(_band(units, rows[at:end], corridors))
            plain = []
        else:
            plain.extend(rows[at:end])
        at = end
    if plain:
        found.append(_band(units, plain, ()))
    return found


def _gaps(starts: NDArray[np.float64], ends: NDArray[np.float64], edges: Interval, least: float) -> list[Interval]:
    """Return what a row leaves white between the edges of the page's text, where that is at least as wide as `least`.

    starts, ends  where its letters begin and end, each sorted: where all that began has ended is a gap
    """
    found = []
    if starts[0] - edges[0] >= least:
        found.append((edges[0], float(starts[0])))
    for k in np.flatnonzero(starts[1:] - ends[:-1] >= least).tolist():
        found.append((float(ends[k]), float(starts[k + 1])))
    if edges[1] - ends[-1] >= least:
        found.append((float(ends[-1]), edges[1]))
    return found


def _em(units: Units, row: Row, starts: NDArray[np.float64], ends: NDArray[np.float64]) -> float:
    """Return the length that corridors are measured in, in points: an em, or more where letters are set apart.

    A space between words is a fourth of it.
    """
    tracking = tracking_of(units, row.solid, starts[1:] - ends[:-1], row.size)
    return row.size + _SPACES_IN_EM * 2 * tracking


def _longest(
    ems: Sequence[float], reach: Sequence[Interval], gaps: Sequence[list[Interval]], at: int
) -> tuple[int, list[Interval]]:
    """Return where the longest band from a row ends, and its corridors: one row and none where it has no two sides.

    ems    for each row the length that corridors are measured in
    reach  for each row where its first unit ends and its last begins
    """
    open_gaps = gaps[at]
    best: tuple[int, list[Interval]] = (at + 1, [])
    end, size, sides, taken = at + 1, ems[at], _Sides(), at
    while end < len(ems) and end - best[0] < _MOST_ROWS_WITHOUT_CORRIDOR:
        least = _LEAST_CORRIDOR_EMS * min(ems[end], ems[at])
        open_gaps = _common(open_gaps, gaps[end], least)
        if not open_gaps:
            break
        size = max(size, ems[end])
        end += 1
        width = _least_ems(end - at) * size
        wide = [gap for gap in open_gaps if gap[1] - gap[0] >= width]
        if wide:  # most rows have no such gap, and none is looked at twice
            sides, taken = sides.with_rows(reach[taken:end]), end
        corridors = [gap for gap in wide if sides.has(gap)]
        if corridors:
            best = (end, corridors)
    return best


def _least_ems(rows: int) -> float:
    """Return how wide a corridor through a number of rows must be, in ems."""
    return _LEAST_CORRIDOR_EMS if rows >= _MANY_ROWS else _LEAST_CORRIDOR_EMS_OF_FEW


def _common(one: Sequence[Interval], other: Sequence[Interval], least: float) -> list[Interval]:
    found, k, n = [], 0, 0
    while k < len(one) and n < len(other):
        low, high = max(one[k][0], other[n][0]), min(one[k][1], other[n][1])
        if high - low >= least:
            found.append((low, high))
        if one[k][1] < other[n][1]:
            k += 1
        else:
            n += 1
    return found


@dataclass(frozen=True, slots=True)
class _Sides:
    """How far the text of some rows reaches: as many rows as are needed on each side of a corridor.

    firsts  where the first units of rows end, the _LEAST_ROWS_ASIDE leftmost, ascending
    lasts   where the last units of rows begin, the rightmost, descending
    """

    firsts: tuple[float, ...] = ()
    lasts: tuple[float, ...] = ()

    def with_rows(self, reach: Sequence[Interval]) -> _Sides:
        """Return the sides with more rows."""
        firsts = sorted((*self.firsts, *(first for first, _ in reach)))[:_LEAST_ROWS_ASIDE]
        lasts = sorted((*self.lasts, *(last for _, last in reach)), reverse=True)[:_LEAST_ROWS_ASIDE]
        return _Sides(tuple(firsts), tuple(lasts))

    def has(self, gap: Interval) -> bool:
        """Tell whether enough rows have text on each side of the gap."""
        is_enough = len(self.firsts) == _LEAST_ROWS_ASIDE
        return is_enough and self.firsts[-1] <= gap[0] + 0.1 and self.lasts[-1] >= gap[1] - 0.1


def _band(units: Units, rows: Sequence[Row], corridors: Sequence[Interval]) -> Band:
    cuts = [(low + high) / 2 for low, high in sorted(corridors)]
    return Band(tuple((row,) for row in rows), tuple(column for column in _columns(units, rows, cuts) if column))


def _columns(units: Units, rows: Sequence[Row], cuts: Sequence[float]) -> tuple[tuple[Strip, ...], ...]:
    """Return what stands between the cuts, column by column from the left."""
    if not cuts:
        return (tuple(_strip(units, row, row.units, row.solid) for row in rows),)
    columns: list[list[Strip]] = [[] for _ in range(len(cuts) + 1)]
    for row in rows:
        middle = (units.left[row.units] + units.right[row.units]) / 2
        places = np.searchsorted(np.array(cuts), middle)
        for number in np.flatnonzero(np.bincount(places)).tolist():
            part = row.units[places == number]
            solid = part[~units.spaces[part]]
            if len(solid):
                columns[number].append(_strip(units, row, row.units if len(part) == len(row.units) else part, solid))
    return tuple(tuple(column) for column in columns)


def _strip(units: Units, row: Row, part: NDArray[np.int64], solid: NDArray[np.int64]) -> Strip:
    return Strip(row, part, solid, float(units.left[solid].min()), float(units.right[solid].max()))
