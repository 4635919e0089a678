"""A stretch of a row into text: spaces from gaps, the order of reading from the inverse of UAX #9."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.bidi.classes import mirror, mirrored_at
from tarmim.bidi.inverse import inverse_order
from tarmim.script.dots import with_dots

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.layout.rows import Row
    from tarmim.layout.units import Units

    #: The gaps between the solid units of a row, in points, and whether a space glyph stands in each.
    Gaps = tuple[NDArray[np.float64], NDArray[np.bool_]]

__all__ = ["Pieces", "Spacing", "gaps_of", "read_units", "spacing_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """The pieces of a stretch of a row in reading order: units with their marks, and the spaces between them.

    left, right  where each begins and ends from left to right, in points
    spaces       which are spaces
    """

    texts: list[str]
    left: NDArray[np.float64]
    right: NDArray[np.float64]
    spaces: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Spacing:
    """How a page shows spaces, in ems: from which gap on there is one, with a space glyph in it and without."""

    with_glyph: float
    without: float


def spacing_of(rows: Sequence[Row], found: Sequence[Gaps]) -> Spacing:
    """Return how a page shows spaces, by the gaps of its rows.

    Where nearly every wide gap has a space glyph, a gap without one is none.
    """
    wide = having = 0
    for row, (gaps, glyphs) in zip(rows, found, strict=True):
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


def gaps_of(units: Units, numbers: NDArray[np.int64]) -> Gaps:
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
) -> Pieces:
    """Return the pieces of some neighbouring units of a row, in reading order; a space is a piece.

    base      the direction of the paragraph: 1 from the right
    mirrored  brackets are mapped as they look
    goes_on   a line of right-to-left text stands before: what numbers do depends on the letter before them (UAX #9 W2)
    """
    pieces = _from_left(units, row, numbers, spacing)
    if not pieces.texts:
        return pieces
    signs = _signs(pieces.texts)
    line = _as_one_run(signs) + (_LETTER if goes_on and base else "")
    found = inverse_order(line, base=base, mirrored=mirrored)
    order = [at for at in found.order if at < len(signs)] if len(line) > len(signs) else found.order
    texts = [pieces.texts[at] for at in order]
    if mirrored and mirrored_at(signs):
        levels = found.levels
        if len(line) > len(signs):
            levels = tuple([level for at, level in zip(found.order, levels, strict=True) if at < len(signs)])
        texts = [_shown(text, level) for text, level in zip(texts, levels, strict=True)]
    places = np.array(order, dtype=np.int64)
    return Pieces(texts, pieces.left[places], pieces.right[places], pieces.spaces[places])


def _from_left(units: Units, row: Row, numbers: NDArray[np.int64], spacing: Spacing) -> Pieces:
    """Return the pieces from left to right."""
    solid = numbers[~units.spaces[numbers]]
    gaps, glyphs = gaps_of(units, numbers)
    before = np.flatnonzero(gaps > np.where(glyphs, spacing.with_glyph, spacing.without) * row.size) + 1
    texts = [units.texts[number] for number in solid.tolist()]
    if row.marks:
        for k, number in enumerate(solid.tolist()):
            if number in row.marks:
                marks = "".join([_combining(units.texts[mark]) for mark in row.marks[number]])
                texts[k] = with_dots(texts[k] + marks, units.language)
    left, right = units.left[solid], units.right[solid]
    for place in before[::-1].tolist():
        texts.insert(place, " ")
    spaces = np.zeros(len(texts), dtype=bool)
    spaces[before + np.arange(len(before))] = True
    starts, ends = np.empty(len(texts)), np.empty(len(texts))
    starts[~spaces], ends[~spaces] = left, right
    starts[spaces], ends[spaces] = right[before - 1], left[before]
    return Pieces(texts, starts, ends, spaces)


def _signs(texts: list[str]) -> str:
    """Return for each piece the character that says how it behaves among others."""
    line = "".join(texts)
    return line if len(line) == len(texts) else "".join([text if len(text) == 1 else _sign(text) for text in texts])


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
