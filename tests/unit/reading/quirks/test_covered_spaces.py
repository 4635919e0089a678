"""A zero-width non-joiner that a program shows as a space, which the next letter covers."""

from __future__ import annotations

import pytest

from tarmim.script.letters import ZWNJ
from tests.unit.reading.sheets import SIZE, at, text_of

TRUE = "می‌گوید پژوهش‌ها خوب"


def read(text: str = TRUE) -> str:
    """Return a text set letter by letter from the right, its non-joiners so."""
    content, right = b"", 380.0
    for char in text:
        content += at(" " if char == ZWNJ else char, right - SIZE / 2, 300)
        right -= 0 if char == ZWNJ else SIZE / 2
    return text_of(content)


@pytest.mark.parametrize("text", [TRUE, "کار‌ها و گفته"])
def test_it_is_a_non_joiner_in_persian(text: str) -> None:
    assert read(text) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("گفت :‌ها پس", "گفت :ها پس"),
        ("قال‌وا هم هنا", "قالوا هم هنا"),
    ],
)
def test_it_is_nothing_behind_a_sign_and_in_arabic(text: str, found: str) -> None:
    assert read(text) == found
