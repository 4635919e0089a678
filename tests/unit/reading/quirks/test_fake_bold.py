"""Text drawn twice for boldness or as a shadow is read once."""

from __future__ import annotations

import pytest

from tests.unit.reading.sheets import document_of, line, text_of

TRUE = "كان في قديم الزمان"


def read(x: float = 0.3, y: float = 0.0) -> str:
    """Return the text of a line drawn twice, this far apart in points."""
    return text_of(line(TRUE, 300) + line(TRUE, 300 + y, right=380 + x))


@pytest.mark.parametrize(("x", "y"), [(0.3, 0.0), (0.0, 0.3), (0.5, -0.5)])
def test_it_is_read_once(x: float, y: float) -> None:
    assert read(x, y) == TRUE


def test_the_page_says_so() -> None:
    (page,) = document_of(line(TRUE, 300) + line(TRUE, 300, right=380.3)).pages
    letters = len(TRUE.replace(" ", ""))
    assert page.notes == (f"text drawn twice at one place is read once, letters: {letters}",)


def test_the_same_line_further_down_is_read_again() -> None:
    assert text_of(line(TRUE, 300) + line(TRUE, 285)) == f"{TRUE} {TRUE}"


def test_doubled_letters_are_no_fake_bold() -> None:
    assert text_of(line("ممكن تتتابع للل", 300)) == "ممكن تتتابع للل"
