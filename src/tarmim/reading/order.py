"""A stretch of a row into text: spaces from gaps, the order of reading from the inverse of UAX #9."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.bidi.classes import mirror, mirrored_at
from tarmim.bidi.inverse import inverse_order
from tarmim.identity.decision.code_words import UNKNOWN
from tarmim.layout.rows import Row
from tarmim.layout.tracking import tracking_of
from tarmim.layout.units import sign_of
from tarmim.reading.quirks.catalogue import mend
from tarmim.reading.quirks.stages import LineSigns, RowGaps
from tarmim.script.dots import DOTS, with_dots

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.layout.columns import Strip
    from tarmim.layout.units import Units
    from tarmim.model.quirk import Mended

    Flags = NDArray[np.bool_]
    Lengths = NDArray[np.float64]
    #: The gaps between the solid units of a row, in points, and whether a space glyph stands in each.
    Gaps = tuple[NDArray[np.float64], NDArray[np.bool_]]

__all__ = ["Pieces", "Spacing", "gaps_of", "read_units", "spaces_of", "spacing_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """The pieces of a stretch of a row in reading order: units with their marks, and the spaces between them.

    numbers  the numbers of the units, -1 for spaces
    mended   the quirks mended
    """

    texts: list[str]
    numbers: list[int]
    mended: tuple[Mended, ...] = ()


@dataclass(frozen=True, slots=True)
class Spacing:
    """How a page shows spaces, in ems: from which gap on there is one, with a space glyph in it and without."""

    with_glyph: float
    without: float


def spacing_of(rows: Sequence[Row], found: Sequence[Gaps]) -> Spacing:
    """Return how a page shows spaces, by the gaps of its rows.

    Where nearly every wide gap has a space glyph, a gap without one is none.
    """
    if not rows:
        return Spacing(_GLYPH_GAP_EMS, _BARE_GAP_EMS)
    gaps, glyphs = (np.concatenate(columns) for columns in zip(*found, strict=True))
    far = gaps > np.repeat([_WIDE_GAP_EMS * row.size for row in rows], [len(room) for room, _ in found])
    wide, having = int(far.sum()), int(glyphs[far].sum())
    if wide and having > _WRITTEN_SHARE * wide:
        return Spacing(_GLYPH_GAP_EMS, _JUMP_EMS)
    return Spacing(_GLYPH_GAP_EMS, _BARE_GAP_EMS)


#: Stands for the last letter of the line above, and for the first of the line below.
_LETTER: Final = "\u0627"

# The constants below are by judgement: no experiment set them.

#: A page writes its spaces where glyphs for them stand in more than the second, as a share, of the gaps that are wider
#: than the first, in ems.
_WIDE_GAP_EMS: Final = 0.2
_WRITTEN_SHARE: Final = 0.9
#: From which gap on, in ems, a space glyph between two letters counts: where they touch, the program went back over it.
_GLYPH_GAP_EMS: Final = 0.03
#: From which gap on, in ems, there is a space without a glyph: on pages that do not write their spaces, and on others.
_BARE_GAP_EMS: Final = 0.15
_JUMP_EMS: Final = 0.5

#: A row writes its spaces where glyphs for them stand in at least one of so many gaps.
_MOST_WORD_GAPS: Final = 12


def gaps_of(units: Units, part: Row | Strip) -> Gaps:
    """Return the gap before each solid unit but the first, in points, and whether a space glyph stands in it.

    What all letters of the part are set apart by is not in it.
    """
    numbers, solid = part.units, part.solid
    if len(solid) < 2:
        return np.empty(0), np.empty(0, dtype=bool)
    row = part if isinstance(part, Row) else part.row
    left, right = units.left[solid], units.right[solid]
    gaps = left[1:] - np.maximum.accumulate(right)[:-1]
    if len(solid) == len(numbers):
        glyphs, bare = np.zeros(len(gaps), dtype=bool), gaps
    else:
        glyphs = _have_glyphs(units, numbers, (left + right) / 2)
        bare = gaps[~glyphs]
    if row.marks and glyphs.sum() * _MOST_WORD_GAPS >= len(gaps):  # without glyphs a mark may reach over a space
        gaps = gaps - np.where(glyphs, 0.0, _filled_by_marks(units, row, right, left))
        bare = gaps[~glyphs]
    tracking = tracking_of(units, solid, bare, row.size)
    return (gaps - tracking if tracking else gaps), glyphs


def _have_glyphs(units: Units, numbers: NDArray[np.int64], middle: Lengths) -> Flags:
    """Return in which gaps a space glyph stands; middle: the middles of the letters around them."""
    spaces = numbers[units.spaces[numbers]]
    place = np.searchsorted(middle, (units.left[spaces] + units.right[spaces]) / 2) - 1
    glyphs = np.zeros(len(middle), dtype=bool)
    glyphs[place[(place >= 0) & (place < len(middle) - 1)]] = True
    return glyphs[:-1]


def _filled_by_marks(units: Units, row: Row, right: Lengths, left: Lengths) -> Lengths | float:
    """Return how much of each gap between letters marks fill that take room of their own, in points."""
    marks = np.fromiter(chain.from_iterable(row.marks.values()), dtype=np.int64)
    begins, ends = units.left[marks], units.right[marks]
    having = ends > begins
    if not having.any():
        return 0.0
    gaps = np.maximum.accumulate(right)[:-1], left[1:]
    place = np.searchsorted(gaps[1], begins[having], side="right")
    inside = place < len(gaps[0])
    place, begins, ends = place[inside], begins[having][inside], ends[having][inside]
    room = np.minimum(ends, gaps[1][place]) - np.maximum(begins, gaps[0][place])
    filled: Lengths = np.bincount(place, weights=np.maximum(room, 0.0), minlength=len(gaps[0])).astype(np.float64)
    return filled


def spaces_of(found: Gaps, size: float, spacing: Spacing) -> tuple[Flags, tuple[Mended, ...]]:
    """Return which of the gaps of a row, or of a stretch of it, are spaces between words, and the quirks mended."""
    gaps, glyphs = found
    wide: Flags = gaps > np.where(glyphs, spacing.with_glyph, spacing.without) * size
    row, mended = mend(RowGaps(gaps, size, wide, spacing.without == _BARE_GAP_EMS))
    return row.spaces, mended


def read_units(
    units: Units,
    part: Row | Strip,
    marks: Mapping[int, Sequence[int]],
    spaces: NDArray[np.bool_],
    *,
    direction: int,
    mirrored: bool = True,
    as_mapped: bool = False,
    goes_on: bool = False,
    is_followed: bool = False,
) -> Pieces:
    """Return the pieces of some neighbouring units of a row, in reading order; a space is a piece.

    marks        the marks on each letter that bears any
    spaces       for each gap between its letters whether it is a space
    direction    of the paragraph: 1 from the right
    mirrored     brackets are mapped as they look
    as_mapped    marks are not composed, and brackets not exchanged for those they mirror
    goes_on      the paragraph's line before is of right-to-left text: what numbers and signs at a line's beginning do
                 depends on the letter before them (UAX #9 W2, N1)
    is_followed  so is the line behind
    """
    pieces = _from_left(units, part.solid.tolist(), marks, spaces, as_mapped=as_mapped)
    if not pieces.texts:
        return pieces
    signs = _signs(pieces.texts)
    # at the left end a letter from the right to the left changes nothing where the paragraph runs from the right
    behind = _LETTER if is_followed and not direction else ""
    mended_line, mended = mend(LineSigns(signs))
    line = behind + mended_line.signs + (_LETTER if goes_on else "")
    found = inverse_order(line, base=direction, mirrored=mirrored)
    order, levels = found.order, found.levels
    if goes_on:
        order, levels = _without(order, levels, len(line) - 1)
    if behind:
        order, levels = _without(order, levels, 0)
        order = tuple([at - 1 for at in order])
    texts = [pieces.texts[at] for at in order]
    if mirrored and not as_mapped and mirrored_at(signs):
        texts = [_mirror_piece(text, level) for text, level in zip(texts, levels, strict=True)]
    return Pieces(texts, [pieces.numbers[at] for at in order], mended)


def _without(order: tuple[int, ...], levels: tuple[int, ...], at: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the order and the levels without the piece at a place of the line."""
    k = order.index(at)
    return order[:k] + order[k + 1 :], levels[:k] + levels[k + 1 :]


def _from_left(
    units: Units,
    numbers: list[int],
    marks: Mapping[int, Sequence[int]],
    spaces: NDArray[np.bool_],
    *,
    as_mapped: bool,
) -> Pieces:
    """Return the pieces from left to right."""
    texts = [units.texts[number] for number in numbers]
    if marks:
        for k, number in enumerate(numbers):
            if number in marks:
                above = "".join([units.texts[mark] for mark in marks[number]])
                texts[k] = texts[k] + above if as_mapped else _add_marks(texts[k], above, units.language)
    for place in np.flatnonzero(spaces)[::-1].tolist():
        texts.insert(place + 1, " ")
        numbers.insert(place + 1, -1)
    return Pieces(texts, numbers)


def _signs(texts: list[str]) -> str:
    """Return for each piece the character that says how it behaves among others."""
    line = "".join(texts)
    return line if len(line) == len(texts) else "".join([text if len(text) == 1 else sign_of(text) for text in texts])


def _mirror_piece(piece: str, level: int) -> str:
    return mirror(piece) if level & 1 and len(piece) == 1 else piece


@lru_cache(maxsize=4096)
def _add_marks(text: str, marks: str, language: str) -> str:
    """Return the text of a unit with its marks and dots; marks as such, not as presentation forms on a space."""
    if max(marks) >= "\ufe70":
        marks = unicodedata.normalize("NFKC", marks).replace(" ", "")
    return re.sub(f"[{DOTS}]", UNKNOWN, with_dots(text + marks, language))
