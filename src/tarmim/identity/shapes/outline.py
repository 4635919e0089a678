"""The outline of a glyph as polygons in ems, whatever curves and units the font draws it with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.identity.program.freetype_internals import glyph_curves

if TYPE_CHECKING:
    import freetype
    from numpy.typing import NDArray

__all__ = ["Outline", "outline_of"]

#: How many straight lines a curve becomes, of the second and the third degree alike; the bank was built with it.
_LINES_PER_CURVE: Final = 5
#: Bits of a point's tag (FT_CURVE_TAG): on the curve; off it, of the third degree.
_ON_CURVE: Final = 1
_CUBIC: Final = 2
#: A glyph of more points is a picture, not a letter; by judgement.
_MOST_POINTS: Final = 6000


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """The polygons of a glyph.

    points   their corners, n × 2, in ems from the glyph's origin, y upwards
    ends     where each polygon ends among the points, exclusive, ascending
    advance  how far the pen moves on, in ems
    """

    points: NDArray[np.float32]
    ends: NDArray[np.int32]
    advance: float

    @property
    def contours(self) -> int:
        """Return how many polygons there are."""
        return len(self.ends)


def outline_of(face: freetype.Face, glyph: int) -> Outline | None:
    """Return the outline of a glyph, None where it is blank or cannot be read.

    The face's scale and transform play no part: what comes back is in font units over units per em.
    """
    curves = glyph_curves(face, glyph, most_points=_MOST_POINTS)
    if curves is None:
        return None
    controls, tags, stops, advance = curves
    units = face.units_per_EM or 1000
    points, ends = _flatten(controls.astype(np.float32) / np.float32(units), tags, stops.astype(np.int32))
    if not len(points) or not np.ptp(points, axis=0).any():
        return None
    return Outline(points, ends, advance / units)


def _flatten(
    points: NDArray[np.float32], tags: NDArray[np.int64], ends: NDArray[np.int32]
) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
    """Return corners and ends of polygons for the curves, two control points of degree two parted by their middle."""
    before, after = _neighbours(len(points), ends)
    soft = tags == 0
    if soft.any():
        parted = soft & soft[after]
        if parted.any():
            place = np.arange(len(points)) + np.cumsum(parted) - parted
            more = np.empty((len(points) + int(parted.sum()), 2), np.float32)
            more[place] = points
            more[place[parted] + 1] = (points[parted] + points[after[parted]]) / 2
            kinds = np.full(len(more), _ON_CURVE, tags.dtype)
            kinds[place] = tags
            ends = (ends + np.cumsum(parted)[ends - 1]).astype(np.int32)
            points, tags = more, kinds
            before, after = _neighbours(len(points), ends)
            soft = tags == 0
    cubic = tags == _CUBIC
    first = cubic & ~cubic[before]
    if not (soft.any() or cubic.any()):
        return points, ends
    counts = np.where(soft | first, _LINES_PER_CURVE - 1, np.where(cubic, 0, 1))
    stop = np.cumsum(counts)
    start = stop - counts
    corners = np.empty((int(stop[-1]), 2), np.float32)
    on = ~(soft | cubic)
    corners[start[on]] = points[on]
    inner = np.arange(_LINES_PER_CURVE - 1)
    for chosen, basis, offsets in ((soft, _curve_weights(2), 2), (first, _curve_weights(3), 3)):
        at = np.flatnonzero(chosen)
        if len(at):
            controls = [before[at], at]
            for _ in range(offsets - 1):
                controls.append(after[controls[-1]])
            corners[start[at][:, None] + inner] = np.einsum("pk,nkd->npd", basis, points[np.stack(controls, axis=1)])
    return corners, stop[ends - 1].astype(np.int32)


def _neighbours(size: int, ends: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for each point the one before and the one after it on its contour."""
    starts = np.concatenate(([0], ends[:-1]))
    after = np.arange(1, size + 1)
    before = np.arange(-1, size - 1)
    full = starts < ends
    after[ends[full] - 1] = starts[full]
    before[starts[full]] = ends[full] - 1
    return before, after


@cache
def _curve_weights(degree: int) -> NDArray[np.float32]:
    """Return the weights of the control points at the inner points of a curve (Bernstein polynomials)."""
    t = np.arange(1, _LINES_PER_CURVE, dtype=np.float32)[:, None] / _LINES_PER_CURVE
    k = np.arange(degree + 1)
    times = np.array([1, 2, 1] if degree == 2 else [1, 3, 3, 1], np.float32)
    return (times * t**k * (1 - t) ** (degree - k)).astype(np.float32)
