"""Glyphs made of glyphs (OpenType 1.9, glyf): whether drawing one comes to an end.

FreeType follows components without counting them: forty glyphs, each of which draws the one before it twice, take it a
day where the first draws nothing.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.identity.program.freetype_internals import sfnt_table

if TYPE_CHECKING:
    import freetype

__all__ = ["has_endless_composites"]

#: Components that a glyph may come to, all in all; a letter with its dots and marks has some ten. FreeType takes .1 s
#: for 500,000.
_MOST_COMPONENTS: Final = 10_000
#: Flags of a component: its offsets are words; one, two or four scales follow; another component follows.
_WORDS, _SCALE, _TWO_SCALES, _FOUR_SCALES, _MORE = 0x1, 0x8, 0x40, 0x80, 0x20
#: How deep glyphs may nest.
_MOST_DEPTH: Final = 64


def has_endless_composites(face: freetype.Face) -> bool:
    """Tell whether a glyph of a TrueType program is made of more components than could be drawn."""
    head, loca, glyf = (sfnt_table(face, tag) for tag in ("head", "loca", "glyf"))
    if len(head) < 52 or not loca or not glyf:
        return False
    is_long = head[51] == 1
    width = 4 if is_long else 2
    places = np.frombuffer(loca[: len(loca) // width * width], f">u{width}").astype(np.int64) * (1 if is_long else 2)
    glyphs = np.flatnonzero((places[1:] > places[:-1]) & (places[:-1] + 10 <= len(glyf)))
    is_made = np.frombuffer(glyf, np.uint8)[places[glyphs]] >= 0x80  # a negative number of contours
    parts = {glyph: list(_components(glyf, int(places[glyph]) + 10)) for glyph in glyphs[is_made].tolist()}
    counts: dict[int, int] = {}
    return any(_count(glyph, parts, counts, 0) > _MOST_COMPONENTS for glyph in parts)


def _components(glyf: bytes, place: int) -> Iterator[int]:
    """Yield the glyphs that a glyph is made of."""
    for _ in range(_MOST_COMPONENTS):
        try:
            flags, glyph = struct.unpack_from(">HH", glyf, place)
        except struct.error:
            return
        yield glyph
        scales = 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _FOUR_SCALES else 0
        place += 4 + (4 if flags & _WORDS else 2) + scales
        if not flags & _MORE:
            return


def _count(glyph: int, parts: dict[int, list[int]], counts: dict[int, int], depth: int) -> int:
    """Return how many components a glyph comes to; one that is made of itself FreeType refuses."""
    if glyph not in parts:
        return 1
    if glyph not in counts:
        if depth > _MOST_DEPTH:
            return _MOST_COMPONENTS + 1
        counts[glyph] = 1
        counts[glyph] = 1 + sum(_count(part, parts, counts, depth + 1) for part in parts[glyph])
    return counts[glyph]
