"""Which letters a code may stand for where nothing is known of it but the language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tarmim.script.languages import languages, record_of

__all__ = ["possible_letters"]

#: Lam-alef is a glyph of its own in every font: lam, and the alefs, as far as the language has them.
_LAM: Final = "\u0644"
_ALEFS: Final = "\u0627\u0623\u0625\u0622"


def possible_letters(language: str) -> Sequence[str]:
    """Return the letters of a language (its code), the commonest first, and its lam-alefs.

    Those of Arabic where the language has no record.
    """
    letters = (record_of(language) or languages()[0]).letters
    return (*letters, *(_LAM + alef for alef in _ALEFS if alef in letters))
