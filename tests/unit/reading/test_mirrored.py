"""Layers of OCR programs whose matrix mirrors: the pen goes from the right, letters stand in reading order."""

from __future__ import annotations

import pytest

import tarmim
from tests.unit.reading.sheets import RIGHT, SIZE, document_of, text_of

LINES = ("وصلت الرسالة في 325 يوما", "إلى المكتب (رقم 12) بتاريخ 8/11/2014.", "ثم قرأ Hello World وعاد إلى بيته")


def shown(text: str, x: float, y: float, *, matrix: str = "-1 0 0 1", mode: int = 3) -> bytes:
    codes = text.encode("utf-16-be").hex().upper()
    return f"BT {mode} Tr /F1 {SIZE} Tf {matrix} {x:.2f} {y:.2f} Tm <{codes}> Tj ET\n".encode()


def layer(texts: tuple[str, ...], *, mode: int = 3) -> bytes:
    return b"".join(shown(text + " ", RIGHT, 350 - 15 * k, mode=mode) for k, text in enumerate(texts))


@pytest.mark.parametrize("mode", [0, 3])
def test_a_mirrored_layer_is_read_as_it_was_written(mode: int) -> None:
    assert text_of(layer(LINES, mode=mode)).split() == " ".join(LINES).split()


def test_so_it_is_without_repair() -> None:
    found = document_of(layer(LINES), options=tarmim.Options(repair=False))
    assert found.text.split() == " ".join(LINES).split()


def test_words_of_a_scan_may_overlap() -> None:
    words = [("حكم", 0.0), ("دولة", 20.0), ("اجراي", 20.5), ("من", 70.0)]
    content = b"".join(shown(word + " ", RIGHT - offset, 350) for word, offset in words)
    assert text_of(content) == "حكم دولة اجراي من"


def test_words_from_the_left_may_have_a_matrix_of_their_own() -> None:
    content = shown("قرأ ", RIGHT, 350) + shown("Hello ", RIGHT - 50, 350, matrix="1 0 0 1") + shown("وعاد ", 325, 350)
    assert text_of(content) == "قرأ Hello وعاد"


def test_marks_of_a_layer_have_room_of_their_own_and_make_no_space() -> None:
    fatha = "\ue001"  # half an em wide, as all glyphs of the font are
    content = layer((f"ك{fatha}ت{fatha}ب{fatha} رسالة{fatha} طويلة",))
    assert text_of(content, letters={0xE001: "\u064e"}) == "ك\u064eت\u064eب\u064e رسالة\u064e طويلة"


def test_a_page_mirrored_as_a_whole_is_read_from_its_top() -> None:
    lines = ["The first line of the page", "and then the second"]
    assert text_of(layer(tuple(lines))).splitlines() == lines


def test_a_layer_turned_with_its_page() -> None:
    content = b"".join(shown(text + " ", 50 + 15 * k, RIGHT, matrix="0 -1 -1 0") for k, text in enumerate(LINES[:2]))
    assert text_of(content, page={"Rotate": 90}).split() == " ".join(LINES[:2]).split()


def test_letters_upside_down_and_mirrored_are_read_from_the_left_as_they_stand() -> None:
    content = shown("The first line of the page", 20, 350, matrix="1 0 0 -1")
    content += shown("and then the second", 20, 335, matrix="1 0 0 -1")
    assert text_of(content) == "The first line of the page and then the second"
