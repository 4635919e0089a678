"""A letter that does not move the pen: the alef of lam-alef as a glyph of its own, drawn back over the lam.

What takes no room is a mark, as a rule; where its outline is nearly that of a known letter it is this letter.
"""

from __future__ import annotations

from typing import Final, Literal

from tarmim.identity.quirks.stages import GlyphRoom
from tarmim.model.quirk import Quirk

__all__ = ["LETTERS_WITHOUT_ROOM"]

#: At most this far from a known outline it is the same: the unit is that of `identity.shapes.nearest.Near.distance`.
#: By judgement.
_SAME_DISTANCE: Final = 0.3


def _is_known_outline(glyph: GlyphRoom) -> Literal[True] | None:
    is_known = glyph.distance is not None and glyph.distance <= _SAME_DISTANCE
    return True if glyph.is_mark and is_known else None


LETTERS_WITHOUT_ROOM: Final = Quirk(
    name="letters that take no room",
    seen_in=("Noto Naskh Arabic in LibreOffice 7.4 and Typst 0.15.1", "Amiri and Scheherazade in WeasyPrint and Qt"),
    stage=GlyphRoom,
    sign=_is_known_outline,
    mend=lambda glyph, _: GlyphRoom(is_mark=False, distance=glyph.distance),
    case="tests/unit/identity/quirks/test_letters_without_room.py",
)
