"""Font programs made by the tests, every glyph a square, and the PDF fonts that embed them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import pikepdf
from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from tarmim.identity.program.font_program import Program, open_program
from tarmim.model.font import Font
from tarmim.pdf.document import open_document
from tests.unit.pdf.made import made

#: Flags of a descriptor (ISO 32000-2 table 121).
SYMBOLIC, NONSYMBOLIC = 4, 32


def square(pen: Any) -> Any:
    pen.moveTo((100, 0))
    pen.lineTo((100, 500))
    pen.lineTo((500, 500))
    pen.lineTo((500, 0))
    pen.closePath()
    return pen


def truetype(
    names: Sequence[str],
    characters: Mapping[str, str],
    *,
    features: str = "",
    keep_names: bool = True,
    cmaps: Mapping[tuple[int, int], Mapping[int, str]] | None = None,
) -> TTFont:
    """Return a TrueType font.

    names       of its glyphs behind .notdef
    characters  of its Unicode cmap: their glyphs' names
    features    substitutions, as feaLib reads them
    keep_names  whether the post table has the names
    cmaps       by platform and encoding, in place of the Unicode one
    """
    order = [".notdef", *names]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(char): name for char, name in characters.items()})
    builder.setupGlyf({name: square(TTGlyphPen(None)).glyph() for name in order})
    _finish(builder, order, keep_names=keep_names)
    font = builder.font
    if features:
        addOpenTypeFeaturesFromString(font, features)
    if cmaps is not None:
        font["cmap"].tables = [_cmap(*key, codes) for key, codes in cmaps.items()]
    return font


def cff(names: Sequence[str], characters: Mapping[str, str] | None = None) -> TTFont:
    """Return an OpenType font with a CFF program whose glyphs have names."""
    order = [".notdef", *names]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(char): name for char, name in (characters or {}).items()})
    strings = {name: square(T2CharStringPen(600, None)).getCharString() for name in order}
    builder.setupCFF("Squares", {"FullName": "Squares"}, strings, {})
    _finish(builder, order, keep_names=True)
    return builder.font


def cid_keyed(cids: Sequence[int]) -> TTFont:
    """Return an OpenType font with a CFF program whose glyphs have CIDs for names (Adobe technical note 5176)."""
    names = [f"cid{cid:05d}" for cid in cids]
    font = cff(names)
    top = font["CFF "].cff.topDictIndex[0]
    top.ROS = ("Adobe", "Identity", 0)
    top.CIDCount = max(cids) + 1
    part = FontDict()
    part.Private = top.Private
    part.FontName = "Squares"
    top.FDArray = FDArrayIndex()
    top.FDArray.append(part)
    top.FDSelect = FDSelect()
    top.FDSelect.format = 3
    top.FDSelect.gidArray = [0] * (len(cids) + 1)
    top.CharStrings.fdArray, top.CharStrings.fdSelect = top.FDArray, top.FDSelect
    for key in ("Private", "Encoding"):
        top.rawDict.pop(key, None)
        vars(top).pop(key, None)
    return font


def _finish(builder: FontBuilder, order: Sequence[str], *, keep_names: bool) -> None:
    builder.setupHorizontalMetrics(dict.fromkeys(order, (600, 100)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2()
    builder.setupNameTable({"familyName": "Squares", "styleName": "Regular"})
    builder.setupPost(keepGlyphNames=keep_names)


def _cmap(platform: int, encoding: int, codes: Mapping[int, str]) -> CmapSubtable:
    table = CmapSubtable.newSubtable(0 if platform == 1 else 4)
    table.platformID, table.platEncID, table.language, table.cmap = platform, encoding, 0, dict(codes)
    return table


def written(font: TTFont) -> bytes:
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def bare_cff(font: TTFont) -> bytes:
    """Return the CFF table alone, as PDFs embed it."""
    return bytes(TTFont(io.BytesIO(written(font))).reader["CFF "])


def table(font: TTFont, tag: str) -> bytes:
    return bytes(font[tag].compile(font)) if tag in font else b""


def descriptor(pdf: Pdf, key: str, data: bytes, *, flags: int = SYMBOLIC, subtype: str = "") -> Any:
    """Return a font descriptor with the program under FontFile2 or FontFile3."""
    stream = Stream(pdf, data)
    if subtype:
        stream.Subtype = Name("/" + subtype)
    entries: dict[str, Any] = {key: pdf.make_indirect(stream)}
    return pdf.make_indirect(
        Dictionary(Type=Name.FontDescriptor, FontName=Name.Test, Flags=flags, Ascent=800, Descent=-200, **entries)
    )


def simple(pdf: Pdf, subtype: str, about: Any, **entries: Any) -> Any:
    """Return a simple font of codes 32 to 255."""
    return Dictionary(
        Type=Name.Font, Subtype=Name("/" + subtype), BaseFont=Name("/ABCDEF+Test"), FirstChar=32, LastChar=255,
        Widths=Array([600] * 224), FontDescriptor=about, **entries,
    )  # fmt: skip


def composite(pdf: Pdf, subtype: str, about: Any, *, to_unicode: bytes = b"", **cid: Any) -> Any:
    """Return a Type 0 font of two-byte codes that are CIDs; further entries go to the CIDFont."""
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name("/" + subtype), BaseFont=Name.Test, DW=600, FontDescriptor=about,
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0), **cid,
    )  # fmt: skip
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Test, Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
    )  # fmt: skip
    if to_unicode:
        font.ToUnicode = Stream(pdf, to_unicode)
    return font


def opened(pdf: Pdf, font: Any, shown: bytes = b"<0001>") -> tuple[Font, Program | None]:
    """Return a PDF's font and its program, both as Tarmim reads them."""
    content = made(b"BT /F1 10 Tf " + shown + b" Tj ET", pdf, Font=Dictionary(F1=pdf.make_indirect(font)))
    with open_document(content) as document:
        (loaded,) = document.page(0).fonts
        return loaded, open_program(loaded)


def program(pdf: Pdf, font: Any, shown: bytes = b"<0001>") -> Program:
    found = opened(pdf, font, shown)[1]
    assert found is not None
    return found


def new() -> Pdf:
    return pikepdf.new()
