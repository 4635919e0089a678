"""Heh goal has a hook that some fonts draw as a glyph of its own: no dots, and no mark, but a part of the letter."""

from __future__ import annotations

from typing import Final

from tarmim.identity.labels import LETTER_PART
from tarmim.identity.quirks.stages import ShapedLetter
from tarmim.model.quirk import Quirk

__all__ = ["HOOKED_HEH"]

#: ARABIC LETTER HEH GOAL.
_HEH_GOAL: Final = "\u06c1"

HOOKED_HEH: Final = Quirk(
    name="the hook of heh goal drawn apart",
    seen_in=("Noto Nastaliq Urdu",),
    stage=ShapedLetter,
    sign=lambda shaped: LETTER_PART if shaped.letter == _HEH_GOAL and not shaped.signs else None,
    mend=lambda shaped, part: ShapedLetter(shaped.letter, part),
    case="tests/unit/identity/quirks/test_hooked_heh.py",
)
