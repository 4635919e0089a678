"""Letters under a matrix that mirrors (its determinant is below zero), as the layers of some OCR programs are.

Such a program lets the pen run from the right by turning the letters' own left and right about. That is no rotation:
the letters stand upright on the page. The pen went the way of reading, so numbers, Latin words and brackets stand on
the page otherwise than anybody would see them: they are put where UAX #9 puts them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.bidi.classes import brackets_of, codes_of, mirror
from tarmim.bidi.levels import resolve_paragraph
from tarmim.bidi.reorder import visual_order
from tarmim.layout.units import sign_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.layout.units import Units

    Flags = NDArray[np.bool_]

__all__ = ["angles_of", "are_mirrored", "put_as_seen"]

# The constants of this file are by judgement: no experiment set them.

#: A stretch ends where the pen goes up or down by more than the first, or behind its start by more than the second, in
#: ems. Within it, it may go back: what programs measure of words in a scan overlaps.
_SAME_BASELINE_EMS: Final = 0.25
_MOST_BACK_EMS: Final = 2.0


def are_mirrored(matrices: NDArray[np.float64], rotation: int) -> Flags:
    """Return which glyphs stand upright, or sideways, but mirrored.

    One upside down and mirrored is left out: it may be upright with top and bottom turned about.

    rotation  degrees clockwise that the page is turned when shown
    """
    a, b, c, d = matrices.T
    up = np.deg2rad(rotation)
    found: Flags = (a * d - b * c < 0) & (d * np.cos(up) - c * np.sin(up) > -_LEAST_UP * np.hypot(c, d))
    return found


#: Sideways is a height of 0 when shown; rounding makes it a little less.
_LEAST_UP: Final = 1e-3


def angles_of(matrices: NDArray[np.float64], rotation: int) -> NDArray[np.int32]:
    """Return the whole degrees, 0 to 359, by which the line of each glyph is turned against the clock.

    matrices  float64[n, 4]: a, b, c, d; of a mirrored glyph its height says it, not its width
    """
    a, b, c, d = matrices.T
    turned = np.arctan2(b, a)
    mirrored = are_mirrored(matrices, rotation)
    if mirrored.any():
        turned = np.where(mirrored, np.arctan2(-c, d), turned)
    angles: NDArray[np.int32] = np.rint(np.rad2deg(turned)).astype(np.int32) % 360
    return angles


def put_as_seen(units: Units, mirrored: Flags, *, as_mapped: bool) -> Units:
    """Return the units, those that are mirrored in the places where UAX #9 shows them.

    as_mapped  brackets stay as they are mapped
    """
    if not mirrored.any():
        return units
    left, right, texts = units.left.copy(), units.right.copy(), list(units.texts)
    for start, end in _stretches(units, mirrored):
        signs = "".join([sign_of(text) for text in units.texts[start:end]])
        codes = codes_of(signs)
        base = int(codes.count("A") + codes.count("R") >= codes.count("L"))
        levels = resolve_paragraph(codes, base, brackets_of(signs))
        order = visual_order(levels)[::-1]
        right[start:end], left[start:end] = _places(units.left[start:end], units.right[start:end], order)
        if not as_mapped:
            texts[start:end] = [
                mirror(text) if level & 1 and len(text) == 1 else text
                for text, level in zip(texts[start:end], levels, strict=True)
            ]
    return replace(units, left=left, right=right, texts=texts)


def _stretches(units: Units, mirrored: Flags) -> Iterator[tuple[int, int]]:
    """Yield where mirrored units that were written on one line, from the right, begin and end."""
    size = units.sizes
    goes_on = mirrored[1:] & mirrored[:-1] & (units.angles[1:] == units.angles[:-1])
    goes_on &= np.abs(np.diff(units.baseline)) <= _SAME_BASELINE_EMS * size[1:]
    edges = [0, *(np.flatnonzero(~goes_on) + 1).tolist(), len(units)]
    for start, end in pairwise(edges):
        if mirrored[start]:
            back = units.right[start:end] > units.right[start] + _MOST_BACK_EMS * size[start]
            yield from pairwise([start, *(start + np.flatnonzero(back)[:1]).tolist(), end])


def _places(
    left: NDArray[np.float64], right: NDArray[np.float64], order: Sequence[int]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return where units end and begin that the pen wrote from the right and that are seen in an order, from the right.

    None overlaps the one before: programs measure words of a scan, and their boxes may.
    """
    ends, begins = right.copy(), left.copy()
    edge = float(right[0])
    for k, number in enumerate(order):
        if k:
            white = max(float(left[k - 1] - right[k]), 0.0)
            edge = min(edge, float(right[k])) if number == k else edge - white
        ends[number] = edge
        edge -= float(right[number] - left[number])
        begins[number] = edge
    return ends, begins
