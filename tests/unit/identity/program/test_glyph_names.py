"""Glyph names: the letters and the form they tell, by the Adobe Glyph List, Unicode and the features of OpenType."""

from __future__ import annotations

from pathlib import Path

import pytest

from tarmim.identity.program.glyph_names import FormedLetters, as_letters, letters_of_name

FORMS = {"isol": "isolated", "init": "initial", "medi": "medial", "fina": "final"}


def letters(points: str) -> str:
    return "".join(chr(int(point, 16)) for point in points.split(","))


def table() -> list[tuple[str, FormedLetters | None]]:
    """Return names and what they tell, from the table beside this file."""
    rows = (Path(__file__).parent / "glyph_names.txt").read_text("ascii").splitlines()
    cells = [row.split() for row in rows if not row.startswith("#")]
    return [
        (name, None if said == "-" else FormedLetters(letters(said), form.strip("-"))) for name, said, form in cells
    ]


@pytest.mark.parametrize(("name", "named"), table())
def test_a_name(name: str, named: FormedLetters | None) -> None:
    assert letters_of_name(name) == named


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("alef-ar", "0627"),
        ("alef-ar.fina", "0627"),
        ("kaf-ar.init", "0643"),
        ("comma-ar", "060C"),
        ("semicolon-ar", "061B"),
        ("question-ar", "061F"),
        ("zero-ar", "0660"),
        ("yeh-farsi", "06CC"),
        ("alefMadda-ar", "0622"),
        ("yehHamza-ar", "0626"),
    ],
)
def test_the_script_decides_between_letters_of_one_name(name: str, said: str) -> None:
    found = letters_of_name(name)
    assert found is not None
    assert found.letters == letters(said)


@pytest.mark.parametrize("name", ["", ".", "_", "...", "_.fina", "-ar", "a" * 5000, "uni" + "0" * 4001, "\xff\x00"])
def test_a_name_that_is_no_name_tells_nothing(name: str) -> None:
    assert letters_of_name(name) is None


@pytest.mark.parametrize(("suffix", "form"), FORMS.items())
@pytest.mark.parametrize("char", "\N{ARABIC LETTER BEH}\N{ARABIC LETTER PEH}\N{ARABIC LETTER GAF}")
def test_unicode_and_opentype_say_the_same(char: str, suffix: str, form: str) -> None:
    assert letters_of_name(f"uni{ord(char):04X}.{suffix}") == FormedLetters(char, form)


def test_folding_leaves_letters() -> None:
    assert as_letters("\N{ARABIC LETTER LAM}") == FormedLetters("\N{ARABIC LETTER LAM}")


def test_folding_composes() -> None:
    assert as_letters("\N{ARABIC LETTER YEH}\N{ARABIC HAMZA ABOVE}") == FormedLetters(
        "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}"
    )


def test_the_form_that_is_given_stands() -> None:
    assert as_letters("\N{ARABIC LETTER LAM INITIAL FORM}", "medial") == FormedLetters(
        "\N{ARABIC LETTER LAM}", "medial"
    )


@pytest.mark.parametrize("char", ["\ue000", "\uf8ff", "\U000f0000", "\u0378", "\ufdd0"])
def test_private_and_unassigned_characters_tell_nothing(char: str) -> None:
    assert as_letters(char) is None
    assert as_letters("\N{ARABIC LETTER LAM}" + char) is None


def test_several_letters_have_no_form_of_one() -> None:
    lam, alef = "\N{ARABIC LETTER LAM INITIAL FORM}", "\N{ARABIC LETTER ALEF FINAL FORM}"
    assert as_letters(lam + alef) == FormedLetters("\N{ARABIC LETTER LAM}\N{ARABIC LETTER ALEF}")
