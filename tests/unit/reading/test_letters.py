"""Letters: what is read of what was drawn, and what each glyph stands for."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Stream

import tarmim
from tests.unit.pdf.made import saved
from tests.unit.reading.sheets import at, document_of, line, made, text_of, width

TEXT = "كان في قديم الزمان"
LAM_ALEF, LAM_HAMZA = 0xE000, 0xE001


def test_a_line() -> None:
    assert text_of(line(TEXT, 300)) == TEXT


def test_a_hidden_layer_is_read_where_it_is_all_there_is() -> None:
    assert text_of(line(TEXT, 300, before="3 Tr")) == TEXT


def test_a_hidden_layer_is_not_read_beside_what_is_seen() -> None:
    hidden = line("نص آخر مخفي", 299, before="3 Tr")
    assert text_of(hidden + line(TEXT, 300, before="0 Tr")) == TEXT


def test_a_scan_with_a_stamp_on_it_is_read_whole() -> None:
    hidden = b"".join(line(TEXT, 300 - 15 * k, before="3 Tr") for k in range(6))
    assert text_of(hidden + at("SEEN", 20, 20, before="0 Tr")).count(TEXT) == 6


def test_white_text_is_left_out() -> None:
    assert text_of(line("لا يراه أحد", 200, before="1 g") + line(TEXT, 300, before="0 g")) == TEXT


@pytest.mark.parametrize(
    ("painted", "seen"),
    [
        (b"0 0 1 rg 0 190 400 30 re f", True),
        (b"0 0 1 rg 0 190 m 400 190 l 400 220 l 0 220 l h f", True),
        (b"0 0 1 rg 0 190 400 30 re B", True),
        (b"0 0 1 rg 0 190 400 30 re S", False),
        (b"0 0 1 rg 0 190 400 30 re n", False),
        (b"1 1 1 rg 0 190 400 30 re f", False),
        (b"0 0 1 rg 0 190 400 30 re f 1 g 0 190 400 30 re f", False),
        (b"0 0 1 rg 0 290 400 30 re f", False),
        (b"0 0 1 rg 0 198 400 1 re f", False),
        (b"0 0 100 100 re W n 0 0 1 rg 0 190 400 30 re f", False),
        (b"1 g 0 190 400 30 re W n /S sh", True),
        (b"400 0 0 30 0 190 cm /I Do", True),
    ],
)
def test_white_text_on_a_colour_is_read(painted: bytes, seen: bool) -> None:
    text = line("عنوان", 200, before="1 g") + line(TEXT, 300, before="0 g")
    pdf = pikepdf.open(BytesIO(made(b"q " + painted + b" Q\n" + text)))
    picture = Stream(pdf, b"", Subtype=Name.Image)
    pdf.pages[0].obj.Resources.XObject = Dictionary(I=picture)
    found = tarmim.extract(saved(pdf)).text
    assert found == (f"{TEXT}\nعنوان" if seen else TEXT)


def test_a_page_in_white_is_read() -> None:
    assert text_of(line(TEXT, 300, before="1 g")) == TEXT


def test_text_of_one_point_is_left_out() -> None:
    assert text_of(line("كلمات مفتاحية مخفية", 200, size=1) + line(TEXT, 300)) == TEXT


def test_text_off_the_page_is_left_out() -> None:
    assert text_of(line(TEXT, 300) + line("خارج الصفحة", 500)) == TEXT


def test_actual_text_speaks_for_its_glyphs() -> None:
    said = "كان".encode("utf-16-be").hex().upper()
    content = f"/Span <</ActualText <FEFF{said}>>> BDC\n".encode() + at("\u0001\u0002", 370, 300) + b"EMC\n"
    assert text_of(line("في قديم", 300, right=365) + content) == "كان في قديم"


def test_actual_text_of_nothing_is_nothing() -> None:
    content = b"/Span <</ActualText ()>> BDC\n" + at("xx", 100, 300) + b"EMC\n"
    assert text_of(line(TEXT, 300) + content) == TEXT


def test_a_glyph_without_a_map_is_the_replacement_character() -> None:
    assert text_of(at("ب\ue005ك", 300, 300), letters={0xE005: None}) == "ك\ufffdب"


@pytest.mark.parametrize("said", ["\ufffd", "\u0000"])
def test_a_glyph_that_the_producer_did_not_know_is_too(said: str) -> None:
    assert text_of(at("ب\ue005ك", 300, 300), letters={0xE005: said}) == "ك\ufffdب"


def test_lam_alef_joins_nothing_that_follows() -> None:
    # its glyph stands at the ends of words as often as inside, and is no final shape for that
    text = "بلا گلا ملات کلام"
    shown = text[::-1].replace("ال", chr(LAM_ALEF))
    assert text_of(at(shown, 200, 300), letters={LAM_ALEF: "لا"}) == text


def test_direction_controls_and_joiners_of_nothing_are_left_out() -> None:
    assert text_of(at("\u200fبتك\u200e", 300, 300)) == "كتب"


def test_marks_come_out_behind_their_letters() -> None:
    assert text_of(line("كَتَبَ وَلَدٌ", 300)) == "كَتَبَ وَلَدٌ"


def test_presentation_forms_are_repaired() -> None:
    forms = "\ufe90\ufe98\ufedb"
    assert document_of(at(forms, 300, 300)).text == "كتب"
    assert text_of(at(forms, 300, 300)) == forms[::-1]


def test_soft_hyphens_within_a_line_are_left_out() -> None:
    assert text_of(at("co\u00adoperate", 20, 300)) == "cooperate"


def test_words_have_boxes() -> None:
    document = document_of(line("كان في", 300))
    (block,) = document.pages[0].blocks
    words = block.lines[0].words
    assert [word.text for word in words] == ["كان", "في"]
    assert [(word.box[0], word.box[2]) for word in words] == [(365, 380), (350, 360)]
    assert all(word.box[1] < 300 < word.box[3] for word in words)
    assert block.box[2] - block.box[0] == width("كان في")
