"""Type 0 fonts: a CMap and a CIDFont (ISO 32000-2 9.7)."""

from __future__ import annotations

from collections.abc import Callable

from tarmim.errors import PdfError
from tarmim.pdf.cmaps import CMap, predefined_cmap, read_cmap
from tarmim.pdf.fontparts import FontParts
from tarmim.pdf.open import Dictionary, Stream
from tarmim.pdf.widths import CidWidths, VerticalMetrics

__all__ = ["composite_font"]


def composite_font(font: Dictionary) -> FontParts:
    """Return the parts of a Type 0 font; without a CMap that can be read it counts as Identity-H."""
    descendants = font.array("DescendantFonts")
    descendant = descendants[0] if len(descendants) else None
    cid_font = descendant if isinstance(descendant, Dictionary) else font
    cmap = _cmap_of(font)
    widths = CidWidths(cid_font)

    def text_of(code: int) -> str | None:
        return cmap.text(code, _length_of(cmap, code))

    return FontParts(
        descriptor=cid_font.dictionary("FontDescriptor"),
        cmap=cmap,
        vertical=VerticalMetrics(cid_font, widths) if cmap.is_vertical else None,
        names=None,
        text_of=text_of,
        width_of=lambda code: widths(cmap.cid(code)),
        cid_of=cmap.cid,
        glyph_of=_glyph_of(cid_font, cmap),
    )


def _cmap_of(font: Dictionary) -> CMap:
    try:
        cmap = read_cmap(font.get("Encoding"))
    except PdfError:
        cmap = None
    identity = predefined_cmap("Identity-H")
    assert identity is not None
    if cmap is None:
        return identity
    if not cmap.spaces:
        cmap.spaces = identity.spaces
    return cmap


def _length_of(cmap: CMap, code: int) -> int:
    """Return how many bytes a code has, as far as the code itself tells."""
    shortest = min(len(space.low) for space in cmap.spaces)
    return max(shortest, (code.bit_length() + 7) // 8)


def _glyph_of(cid_font: Dictionary, cmap: CMap) -> Callable[[int], int | None]:
    """Return the look-up of glyph ids by code: /CIDToGIDMap of a TrueType CIDFont (9.7.4.3), else unknown."""
    if cid_font.name("Subtype") != "CIDFontType2":
        return lambda _code: None
    mapping = cid_font.get("CIDToGIDMap")
    if not isinstance(mapping, Stream):
        return cmap.cid
    table = _read_or_nothing(mapping)

    def glyph_of(code: int) -> int | None:
        place = 2 * cmap.cid(code)
        pair = table[place : place + 2]
        return int.from_bytes(pair, "big") if len(pair) == 2 else None

    return glyph_of


def _read_or_nothing(stream: Stream) -> bytes:
    try:
        return stream.read()
    except PdfError:
        return b""
