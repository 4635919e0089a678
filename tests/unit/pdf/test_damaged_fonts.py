"""Fonts that are damaged or made to cost: each loses what is damaged of it, says so once, and costs little."""

from __future__ import annotations

import time
from array import array
from decimal import Decimal
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

import tarmim
from tarmim.model.font import State
from tarmim.pdf.cmaps import MOST_ENTRIES, parse
from tarmim.pdf.code_spaces import CodeSpace, CodeSpaces
from tarmim.pdf.to_unicode import parse_to_unicode
from tests.unit.pdf.made import composite_font, made, origins, read, simple_font, text

LAM, ALEF, MEEM = "\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER MEEM}"
MAP = b"1 beginbfrange <0001> <0003> <0641> endbfrange"
WORD = b" BT /F1 10 Tf 20 100 Td <000100020003> Tj ET "
SHOWN = "\N{ARABIC LETTER FEH}\N{ARABIC LETTER QAF}\N{ARABIC LETTER KAF}"
#: Stands for a number that no float holds: see `one_page`.
INFINITE = Decimal("1234567.25")


def broken(pdf: Pdf) -> Any:
    """Return a stream whose filter fails at its first byte."""
    stream = pdf.make_indirect(Stream(pdf, b""))
    stream.write(b"no Flate", filter=Name.FlateDecode)
    return stream


def with_program(pdf: Pdf, stream: Any, key: str = "FontFile2") -> Any:
    entries = {key: stream, "Type": Name.FontDescriptor, "FontName": Name.Test, "Flags": 4}
    return pdf.make_indirect(Dictionary(**entries))


def one_page(font: Any, pdf: Pdf, content: bytes = WORD) -> bytes:
    data = made(content, pdf, Font=Dictionary(F1=pdf.make_indirect(font)))
    return data.replace(str(INFINITE).encode(), b"9" * 320 + b".0")


@pytest.mark.parametrize("key", ["FontFile", "FontFile2", "FontFile3"])
@pytest.mark.parametrize("data", [None, b"", b"garbage", b"\x00\x01\x00\x00" + b"\xff" * 200, b"OTTO" + bytes(40)])
def test_a_damaged_program_costs_the_program(key: str, data: bytes | None) -> None:
    """The third code has no map, so that the program is opened."""
    pdf = pikepdf.new()
    stream = broken(pdf) if data is None else pdf.make_indirect(Stream(pdf, data))
    font = composite_font(pdf, to_unicode=MAP, FontDescriptor=with_program(pdf, stream, key))
    content = one_page(font, pdf, WORD.replace(b"0003>", b"00030009>"))
    document = tarmim.extract(content)
    assert SHOWN[::-1] in document.text
    said = "the font Test: its program is damaged: its letters are read without it"
    assert document.problems == (() if data == b"" else ((1, said),))
    assert [page.problems for page in tarmim.inspect(content).pages] == [() if data == b"" else (said,)]


def test_what_is_wrong_with_a_font_is_said_once() -> None:
    pdf = pikepdf.new()
    font = composite_font(pdf, to_unicode=MAP, FontDescriptor=with_program(pdf, broken(pdf)))
    shared = pdf.make_indirect(font)
    for _ in range(2):
        made(WORD.replace(b"0003>", b"00030009>"), pdf, Font=Dictionary(F1=shared))
    content = made(WORD, pdf, Font=Dictionary(F1=shared))
    assert [page for page, _ in tarmim.extract(content).problems] == [1]


def test_a_damaged_program_of_a_type_1_font_leaves_its_standard_names() -> None:
    pdf = pikepdf.new()
    font = simple_font(FontDescriptor=with_program(pdf, broken(pdf), "FontFile3"))
    font.Subtype = Name.Type1
    del font["/Encoding"]
    font.FontDescriptor.Flags = 32
    page = read(one_page(font, pdf, b"BT /F1 10 Tf (a) Tj ET"))
    assert text(page) == "a"
    assert [problem.message for problem in page.problems] == [
        "the font Test: its program is damaged: its letters are read without it"
    ]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("W", Array([INFINITE, Array([500])])),
        ("W", Array([1, INFINITE, 500])),
        ("W", Array([1, 2, INFINITE])),
        ("W", Array([1, Array([INFINITE, 500])])),
        ("W", Array([Name.X, Array([Name.Y]), -5, 9, 500])),
        ("W", Name.X),
        ("DW", INFINITE),
        ("FontDescriptor", Name.X),
        ("FontDescriptor", Dictionary(Flags=INFINITE)),
        ("FontDescriptor", Dictionary(Flags=-1)),
        ("CIDToGIDMap", Array([])),
    ],
)
def test_numbers_without_sense_cost_the_number(key: str, value: Any) -> None:
    pdf = pikepdf.new()
    page = read(one_page(composite_font(pdf, to_unicode=MAP, **{key: value}), pdf))
    assert text(page) == SHOWN
    assert all(-1000 < x < 1000 for x, _ in origins(page))


