"""Brackets are mapped to what they mean, an opening one to an opening one, not to what stands on the page.

From left to right a pair in Arabic text then opens behind where it closes. Mapped as they look all pairs open first,
whatever the direction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np

from tarmim.model.quirk import Quirk
from tarmim.reading.quirks.stages import PageSigns

__all__ = ["BRACKETS_AS_MEANT"]

_OPENING: Final = ("(", "[", "{", "\u00ab", "<")
_CLOSING: Final = (")", "]", "}", "\u00bb", ">")
_BRACKETS: Final = frozenset(_OPENING + _CLOSING)


def _outward_pairs(signs: PageSigns) -> int | None:
    """Return how many neighbouring brackets face outwards, None where no more do than face each other."""
    units = signs.units
    inward = outward = 0
    brackets = np.array([text in _BRACKETS for text in units.texts], dtype=bool)
    if not brackets.any():
        return None
    for row in signs.rows:
        found = [units.texts[k] for k in row.units[brackets[row.units]].tolist()]
        for one, other in pairwise(found):
            inward += one in _OPENING and _CLOSING[_OPENING.index(one)] == other
            outward += one in _CLOSING and _OPENING[_CLOSING.index(one)] == other
    return outward if outward > inward else None


def _notes(pages: Sequence[int]) -> Sequence[str]:
    return [f"brackets are read as what they mean: as they look {count} pairs would face outwards" for count in pages]


BRACKETS_AS_MEANT: Final = Quirk(
    name="brackets mapped to what they mean",
    seen_in=("Microsoft Word 2016", "Chromium (Skia)", "LibreOffice 7.4", "WeasyPrint 70.0", "fpdf2"),
    stage=PageSigns,
    sign=_outward_pairs,
    mend=lambda signs, _: replace(signs, mirrored=False),
    case="tests/unit/reading/quirks/test_brackets_as_meant.py",
    notes=_notes,
)
