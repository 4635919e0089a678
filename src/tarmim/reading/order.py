"""A stretch of a row into text: spaces from gaps, the order of reading from the inverse of UAX #9."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.bidi.classes import mirror, mirrored_at
from tarmim.bidi.inverse import inverse_order
from tarmim.script.dots import DOTS, with_dots

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.layout.rows import Row
    from tarmim.layout.units import Units

    #: The gaps between the solid units of a row, in points, and whether a space glyph stands in each.
    Gaps = tuple[NDArray[np.float64], NDArray[np.bool_]]

__all__ = ["Pieces", "Spacing", "are_spaces", "gaps_of", "read_units", "spacing_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """The pieces of a stretch of a row in reading order: units with their marks, and the spaces between them.

    left, right  where each begins and ends from left to right, in points
    spaces       which are spaces
    numbers      the numbers of the units, -1 for spaces
    """

    texts: list[str]
    left: NDArray[np.float64]
    right: NDArray[np.float64]
    spaces: NDArray[np.bool_]
    numbers: NDArray[np.int64]


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


#: Stands for the last letter of the line above, and for the first of the line below.
_LETTER: Final = "\u0627"
#: And for dots that belong to no body.
_LOST: Final = "\ufffd"
_WIDE: Final = 0.2
_NEARLY_ALL: Final = 0.9
#: A space glyph between two letters counts where they do not touch: some programs write one and go back.
_TOUCHING: Final = 0.03
_GAP: Final = 0.15
_JUMP: Final = 0.5
#: A row of so many letters and without so many spaces may be set tight: then it has gaps from so many ems on, alike but
#: for this share of their width, and words of fewer letters than this on average.
_LONG: Final = 16
_TIGHT: Final = 0.05
_ALIKE: Final = 0.04
_LONGEST_WORD: Final = 9


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


def are_spaces(found: Gaps, size: float, spacing: Spacing) -> NDArray[np.bool_]:
    """Tell which of the gaps of a row, or of a stretch of it, are spaces between words.

    A line that was set tight has narrower ones than its page, all of one width.
    """
    gaps, glyphs = found
    wide: NDArray[np.bool_] = gaps > np.where(glyphs, spacing.with_glyph, spacing.without) * size
    if spacing.without != _GAP or len(gaps) < _LONG or wide.sum() * _LONG > len(gaps):
        return wide
    near = np.sort(gaps[(gaps > _TIGHT * size) & ~wide])
    if not len(near):
        return wide
    usual = near[len(near) // 2]
    alike = np.abs(gaps - usual) <= _ALIKE * usual
    if len(gaps) < _LONGEST_WORD * alike.sum() and 3 * alike.sum() < len(gaps):
        wide |= gaps >= (1 - _ALIKE) * usual
    return wide


def read_units(
    units: Units,
    row: Row,
    numbers: NDArray[np.int64],
    spacing: Spacing,
    *,
    base: int,
    mirrored: bool = True,
    goes_on: bool = False,
    is_followed: bool = False,
) -> Pieces:
    """Return the pieces of some neighbouring units of a row, in reading order; a space is a piece.

    base         the direction of the paragraph: 1 from the right
    mirrored     brackets are mapped as they look
    goes_on      the paragraph's line before is of right-to-left text: what numbers and signs at a line's beginning do
                 depends on the letter before them (UAX #9 W2, N1)
    is_followed  so is the line behind
    """
    pieces = _from_left(units, row, numbers, spacing)
    if not pieces.texts:
        return pieces
    signs = _signs(pieces.texts)
    # at the left end a letter from the right to the left changes nothing where the paragraph runs from the right
    behind = _LETTER if is_followed and not base else ""
    line = behind + _as_one_run(signs) + (_LETTER if goes_on else "")
    found = inverse_order(line, base=base, mirrored=mirrored)
    order, levels = found.order, found.levels
    if len(line) > len(signs):
        inside = range(len(behind), len(behind) + len(signs))
        levels = tuple([level for at, level in zip(order, levels, strict=True) if at in inside])
        order = tuple([at - len(behind) for at in order if at in inside])
    texts = [pieces.texts[at] for at in order]
    if mirrored and mirrored_at(signs):
        texts = [_shown(text, level) for text, level in zip(texts, levels, strict=True)]
    places = np.array(order, dtype=np.int64)
    return Pieces(texts, pieces.left[places], pieces.right[places], pieces.spaces[places], pieces.numbers[places])


def _from_left(units: Units, row: Row, numbers: NDArray[np.int64], spacing: Spacing) -> Pieces:
    """Return the pieces from left to right."""
    solid = numbers[~units.spaces[numbers]]
    gaps, glyphs = gaps_of(units, numbers)
    before = np.flatnonzero(are_spaces((gaps, glyphs), row.size, spacing)) + 1
    texts = [units.texts[number] for number in solid.tolist()]
    if row.marks:
        for k, number in enumerate(solid.tolist()):
            if number in row.marks:
                marks = "".join([units.texts[mark] for mark in row.marks[number]])
                texts[k] = _marked(texts[k], marks, units.language)
    left, right = units.left[solid], units.right[solid]
    for place in before[::-1].tolist():
        texts.insert(place, " ")
    spaces = np.zeros(len(texts), dtype=bool)
    spaces[before + np.arange(len(before))] = True
    starts, ends = np.empty(len(texts)), np.empty(len(texts))
    starts[~spaces], ends[~spaces] = left, right
    starts[spaces], ends[spaces] = right[before - 1], left[before]
    places = np.full(len(texts), -1, dtype=np.int64)
    places[~spaces] = solid
    return Pieces(texts, starts, ends, spaces, places)


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


@lru_cache(maxsize=4096)
def _marked(text: str, marks: str, language: str) -> str:
    """Return the text of a unit with its marks and dots; marks as such, not as presentation forms on a space."""
    if max(marks) >= "\ufe70":
        marks = unicodedata.normalize("NFKC", marks).replace(" ", "")
    return re.sub(f"[{DOTS}]", _LOST, with_dots(text + marks, language))


def _sign(text: str) -> str:
    """Return the character that says how a unit behaves among others: its first that is no mark."""
    for char in text:
        if not unicodedata.combining(char):
            return char
    return "\u0640"
