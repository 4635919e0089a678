"""Forms misspelt in glyph names."""

from __future__ import annotations

import pytest

from tarmim.identity.program.glyph_names import FormedLetters, letters_of_name

TRUE = FormedLetters("\N{ARABIC LETTER LAM}\N{ARABIC LETTER ALEF}", "isolated")


def read(name: str = "lamwithalefisolatedd") -> FormedLetters | None:
    """Return what a name tells."""
    return letters_of_name(name)


def test_a_letter_too_many_is_left_out() -> None:
    assert read() == TRUE == read("lamwithalefisolated")


@pytest.mark.parametrize("name", ["lamwithalefisolateddd", "lamwithalefisolatede", "alefd"])
def test_other_names_tell_nothing_still(name: str) -> None:
    assert read(name) is None
