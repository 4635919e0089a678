"""The nearest known outlines of a font's glyphs, all of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.identity.shapes.bank import VECTOR_STEP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.identity.shapes.bank import Bank

__all__ = ["REACH", "Near", "nearest"]

#: How far apart two outlines may be that are alike, in cells (see bank.VECTOR_STEP); by judgement.
REACH: Final = 4.0
#: How much the aspects of two outlines compared may differ (`bank.aspects_of`, 0 to 1); by judgement.
_ASPECT_REACH: Final = 0.04
#: How many glyphs of like aspect are compared in one product, which bounds memory; and how many of the nearest known
#: outlines are kept for each, by judgement.
_GLYPHS_AT_ONCE: Final = 12
_MOST_NEIGHBOURS: Final = 40


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """Pairs of a glyph and a known outline near it.

    glyph     numbers of glyphs, ascending
    known     numbers of outlines in the bank
    distance  how far they are apart
    """

    glyph: NDArray[np.int64]
    known: NDArray[np.int64]
    distance: NDArray[np.float32]


def nearest(
    bank: Bank, vectors: NDArray[np.int8], aspects: NDArray[np.float32], *, without: NDArray[np.bool_] | None = None
) -> Near:
    """Return the known outlines within REACH of glyphs, at most _MOST_NEIGHBOURS of each.

    vectors, aspects  those of the glyphs (`Basis.vectors`, `aspects_of`)
    without           for each family of the bank whether it is left out
    """
    order = np.argsort(aspects, kind="stable")
    left_out = None if without is None or not without.any() else without[bank.family]
    parts: list[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]] = []
    for start in range(0, len(order), _GLYPHS_AT_ONCE):
        batch = order[start : start + _GLYPHS_AT_ONCE]
        low = np.searchsorted(bank.aspects, aspects[batch[0]] - _ASPECT_REACH)
        high = np.searchsorted(bank.aspects, aspects[batch[-1]] + _ASPECT_REACH, side="right")
        if low < high:
            ours, theirs = vectors[batch].astype(np.float32), bank.vectors[low:high].astype(np.float32)
            squares = np.einsum("nd,nd->n", theirs, theirs) - 2 * (ours @ theirs.T)
            squares += np.einsum("nd,nd->n", ours, ours)[:, None]
            if left_out is not None:
                squares[:, left_out[low:high]] = np.inf
            parts.append(_within_reach(squares, batch, int(low)))
    if not parts:
        return Near(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))
    glyph, known, distance = (np.concatenate(column) for column in zip(*parts, strict=True))
    by_glyph = np.lexsort((distance, glyph))
    return Near(glyph[by_glyph], known[by_glyph], distance[by_glyph])


def _within_reach(
    squares: NDArray[np.float32], batch: NDArray[np.int64], low: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    limit = (REACH / VECTOR_STEP) ** 2
    row, column = np.nonzero(squares < limit)
    found = squares[row, column]
    crowded = np.bincount(row, minlength=len(batch)) > _MOST_NEIGHBOURS
    if crowded.any():  # keep the nearest of those
        by_row = np.lexsort((found, row))
        row, column, found = row[by_row], column[by_row], found[by_row]
        rank = np.arange(len(row)) - np.searchsorted(row, row)
        kept = rank < _MOST_NEIGHBOURS
        row, column, found = row[kept], column[kept], found[kept]
    return batch[row], column + low, (np.sqrt(found.clip(0)) * VECTOR_STEP).astype(np.float32)
