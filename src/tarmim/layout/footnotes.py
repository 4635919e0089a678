"""Footnotes: small type at the foot of a page, under a rule or after a gap, that begins with a mark."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.layout.rows import Row
    from tarmim.layout.units import Units

__all__ = ["begins_note", "footnotes_of"]

# The constants of this file are by judgement: no experiment set them.

#: The type of notes is smaller than this share of the body's.
_MOST_SIZE_SHARE: Final = 0.93
#: Least gap before notes, in line pitches of the body, or least length of a rule before them, in points.
_LEAST_GAP_PITCHES: Final = 1.3
_LEAST_RULE_POINTS: Final = 30.0
#: Signs that mark a note besides numbers (asterisk, dagger, double dagger), and those that stand around its number.
_NOTE_SIGNS: Final = frozenset("*\u2020\u2021")
_NUMBER_BRACKETS: Final = frozenset("()[]")
#: A number before one of these is part of a date, a time, a share (the last three: Arabic percent and separators).
_NUMBER_GOES_ON: Final = frozenset("/:,%-\u066a\u066b\u066c")


def footnotes_of(units: Units, rows: Sequence[Row], rulings: NDArray[np.float32]) -> tuple[int, int]:
    """Return the numbers of the first and after the last row of footnotes: the same where there are none.

    rows  of one angle, from the top; page numbers below the notes are none of them
    """
    end = len(rows)
    while end and _is_number(units, rows[end - 1]):
        end -= 1
    if end < 2:
        return end, end
    sizes = np.repeat([row.size for row in rows], [len(row.units) for row in rows])
    body = float(np.sort(sizes)[len(sizes) // 2])
    first = end
    while first and rows[first - 1].size < _MOST_SIZE_SHARE * body:
        first -= 1
    if first == end:
        return end, end
    usual = float(np.median([one.baseline - other.baseline for one, other in pairwise(rows[:first])] or [0.0]))
    for place in range(max(first, 1), end):
        above, row = rows[place - 1], rows[place]
        is_far = usual > 0 and above.baseline - row.baseline > _LEAST_GAP_PITCHES * usual and above.size > row.size
        if begins_note(units, row) and (is_far or _is_ruled(above, row, rulings)):
            return place, end
    return end, end


def begins_note(units: Units, row: Row) -> bool:
    """Tell whether a row begins with the mark of a note: a number of up to three digits, a star or a dagger."""
    signs = [units.texts[k] for k in row.units.tolist() if not units.spaces[k]]
    if _runs_from_right(signs):
        signs.reverse()
    inside = signs[1:] if signs and signs[0] in _NUMBER_BRACKETS else signs
    if inside and inside[0] in _NOTE_SIGNS:
        return True
    digits = next((k for k, sign in enumerate(inside) if not sign.isdigit()), len(inside))
    return 1 <= digits <= 3 and (digits == len(inside) or inside[digits] not in _NUMBER_GOES_ON)


def _runs_from_right(signs: Sequence[str]) -> bool:
    ways = [unicodedata.bidirectional(sign[0]) for sign in signs]
    return ways.count("AL") + ways.count("R") >= ways.count("L")


def _is_number(units: Units, row: Row) -> bool:
    return not any(char.isalpha() for k in row.units.tolist() for char in units.texts[k])


def _is_ruled(above: Row, row: Row, rulings: NDArray[np.float32]) -> bool:
    """Tell whether a level rule stands between two rows."""
    level = rulings[(rulings[:, 2] - rulings[:, 0] >= _LEAST_RULE_POINTS) & (rulings[:, 3] - rulings[:, 1] < 2)]
    return bool(((level[:, 1] < above.baseline) & (level[:, 3] > row.baseline + row.size / 4)).any())
