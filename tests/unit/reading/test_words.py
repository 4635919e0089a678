"""The words of a page as codes, from the right."""

from __future__ import annotations

import pytest

from tarmim.identity.decision.code_words import CodeWord
from tarmim.layout.rows import rows_of
from tarmim.pdf.document import open_document
from tarmim.reading.letters import units_of
from tarmim.reading.words import code_words
from tests.unit.reading.sheets import at, line, lines, made


def words_of(*content: bytes) -> list[CodeWord]:
    with open_document(made(b"".join(content))) as file:
        page = file.page(0)
    units = units_of(page)
    return list(code_words(page, units, rows_of(units)))


def codes(*words: str) -> list[CodeWord]:
    return [tuple((0, ord(char)) for char in word) for word in words]


def test_the_codes_of_a_word_are_in_reading_order() -> None:
    assert sorted(words_of(line("كان في قديم", 300))) == sorted(codes("كان", "في", "قديم"))


def test_signs_stay_with_the_words_they_touch() -> None:
    assert sorted(words_of(line("قال: «نعم»", 300, size=12))) == sorted(codes("قال:", "»نعم«"))


def test_marks_come_behind_their_letters() -> None:
    assert words_of(line("كَتَبَ", 300)) == codes("كَتَبَ")


def test_all_lines_have_words() -> None:
    assert sorted(words_of(lines(["كان في", "قديم الزمان"], 300))) == sorted(codes("كان", "في", "قديم", "الزمان"))


def test_a_gap_parts_words_as_a_blank_does() -> None:
    assert sorted(words_of(line("كان", 300), line("قديم", 300, right=300))) == sorted(codes("كان", "قديم"))


def test_what_runs_from_the_left_is_no_word() -> None:
    assert words_of(at("abc", 20, 300)) == codes("cba")


def test_an_actual_text_speaks_in_letters() -> None:
    said = "لا".encode("utf-16-be").hex().upper()
    span = f"/Span <</ActualText <FEFF{said}>>> BDC\n".encode() + at("\u0001", 375, 300) + b"EMC\n"
    assert words_of(span) == [("لا",)]


@pytest.mark.parametrize("content", [b"", b"0 0 9 9 re f"])
def test_a_page_without_text_has_none(content: bytes) -> None:
    assert words_of(content) == []
