"""Glyph names with the word for the joining form misspelt by a letter at its end: `lamwithalefisolatedd`."""

from __future__ import annotations

import re
from typing import Final

from tarmim.identity.quirks.stages import SpelledName
from tarmim.model.quirk import Quirk

__all__ = ["MISSPELT_FORMS"]

_MISSPELT: Final = "(?:isolated|initial|medial|final)(?=d$)"


def _without_last_letter(name: SpelledName) -> str | None:
    return name.word[:-1] if re.search(_MISSPELT, name.word) else None


MISSPELT_FORMS: Final = Quirk(
    name="forms misspelt in glyph names",
    seen_in=("Type 1 fonts of the LaTeX package arabi, in pdfTeX 1.21a and dvips 5.94a",),
    stage=SpelledName,
    sign=_without_last_letter,
    mend=lambda _, word: SpelledName(word),
    case="tests/unit/identity/quirks/test_misspelt_forms.py",
)
