"""Outlines as small grey pictures and a few numbers, many glyphs at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.identity.shapes.outline import Outline

__all__ = ["SIDE", "GlyphPictures", "draw"]

#: How many cells a picture is high and wide.
SIDE: Final = 24
#: The longest piece, in cells, that lines are cut into: below one, so that a piece touches two rows at most.
_LONGEST_PIECE: Final = 0.8
#: A part of a glyph is a dot where its area is at most this share of the largest part's; by judgement.
_LARGEST_DOT_SHARE: Final = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class GlyphPictures:
    """Glyphs drawn as pictures, with their measures.

    pictures  n × SIDE × SIDE, the share of each cell that is inked, the top row first: the glyph fills the picture's
              width or its height, and stands in its middle
    measures  n × 14: width, height, lowest and highest point, advance and area in ems; parts, holes, dots above
              and below the body; the dots' area over the body's; the mean height of dots above and of dots below, and
              the sideways place of all, in ems from the body's middle
    """

    pictures: NDArray[np.float32]
    measures: NDArray[np.float32]


def draw(outlines: Sequence[Outline]) -> GlyphPictures:
    """Return the pictures and measures of glyphs; there must be one at least."""
    sizes = np.array([len(outline.points) for outline in outlines])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    points = np.concatenate([outline.points for outline in outlines]).astype(np.float64)
    ends = np.concatenate([outline.ends + start for outline, start in zip(outlines, starts, strict=True)])
    owner = np.repeat(np.arange(len(outlines)), [len(outline.ends) for outline in outlines])
    filled = np.diff(ends, prepend=0) > 0
    ends, owner = ends[filled], owner[filled]
    low, high = np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)
    following = np.arange(1, len(points) + 1)
    following[ends - 1] = np.concatenate(([0], ends[:-1]))
    glyph = np.repeat(np.arange(len(outlines)), sizes)
    scale = SIDE / np.maximum((high - low).max(axis=1), 1e-6)
    cells = (points - ((low + high) / 2)[glyph]) * scale[glyph, None] + SIDE / 2
    advances = np.array([outline.advance for outline in outlines])
    parts = _parts(points, points[following], ends, owner, len(outlines))
    size = high - low
    measures = np.column_stack((size, low[:, 1], high[:, 1], advances, *parts)).astype(np.float32)
    return GlyphPictures(_pictures(cells, cells[following], glyph, len(outlines)), measures)


def _pictures(
    tails: NDArray[np.float64], heads: NDArray[np.float64], glyph: NDArray[np.int64], count: int
) -> NDArray[np.float32]:
    """Return the pictures of edges: each edge adds its height to all cells right of it, by its sign (winding)."""
    steps = heads - tails
    rising = steps[:, 1] != 0
    tails, steps, glyph = tails[rising], steps[rising], glyph[rising]
    pieces = np.ceil(np.abs(steps).max(axis=1) / _LONGEST_PIECE).astype(np.int64).clip(1)
    edge = np.repeat(np.arange(len(steps)), pieces)
    nth = np.arange(len(edge)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    step = (steps / pieces[:, None])[edge]
    from_top = SIDE - (tails[edge] + step * nth[:, None])[:, 1]
    low, high = np.minimum(from_top, from_top - step[:, 1]), np.maximum(from_top, from_top - step[:, 1])
    row = np.floor(low + 1e-9).clip(0, SIDE - 1)
    here = ((np.minimum(high, row + 1) - low) / (high - low)).clip(0, 1)  # the share in this row, the rest in the next
    across = tails[edge, 0] + step[:, 0] * (nth + 0.5)
    column = np.floor(across).clip(0, SIDE - 1)
    past = across - column
    cell = ((glyph[edge] * SIDE + row) * (SIDE + 1) + column).astype(np.int64)
    below = np.where(row < SIDE - 1, cell + SIDE + 1, cell)
    total = count * SIDE * (SIDE + 1)
    ink = np.zeros(total)
    for cells, rise in ((cell, step[:, 1] * here), (below, step[:, 1] * (1 - here))):
        ink += np.bincount(cells, rise * (1 - past), total) + np.bincount(cells + 1, rise * past, total)
    wound = np.cumsum(ink.reshape(count, SIDE, SIDE + 1), axis=2)[:, :, :SIDE]
    return np.abs(wound).clip(0, 1).astype(np.float32)


def _parts(
    tails: NDArray[np.float64],
    heads: NDArray[np.float64],
    ends: NDArray[np.int64],
    owner: NDArray[np.int64],
    count: int,
) -> tuple[NDArray[np.float64], ...]:
    """Return area, parts, holes, dots above, dots below, dots' area, and where the dots are, for each glyph.

    A part is a contour wound as most of the glyph's area is, a hole one wound the other way.
    """
    starts = np.concatenate(([0], ends[:-1]))
    cross = tails[:, 0] * heads[:, 1] - heads[:, 0] * tails[:, 1]
    areas = np.add.reduceat(cross, starts) / 2
    middles = (np.minimum.reduceat(tails, starts) + np.maximum.reduceat(tails, starts)) / 2
    whole = np.bincount(owner, areas, count)
    signed = areas * np.where(whole < 0, -1, 1)[owner]
    largest = np.zeros(count)
    np.maximum.at(largest, owner, signed)
    body = np.full(count, -1)
    body[owner[signed >= largest[owner]]] = np.flatnonzero(signed >= largest[owner])
    is_part = signed > 0
    is_dot = is_part & (signed <= _LARGEST_DOT_SHARE * largest[owner])
    away = middles - middles[body[owner]]
    height = away[:, 1]
    above, below = is_dot & (height > 0), is_dot & (height <= 0)

    def tally(chosen: NDArray[np.bool_], weights: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
        return np.bincount(owner[chosen], None if weights is None else weights[chosen], count).astype(np.float64)

    dots = np.maximum(tally(is_dot), 1)
    return (
        np.abs(whole),
        tally(is_part),
        tally(~is_part),
        tally(above),
        tally(below),
        tally(is_dot, signed) / np.maximum(largest, 1e-9),
        tally(above, height) / np.maximum(tally(above), 1),
        tally(below, height) / np.maximum(tally(below), 1),
        tally(is_dot, away[:, 0]) / dots,
    )
