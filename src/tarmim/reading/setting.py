"""How a page's text was set, as its own evidence says: spaces, direction, brackets; where it could be otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.bidi.classes import codes_of
from tarmim.layout.units import distinct_texts
from tarmim.reading.joiners import with_joiners
from tarmim.reading.order import Spacing, are_spaces, gaps_of, spacing_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.layout.columns import Strip
    from tarmim.layout.rows import Row
    from tarmim.layout.units import Units
    from tarmim.model.glyph import PageGlyphs

__all__ = ["PageSetting", "setting_of"]


@dataclass(frozen=True, slots=True, eq=False)
class PageSetting:
    """The units of a page and how they were set.

    page       the number of the page, from 1
    spacing    how spaces show
    from_left  Arabic paragraphs were set as if they ran from the left
    mirrored   brackets are mapped as they look
    as_mapped  letters, marks and brackets stay as the maps have them
    arabic     most letters run from the right, or as many
    leaning    for each unit how many more of its letters run from the right than from the left
    leftward   which units run from the left: more of their letters do, or they are numbers
    spaces     for each row which of the gaps between its letters are spaces
    notes      where there were two ways to read the page: the one taken, and what for
    """

    page: int
    units: Units
    spacing: Spacing
    from_left: bool
    mirrored: bool
    arabic: bool
    leaning: NDArray[np.int64]
    leftward: NDArray[np.bool_]
    spaces: Mapping[Row, NDArray[np.bool_]]
    as_mapped: bool = False
    notes: tuple[str, ...] = ()

    def direction_of(self, strips: Sequence[Strip]) -> int:
        """Return the direction of a paragraph, or of a column: 1 from the right."""
        return int(not self.from_left and self.is_arabic(strips))

    def is_arabic(self, strips: Sequence[Strip]) -> bool:
        """Tell whether most letters run from the right, or as many."""
        return bool(strips) and sum(int(self.leaning[strip.units].sum()) for strip in strips) >= 0

    def spaces_of(self, strip: Strip) -> NDArray[np.bool_]:
        """Return which of the gaps between the letters of a stretch of a row are spaces."""
        if strip.units is strip.row.units:
            return self.spaces[strip.row]
        return are_spaces(gaps_of(self.units, strip), strip.row.size, self.spacing)


def setting_of(page: PageGlyphs, units: Units, rows: Sequence[Row], *, as_mapped: bool = False) -> PageSetting:
    """Return how a page was set; as_mapped: letters stay as the file's own maps have them, to the code point."""
    gaps = [gaps_of(units, row) for row in rows]
    spacing = spacing_of(rows, gaps)
    spaces = [are_spaces(found, row.size, spacing) for row, found in zip(rows, gaps, strict=True)]
    distinct, which = distinct_texts(units.texts)
    ways = np.array([_way(text) for text in distinct], dtype=np.int64)
    leaning, leftward = ways[which], ((ways < 0) | [text.isdigit() for text in distinct])[which]
    right, left = _stops(units, rows, leaning)
    looking, meaning = _pairs(units, rows)
    from_left, mirrored = left >= 2 and left > 2 * right, looking >= meaning
    overlapping = sum(row.in_turn for row in rows)
    notes = []
    if from_left:
        notes.append(
            f"paragraphs are read as set from the left: {left} lines have a stop at the right end, {right} not"
        )
    if not mirrored:
        notes.append(f"brackets are read as what they mean: as they look {meaning} pairs would face outwards")
    if overlapping:
        notes.append(f"lines whose runs overlap are read as they were written, not by their places: {overlapping}")
    if not as_mapped:
        units = with_joiners(page, units, (distinct, which), rows, spaces)
    arabic, of_rows = bool(leaning.sum() >= 0), dict(zip(rows, spaces, strict=True))
    return PageSetting(
        page=page.number + 1,
        units=units,
        spacing=spacing,
        from_left=from_left,
        mirrored=mirrored,
        arabic=arabic,
        leaning=leaning,
        leftward=leftward,
        spaces=of_rows,
        as_mapped=as_mapped,
        notes=tuple(notes),
    )


def _way(text: str) -> int:
    """Return how many more of the letters run from the right than from the left.

    A stretch of text is Arabic where at least half of its letters run from the right: the sum is not below 0.
    """
    codes = codes_of(text)
    return codes.count("A") + codes.count("R") - codes.count("L")


def _stops(units: Units, rows: Sequence[Row], leaning: NDArray[np.int64]) -> tuple[int, int]:
    """Return how many Arabic lines end with a stop at their left end, as they should, and how many at the right end.

    Programs that know no direction set them as paragraphs from the left, whose last stop stands at the right.
    """
    right = left = 0
    for row in rows:
        at_right, at_left = (units.texts[row.solid[k]] in _STOPS for k in (0, -1))
        if (at_right or at_left) and len(row.solid) > 1 and leaning[row.solid].sum() >= 0:
            right += at_right
            left += at_left
    return right, left


def _pairs(units: Units, rows: Sequence[Row]) -> tuple[int, int]:
    """Return how many brackets open to the left of the closing one, and how many to the right of it.

    Mapped as they look all do the former, whatever the direction.
    """
    looking = meaning = 0
    brackets = np.array([text in _BRACKETS for text in units.texts], dtype=bool)
    if not brackets.any():
        return 0, 0
    for row in rows:
        signs = [units.texts[k] for k in row.units[brackets[row.units]].tolist()]
        for one, other in pairwise(signs):
            looking += one in _OPENING and _CLOSING[_OPENING.index(one)] == other
            meaning += one in _CLOSING and _OPENING[_CLOSING.index(one)] == other
    return looking, meaning


_STOPS: Final = (".", "\u060c", "\u061b", "!", "\u061f")
_OPENING: Final = ("(", "[", "{", "\u00ab", "<")
_CLOSING: Final = (")", "]", "}", "\u00bb", ">")
_BRACKETS: Final = frozenset(_OPENING + _CLOSING)
