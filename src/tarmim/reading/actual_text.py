"""What an ActualText covers (ISO 32000-2 14.9.4): a run of glyphs on a page is one unit, with its text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from tarmim.model.unprintable import without_unprintable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.model.glyph import PageGlyphs

__all__ = ["actual_spans", "actual_texts"]


def actual_spans(page: PageGlyphs, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each of these glyphs the marked content whose ActualText covers it, -1 where there is none."""
    spans: NDArray[np.int64] = page.of_content("actual", default=-1)[numbers]
    return spans


def actual_texts(page: PageGlyphs, firsts: NDArray[np.int64], texts: Sequence[str]) -> list[str]:
    """Return the texts of units, given by their first glyphs, those that an ActualText covers with what it says."""
    found = list(texts)
    spans = actual_spans(page, firsts)
    for k in np.flatnonzero(spans >= 0).tolist():
        found[k] = without_unprintable(page.contents[spans[k]].actual_text or "")
    return found
