"""Type 0 fonts: a CMap and a CIDFont (ISO 32000-2 9.7)."""

from __future__ import annotations

from collections.abc import Callable

from tarmim.errors import PdfError
from tarmim.pdf.cmaps import CMap, predefined_cmap, read_cmap
from tarmim.pdf.fontparts import FontParts
from tarmim.pdf.objects import Dictionary, Stream
from tarmim.pdf.widths import CidWidths, VerticalMetrics

__all__ = ["composite_font"]


def composite_font(font: Dictionary) -> FontParts:
    """Return the parts of a Type 0 font; without a CMap that can be read it counts as Identity-H."""
    descendants = font.array("DescendantFonts")
    descendant = descendants[0] if len(descendants) else None
    cid_font = descendant if isinstance(descendant, Dictionary) else font
    cmap, problems = _cmap_of(font)
    glyph_of, of_glyphs = _glyph_of(cid_font, cmap)
    if cid_font is font:
        problems = (*problems, "it has no descendant font: its widths are not known")
    widths = CidWidths(cid_font, _LOST_WIDTH) if cid_font is font else CidWidths(cid_font)

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
        glyph_of=glyph_of,
        problems=(*problems, *of_glyphs),
    )


def _cmap_of(font: Dictionary) -> tuple[CMap, tuple[str, ...]]:
    """Return the CMap, and what went wrong with it."""
    problems: tuple[str, ...] = ()
    try:
        cmap = read_cmap(font.get("Encoding"))
    except PdfError:
        cmap = None
        problems = ("its CMap is damaged: every two bytes count as a code",)
    identity = predefined_cmap("Identity-H")
    assert identity is not None
    if cmap is None:
        return identity, problems
    if not cmap.spaces:
        cmap.spaces = identity.spaces
    return cmap, tuple(f"its CMap has {problem}" for problem in cmap.problems)


def _length_of(cmap: CMap, code: int) -> int:
    """Return how many bytes a code has, as far as the code itself tells."""
    return max(cmap.shortest, (code.bit_length() + 7) // 8)


#: How wide glyphs are whose widths are lost: an em throws lines off the page; letters of Naskh fonts have .3 to .8.
_LOST_WIDTH = 500.0

#: What a CIDFont may be.
_CID_KINDS = ("CIDFontType0", "CIDFontType2")


def _glyph_of(cid_font: Dictionary, cmap: CMap) -> tuple[Callable[[int], int | None], tuple[str, ...]]:
    """Return the look-up of glyph ids by code, and what went wrong with it.

    /CIDToGIDMap of a TrueType CIDFont says them (9.7.4.3); else they are unknown. Where the font does not say of which
    kind it is, its program does.
    """
    kind = cid_font.name("Subtype")
    descriptor = None if kind in _CID_KINDS else cid_font.dictionary("FontDescriptor")
    if kind != "CIDFontType2" and (descriptor is None or descriptor.stream("FontFile2") is None):
        return (lambda _code: None), ()
    mapping = cid_font.get("CIDToGIDMap")
    if not isinstance(mapping, Stream):
        return cmap.cid, ()
    problems: tuple[str, ...] = ()
    decoded = mapping.decode()
    table = decoded.content
    if decoded.problem:
        problems = ("its table of glyphs is damaged: its letters are read by its map alone",)

    def glyph_of(code: int) -> int | None:
        place = 2 * cmap.cid(code)
        pair = table[place : place + 2]
        return int.from_bytes(pair, "big") if len(pair) == 2 else None

    return glyph_of, problems
