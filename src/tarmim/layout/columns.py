"""Rows into bands, and bands into columns: white corridors that run down through neighbouring rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.layout.grids import Grid, grids_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.layout.rows import Row
    from tarmim.layout.units import Units

__all__ = ["Band", "Strip", "bands_of"]

#: A corridor is at least so wide, in ems, and both its sides have text in at least so many rows. Through few rows the
#: gaps between words may fall one below the other.
_WIDTH: Final = 0.55
_WIDTH_OF_FEW: Final = 1.2
_FEW: Final = 4
_ROWS: Final = 2

Interval = tuple[float, float]

#: Nearer than this, in points, units touch.
_TOUCHING: Final = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """What one row has in one column: numbers of units from left to right, and where they begin and end."""

    row: Row
    units: NDArray[np.int64]
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
        place = int(np.searchsorted(floors, row.base + 0.3 * row.size)) if len(floors) > 2 else -number
        groups.setdefault(place, []).append(row)
    columns = _columns(units, rows, grid.cuts)
    return Band(tuple(tuple(group) for group in groups.values()), columns, ruled=True)


def _free_bands(units: Units, rows: Sequence[Row]) -> list[Band]:
    """Return the bands of rows among which no lines are ruled."""
    solid = [row.units[~units.spaces[row.units]] for row in rows]
    if not rows:
        return []
    edges = min(units.left[s].min() for s in solid), max(units.right[s].max() for s in solid)
    least = max(_WIDTH * min(row.size for row in rows), _TOUCHING)  # no corridor is narrower
    gaps = [_gaps(units, s, edges, least) for s in solid]
    reach = [(float(units.right[s].min()), float(units.left[s].max())) for s in solid]
    found: list[Band] = []
    at = 0
    plain: list[Row] = []
    while at < len(rows):
        end, corridors = _longest(rows, reach, gaps, at)
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


def _gaps(units: Units, solid: NDArray[np.int64], edges: Interval, least: float) -> list[Interval]:
    """Return what a row leaves white between the edges of the page's text, as far as it is so wide."""
    order = solid[np.argsort(units.left[solid], kind="stable")]
    starts = np.append(units.left[order], edges[1])
    ends = np.maximum.accumulate(np.concatenate(((edges[0],), units.right[order])))
    wide = starts - ends >= least
    return list(zip(ends[wide].tolist(), starts[wide].tolist(), strict=True))


def _longest(
    rows: Sequence[Row], reach: Sequence[Interval], gaps: Sequence[list[Interval]], at: int
) -> tuple[int, list[Interval]]:
    """Return where the longest band from a row ends, and its corridors: one row and none where it has no two sides.

    reach  for each row where its first unit ends and its last begins
    """
    open_gaps = gaps[at]
    best: tuple[int, list[Interval]] = (at + 1, [])
    end = at + 1
    while end < len(rows):
        least = _WIDTH * min(rows[end].size, rows[at].size)
        open_gaps = _common(open_gaps, gaps[end], least)
        if not open_gaps:
            break
        end += 1
        width = (_WIDTH if end - at >= _FEW else _WIDTH_OF_FEW) * max(row.size for row in rows[at:end])
        wide = [gap for gap in open_gaps if gap[1] - gap[0] >= width]
        corridors = [gap for gap in wide if _has_sides(reach[at:end], gap)]
        if corridors:
            best = (end, corridors)
    return best


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


def _has_sides(reach: Sequence[Interval], gap: Interval) -> bool:
    """Tell whether enough rows have text on each side of the gap."""
    left = sum(first <= gap[0] + 0.1 for first, _ in reach)
    right = sum(last >= gap[1] - 0.1 for _, last in reach)
    return left >= _ROWS and right >= _ROWS


def _band(units: Units, rows: Sequence[Row], corridors: Sequence[Interval]) -> Band:
    cuts = [(low + high) / 2 for low, high in sorted(corridors)]
    return Band(tuple((row,) for row in rows), tuple(column for column in _columns(units, rows, cuts) if column))


def _columns(units: Units, rows: Sequence[Row], cuts: Sequence[float]) -> tuple[tuple[Strip, ...], ...]:
    """Return what stands between the cuts, column by column from the left."""
    columns: list[list[Strip]] = [[] for _ in range(len(cuts) + 1)]
    for row in rows:
        middle = (units.left[row.units] + units.right[row.units]) / 2
        places = np.searchsorted(np.array(cuts), middle)
        for number, column in enumerate(columns):
            part = row.units[places == number]
            solid = part[~units.spaces[part]]
            if len(solid):
                column.append(Strip(row, part, float(units.left[solid].min()), float(units.right[solid].max())))
    return tuple(tuple(column) for column in columns)
