"""Mutated samples: what comes out is pages with problems, or a TarmimError; nothing else, and in time."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pikepdf
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Stream, String

from tarmim.errors import TarmimError
from tarmim.pdf.cmaps import parse
from tarmim.pdf.document import open_document
from tarmim.pdf.program_names import program_names
from tarmim.pdf.to_unicode import parse_to_unicode
from tests.unit.pdf.made import composite_font, form, made, saved, simple_font

CONTENT = (
    b"q 1 0 0 1 5 5 cm 0 0 99 99 re W n /G gs /P cs .5 scn /X Do BT /F1 10 Tf 2 Tc 1 Tw 90 Tz 1 Ts 12 TL 0 Tr\n"
    b"/Span <</ActualText <FEFF0644> /MCID 2>> BDC 5 5 Td [(a\\(b) -20 <6162>] TJ T* (c) ' 1 2 (d) \" EMC\n"
    b"/OC /L BDC /F2 9 Tf 1 0 0 -1 9 9 Tm <000100020041> Tj EMC ET 1 1 m 90 1 l S\n"
    b"BI /W 2 /H 2 /BPC 8 /CS /G ID abcd EI Q BT /F3 8 Tf (x) Tj ET"
)
MAP = b"1 beginbfrange <0000> <0005> <0643> endbfrange 1 beginbfchar <0041> <D83DDE00> endbfchar"


@cache
def sample() -> bytes:
    pdf = pikepdf.new()
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("layer")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))
    type3 = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), FirstChar=120, LastChar=120,
        Widths=Array([500]), CharProcs=Dictionary(x=Stream(pdf, b"")), FontBBox=Array([0, 0, 9, 9]),
        Encoding=Dictionary(Differences=Array([120, Name.x])),
    )  # fmt: skip
    fonts = Dictionary(F1=simple_font(), F2=composite_font(pdf, to_unicode=MAP), F3=type3)
    states, spaces = Dictionary(G=Dictionary(ca=1)), Dictionary(P=Array([Name.Separation, Name.Spot, Name.DeviceGray]))
    drawing = form(pdf, b"BT /F1 5 Tf (z) Tj ET", Matrix=Array([1, 0, 0, 1, 0, 0]))
    made(
        CONTENT, pdf, Font=fonts, ExtGState=states, ColorSpace=spaces, XObject=Dictionary(X=drawing),
        Properties=Dictionary(L=group),
    )  # fmt: skip
    return saved(pdf, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def try_to_read(content: bytes) -> None:
    try:
        with open_document(content) as document:
            for page in document.pages():
                assert len(page.glyphs.texts) == len(page.glyphs)
    except TarmimError:
        return


def test_the_sample_is_sound() -> None:
    with open_document(sample()) as document:
        page = document.page(0)
    assert (len(page.glyphs), page.problems) == (12, ())


changes = st.lists(
    st.tuples(st.integers(0, 1 << 16), st.integers(0, 3), st.binary(min_size=1, max_size=8)), min_size=1, max_size=12
)


@settings(max_examples=400)
@given(changes)
def test_mutated_files(changed: list[tuple[int, int, bytes]]) -> None:
    content = bytearray(sample())
    for place, how, new in changed:
        at = place % len(content)
        if how == 0:
            content[at : at + len(new)] = new
        elif how == 1:
            content[at:at] = new
        elif how == 2:
            del content[at : at + len(new)]
        else:
            content[at] ^= 1 << (new[0] & 7)
    try_to_read(bytes(content))


@settings(max_examples=60)
@given(st.integers(0, 1 << 16))
def test_truncated_files(length: int) -> None:
    try_to_read(sample()[: length % len(sample())])


words = (
    st.sampled_from(sorted(set(CONTENT.split())))
    | st.binary(max_size=4)
    | st.from_regex(rb"[-+.\d]{1,6}", fullmatch=True)
)


@settings(max_examples=300)
@given(st.lists(words, max_size=60))
def test_shuffled_content(parts: list[bytes]) -> None:
    pdf = pikepdf.open(BytesIO(sample()))
    pdf.pages[0].obj.Contents = Stream(pdf, b" ".join(parts))
    try_to_read(saved(pdf))


values = st.recursive(
    st.integers(-(1 << 40), 1 << 40)
    | st.floats(-1e9, 1e9).map(lambda number: round(number, 3))
    | st.booleans()
    | st.sampled_from(["/Identity", "/Identity-V", "/WinAnsiEncoding", "/Form"])
    | st.binary(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.sampled_from(["/Font", "/W", "/Type", "/Encoding"]), inner, max_size=3)
    ),
    max_leaves=8,
)


def as_object(value: object) -> object:
    """A value as pikepdf takes it: text that begins with a slash is a name."""
    if isinstance(value, str):
        return Name(value)
    if isinstance(value, bytes):
        return String(value)
    if isinstance(value, list):
        return Array([as_object(one) for one in value])
    if isinstance(value, dict):
        return Dictionary({key: as_object(one) for key, one in value.items()})
    return value


keys = st.sampled_from(
    ["W", "DW", "W2", "DW2", "Widths", "FirstChar", "Encoding", "ToUnicode", "Subtype", "FontDescriptor", "BaseFont",
     "DescendantFonts", "FontMatrix", "CIDToGIDMap"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.sampled_from(["F1", "F2", "F3"]), keys, values)
def test_fonts_that_lie(font: str, key: str, value: object) -> None:
    pdf = pikepdf.open(BytesIO(sample()))
    target = pdf.pages[0].obj.Resources.Font["/" + font]
    if font == "F2" and key in ("W", "DW", "W2", "DW2", "CIDToGIDMap", "FontDescriptor"):
        target = target.DescendantFonts[0]
    target["/" + key] = as_object(value)
    try_to_read(saved(pdf))


@settings(max_examples=200)
@given(st.binary(max_size=80))
def test_programs_and_cmaps_that_lie(noise: bytes) -> None:
    for start in (b"\x01\x00\x04\x01", b"OTTO\x00\x01", b"%!PS /Encoding 256 array dup ", b""):
        try:
            program_names(start + noise)
        except (ValueError, IndexError):
            continue
    for kind in (b"bfchar", b"bfrange", b"cidrange", b"codespacerange"):
        parse_to_unicode(b"begin" + kind + noise)
        parse(b"begin" + kind + noise)