@pytest.mark.parametrize("value", [Array([]), Array([None]), Array([Name.X]), Name.X, 3])
def test_a_font_without_a_descendant_is_read_by_its_map(value: Any) -> None:
    pdf = pikepdf.new()
    font = composite_font(pdf, to_unicode=MAP)
    font.DescendantFonts = value
    page = read(one_page(font, pdf))
    assert text(page) == SHOWN
    assert [problem.message for problem in page.problems] == [
        "the font Test: it has no descendant font: its widths are not known"
    ]


@pytest.mark.parametrize(
    "entries",
    [
        {"FirstChar": INFINITE},
        {"FirstChar": -(1 << 40), "LastChar": INFINITE},
        {"Widths": Array([INFINITE] * 95)},
        {"Widths": Array([Name.X] * 300)},
        {"FontDescriptor": Dictionary(MissingWidth=INFINITE, Flags=INFINITE)},
        {"Encoding": Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=Array([INFINITE, Name.X, None, 5.5]))},
        {"Encoding": Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=Array([-9, Name.b, 1 << 40, Name.c]))},
        {"Encoding": Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=Name.X)},
    ],
)
def test_simple_fonts_with_numbers_without_sense(entries: dict[str, Any]) -> None:
    pdf = pikepdf.new()
    font = simple_font()
    for key, value in entries.items():
        font["/" + key] = value
    page = read(one_page(font, pdf, b"BT /F1 10 Tf 20 100 Td (a) Tj ET"))
    assert text(page) == "a"
    assert origins(page) == [(20, 100)]


def test_a_width_without_sense_does_not_move_what_stands_behind() -> None:
    pdf = pikepdf.new()
    font = composite_font(pdf, to_unicode=MAP, W=Array([1, Array([10**15, 500, 500])]), DW=500)
    page = read(one_page(font, pdf, WORD + WORD.replace(b"20 100 Td", b"20 50 Td")))
    assert origins(page)[3:] == [(20, 50), (25, 50), (30, 50)]


@pytest.mark.parametrize("drowned", [b"1e30 Tc", b"99999999999999999999999 Tc", b"99999999999999999999999 Tw"])
def test_spacing_without_sense_does_not_move_what_stands_behind(drowned: bytes) -> None:
    pdf = pikepdf.new()
    content = b"q " + drowned + WORD + b" Q" + WORD.replace(b"20 100 Td", b"20 50 Td")
    page = read(one_page(composite_font(pdf, to_unicode=MAP, DW=500, W=Array([])), pdf, content))
    assert origins(page)[3:] == [(20, 50), (25, 50), (30, 50)]


def test_a_distance_without_sense_does_not_move_what_stands_behind() -> None:
    pdf = pikepdf.new()
    content = b" BT /F1 10 Tf 20 90 Td [<0001> 99999999999999999999999999 <0002>] TJ ET " + WORD
    page = read(one_page(composite_font(pdf, to_unicode=MAP, DW=500, W=Array([])), pdf, content))
    assert origins(page)[2:] == [(20, 100), (25, 100), (30, 100)]


@pytest.mark.parametrize(
    ("written", "letters", "state"),
    [
        (b"001B", "\ufffd", State.NULL),
        (b"1B", "\ufffd", State.NULL),
        (b"009B", "\ufffd", State.NULL),
        (b"D83D", "\ufffd", State.NULL),
        (b"DE00D83D", "\ufffd\ufffd", State.NULL),
        (b"FFFF", "\ufffd", State.NULL),
        (b"FDD0", "\ufffd", State.NULL),
        (b"0009", "\t", State.MAPPED),
        (b"D83DDE00", "\U0001f600", State.MAPPED),
        (b"0644001B", LAM, State.MAPPED),
    ],
)
def test_what_is_no_text_is_no_letter(written: bytes, letters: str, state: State) -> None:
    pdf = pikepdf.new()
    font = composite_font(pdf, to_unicode=b"1 beginbfchar <0001> <" + written + b"> endbfchar")
    page = read(one_page(font, pdf))
    assert (page.glyphs.texts[0], page.glyphs.map_states[0]) == (letters, state)


