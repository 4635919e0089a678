"""How sure a document's text is, taken together: its letters as they were read, and the repairs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import repeat
from typing import Final

from tarmim.model.edits import Edits
from tarmim.model.identity import FontRecord
from tarmim.model.repair import Repair

__all__ = ["certainty_of"]

#: What stands in a text for a letter that is not known: U+FFFD and codes of private use.
_LOST: Final = "[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]"
_UNKNOWN: Final = "\ufffd"
#: Beyond these decimals the share depends on the order in which it is summed.
_DECIMALS: Final = 6


def certainty_of(repair: Repair, fonts: Sequence[FontRecord]) -> float | None:
    """Return what `Document.confidence` says; None without glyphs or without text."""
    glyphs = sum(font.uses for font in fonts)
    characters = len(repair.text)
    if not glyphs or not characters:
        return None
    unsure = unknown = 0.0
    for code in (code for font in fonts for code in font.readings):
        if code.text == _UNKNOWN:
            unknown += code.uses
        else:
            unsure += code.uses * (1 - code.confidence)
    # A letter that is not known is a glyph of a code that nothing told, a character that stands for it, mostly both.
    lost = max(unknown / glyphs, len(re.findall(_LOST, repair.text)) / characters)
    doubted = sum(_doubted(step.edits, applied=True) + _doubted(step.held, applied=False) for step in repair.steps)
    return round(max(0.0, 1 - unsure / glyphs - lost) * max(0.0, 1 - doubted / characters), _DECIMALS)


def _doubted(edits: Edits, *, applied: bool) -> float:
    """Return how many characters are wrong, as the confidences have it: of an edit the wider of its two sides."""
    doubts = [1 - cause.confidence if applied else cause.confidence for cause in edits.causes]
    if not any(doubts):
        return 0.0
    texts = repeat(edits.texts, len(edits)) if isinstance(edits.texts, str) else edits.texts
    widths = (max(end - start, len(text)) for start, end, text in zip(edits.starts, edits.ends, texts, strict=True))
    if edits.cause_of is None:
        return doubts[0] * sum(widths)
    return sum(width * doubts[cause] for width, cause in zip(widths, edits.cause_of, strict=True))
