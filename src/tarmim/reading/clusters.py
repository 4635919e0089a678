"""What maps say of clusters, glyphs that share letters: seen where they stand, a map may contradict itself."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from tarmim.identity.readings import Code, decomposed
from tarmim.model.font import State

if TYPE_CHECKING:
    from tarmim.model.glyph import Glyphs, PageGlyphs

__all__ = ["Clusters"]


@dataclass(slots=True)
class Clusters:
    """The glyphs that stand with codes mapped to nothing, and those that take no room but are mapped to letters.

    followers  codes, and what followed them of codes mapped to nothing; () where nothing did
    beside     codes that take no room and are mapped to a letter with marks: what stood before them and behind
    texts      what those are mapped to
    """

    followers: defaultdict[Code, set[tuple[int, ...]]] = field(default_factory=lambda: defaultdict(set))
    beside: dict[Code, tuple[set[str], set[str]]] = field(default_factory=dict)
    texts: dict[Code, str] = field(default_factory=dict)

    def take(self, page: PageGlyphs) -> None:
        """Look at the clusters of a page."""
        if len(page.glyphs):
            numbers = [font.number for font in page.fonts]
            self._take_followers(page)
            self._take_marks(page.glyphs, numbers)

    def _take_followers(self, page: PageGlyphs) -> None:
        glyphs = page.glyphs
        empty = glyphs.map_states == State.EMPTY
        if not empty.any():
            return
        heads = np.flatnonzero(~empty & (glyphs.states == State.MAPPED))
        tails = np.append(np.flatnonzero(~empty)[1:], len(empty))
        tails = tails[np.searchsorted(tails, heads, side="right")]
        keys = page.keys()[heads]
        having = np.isin(keys, keys[tails - heads > 1])
        for head, tail in zip(heads[having].tolist(), tails[having].tolist(), strict=True):
            code = page.fonts[glyphs.fonts[head]].number, int(glyphs.codes[head])
            self.followers[code].add(tuple(glyphs.codes[head + 1 : tail].tolist()))

    def _take_marks(self, glyphs: Glyphs, numbers: list[int]) -> None:
        marked = {text for text in set(glyphs.texts) if _has_marks(text)}
        if not marked:
            return
        still = ~glyphs.advances.any(axis=1) & (glyphs.states == State.MAPPED)
        texts = glyphs.texts
        for k in np.flatnonzero(still).tolist():
            if texts[k] in marked:
                code = numbers[glyphs.fonts[k]], int(glyphs.codes[k])
                before, behind = self.beside.setdefault(code, (set(), set()))
                before.add(texts[k - 1] if k else "")
                behind.add(texts[k + 1] if k + 1 < len(texts) else "")
                self.texts[code] = texts[k]


def _has_marks(text: str) -> bool:
    """Tell whether a text is one letter with marks, composed or not."""
    plain = decomposed(text)
    return len(plain) > 1 and not unicodedata.combining(plain[0]) and all(map(unicodedata.combining, plain[1:]))
