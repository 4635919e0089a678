"""Laws of PDFs: whatever stands where, nothing is lost, nothing is doubled, and nothing fails."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tarmim
from tests.unit.reading.sheets import at, made

#: Letters that neither mirror nor turn into others, digits, and signs.
ALPHABET = "ابتثجحخدذرزسشصضطظعغفقكلمنهويabcxyzABC0123456789.،:؟!"

WORDS = st.text(ALPHABET, min_size=1, max_size=8)

#: Lines on a grid: no two share a place, so none hides another. Sizes reach over rows and columns.
SPOTS = st.tuples(st.integers(0, 3), st.integers(1, 24))
PAGES = st.dictionaries(SPOTS, st.tuples(WORDS, st.sampled_from([8, 10, 12])), min_size=1, max_size=30)

# a page whose distances differ much has no usual one: tests/unit/layout/test_paragraphs.py has the case
pytestmark = [
    pytest.mark.filterwarnings("ignore:Mean of empty slice:RuntimeWarning"),
    pytest.mark.filterwarnings("ignore:invalid value encountered:RuntimeWarning"),
]


def content_of(page: dict[tuple[int, int], tuple[str, int]]) -> bytes:
    return b"".join(at(text, 10 + 95 * x, 15 * y, size=size) for (x, y), (text, size) in page.items())


def letters(text: str) -> Counter[str]:
    return Counter(char for char in text if not char.isspace())


@given(PAGES)
@settings(max_examples=60)
def test_every_letter_comes_out_once(page: dict[tuple[int, int], tuple[str, int]]) -> None:
    document = tarmim.extract(made(content_of(page)), options=tarmim.Options(repair=False))
    assert document.problems == ()
    assert letters(document.text) == letters("".join(text for text, _ in page.values()))


@given(st.lists(PAGES, min_size=2, max_size=4))
@settings(max_examples=25)
def test_blocks_hold_what_pages_show(pages: list[dict[tuple[int, int], tuple[str, int]]]) -> None:
    document = tarmim.extract(made(*(content_of(page) for page in pages)), options=tarmim.Options(repair=False))
    blocks = [block for page in document.pages for block in page.blocks]
    shown = "".join(text for page in pages for text, _ in page.values())
    assert letters("".join(block.text for block in blocks)) == letters(shown)
    assert letters("".join(word.text for b in blocks for one in b.lines for word in one.words)) == letters(shown)
    for page in document.pages:
        assert page.problems == ()


@given(PAGES)
@settings(max_examples=25)
def test_a_second_reading_is_the_same(page: dict[tuple[int, int], tuple[str, int]]) -> None:
    data = made(content_of(page))
    assert tarmim.extract(data) == tarmim.extract(data)


@given(st.binary(max_size=300))
@settings(max_examples=60)
def test_content_that_is_nonsense_does_no_harm(content: bytes) -> None:
    document = tarmim.extract(made(content, at("كتب", 300, 300)))
    assert len(document.pages) == 2
    assert "بتك" in document.text
