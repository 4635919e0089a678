"""Private codes of fonts that a table is known of."""

from __future__ import annotations

import pytest

from tarmim.identity.program.private_codes import private_letters


@pytest.mark.parametrize("name", ["XBRiyaz", "XB Riyaz", "XBRiyaz-Bold", "xbriyaz"])
def test_a_font_is_known_by_its_name_in_all_its_styles(name: str) -> None:
    assert private_letters(name)["\ue7e0"] == "\N{ARABIC FATHATAN}"


@pytest.mark.parametrize("name", ["", "Helvetica", "XB", "Ami"])
def test_other_fonts_have_no_table(name: str) -> None:
    assert private_letters(name) == {}


@pytest.mark.parametrize("name", ["Amiri-Regular", "Lateef", "XBRiyaz", "DejaVuSansCondensed"])
def test_tables_lead_from_private_characters_to_letters(name: str) -> None:
    table = private_letters(name)
    assert table
    assert all("\ue000" <= char <= "\uf8ff" for char in table)
    assert not any("\ue000" <= letter <= "\uf8ff" for letters in table.values() for letter in letters)
