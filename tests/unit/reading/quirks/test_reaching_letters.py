"""A letter that reaches back under those before it stays where it was written."""

from __future__ import annotations

from tests.unit.layout.setting import Unit, from_right, read_as_text

TRUE = ["لڑکیے"]


def read() -> list[str]:
    """Return a word in Nastaliq, its last letter wider than the two before it together."""
    return read_as_text([*from_right("لڑ", 36), Unit("ک", 20, 26), Unit("ی", 14, 20), Unit("ے", 12, 30)])


def test_letters_that_overlap_stay_as_they_were_written() -> None:
    assert read() == TRUE
