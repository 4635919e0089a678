"""Pages whose letters are strewn about, in no lines that could be told apart: they come out as they were written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from tarmim.model.page import Line, Word
from tarmim.reading.blocks import paragraph_block

if TYPE_CHECKING:
    from tarmim.layout.units import Units
    from tarmim.model.page import Block

__all__ = ["blocks_as_written"]

#: Units that come out as one block; by judgement.
_BLOCK_UNITS: Final = 1000


def blocks_as_written(units: Units, page: int) -> Iterator[Block]:
    """Yield units in content order as blocks of one word; each has the box around its units, were they not turned.

    page  the number of the page, from 1
    """
    for start in range(0, len(units), _BLOCK_UNITS):
        here = slice(start, start + _BLOCK_UNITS)
        text = "".join(units.texts[here]).strip()
        bases = units.baseline[here]
        box = float(units.left[here].min()), float(bases.min()), float(units.right[here].max()), float(bases.max())
        if text:
            yield paragraph_block([Line((Word(text, box),), box, page)], 0)
