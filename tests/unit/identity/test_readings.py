"""What all sources of evidence share."""

from __future__ import annotations

import pytest

from tarmim.identity.readings import decomposed, is_arabic


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ا", True),
        ("A1 ب", True),
        ("،", True),
        ("٣", True),
        ("\N{ARABIC FATHA}", True),
        ("\N{ARABIC LETTER LAM MEDIAL FORM}", True),
        ("\N{ARABIC LIGATURE ALLAH ISOLATED FORM}", True),
        ("\N{ARABIC LETTER BEH WITH SMALL V BELOW}", True),
        ("\N{ARABIC LETTER DAL WITH TWO DOTS VERTICALLY BELOW AND SMALL TAH}", True),
        ("", False),
        ("A1 .", False),
        ("\N{HEBREW LETTER ALEF}", False),
        ("\N{SYRIAC LETTER ALAPH}", False),
        ("\N{THAANA LETTER HAA}", False),
        ("\N{REPLACEMENT CHARACTER}", False),
    ],
)
def test_arabic(text: str, found: bool) -> None:
    assert is_arabic(text) == found


def test_composed_letters_are_taken_apart() -> None:
    assert decomposed("\N{ARABIC LETTER ALEF WITH MADDA ABOVE}") == "\N{ARABIC LETTER ALEF}\N{ARABIC MADDAH ABOVE}"
    assert decomposed("\N{ARABIC LETTER LAM MEDIAL FORM}") == "\N{ARABIC LETTER LAM MEDIAL FORM}"
