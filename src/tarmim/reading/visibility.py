"""Which glyphs of a page are to be read: what shows, and the text layer of a scan; not white text on white."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.model.cached import cached
from tarmim.model.glyph import Unseen

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.model.glyph import PageGlyphs

__all__ = ["are_readable", "is_text_layer"]

#: A page is a scan with a text layer where this share of its glyphs is hidden; on others hidden text repeats what is
#: seen. By judgement, as the next two.
_LAYER_SHARE: Final = 0.8
#: Text of fewer points than this nobody can read; nor white text, where nothing of another colour was painted.
_LEAST_POINTS: Final = 1.5
_WHITE: Final = 0xFFFFFF
#: The middle of a letter is this high above its baseline, in ems.
_MIDDLE_EMS: Final = 0.3
#: Why glyphs do not show: they stand where nothing shows, or have no ink.
_AWAY: Final = int(Unseen.OUTSIDE | Unseen.CLIPPED | Unseen.OPTIONAL)
_WITHOUT_INK: Final = int(Unseen.MODE)


@cached
def are_readable(page: PageGlyphs) -> NDArray[np.bool_]:
    """Return which glyphs are to be read: those that show, or a scan's text layer."""
    glyphs = page.glyphs
    sizes = np.hypot(glyphs.matrices[:, 2], glyphs.matrices[:, 3])
    shown: NDArray[np.bool_] = glyphs.unseen & _AWAY == 0
    hidden = glyphs.unseen & _WITHOUT_INK != 0
    if shown.any() and hidden[shown].mean() < _LAYER_SHARE:
        visible = shown & ~hidden & (sizes >= _LEAST_POINTS)
        pale = visible & (glyphs.fills == _WHITE)
        if pale.any():
            pale[pale] = ~_are_on_colour(page, np.flatnonzero(pale))
        if pale.sum() < visible.sum() / 2:  # most text is white: on something that is not known here
            visible &= ~pale
        shown = visible
    return shown


def _are_on_colour(page: PageGlyphs, numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which of the glyphs stand on an area that is not white: what was painted there last."""
    glyphs = page.glyphs
    middles = glyphs.origins[numbers] + glyphs.advances[numbers] / 2 + _MIDDLE_EMS * glyphs.matrices[numbers, 2:]
    order = np.argsort(middles[:, 1], kind="stable")
    across, up = middles[order].T
    found = np.zeros(len(numbers), dtype=bool)
    for (left, bottom, right, top), fill in page.grounds:
        begin, end = np.searchsorted(up, bottom), np.searchsorted(up, top, side="right")
        here = across[begin:end]
        found[order[begin:end][(here >= left) & (here <= right)]] = fill != _WHITE
    return found


def is_text_layer(page: PageGlyphs) -> bool:
    """Tell whether text without ink is read: there is hardly any other, as on a scan with a text layer."""
    return bool((page.glyphs.unseen[are_readable(page)] & _WITHOUT_INK).any())
