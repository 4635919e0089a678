"""A line is set tight: its spaces are narrower than those of its page, all of one width, and no glyph marks them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.model.quirk import Quirk
from tarmim.reading.quirks.stages import RowGaps

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]

__all__ = ["TIGHT_LINES"]

# The constants of this file are by judgement: no experiment set them.

#: A line with at least this number of gaps may be tight, if at most one in as many is a space by its page's measure.
_LEAST_GAPS: Final = 16
#: The spaces of a tight line are wider than this, in ems.
_LEAST_SPACE_EMS: Final = 0.05
#: And as wide as the middle one of them but for this share of it.
_WIDTH_SHARE: Final = 0.04
#: Between two of them there are fewer gaps than this on average: the letters of a word. And they are less than a third
#: of all gaps: letters that are set apart all have gaps alike.
_MOST_WORD_GAPS: Final = 9
_LEAST_GAPS_A_SPACE: Final = 3


def _narrow_spaces(row: RowGaps) -> Flags | None:
    """Return which gaps are spaces in a line that was set tight; None for other lines."""
    gaps, size = row.gaps, row.size
    if not row.bare or len(gaps) < _LEAST_GAPS or row.spaces.sum() * _LEAST_GAPS > len(gaps):
        return None
    near = np.sort(gaps[(gaps > _LEAST_SPACE_EMS * size) & ~row.spaces])
    if not len(near):
        return None
    usual = near[len(near) // 2]
    alike = int((np.abs(gaps - usual) <= _WIDTH_SHARE * usual).sum())
    if len(gaps) >= _MOST_WORD_GAPS * alike or _LEAST_GAPS_A_SPACE * alike >= len(gaps):
        return None
    found: Flags = row.spaces | (gaps >= (1 - _WIDTH_SHARE) * usual)
    return found


def _notes(rows: Sequence[Flags]) -> Sequence[str]:
    return (f"gaps narrower than the page's spaces are read as such in lines that were set tight: {len(rows)}",)


TIGHT_LINES: Final = Quirk(
    name="lines set tight, without glyphs for spaces",
    seen_in=("XeTeX with xdvipdfmx 0.7.9",),
    stage=RowGaps,
    sign=_narrow_spaces,
    mend=lambda row, spaces: replace(row, spaces=spaces),
    case="tests/unit/reading/quirks/test_tight_lines.py",
    notes=_notes,
)