def test_a_range_that_counts_into_surrogates() -> None:
    font = parse_to_unicode(b"1 beginbfrange <0000> <000F> <D7FE> endbfrange").map
    assert font is not None
    pdf = pikepdf.new()
    page = read(one_page(composite_font(pdf, to_unicode=b"1 beginbfrange <0000> <000F> <D7FE> endbfrange"), pdf))
    assert page.glyphs.texts == ["\ud7ff", "\ufffd", "\ufffd"]


def test_actual_text_without_commands() -> None:
    pdf = pikepdf.new()
    content = b"/Span << /ActualText <FEFF001B005B0033> >> BDC " + WORD + b" EMC"
    document = tarmim.extract(one_page(composite_font(pdf, to_unicode=MAP), pdf, content))
    assert document.text == "[3"


class TestCodeSpaces:
    def test_codes_are_matched_from_the_shortest_up(self) -> None:
        spaces = CodeSpaces(
            [CodeSpace(b"\0", b"\x80"), CodeSpace(b"\x81\x40", b"\x9f\xfc"), CodeSpace(b"\xe0\0\0", b"\xe1\xff\xff")]
        )
        assert spaces.lengths == (1, 2, 3)
        assert spaces.split(bytes.fromhex("41 8141 e00102 8130 e0")) == [
            (0x41, 1), (0x8141, 2), (0xE00102, 3), (0x81, 1), (0x30, 1), (0xE0, 1),
        ]  # fmt: skip

    def test_each_byte_is_bounded_by_itself(self) -> None:
        spaces = CodeSpaces([CodeSpace(b"\x20\x20", b"\x30\x30")])
        assert spaces.split(b"\x25\x25\x25\x40") == [(0x2525, 2), (0x2540, 2)]

    def test_nothing(self) -> None:
        assert CodeSpaces([CodeSpace(b"\0", b"\xff")]).split(b"") == []

    def test_thousands_of_ranges_cost_no_more_than_one(self) -> None:
        ranges = b"".join(b"<%04X> <%04X>\n" % (k, k) for k in range(9000))
        cmap = parse(
            b"begincodespacerange " + ranges + b" endcodespacerange 0 begincodespacerange <00> <20> endcodespacerange"
        )
        start = time.process_time()
        assert len(cmap.split(bytes(range(0x22)) * 10_000)) > 300_000
        assert time.process_time() - start < 1.0


class TestFloods:
    def test_ranges_inside_each_other_are_parted(self) -> None:
        cmap = parse(b"3 begincidrange <0000> <FFFF> 0 <0010> <0020> 500 <0018> <FFFF> 900 endcidrange")
        assert [cmap.cid(code) for code in (0x0F, 0x10, 0x17, 0x18, 0x21)] == [0x0F, 500, 507, 900, 909]
        assert cmap.ends == array("q", [0x10, 0x18, 0x10000])

    def test_a_map_of_too_many_entries_is_cut(self) -> None:
        pair = b"".join(b"<%X> <0644>" % k for k in range(MOST_ENTRIES + 5))
        found = parse_to_unicode(b"beginbfchar " + pair + b" endbfchar")
        assert found.map is not None
        assert len(found.map.singles) == MOST_ENTRIES
        assert found.problems == (f"its map has more than {MOST_ENTRIES:,} entries: the rest is not read",)

    def test_codes_longer_than_four_bytes_are_none(self) -> None:
        found = parse_to_unicode(b"beginbfrange <0> <FFFFFFFFFFFFFFFF> <0644> <FFFFFFFF> <FFFFFFFF> <0627> endbfrange")
        assert found.map is not None
        assert (found.map.get(0), found.map.get(0xFFFFFFFF)) == (None, ALEF)

    def test_cmaps_that_use_each_other_in_a_circle(self) -> None:
        pdf = pikepdf.new()
        one, other = (pdf.make_indirect(Stream(pdf, b"begincidrange <0000> <00FF> 0 endcidrange")) for _ in "12")
        one.UseCMap, other.UseCMap = other, one
        page = read(one_page(composite_font(pdf, encoding=one, to_unicode=MAP), pdf))
        assert text(page) == SHOWN

    @pytest.mark.parametrize("entries", [b"<%04X> <FFFF> %d ", b"<%04X> <%04X> 1 "])
    def test_ranges_beneath_ranges_are_merged_in_linear_time(self, entries: bytes) -> None:
        pdf = pikepdf.new()
        second = entries.count(b"%04X") - 1
        ranges = b"".join(entries % ((k, k) if second or b"%d" in entries else (k,)) for k in range(0, 60_000, 2))
        stream = Stream(pdf, b"/X usecmap begincidrange " + ranges + b" endcidrange")
        stream.UseCMap = pdf.make_indirect(Stream(pdf, b"begincidrange " + ranges + b" endcidrange"))
        content = one_page(composite_font(pdf, encoding=pdf.make_indirect(stream), to_unicode=MAP), pdf)
        start = time.process_time()
        assert text(read(content)) == SHOWN
        assert time.process_time() - start < 2.0

    def test_a_million_widths(self) -> None:
        pdf = pikepdf.new()
        widths = pikepdf.Object.parse(b"[" + b"1 2 500 " * 400_000 + b"]")
        content = one_page(composite_font(pdf, to_unicode=MAP, W=widths), pdf)
        start = time.process_time()
        assert text(read(content)) == SHOWN
        assert time.process_time() - start < 2.0

    def test_differences_without_end(self) -> None:
        pdf = pikepdf.new()
        names = pikepdf.Object.parse(b"[" + b"/b " * 300_000 + b"]")
        font = simple_font()
        font.Encoding = Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=names)
        page = read(one_page(font, pdf, b"BT /F1 10 Tf (a) Tj ET"))
        assert text(page) == "b"
        assert len(page.fonts[0].names or {}) == 256


