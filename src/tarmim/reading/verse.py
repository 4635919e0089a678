"""Verse: two hemistichs a line, white between them. It looks like two columns, but is written and read line by line."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tarmim.layout.columns import Strip

if TYPE_CHECKING:
    from tarmim.layout.columns import Band
    from tarmim.layout.units import Units

__all__ = ["is_verse", "verses_of"]

# The constants of this file are by judgement: no experiment set them.

#: Of the lines of verse at least this share are parted by spaces, and were written before the line below.
_LEAST_SHARE: Final = 0.8
#: The shorter half of a line is at least this share of the longer one.
_LEAST_WIDTH_SHARE: Final = 0.25


def is_verse(units: Units, band: Band) -> bool:
    """Tell whether what looks like two columns of text was written line by line, with spaces between its halves.

    Columns are written one after the other; a program that writes lines of both at once does not write what is white
    between them. Where the band has no glyphs for spaces at all, the order in which it was written is enough.
    """
    if band.ruled or len(band.columns) != 2:
        return False
    rows = [row for group in band.rows for row in group]
    in_turn = sum(int(above.solid.max() < below.solid.min()) for above, below in pairwise(rows))
    if in_turn < _LEAST_SHARE * (len(rows) - 1):
        return False
    left, right = ({strip.row: strip for strip in column} for column in band.columns)
    both = [row for row in rows if row in left and row in right]
    is_bare = not any(units.spaces[row.units].any() for row in rows)
    parted = sum(
        _are_alike(left[row], right[row]) and (is_bare or _are_parted(units, left[row], right[row])) for row in both
    )
    return bool(both) and parted >= _LEAST_SHARE * len(both)


def _are_alike(left: Strip, right: Strip) -> bool:
    """Tell whether two halves of a row are so alike in width as hemistichs are: a number beside a text is not."""
    one, other = left.right - left.left, right.right - right.left
    return min(one, other) >= _LEAST_WIDTH_SHARE * max(one, other)


def _are_parted(units: Units, left: Strip, right: Strip) -> bool:
    """Tell whether glyphs for spaces stand between two halves of a row."""
    numbers = left.row.units
    spaces = numbers[units.spaces[numbers]]
    middle = (units.left[spaces] + units.right[spaces]) / 2
    return bool(((middle > left.right) & (middle < right.left)).any())


def verses_of(units: Units, band: Band) -> list[list[Strip]]:
    """Return the verses of a band, each with its lines: what has no second half goes on from the line above."""
    left, right = ({strip.row for strip in column} for column in band.columns)
    found: list[list[Strip]] = []
    for row in (row for group in band.rows for row in group):
        ends = float(units.left[row.solid].min()), float(units.right[row.solid].max())
        strip = Strip(row, row.units, row.solid, *ends)
        if found and not (row in left and row in right):
            found[-1].append(strip)
        else:
            found.append([strip])
    return found
