"""Short names of letters, behind which the script stands."""

from __future__ import annotations

import pytest

from tarmim.identity.program.glyph_names import letters_of_name

TRUE = "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}"


def read(name: str = "yehHamza-ar.init") -> str:
    """Return the letters that a name tells, "" for none."""
    found = letters_of_name(name)
    return found.letters if found is not None else ""


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("yehHamza-ar.init", TRUE),
        ("wawHamza-ar", "\N{ARABIC LETTER WAW WITH HAMZA ABOVE}"),
        ("alefHamza-ar.fina", "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}"),
        ("alefMadda-ar", "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}"),
        ("question-ar", "\N{ARABIC QUESTION MARK}"),
    ],
)
def test_a_short_name(name: str, letters: str) -> None:
    assert read(name) == letters


def test_without_the_script_the_name_is_another() -> None:
    assert read("question") == "?"