def test_codes_of_another_length_than_the_codespace_do_not_overrule() -> None:
    """A map of two bytes in which thousands of codes of three stand: they cannot occur."""
    space = b"1 begincodespacerange <0000> <FFFF> endcodespacerange "
    own = b"2 beginbfchar <0001> <0644> <0002> <0627> endbfchar "
    flood = b"3 beginbfchar <000001> <0628> <000002> <0628> <000007> <0628> endbfchar "
    ranges = b"1 beginbfrange <000001> <0000ff> <0628> endbfrange "
    for written in (space + own + flood + ranges, space + ranges + flood + own):
        found = parse_to_unicode(written).map
        assert found is not None
        assert (found.get(1), found.get(2)) == (LAM, ALEF)
    alone = parse_to_unicode(b"begincodespacerange <00> <FF> endcodespacerange " + own).map
    assert alone is not None
    assert (alone.get(1), alone.get(2)) == (LAM, ALEF)


@pytest.mark.parametrize(
    ("kind", "key", "glyph"),
    [
        (Name.CIDFontType2, "FontFile2", 3), (Name.CIDFontType0, "FontFile3", None),
        (Name("/59"), "FontFile2", 3), (Name("/59"), "FontFile3", None), (None, "FontFile2", 3),
    ],
)  # fmt: skip
def test_a_font_that_does_not_say_its_kind_is_of_that_of_its_program(key: str, kind: Any, glyph: int | None) -> None:
    pdf = pikepdf.new()
    font = composite_font(pdf, FontDescriptor=with_program(pdf, pdf.make_indirect(Stream(pdf, b"x")), key))
    descendant = font.DescendantFonts[0]
    descendant.CIDToGIDMap = pdf.make_indirect(Stream(pdf, b"\0\0\0\3"))
    if kind is None:
        del descendant["/Subtype"]
    else:
        descendant.Subtype = kind
    assert read(one_page(font, pdf)).fonts[0].glyph_of(1) == glyph


def test_what_is_no_number_in_a_list_of_widths_holds_its_place() -> None:
    """A name where the end of a range stood: the range is left out, and what follows is as it was."""
    pdf = pikepdf.new()
    widths = Array([1, Name("/X"), 60, 2, Array([250]), 3, 3, 750])
    font = read(one_page(composite_font(pdf, W=widths, DW=500), pdf)).fonts[0]
    assert [font.width_of(code) for code in (1, 2, 3, 9)] == [0.5, 0.25, 0.75, 0.5]


def test_a_font_without_a_descendant_is_half_an_em_wide() -> None:
    """An em a letter would throw lines off the page, where nobody sees them."""
    pdf = pikepdf.new()
    font = composite_font(pdf, to_unicode=MAP)
    del font["/DescendantFonts"]
    page = read(one_page(font, pdf))
    assert page.glyphs.advances[:, 0].tolist() == [5.0] * 3
    assert "its widths are not known" in page.problems[0].message


@pytest.mark.parametrize("subtype", [None, Name("/59"), Name("/CIDFontType2")])
def test_a_font_that_does_not_say_its_type_is_of_the_type_of_its_parts(subtype: Any) -> None:
    pdf = pikepdf.new()
    font = composite_font(pdf, to_unicode=MAP)
    if subtype is None:
        del font["/Subtype"]
    else:
        font.Subtype = subtype
    assert text(read(one_page(font, pdf))) == SHOWN
    assert (
        read(made(b"BT /F1 9 Tf (a) Tj ET", Font=Dictionary(F1=Dictionary(Type=Name.Font)))).fonts[0].subtype == "Type1"
    )
