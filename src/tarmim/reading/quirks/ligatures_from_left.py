"""Ligatures are mapped to their letters as they stand on the page, from the left.

All letters of a ligature but the last join the next one: a text that does so only when it is read backwards is such.
The ligatures of a font vote, for some can be read both ways.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np

from tarmim.model.quirk import Quirk
from tarmim.reading.quirks.stages import UnitTexts
from tarmim.script.joining import joining_type, joins_next, joins_previous

__all__ = ["LIGATURES_FROM_LEFT"]

#: How many distinct texts of ligatures are remembered.
_REMEMBERED_TEXTS: Final = 4096


@dataclass(frozen=True, slots=True)
class _LeftFonts:
    """The fonts whose ligatures are mapped so: their numbers on the page, with their names."""

    names: dict[int, str]


def _left_fonts(units: UnitTexts) -> _LeftFonts | None:
    """Return the fonts most of whose ligatures can be such only when they are read backwards."""
    page, glyphs = units.page, units.page.glyphs
    long = {text for text in set(glyphs.texts) if len(text) > 1}
    if not long:
        return None
    several = [k for k in units.numbers.tolist() if glyphs.texts[k] in long]
    votes: Counter[int] = Counter()
    for number in {(glyphs.fonts[k], glyphs.codes[k]): k for k in several}.values():
        text = glyphs.texts[number]
        votes[int(glyphs.fonts[number])] += _is_ligature(text[::-1]) - _is_ligature(text)
    names = {font: page.fonts[font].name for font, count in sorted(votes.items()) if count > 0}
    return _LeftFonts(names) if names else None


def _turn(units: UnitTexts, fonts: _LeftFonts) -> UnitTexts:
    texts = list(units.texts)
    of_fonts = np.isin(units.page.glyphs.fonts[units.firsts], list(fonts.names))
    for k in np.flatnonzero(of_fonts).tolist():
        text = texts[k]
        if len(text) > 1 and _is_ligature(text[::-1]) and not _is_ligature(text):
            texts[k] = text[::-1]
    return replace(units, texts=texts)


@lru_cache(maxsize=_REMEMBERED_TEXTS)
def _is_ligature(text: str) -> bool:
    """Tell whether the letters can be those of one ligature in reading order: each joins the next, marks follow."""
    letters = [char for char in text if joining_type(char) != "T"]
    if len(letters) < 1 or joining_type(text[0]) == "T":
        return False
    return all(joins_next(a) and joins_previous(b) for a, b in pairwise(letters))


def _notes(pages: Sequence[_LeftFonts]) -> Sequence[str]:
    return [
        f"ligatures of the font {name} are read from the left: as they are mapped they could not join"
        for fonts in pages
        for name in fonts.names.values()
    ]


LIGATURES_FROM_LEFT: Final = Quirk(
    name="ligatures mapped from the left",
    seen_in=("Ghostscript 10.00.0, writing anew what WeasyPrint wrote",),
    stage=UnitTexts,
    sign=_left_fonts,
    mend=_turn,
    case="tests/unit/reading/quirks/test_ligatures_from_left.py",
    notes=_notes,
)
