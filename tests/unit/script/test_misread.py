"""Readings by another code table: what is read, what is left, line by line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import tarmim
from tarmim.script.codepages import READERS, reader, western_to
from tests.laws import assert_lawful

MADE = Path(__file__).parents[2] / "cases" / "encoding" / "made.jsonl"
ONLY = tarmim.Options(only=("encoding",))

FIRST = "تصل القافلة إلى القرية عند الفجر، ثم ترحل قبل الظهر."
SECOND = "نشرت الوزارة أمس تقريرها السنوي عن المياه."
FRENCH = "L'été dernier, la création d'une école à Évry a déçu."


def misread(text: str, saved: str, taken: str = "latin-1") -> str:
    """Return the text saved in one table and read with another; the empty places of Windows-1252 as in Latin-1."""
    return "".join(bytes([byte]).decode(taken, "ignore") or chr(byte) for byte in text.encode(saved))


DAMAGE = [
    ("cp1256", "latin-1"),
    ("cp1256", "cp1252"),
    ("iso8859_6", "latin-1"),
    ("iso8859_6", "cp1252"),
    ("utf-8", "latin-1"),
    ("utf-8", "cp1252"),
    ("utf-8", "cp1256"),
    ("utf-8", "mac_roman"),
    ("utf-8", "cp437"),
    ("utf-8", "cp850"),
    ("utf-8", "cp720"),
]


@pytest.mark.parametrize(("saved", "taken"), DAMAGE)
def test_a_whole_document_comes_back(saved: str, taken: str) -> None:
    true = f"{FIRST}\n{SECOND}\n"
    assert assert_lawful(misread(true, saved, taken), options=ONLY).text == true


@pytest.mark.parametrize(("saved", "taken"), DAMAGE)
def test_one_damaged_line_comes_back_and_its_neighbours_stay(saved: str, taken: str) -> None:
    damaged = f"{FIRST}\n{misread(SECOND, saved, taken)}\n{FRENCH}\n"
    assert assert_lawful(damaged, options=ONLY).text == f"{FIRST}\n{SECOND}\n{FRENCH}\n"


def test_damage_lies_in_layers() -> None:
    text = FIRST
    for _ in range(3):
        text = misread(text, "utf-8", "cp1252")
    assert assert_lawful(text, options=ONLY).text == FIRST


def test_every_letter_knows_the_characters_it_was() -> None:
    repair = tarmim.repair(misread("قال المدير", "utf-8", "cp1252"), options=ONLY)
    assert [repair.origin(i) for i in range(4)] == [(0, 2), (2, 4), (4, 6), (6, 7)]


def test_letters_whose_second_half_was_lost_are_hah_and_feh() -> None:
    damaged = misread("الصحف والفلاح", "utf-8", "cp1252").replace("\xad", "").replace("\x81", "\ufffd")
    assert assert_lawful(damaged, options=ONLY).text == "الصحف والفلاح"


def test_one_short_word_alone_is_held_not_changed() -> None:
    repair = assert_lawful(misread("شكرا", "utf-8", "cp1256"), options=ONLY)
    assert not repair.changed
    assert [edit.text for edit in repair.held] == ["شكرا"]


#: Words of other scripts, of one byte or two a letter: what they look like as Western must not become Arabic.
OTHERS = [
    ("Привет, как дела? Это русский текст о погоде в Москве", ("cp1251", "koi8_r", "iso8859_5", "mac_cyrillic")),
    ("Καλημέρα, τι κάνετε; Αυτό είναι ένα ελληνικό κείμενο", ("cp1253", "iso8859_7")),
    ("שלום עולם זה טקסט בעברית על מזג האוויר", ("cp1255", "iso8859_8")),
    ("ภาษาไทยเป็นภาษาที่มีวรรณยุกต์", ("cp874",)),
    ("今天天气很好我们去公园玩", ("gbk", "utf-8")),
    ("한국어 문장입니다 날씨가 좋다", ("euc_kr",)),
    ("日本語の文章です", ("shift_jis", "euc_jp")),
]


@pytest.mark.parametrize(("text", "table"), [(text, table) for text, tables in OTHERS for table in tables])
def test_other_scripts_do_not_become_arabic(text: str, table: str) -> None:
    repair = assert_lawful(misread(text, table), options=ONLY)
    assert not any("\u0600" <= character <= "\u06ff" for character in repair.text)


@pytest.mark.parametrize("name", READERS)
def test_a_reader_undoes_its_table(name: str) -> None:
    table = reader(name)
    signs: dict[int, str] = {}
    for sign, byte in table.bytes_of.items():
        signs.setdefault(byte, sign)
    damaged = "".join(signs[byte] for byte in "المدينة".encode())
    assert table.read(damaged) == ("المدينة", [2] * 7)


def test_tables_map_western_letters_to_arabic_ones() -> None:
    assert "ÇáãÇÏÉ".translate(western_to("cp1256")) == "المادة"
    assert "ÇäåÇÏÉ".translate(western_to("iso8859_6")) == "المادة"


def test_a_made_case_says_which_tables() -> None:
    case = json.loads(MADE.read_text(encoding="utf-8").split("\n")[0])
    repair = tarmim.repair(case["damaged"])
    assert "Windows-1256" in repair.edits[0].reason
