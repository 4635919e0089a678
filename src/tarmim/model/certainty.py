"""How sure a document's text is, taken together: its letters as they were read, and the repairs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import Final

from tarmim.model.edits import Edits
from tarmim.model.identity import FontRecord
from tarmim.model.repair import Repair

__all__ = ["certainty_of"]

#: Beyond these decimals the share depends on the order in which it is summed.
_DECIMALS: Final = 6


def certainty_of(repair: Repair, fonts: Sequence[FontRecord]) -> float | None:
    """Return what `Document.confidence` says; None without glyphs or without text."""
    glyphs = sum(font.uses for font in fonts)
    characters = len(repair.text)
    if not glyphs or not characters:
        return None
    unsure = sum(code.uses * (1 - code.confidence) for font in fonts for code in font.readings)
    doubted = sum(_doubted(step.edits, applied=True) + _doubted(step.held, applied=False) for step in repair.steps)
    return round(max(0.0, 1 - unsure / glyphs) * max(0.0, 1 - doubted / characters), _DECIMALS)


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
