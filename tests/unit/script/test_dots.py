"""Letters put together of a body and dots: the cases are Unicode's own descriptions of the letters."""

from __future__ import annotations

import unicodedata

import pytest

from tarmim.script.dots import with_dots

ABOVE, BELOW, TWO, TWO_BELOW, THREE, THREE_BELOW, TAH = (chr(code) for code in (*range(0xFBB2, 0xFBB8), 0xFBC0))
#: The body, the dots, and the letter by its name.
LETTERS = [
    ("\N{ARABIC LETTER DOTLESS BEH}", BELOW, "BEH"),
    ("\N{ARABIC LETTER DOTLESS BEH}", TWO, "TEH"),
    ("\N{ARABIC LETTER DOTLESS BEH}", THREE, "THEH"),
    ("\N{ARABIC LETTER DOTLESS BEH}", ABOVE, "NOON"),
    ("\N{ARABIC LETTER DOTLESS BEH}", TWO_BELOW, "YEH"),
    ("\N{ARABIC LETTER DOTLESS BEH}", THREE_BELOW, "PEH"),
    ("\N{ARABIC LETTER DOTLESS BEH}", TAH, "TTEH"),
    ("\N{ARABIC LETTER HAH}", BELOW, "JEEM"),
    ("\N{ARABIC LETTER HAH}", ABOVE, "KHAH"),
    ("\N{ARABIC LETTER HAH}", THREE_BELOW, "TCHEH"),
    ("\N{ARABIC LETTER SEEN}", THREE, "SHEEN"),
    ("\N{ARABIC LETTER DOTLESS FEH}", ABOVE, "FEH"),
    ("\N{ARABIC LETTER DOTLESS FEH}", TWO, "QAF"),
    ("\N{ARABIC LETTER NOON GHUNNA}", ABOVE, "NOON"),
    ("\N{ARABIC LETTER HEH}", TWO, "TEH MARBUTA"),
    ("\N{ARABIC LETTER REH}", THREE, "JEH"),
]


@pytest.mark.parametrize(("body", "dots", "name"), LETTERS, ids=[name for *_, name in LETTERS])
def test_a_letter(body: str, dots: str, name: str) -> None:
    assert with_dots(body + dots) == unicodedata.lookup(f"ARABIC LETTER {name}")


def test_marks_between_stay_behind_the_letter() -> None:
    fatha = "\N{ARABIC FATHA}"
    assert with_dots("\N{ARABIC LETTER DOTLESS BEH}" + fatha + BELOW) == "\N{ARABIC LETTER BEH}" + fatha


@pytest.mark.parametrize("language", ["fa", "ur", "ku"])
def test_two_dots_below_are_farsi_yeh_where_that_is_typed(language: str) -> None:
    body = "\N{ARABIC LETTER DOTLESS BEH}"
    assert with_dots(body + TWO_BELOW, language) == "\N{ARABIC LETTER FARSI YEH}"


@pytest.mark.parametrize("text", ["", "سلام", "\N{ARABIC LETTER MEEM}" + ABOVE, ABOVE, "A" + TWO])
def test_what_makes_no_letter_stays(text: str) -> None:
    assert with_dots(text) == text


@pytest.mark.parametrize("marks", ["\N{ARABIC KASRA}\N{ARABIC HAMZA ABOVE}", "\N{ARABIC HAMZA ABOVE}\N{ARABIC KASRA}"])
def test_the_hamza_of_an_alef_with_kasra_stands_below(marks: str) -> None:
    found = unicodedata.normalize("NFC", with_dots("\N{ARABIC LETTER ALEF}" + marks))
    assert found == "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}\N{ARABIC KASRA}"


def test_that_of_yeh_stays_above() -> None:
    text = "\N{ARABIC LETTER YEH}\N{ARABIC HAMZA ABOVE}\N{ARABIC KASRA}"
    assert with_dots(text) == text


def test_the_body_of_yeh_with_hamza() -> None:
    found = with_dots("\N{ARABIC LETTER DOTLESS BEH}\N{ARABIC HAMZA ABOVE}")
    assert found == "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}"


def test_farsi_yeh_with_a_hamza_mark_stays_as_it_was_typed() -> None:
    text = "\N{ARABIC LETTER FARSI YEH}\N{ARABIC HAMZA ABOVE}"
    assert with_dots(text) == text
