"""Damaged content: what stands before the damage and behind it comes out, and the damage is told of."""

from __future__ import annotations

import zlib
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from tarmim.pdf.fonts import FontShelf
from tarmim.pdf.interpret import Interpreter
from tarmim.pdf.marked_content import OptionalContent, PropertyLists
from tarmim.pdf.objects import Dictionary as Objects
from tests.unit.pdf.made import form, made, read, saved, simple_font, text
from tests.unit.pdf.packers import lzw

SHOWS = b"\n".join(b"BT /F1 10 Tf 1 0 0 1 5 %d Tm (%c) Tj ET" % (190 - 8 * k, 97 + k) for k in range(20))
LETTERS = "abcdefghijklmnopqrst"


@pytest.mark.parametrize(
    "noise", [b"\x00", b"\xff", b"(", b")", b"<", b">", b"[", b"]", b"/", b"%", b"{", b"x", b"9", b"-"]
)
def test_a_byte_altered_anywhere_costs_what_is_beside_it(noise: bytes) -> None:
    for place in range(0, len(SHOWS), 17):
        page = read(made(SHOWS[:place] + noise + SHOWS[place + 1 :]))
        hit = SHOWS[:place].count(b"\n")
        found = [letter for letter in LETTERS if letter in text(page)]
        before, behind = LETTERS[:hit], LETTERS[hit + (2 if noise in b"(%<[" else 1) :]
        assert set(before) <= set(found)
        if noise not in b"(<[":  # a bracket that nothing closes may take in more
            assert set(behind) <= set(found)
        else:
            assert len(set(behind) - set(found)) <= 2


def test_noise_amid_content() -> None:
    noise = bytes(range(128, 256)) + b"\0\1\2 ((( ]]] >> << [ % \n"
    cut = SHOWS.splitlines(keepends=True)
    page = read(made(b"".join(cut[:10]) + noise + b"".join(cut[10:])))
    assert set(LETTERS) <= set(text(page)) | {"k"}
    assert "makes no sense" in page.problems[0].message


def test_sound_content_is_no_problem() -> None:
    operators = b"q 1 w 1 J 1 j 9 M [] 0 d /Perceptual ri 1 i BX EX 1 G 0 0 1 RG 0 0 0 1 K /DeviceGray CS 1 SC 1 SCN "
    operators += b"/T MP /T /P DP Q\n"
    assert read(made(operators + SHOWS)).problems == ()


@pytest.mark.parametrize("digit", [b"\x7f", b"\xb0", b"x", b"."])
def test_an_altered_digit_of_a_string_costs_one_letter(digit: bytes) -> None:
    shown = b"BT /F1 10 Tf <" + b"abcdef".hex().encode() + b"> Tj ET"
    page = read(made(shown.replace(b"63", b"6" + digit)))
    assert len(page.glyphs) == 6
    assert text(page).replace(text(page)[2], "") == "abdef"


