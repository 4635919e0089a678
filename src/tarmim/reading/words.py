"""The words of a page as codes: what is needed to judge what a font's codes stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from tarmim.identity.decision.code_words import CodeWord, Symbol
from tarmim.model.font import State
from tarmim.reading.order import gaps_of, spacing_of

if TYPE_CHECKING:
    from tarmim.layout.rows import Row
    from tarmim.layout.units import Units
    from tarmim.model.glyph import PageGlyphs

__all__ = ["code_words"]


def code_words(page: PageGlyphs, units: Units, rows: Sequence[Row]) -> Iterator[CodeWord]:
    """Yield the words of the rows, each from its right end: a code for each unit, or its ActualText.

    Whatever runs from the left comes out reversed, and is no word then.
    """
    glyphs = page.glyphs
    gaps = [gaps_of(units, row) for row in rows]
    spacing = spacing_of(rows, gaps)
    numbers = np.array([font.number for font in page.fonts], dtype=np.int64)
    fonts, codes = numbers[glyphs.fonts[units.firsts]].tolist(), glyphs.codes[units.firsts].tolist()
    covered = (glyphs.states[units.firsts] == State.ACTUAL).tolist()
    symbols: list[Symbol] = [
        text if is_covered else (font, code)
        for text, is_covered, font, code in zip(units.texts, covered, fonts, codes, strict=True)
    ]
    for row, (wide, spaces) in zip(rows, gaps, strict=True):
        breaks = np.flatnonzero(wide > np.where(spaces, spacing.with_glyph, spacing.without) * row.size) + 1
        solid = row.solid.tolist()
        for start, end in pairwise([0, *breaks.tolist(), len(solid)]):
            word: list[Symbol] = []
            for unit in solid[start:end][::-1]:
                word.append(symbols[unit])
                if unit in row.marks:
                    word.extend(symbols[mark] for mark in row.marks[unit])
            yield tuple(word)
