"""What freetype-py does not offer by a public name: its private parts are used here and nowhere else.

freetype-py 2 keeps the FT_Face of a face in `_FT_Face` and the loaded library in `freetype.raw._lib`; the dependency is
pinned below 3 for that.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    import freetype
    from numpy.typing import NDArray

__all__ = ["GlyphCurves", "glyph_curves", "glyphs_by_cid", "sfnt_table"]

#: FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP | FT_LOAD_IGNORE_TRANSFORM: font units, as drawn.
_LOAD_FLAGS: Final = 0x1 | 0x2 | 0x8 | 0x800

#: The points of a glyph (n x 2, font units), the kind of each (the low bits of FT_CURVE_TAG), where each contour ends
#: among them (exclusive), and the advance in font units.
GlyphCurves = tuple["NDArray[np.int64]", "NDArray[np.int64]", "NDArray[np.int64]", int]


def glyph_curves(face: freetype.Face, glyph: int, *, most_points: int) -> GlyphCurves | None:
    """Return the curves of a glyph, None where it is blank, cannot be read or has too many points."""
    import freetype

    if freetype.FT_Load_Glyph(face._FT_Face, glyph, _LOAD_FLAGS):
        return None
    slot = face._FT_Face.contents.glyph.contents
    outline = slot.outline
    size = int(outline.n_points)
    if outline.n_contours <= 0 or not 2 < size <= most_points:
        return None
    points = _copy(outline.points, 2 * size, ctypes.c_long).reshape(size, 2)  # FT_Vector is two longs
    kinds = _copy(outline.tags, size, ctypes.c_ubyte) & 3
    ends = _copy(outline.contours, int(outline.n_contours), ctypes.c_short)
    return points, kinds, ends.astype(np.int64) + 1, int(slot.metrics.horiAdvance)


def _copy(pointer: object, count: int, kind: type[ctypes._SimpleCData[int]]) -> NDArray[np.int64]:
    """Return a copy of the numbers behind a pointer."""
    width = ctypes.sizeof(kind)
    raw = ctypes.string_at(ctypes.cast(pointer, ctypes.c_void_p), count * width)  # type: ignore[arg-type]
    return np.frombuffer(raw, f"{'u' if kind is ctypes.c_ubyte else 'i'}{width}")


def glyphs_by_cid(face: freetype.Face) -> dict[int, int] | None:
    """Return glyphs by CID of a CID-keyed CFF program, None for any other: their CIDs are their glyphs."""
    import freetype
    from freetype.raw import _lib  # the binding has no name for this one function

    if not face.is_cid_keyed:
        return None
    cid = freetype.FT_UInt()
    found = {}
    for glyph in range(face.num_glyphs):
        if _lib.FT_Get_CID_From_Glyph_Index(face._FT_Face, glyph, freetype.byref(cid)) == 0:
            found[cid.value] = glyph
    return found


def sfnt_table(face: freetype.Face, tag: str) -> bytes:
    """Return a table of a TrueType or OpenType program, b"" where it has none."""
    import freetype
    from freetype.raw import FT_Load_Sfnt_Table

    length = freetype.FT_ULong(0)
    number = int.from_bytes(tag.encode("ascii").ljust(4), "big")
    if FT_Load_Sfnt_Table(face._FT_Face, number, 0, None, freetype.byref(length)) or not length.value:
        return b""
    buffer = freetype.create_string_buffer(length.value)
    failed = FT_Load_Sfnt_Table(
        face._FT_Face, number, 0, freetype.cast(buffer, freetype.POINTER(freetype.FT_Byte)), freetype.byref(length)
    )
    return b"" if failed else buffer.raw
