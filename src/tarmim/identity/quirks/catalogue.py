"""The quirks of what a glyph is; together with those of reading they are listed by `reading.quirks.catalogue`."""

from __future__ import annotations

from typing import Any, Final, TypeVar

from tarmim.identity.quirks.hooked_heh import HOOKED_HEH
from tarmim.identity.quirks.letters_without_room import LETTERS_WITHOUT_ROOM
from tarmim.identity.quirks.misspelt_forms import MISSPELT_FORMS
from tarmim.identity.quirks.repeated_clusters import REPEATED_CLUSTERS
from tarmim.identity.quirks.short_letter_names import SHORT_LETTER_NAMES
from tarmim.model import quirk
from tarmim.model.quirk import Mended, Quirk

__all__ = ["QUIRKS", "mend"]

_Subject = TypeVar("_Subject")

QUIRKS: Final[tuple[Quirk[Any, Any], ...]] = (
    # names of glyphs
    MISSPELT_FORMS,
    SHORT_LETTER_NAMES,
    # outlines
    LETTERS_WITHOUT_ROOM,
    # what a font's codes are taken for
    REPEATED_CLUSTERS,
    # the glyphs of a font that is learnt
    HOOKED_HEH,
)


def mend(subject: _Subject, /) -> tuple[_Subject, tuple[Mended, ...]]:
    """Return the record of a stage with its quirks mended, and those that it had."""
    return quirk.mend(subject, QUIRKS)
