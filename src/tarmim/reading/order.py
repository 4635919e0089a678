"""A stretch of a row into text: spaces from gaps, the order of reading from the inverse of UAX #9."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.bidi.classes import mirror
from tarmim.bidi.inverse import inverse_order

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.layout.rows import Row
    from tarmim.layout.units import Units

__all__ = ["Spacing", "read_units", "spacing_of"]

#: A piece of a line in reading order: its text, and where it begins and ends from left to right, in points.
Piece = tuple[str, float, float]


@dataclass(frozen=True, slots=True)
class Spacing:
    """How a page shows spaces, in ems: from which gap on there is one, with a space glyph in it and without."""

    with_glyph: float
    without: float


def spacing_of(units: Units, rows: Sequence[Row]) -> Spacing:
    """Return how a page shows spaces. Where nearly every wide gap has a space glyph, a gap without one is none."""
    wide = having = 0
    for row in rows:
        gaps, glyphs = gaps_of(units, row.units)
        far = gaps > _WIDE * row.size
        wide += int(far.sum())
        having += int((far & glyphs).sum())
    if wide and having > _NEARLY_ALL * wide:
        return Spacing(_TOUCHING, _JUMP)
    return Spacing(_TOUCHING, _GAP)


#: Stands for the last letter of the line above.
_LETTER: Final = "\u0627"
_WIDE: Final = 0.2
_NEARLY_ALL: Final = 0.9
#: A space glyph between two letters counts where they do not touch: some programs write one and go back.
_TOUCHING: Final = 0.03
_GAP: Final = 0.15
_JUMP: Final = 0.5


def gaps_of(units: Units, numbers: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the gap before each solid unit but the first, in points, and whether a space glyph stands in it."""
    solid = numbers[~units.spaces[numbers]]
    if len(solid) < 2:
        return np.empty(0), np.empty(0, dtype=bool)
    reach = np.maximum.accumulate(units.right[solid])
    gaps = units.left[solid[1:]] - reach[:-1]
    spaces = numbers[units.spaces[numbers]]
    if not len(spaces):
        return gaps, np.zeros(len(gaps), dtype=bool)
    middle = (units.left[solid] + units.right[solid]) / 2
    place = np.searchsorted(middle, (units.left[spaces] + units.right[spaces]) / 2) - 1
    glyphs = np.zeros(len(solid), dtype=bool)
    glyphs[place[(place >= 0) & (place < len(gaps))]] = True
    return gaps, glyphs[:-1]


def read_units(
    units: Units,
    row: Row,
    numbers: NDArray[np.int64],
    spacing: Spacing,
    *,
    base: int,
    mirrored: bool = True,
    goes_on: bool = False,
) -> list[Piece]:
    """Return the pieces of some neighbouring units of a row, in reading order; a space is a piece.

    base      the direction of the paragraph: 1 from the right
    mirrored  brackets are mapped as they look
    goes_on   a line of right-to-left text stands before: what numbers do depends on the letter before them (UAX #9 W2)
    """
    marks = dict(zip(row.units.tolist(), row.marks, strict=True))
    solid = numbers[~units.spaces[numbers]]
    if not len(solid):
        return []
    gaps, glyphs = gaps_of(units, numbers)
    spaced = gaps > np.where(glyphs, spacing.with_glyph, spacing.without) * row.size
    pieces: list[Piece] = []
    signs: list[str] = []
    for k, number in enumerate(solid.tolist()):
        if k and spaced[k - 1]:
            pieces.append((" ", float(units.right[solid[k - 1]]), float(units.left[number])))
            signs.append(" ")
        text = units.texts[number] + "".join(_combining(units.texts[mark]) for mark in marks[number])
        pieces.append((text, float(units.left[number]), float(units.right[number])))
        signs.append(_sign(text))
    line = _as_one_run("".join(signs))
    letter = _LETTER if goes_on and base else ""
    found = inverse_order(line + letter, base=base, mirrored=mirrored)
    return [
        (_shown(pieces[at][0], level if mirrored else 0), *pieces[at][1:])
        for at, level in zip(found.order, found.levels, strict=True)
        if at < len(pieces)
    ]


def _as_one_run(line: str) -> str:
    """Return the line with telephone numbers as letters that run from the left: their groups keep their order.

    A plus stands before its number; where it stands to the left of several groups, all were set from the left.
    """
    if "+" not in line:
        return line
    return re.sub(r"\+[0-9][0-9 ()-]*[ -][0-9 ()-]*[0-9]", lambda match: "a" * len(match[0]), line)


def _shown(piece: str, level: int) -> str:
    return mirror(piece) if level & 1 and len(piece) == 1 else piece


def _combining(text: str) -> str:
    """Return a mark without the space that its presentation form stands on."""
    return unicodedata.normalize("NFKC", text).replace(" ", "") if text >= "\ufe70" else text


def _sign(text: str) -> str:
    """Return the character that says how a unit behaves among others: its first that is no mark."""
    for char in text:
        if not unicodedata.combining(char):
            return char
    return "\u0640"
