"""Fonts: what codes mean, how wide they are, which CID and glyph they select."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from tarmim.model.glyph import State, font_and_code
from tarmim.pdf.cmaps import parse, predefined_cmap
from tarmim.pdf.names import text_of_name
from tarmim.pdf.program_names import program_names
from tarmim.pdf.to_unicode import parse_to_unicode
from tests.unit.pdf.made import composite_font, made, origins, read, saved, simple_font, text
from tests.unit.pdf.oracle import deviations, oracle_pages

LAM, ALEF, MEEM = "\u0644", "\u0627", "\u0645"


def shown(font: Any, string: bytes = b"(a)", pdf: Pdf | None = None) -> Any:
    content = made(b"BT /F1 10 Tf " + string + b" Tj ET", pdf, Font=Dictionary(F1=font))
    page = read(content)
    assert page.problems == ()
    oracle = next(oracle_pages(content))
    if not page.fonts[0].is_vertical:
        assert deviations(page, oracle) == []
    return page


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("A", "A"),
        ("afii57444", LAM),
        ("uni0644", LAM),
        ("uni0644.fina", LAM),
        ("uni06440627", LAM + ALEF),
        ("u0644", LAM),
        ("u1F600", "\U0001f600"),
        ("uni0644_uni0627.liga", LAM + ALEF),
        ("f_f_i", "ffi"),
        ("g123", None),
        (".notdef", None),
        ("uniD800", None),
        ("u110000", None),
        ("", None),
    ],
)
def test_glyph_names(name: str, letters: str | None) -> None:
    assert text_of_name(name) == letters


def to_unicode(body: bytes) -> bytes:
    return b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange " + body + b" endcmap"


@pytest.mark.parametrize(
    ("body", "letters", "state"),
    [
        (b"1 beginbfchar <0001> <0644> endbfchar", LAM, State.MAPPED),
        (b"1 beginbfchar <0001> <06440627> endbfchar", LAM + ALEF, State.MAPPED),
        (b"1 beginbfchar <0001> <D83DDE00> endbfchar", "\U0001f600", State.MAPPED),
        (b"1 beginbfchar <0001> <> endbfchar", "", State.EMPTY),
        (b"1 beginbfchar <0001> <0000> endbfchar", "\0", State.NULL),
        (b"1 beginbfchar <0001> <FFFD> endbfchar", "\ufffd", State.NULL),
        (b"1 beginbfchar <0002> <0644> endbfchar", "", State.ABSENT),
        (b"1 beginbfchar <0001> /afii57444 endbfchar", LAM, State.MAPPED),
        (b"1 beginbfrange <0000> <0005> <0643> endbfrange", LAM, State.MAPPED),
        (b"1 beginbfrange <0000> <0005> <06270643> endbfrange", ALEF + LAM, State.MAPPED),
        (b"1 beginbfrange <0000> <0001> [<0645> <06440627>] endbfrange", LAM + ALEF, State.MAPPED),
        (b"1 beginbfrange <0001><0001><0644>endbfrange", LAM, State.MAPPED),
        (b"1 beginbfchar <00 01> <06 44> endbfchar", LAM, State.MAPPED),
        (b"1 beginbfchar <0001> <44> endbfchar", "D", State.MAPPED),
        (b"1 beginbfchar <0001> <0644>", LAM, State.MAPPED),
        (b"1 beginbfrange <0005> <0000> <0643> endbfrange", "", State.ABSENT),
        (b"1 beginbfchar <zz> <0644> endbfchar", "", State.ABSENT),
    ],
)
def test_to_unicode(body: bytes, letters: str, state: State) -> None:
    pdf = pikepdf.new()
    page = read(
        made(b"BT /F1 10 Tf <0001> Tj ET", pdf, Font=Dictionary(F1=composite_font(pdf, to_unicode=to_unicode(body))))
    )
    assert (page.glyphs.texts, page.glyphs.states.tolist()) == ([letters], [state])


def test_a_map_of_all_codes_stays_one_range() -> None:
    codes = parse_to_unicode(b"1 beginbfrange <0000> <FFFF> <0000> endbfrange").map
    assert codes is not None
    assert (len(codes.singles), len(codes.starts), len(codes)) == (0, 1, 65536)
    assert codes.get(0x644) == LAM


def test_widths_of_a_composite_font() -> None:
    pdf = pikepdf.new()
    font = composite_font(pdf, W=Array([1, Array([250, 500]), 10, 20, 2000]), DW=100)
    page = shown(font, b"<00010002000A0014001500FF>", pdf)
    assert origins(page) == [(0, 0), (2.5, 0), (7.5, 0), (27.5, 0), (47.5, 0), (48.5, 0)]


def test_half_a_code_at_the_end() -> None:
    pdf = pikepdf.new()
    page = read(made(b"BT /F1 10 Tf <000100> Tj ET", pdf, Font=Dictionary(F1=composite_font(pdf))))
    assert page.glyphs.codes.tolist() == [1, 0]


def test_word_spacing_is_not_for_two_byte_codes() -> None:
    pdf = pikepdf.new()
    page = read(
        made(b"BT /F1 10 Tf 5 Tw <00200001> Tj ET", pdf, Font=Dictionary(F1=composite_font(pdf))),
    )
    assert origins(page) == [(0, 0), (10, 0)]


MIXED = (
    b"/WMode 0 def 2 begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange "
    b"1 begincidchar <41> 2 endcidchar 1 begincidrange <8000> <8010> 1 endcidrange"
)


def test_an_embedded_cmap_of_mixed_lengths() -> None:
    pdf = pikepdf.new()
    page = shown(composite_font(pdf, encoding=Stream(pdf, MIXED)), b"<4180008001>", pdf)
    font = page.fonts[0]
    assert page.glyphs.codes.tolist() == [0x41, 0x8000, 0x8001]
    assert [font.cid_of(code) for code in page.glyphs.codes.tolist()] == [2, 1, 2]
    assert (font.code_bytes, origins(page)) == (0, [(0, 0), (5, 0), (7.5, 0)])


def test_codes_of_three_and_four_bytes() -> None:
    cmap = parse(b"3 begincodespacerange <00> <10> <8EA1A1> <8EFEFE> <90308130> <9039FE39> endcodespacerange")
    codes = [(0x8EA1A1, 3), (5, 1), (0x90308130, 4), (0x20, 1)]
    assert cmap.split(bytes.fromhex("8EA1A1 05 90308130 20")) == codes


def test_usecmap() -> None:
    pdf = pikepdf.new()
    used = Stream(pdf, b"1 begincidrange <0000> <00FF> 100 endcidrange")
    stream = Stream(pdf, b"1 begincidrange <0010> <0011> 1 endcidrange")
    stream.UseCMap = used
    page = read(
        made(b"BT /F1 10 Tf <000F00100012> Tj ET", pdf, Font=Dictionary(F1=composite_font(pdf, encoding=stream)))
    )
    assert [page.fonts[0].cid_of(code) for code in page.glyphs.codes.tolist()] == [115, 1, 118]


@pytest.mark.parametrize(
    ("name", "code", "length", "letter"),
    [
        ("UniJIS-UCS2-H", 0x3042, 2, "\u3042"),
        ("UniGB-UTF16-V", 0xD83DDE00, 4, "\U0001f600"),
        ("90ms-RKSJ-H", 0x82A0, 2, "\u3042"),
        ("GBK-EUC-H", 0xB0A1, 2, "\u554a"),
        ("ETenms-B5-H", 0xA440, 2, "\u4e00"),
        ("KSCms-UHC-H", 0xB0A1, 2, "\uac00"),
        ("90ms-RKSJ-H", 0x41, 1, "A"),
    ],
)
def test_predefined_cmaps(name: str, code: int, length: int, letter: str) -> None:
    cmap = predefined_cmap(name)
    assert cmap is not None
    assert cmap.split(code.to_bytes(length, "big")) == [(code, length)]
    assert cmap.text(code, length) == letter
    assert cmap.is_vertical == name.endswith("V")


def test_vertical_writing() -> None:
    pdf = pikepdf.new()
    font = composite_font(pdf, encoding=Name("/Identity-V"), W2=Array([2, Array([-500, 100, 800])]))
    page = shown(font, b"<000100020003>", pdf)
    assert page.fonts[0].is_vertical
    assert origins(page) == [(-1.25, -8.8), (-1, -18), (-3.75, -23.8)]
    assert page.glyphs.advances.tolist() == [[0, -10], [0, -5], [0, -10]]


def test_differences() -> None:
    encoding = Dictionary(
        BaseEncoding=Name.WinAnsiEncoding, Differences=Array([97, Name.afii57444, Name("/uni0627.fina"), 65, Name.g1])
    )
    font = simple_font()
    font.Encoding = encoding
    page = shown(font, b"(abcA)")
    assert page.glyphs.texts == [LAM, ALEF, "c", ""]
    assert page.glyphs.states.tolist() == [0, 0, 0, State.ABSENT]
    assert (page.fonts[0].names or {})[65] == "g1"


@pytest.mark.parametrize(
    ("name", "string", "places"),
    [
        ("Helvetica", b"(Wi!)", [0, 9.44, 11.66]),
        ("Times-Bold", b"(Wi!)", [0, 10.0, 12.78]),
        ("Courier", b"(Wi!)", [0, 6.0, 12.0]),
        ("Symbol", b"(ab)", [0, 6.31]),
        ("ArialMT", b"(Wi!)", [0, 9.44, 11.66]),
    ],
)
def test_standard_fonts(name: str, string: bytes, places: list[float]) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + name))
    page = read(made(b"BT /F1 10 Tf " + string + b" Tj ET", Font=Dictionary(F1=font)))
    assert [x for x, _ in origins(page)] == places
    assert all(state == State.MAPPED for state in page.glyphs.states.tolist())


def test_symbol_has_its_own_letters() -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Symbol)
    assert text(read(made(b"BT /F1 10 Tf (ab) Tj ET", Font=Dictionary(F1=font)))) == "\u03b1\u03b2"


def test_type3_widths_follow_the_font_matrix() -> None:
    pdf = pikepdf.new()
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontMatrix=Array([0.01, 0, 0, 0.01, 0, 0]), FontBBox=Array([0, 0, 99, 99]),
        FirstChar=97, LastChar=98, Widths=Array([50, 100]), CharProcs=Dictionary(x=Stream(pdf, b"50 0 d0")),
        Encoding=Dictionary(Differences=Array([97, Name.x, Name.afii57444])),
    )  # fmt: skip
    page = shown(font, b"(aba)", pdf)
    assert origins(page) == [(0, 0), (5, 0), (15, 0)]
    assert page.glyphs.texts == ["x", LAM, "x"]


def test_missing_width() -> None:
    font = simple_font(FontDescriptor=Dictionary(MissingWidth=300, Flags=32))
    assert origins(shown(font, rb"(\200a)")) == [(0, 0), (3, 0)]


def test_font_facts() -> None:
    page = read(made(b"BT /F1 10 Tf (a) Tj ET"))
    font = page.fonts[0]
    assert (font.name, font.subtype, font.is_embedded) == ("Test", "TrueType", False)
    assert (font.width_of(ord(" ")), font.program()) == (0.5, b"")


def test_the_program_is_read_when_asked_for() -> None:
    from tarmim.pdf.document import open_document

    pdf = pikepdf.new()
    font = simple_font(FontDescriptor=Dictionary(Flags=32, FontFile2=Stream(pdf, b"sfnt")))
    content = made(b"BT /F1 10 Tf (a) Tj ET", pdf, Font=Dictionary(F1=font))
    with open_document(content) as document:
        loaded = document.page(0).fonts[0]
        assert loaded.program() == b"sfnt"
        assert loaded.is_embedded
    assert loaded.program() == b""


def test_fonts_are_one_object_a_document() -> None:
    from tarmim.pdf.document import open_document

    pdf = pikepdf.new()
    font = pdf.make_indirect(simple_font())
    for _ in range(2):
        made(b"BT /F1 10 Tf (a) Tj /F2 9 Tf (b) Tj ET", pdf, Font=Dictionary(F1=font, F2=font))
    with open_document(saved(pdf)) as document:
        first, second = document.pages()
    assert len(first.fonts) == 1
    assert first.fonts[0] is second.fonts[0]
    assert first.keys().tolist() == second.keys().tolist()


def test_the_key_of_a_glyph_is_its_font_and_its_code() -> None:
    fonts = Dictionary(F1=simple_font(), F2=simple_font(Flags=4))
    page = read(made(b"BT /F2 10 Tf (a) Tj /F1 10 Tf (aba) Tj ET", Font=fonts))
    other_font, one, two, again = page.keys().tolist()
    assert one == again
    assert len({other_font, one, two}) == 3
    assert font_and_code(two) == (page.fonts[1].number, ord("b"))


def test_cid_to_gid_map() -> None:
    pdf = pikepdf.new()
    font = composite_font(pdf, CIDToGIDMap=Stream(pdf, bytes.fromhex("0000 0007 0009")))
    glyph_of = read(made(b"BT /F1 10 Tf <0001> Tj ET", pdf, Font=Dictionary(F1=font))).fonts[0].glyph_of
    assert [glyph_of(1), glyph_of(2), glyph_of(3)] == [7, 9, None]


def test_the_encoding_of_a_type1_program() -> None:
    program = b"%!PS-AdobeFont-1.0\n/Encoding 256 array\ndup 65 /afii57444 put\ndup 66/B put\nreadonly def eexec"
    assert program_names(program) == {65: "afii57444", 66: "B"}


def test_a_cff_program_that_lies_is_refused() -> None:
    with pytest.raises((ValueError, IndexError)):
        program_names(bytes.fromhex("01000401 FFFF 04 00000001"))


def test_a_missing_font_is_a_problem() -> None:
    page = read(made(b"BT /F1 10 Tf (a) Tj /F9 10 Tf (b) Tj ET"))
    assert text(page) == "a"
    assert "F9" in page.problems[0].message


def test_widths_with_holes_count_as_zero() -> None:
    pdf = pikepdf.new()
    holes = pikepdf.Object.parse(b"[1 [250 null 500]]")
    page = read(made(b"BT /F1 10 Tf <0001000200030001> Tj ET", pdf, Font=Dictionary(F1=composite_font(pdf, W=holes))))
    assert origins(page) == [(0, 0), (2.5, 0), (2.5, 0), (7.5, 0)]