@pytest.mark.parametrize("name", ["FlateDecode", "LZWDecode"])
def test_a_damaged_stream_gives_its_beginning(name: str) -> None:
    packed = zlib.compress(SHOWS) if name == "FlateDecode" else lzw(SHOWS)
    for place in range(len(packed) // 2, len(packed) - 4, 5):
        pdf = pikepdf.new()
        whole = made(b"", pdf)
        stream = Stream(pdf, b"")
        stream.write(packed[:place] + bytes((packed[place] ^ 0xFF,)) + packed[place + 1 :], filter=Name("/" + name))
        pdf.pages[0].obj.Contents = stream
        page = read(saved(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none))
        assert whole
        least = len(zlib.decompressobj().decompress(packed[:place])) if name == "FlateDecode" else place
        assert len(set(LETTERS) & set(text(page))) >= least // len(SHOWS.splitlines()[0]) - 2


def test_a_part_that_is_damaged_costs_itself() -> None:
    pdf = pikepdf.new()
    made(b"", pdf)
    bad = Stream(pdf, b"")
    bad.write(b"not deflated at all", filter=Name.FlateDecode)
    lines = SHOWS.splitlines()
    pdf.pages[0].obj.Contents = Array([Stream(pdf, lines[0]), bad, 7, Stream(pdf, lines[1])])
    page = read(saved(pdf))
    assert text(page) == "ab"
    assert "part 2 of the page's content is damaged" in page.problems[0].message
    assert "no stream" in page.problems[1].message


def test_a_damaged_form_costs_itself_and_is_unpacked_once() -> None:
    pdf = pikepdf.new()
    bad = form(pdf, b"")
    bad.write(b"not deflated at all", filter=Array([Name.FlateDecode, Name.LZWDecode]))
    page = read(made(SHOWS + b" /X Do /X Do", pdf, Font=Dictionary(F1=simple_font()), XObject=Dictionary(X=bad)))
    assert text(page) == LETTERS
    assert [problem.message.split(":")[0] for problem in page.problems] == ["the form X is damaged"]


@pytest.mark.parametrize("operands", [b"12", b"1 0 0 1 190.88 5", b"(F2) 5", b"[(F1)] 5"])
def test_a_font_that_is_set_by_no_name_stays_as_it_was(operands: bytes) -> None:
    page = read(made(b"BT /F1 10 Tf (a) Tj " + operands + b" Tf (b) Tj ET"))
    assert text(page) == "ab"
    assert [problem.message for problem in page.problems] == ["the operator Tf is stepped over: its operands are wrong"]
    assert page.glyphs.advances[:, 0].tolist() == [5.0, 5.0]


def test_what_a_problem_says_is_washed() -> None:
    """Whatever of the file stands in it, and however it came there."""
    interpreter = Interpreter(
        0, (0.0, 0.0, 9.0, 9.0), FontShelf(), PropertyLists(OptionalContent(Objects(Dictionary())))
    )
    interpreter.problem("a name: \x1b[31m\u202e\n" + "x" * 1000)
    assert interpreter.problems[0].message.startswith("a name: \ufffd[31m\ufffd\ufffdxxx")
    assert len(interpreter.problems[0].message) < 400


@pytest.mark.parametrize("value", [7, True, Dictionary(), Array([Dictionary(), 3])])
def test_a_filter_that_is_no_name_is_none(value: Any) -> None:
    pdf = pikepdf.new()
    data = made(SHOWS, pdf)
    pdf.pages[0].obj.Contents.Filter = Name.X
    written = saved(pdf, compress_streams=False)
    assert read(data).glyphs.texts == read(_with_filter(written, value)).glyphs.texts


def _with_filter(written: bytes, value: Any) -> bytes:
    changed = pikepdf.unparse_content_stream([([value], pikepdf.Operator(""))]).strip()
    return written.replace(b"/Filter /X", b"/Filter " + changed)


def test_image_data_that_no_image_begins() -> None:
    page = read(made(b"ID ID " + SHOWS))
    assert text(page) == LETTERS
    assert "damaged in 2 places" in page.problems[0].message


@pytest.mark.parametrize("behind", [b"", b" BI /W 1 /H 1 ID x EI "])
def test_an_inline_image_without_an_end_costs_itself(behind: bytes) -> None:
    page = read(made(b"BI /W 9 /H 9 ID xxxx \xff " + SHOWS + behind))
    assert text(page) == LETTERS
    assert "an inline image has no end" in page.problems[0].message


def test_an_inline_mask_is_sound() -> None:
    page = read(made(b"BI /W 8 /H 1 /IM true ID \xff EI " + SHOWS))
    assert text(page) == LETTERS
    assert page.problems == ()


@pytest.mark.parametrize("size", [b"1.2.3.4", b"0.0..01", b"1" * 400, b"-1" + b"0" * 50])
def test_a_size_that_makes_no_sense_is_told_of_and_the_text_read(size: bytes) -> None:
    page = read(made(b"BT /F1 " + size + b" Tf (ab) Tj ET"))
    assert text(page) == "ab"
    assert abs(page.glyphs.matrices[:, 0]).min() > 0
    assert "the size of a font makes no sense" in page.problems[0].message


def test_instructions_without_end_that_are_wrong() -> None:
    page = read(made(b"Tf " * 1_000_000))
    assert "the rest is not read" in page.problems[-1].message
