"""Telephone numbers with a plus keep their groups in order."""

from __future__ import annotations

import pytest

from tests.unit.layout.setting import from_left, read_as_text
from tests.unit.reading.sheets import at, document_of

TRUE = ["هاتف: +963 11 222 3344"]


def read() -> list[str]:
    """Return a line with a number as it stands on a page."""
    return read_as_text(from_left("+963 11 222 3344 :فتاه"))


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ("+963 11 222 3344 :فتاه", "هاتف: +963 11 222 3344"),
        ("+20-2-1234567 :فتاه", "هاتف: +20-2-1234567"),
    ],
)
def test_a_number_keeps_its_groups(shown: str, text: str) -> None:
    assert read_as_text(from_left(shown)) == [text]


def test_the_page_says_so() -> None:
    (page,) = document_of(at("+963 11 222 3344 :فتاه", 200, 300)).pages
    assert page.notes == ("telephone numbers with a plus keep the order of their groups, in lines: 1",)
