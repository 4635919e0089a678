"""The letters of one word step down, and are of one row; a line below is not."""

from __future__ import annotations

import pytest

from tarmim.reading.page_rows import page_rows
from tests.unit.layout.setting import Unit, from_right, read_as_text, units_from

TRUE = ["نستعين"]


def read() -> list[str]:
    """Return the rows of a word whose last letter stands four tenths of an em lower than the others."""
    return read_as_text([*from_right("نستعي"), Unit("ن", 170, 175, -4.0)])


def test_letters_that_step_down_are_of_one_row() -> None:
    assert read() == TRUE


@pytest.mark.parametrize("steps", [(0, 4), (4, 0), (0, 4, 8), (8, 4, 0), (0, 4, 8, 12)])
def test_no_letter_of_a_word_is_lost_where_each_stands_beside_the_next(steps: tuple[float, ...]) -> None:
    word = "عدلا"[: len(steps)]
    parts = [Unit(word[k], 10 - 5 * k, 15 - 5 * k, step) for k, step in enumerate(steps)]
    assert read_as_text(parts) == [word]


def test_four_letters_at_full_size_are_a_line_of_their_own() -> None:
    parts = [*from_right("نستعل"), *from_right("يقرأ", 175, -4.0)]
    assert len(page_rows(units_from(parts))) == 2
