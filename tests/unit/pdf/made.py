"""PDFs built by the tests: one page, its content stream, its resources."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from tarmim.model.glyph import PageGlyphs
from tarmim.pdf.document import open_document

#: Widths of codes 32 to 126 of the test font: 500, so that sums are easy.
_WIDTHS = [500] * 95


def simple_font(**entries: Any) -> Dictionary:
    """A TrueType font without a program, half an em a glyph."""
    return Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/ABCDEF+Test"), FirstChar=32, LastChar=126,
        Widths=Array(_WIDTHS), Encoding=Name.WinAnsiEncoding, **entries,
    )  # fmt: skip


def composite_font(pdf: Pdf, *, encoding: Any = Name("/Identity-H"), to_unicode: bytes = b"", **cid: Any) -> Dictionary:  # noqa: B008
    """A Type 0 font without a program; further entries go to the CIDFont."""
    entries: dict[str, Any] = {"W": Array([1, Array([250, 500, 750])]), "DW": 1000, **cid}
    descendant = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Test, **entries)
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Test, Encoding=encoding,
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
    )  # fmt: skip
    if to_unicode:
        font.ToUnicode = Stream(pdf, to_unicode)
    return font


def made(content: bytes, pdf: Pdf | None = None, *, page: Mapping[str, Any] | None = None, **resources: Any) -> bytes:
    """A PDF of one page, 200 by 200 points; F1 is the simple font unless fonts are given."""
    pdf = pdf or pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    sheet = pdf.pages[-1].obj
    resources.setdefault("Font", Dictionary(F1=simple_font()))
    sheet.Contents = Stream(pdf, content)
    sheet.Resources = Dictionary(**resources)
    for key, value in (page or {}).items():
        sheet["/" + key] = value
    return saved(pdf)


def saved(pdf: Pdf, **settings: Any) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **settings)
    return out.getvalue()


def read(content: bytes, number: int = 0, password: str | None = None) -> PageGlyphs:
    with open_document(content, password=password) as document:
        return document.page(number)


def form(pdf: Pdf, content: bytes, **entries: Any) -> Any:
    stream = Stream(pdf, content)
    stream.Type, stream.Subtype = Name.XObject, Name.Form
    for key, value in {"BBox": Array([0, 0, 200, 200]), **entries}.items():
        stream["/" + key] = value
    return pdf.make_indirect(stream)


def text(page: PageGlyphs) -> str:
    return "".join(page.glyphs.texts)


def origins(page: PageGlyphs) -> list[tuple[float, float]]:
    return [(round(x, 3), round(y, 3)) for x, y in page.glyphs.origins.tolist()]
