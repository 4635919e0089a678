"""Which letters each glyph of a page stands for, as far as the file's own maps say: glyphs into units of text."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.layout.units import Units
from tarmim.model.font import State
from tarmim.script.joining import joins_next, joins_previous

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.model.glyph import Glyphs, PageGlyphs

__all__ = ["UNKNOWN", "units_of", "visual_fonts"]

#: What stands for a glyph whose letters are not known.
UNKNOWN: Final = "\ufffd"

#: A page most of whose glyphs are hidden is a scan with a text layer; on others hidden text repeats what is seen.
_LAYER_SHARE: Final = 0.8
