"""Glyph names that are short for Unicode's where the script stands behind them: `yehHamza-ar`, `alefMadda-ar`."""

from __future__ import annotations

from typing import Final

from tarmim.identity.quirks.stages import NamedLetter
from tarmim.model.quirk import Quirk

__all__ = ["SHORT_LETTER_NAMES"]

#: Short names, and Unicode's without ARABIC LETTER and blanks.
_SHORT: Final = {
    "question": "questionmark",
    "yehhamza": "yehwithhamzaabove",
    "wawhamza": "wawwithhamzaabove",
    "alefhamza": "alefwithhamzaabove",
    "alefmadda": "alefwithmaddaabove",
}

SHORT_LETTER_NAMES: Final = Quirk(
    name="short names of letters with a hamza",
    seen_in=("fonts made with the editor Glyphs",),
    stage=NamedLetter,
    sign=lambda name: _SHORT.get(name.word),
    mend=lambda _, word: NamedLetter(word),
    case="tests/unit/identity/quirks/test_short_letter_names.py",
)
