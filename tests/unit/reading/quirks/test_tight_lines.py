"""A line that was set tight has words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.layout.setting import Unit, from_right, read_as_text

WORDS = ["كان", "في", "قديم", "الزمان", "ملك", "عادل", "يحب", "الناس", "جميعا", "وهم", "له", "أهل"]
TRUE = [" ".join(WORDS)] * 2


def gapped(gap: float, right: float = 200.0) -> list[Unit]:
    """Return the words from the right with a gap in points between, without space glyphs."""
    found: list[Unit] = []
    for word in WORDS:
        found += from_right(word, right)
        right -= 5 * len(word) + gap
    return found


def read(gap: float = 0.8) -> list[str]:
    """Return a line with usual spaces, and below it the same line with gaps of this width in points."""
    return read_as_text([*(replace(unit, baseline=15.0) for unit in gapped(3.0)), *gapped(gap)])


@pytest.mark.parametrize("gap", [1.4, 0.8])
def test_a_line_set_tight_has_narrow_spaces_of_one_width(gap: float) -> None:
    assert read(gap) == TRUE


def test_gaps_as_narrow_as_between_letters_are_no_spaces() -> None:
    assert read(0.4) == [TRUE[0], "".join(WORDS)]


def test_kerning_in_a_line_with_spaces_makes_none() -> None:
    kerned = [replace(unit, left=unit.left - 1.2 * k, right=unit.right - 1.2 * k) for k, unit in enumerate(gapped(3.0))]
    assert read_as_text(kerned) == TRUE[:1]


def test_letters_set_apart_are_no_words() -> None:
    parts = [Unit(letter, 200 - 6 * k, 205 - 6 * k) for k, letter in enumerate("الحمدللهربالعالمينالرحمن")]
    assert read_as_text(parts) == ["الحمدللهربالعالمينالرحمن"]
