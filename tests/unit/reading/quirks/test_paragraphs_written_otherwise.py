"""A paragraph whose letters were written in the order of the other direction."""

from __future__ import annotations

import pytest

from tests.unit.reading.sheets import SIZE, at, document_of

TEXT = "وهكذا مضت كل تلك الأيام"
TRUE = TEXT + "."


def spelled(text: str, right: float = 380.0, y: float = 300.0) -> bytes:
    """Return a text written letter by letter from the right."""
    return b"".join(at(char, right - (k + 1) * SIZE / 2, y) for k, char in enumerate(text))


def read(stop: str = ".") -> str:
    """Return a line whose stop stands at its right end, and was written last."""
    return document_of(spelled(TEXT) + at(stop, 380, 300)).text


@pytest.mark.parametrize("stop", [".", "!"])
def test_a_stop_at_the_wrong_end_goes_where_it_was_written(stop: str) -> None:
    assert read(stop) == TEXT + stop


def test_a_stop_that_was_written_first_stays_first() -> None:
    assert document_of(at(".", 380, 300) + spelled(TEXT)).text == "." + TEXT


def test_runs_written_from_left_to_right_do_not_turn_a_paragraph() -> None:
    # Pango writes each Arabic run from the right, and the runs of a line from the left
    content = spelled("تلك البلاد", 300) + at("PDF", 305, 300) + spelled("ملف قديم", 370)
    found = document_of(content)
    assert found.text == "ملف قديم PDF تلك البلاد"
    assert found.pages[0].notes == ()
