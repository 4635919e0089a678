"""How a page's text was set, as its own evidence says: spaces, direction, brackets; where it could be otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tarmim.bidi.classes import codes_of
from tarmim.layout.units import distinct_texts
from tarmim.reading.joiners import with_joiners
from tarmim.reading.order import Spacing, gaps_of, spaces_of, spacing_of
from tarmim.reading.quirks.catalogue import mend
from tarmim.reading.quirks.stages import PageSigns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.layout.columns import Strip
    from tarmim.layout.rows import Row
    from tarmim.layout.units import Units
    from tarmim.model.glyph import PageGlyphs
    from tarmim.model.quirk import Mended

__all__ = ["PageSetting", "setting_of"]


@dataclass(frozen=True, slots=True, eq=False)
class PageSetting:
    """The units of a page and how they were set.

    page       the number of the page, from 1
    spacing    how spaces show
    from_left  Arabic paragraphs were set as if they ran from the left
    mirrored   brackets are mapped as they look
    as_mapped  letters, marks and brackets stay as the maps have them
    arabic     at least half of the letters run from the right
    leaning    for each unit how many more of its letters run from the right than from the left
    leftward   which units run from the left: more of their letters do, or they are numbers
    spaces     for each row which of the gaps between its letters are spaces
    mended     the quirks mended
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
    mended: tuple[Mended, ...] = ()

    def direction_of(self, strips: Sequence[Strip]) -> int:
        """Return the direction of a paragraph, or of a column: 1 from the right."""
        return int(not self.from_left and self.is_arabic(strips))

    def is_arabic(self, strips: Sequence[Strip]) -> bool:
        """Tell whether at least half of the letters run from the right."""
        return bool(strips) and sum(int(self.leaning[strip.units].sum()) for strip in strips) >= 0

    def spaces_of(self, strip: Strip) -> NDArray[np.bool_]:
        """Return which of the gaps between the letters of a stretch of a row are spaces."""
        if strip.units is strip.row.units:
            return self.spaces[strip.row]
        return spaces_of(gaps_of(self.units, strip), strip.row.size, self.spacing)[0]


def setting_of(page: PageGlyphs, units: Units, rows: Sequence[Row], *, as_mapped: bool = False) -> PageSetting:
    """Return how a page was set; as_mapped: letters stay as the file's own maps have them, to the code point."""
    gaps = [gaps_of(units, row) for row in rows]
    spacing = spacing_of(rows, gaps)
    spaces, mended = [], [one for row in rows for one in row.mended]
    for found, row in zip(gaps, rows, strict=True):
        parted, quirks = spaces_of(found, row.size, spacing)
        spaces.append(parted)
        mended.extend(quirks)
    distinct, which = distinct_texts(units.texts)
    ways = np.array([_way(text) for text in distinct], dtype=np.int64)
    leaning, leftward = ways[which], ((ways < 0) | [text.isdigit() for text in distinct])[which]
    signs, quirks = mend(PageSigns(units, rows, leaning))
    mended = [*quirks, *mended]
    if not as_mapped:
        units, quirks = with_joiners(page, units, (distinct, which), rows, spaces)
        mended.extend(quirks)
    return PageSetting(
        page=page.number + 1,
        units=units,
        spacing=spacing,
        from_left=signs.from_left,
        mirrored=signs.mirrored,
        arabic=bool(leaning.sum() >= 0),
        leaning=leaning,
        leftward=leftward,
        spaces=dict(zip(rows, spaces, strict=True)),
        as_mapped=as_mapped,
        mended=tuple(mended),
    )


def _way(text: str) -> int:
    """Return how many more of the letters run from the right than from the left.

    A stretch of text is Arabic where at least half of its letters run from the right: the sum is not below 0.
    """
    codes = codes_of(text)
    return codes.count("A") + codes.count("R") - codes.count("L")
