"""Arabic paragraphs are set as if they ran from the left, by programs that know no direction.

Their letters stand in the right order, but what ends a sentence stands at the right end of its line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tarmim.model.quirk import Quirk
from tarmim.reading.quirks.stages import PageSigns

__all__ = ["PARAGRAPHS_FROM_LEFT"]

# The constants of this file are by judgement: no experiment set them.

#: Least number of Arabic lines of a page with a stop at the right end.
_LEAST_LINES: Final = 2
#: And there are more than this many times as many of them as of lines with a stop at the left end.
_MOST_RATIO: Final = 2
_STOPS: Final = (".", "\u060c", "\u061b", "!", "\u061f")


def _stops(signs: PageSigns) -> tuple[int, int] | None:
    """Return how many Arabic lines have a stop at the right end, and how many at the left, as they should."""
    units, leaning = signs.units, signs.leaning
    right = left = 0
    for row in signs.rows:
        at_right, at_left = (units.texts[row.solid[k]] in _STOPS for k in (-1, 0))
        if (at_right or at_left) and len(row.solid) > 1 and leaning[row.solid].sum() >= 0:
            right += at_right
            left += at_left
    return (right, left) if right >= _LEAST_LINES and right > _MOST_RATIO * left else None


def _notes(pages: Sequence[tuple[int, int]]) -> Sequence[str]:
    return [
        f"paragraphs are read as set from the left: {right} lines have a stop at the right end, {left} not"
        for right, left in pages
    ]


PARAGRAPHS_FROM_LEFT: Final = Quirk(
    name="Arabic paragraphs set from the left",
    seen_in=("LuaTeX 1.14 and 1.15", "dompdf 2.0.3", "XeTeX with xdvipdfmx 0.7.9"),
    stage=PageSigns,
    sign=_stops,
    mend=lambda signs, _: replace(signs, from_left=True),
    case="tests/unit/reading/quirks/test_paragraphs_from_left.py",
    notes=_notes,
)
