"""A mark mapped to the letter beside it and itself."""

from __future__ import annotations

from tests.unit.reading.sheets import at, text_of

TRUE = "قلَم"
#: It has no width in the tests' font.
MARK = 0x064B


def read() -> str:
    """Return a word written from the left; the mark before its lam is mapped to a lam with a fatha."""
    return text_of(at(f"م{chr(MARK)}لق", 300, 300), letters={MARK: "لَ"})


def test_the_letter_comes_once() -> None:
    assert read() == TRUE


def test_beside_another_letter_it_is_what_it_is_mapped_to() -> None:
    assert text_of(at(f"م{chr(MARK)}بق", 300, 300), letters={MARK: "لَ"}).count("ل") == 1
