"""Runs of a row that overlap stay whole; signs that overlap as a script will have it stay where they stand."""

from __future__ import annotations

import pytest

from tarmim.reading.page_rows import page_rows
from tests.unit.layout.setting import Unit, from_left, from_right, read_as_text, units_from

TRUE = "فيعام2003وبعدذلككله"


def read(number_at: float = 128) -> str:
    """Return a line written from the right with a number in the middle, which may be drawn over its neighbours."""
    line = [*from_right("في عام", 200), *from_left("2003", number_at), *from_right("وبعد ذلك كله", 140)]
    return read_as_text(line)[0].replace(" ", "")


@pytest.mark.parametrize("number_at", [122, 128, 133])
def test_a_number_drawn_over_the_words_behind_it_stays_whole_and_in_its_place(number_at: float) -> None:
    assert read(number_at) == TRUE


def test_two_runs_of_words_that_overlap_are_read_one_after_the_other() -> None:
    parts = [*from_right("كانالملكعادلا", 200), *from_right("يحبرعيتهكلها", 152)]
    assert read_as_text(parts)[0].replace(" ", "") == "كانالملكعادلايحبرعيتهكلها"


@pytest.mark.parametrize(
    "parts",
    [
        from_right("كان في قديم الزمان"),
        from_left("there was once a king"),
        [*from_right("في عام", 200), *from_left("2003", 145), *from_right("وبعد ذلك كله", 140)],
        # a stroke that lengthens a letter, nudged back over it again and again
        [Unit("\u0640", 200 - 4 * k + 3 * (k % 2), 206 - 4 * k + 3 * (k % 2)) for k in range(20)],
        [],
    ],
)
def test_rows_without_overlapping_runs_are_left_alone(parts: list[Unit]) -> None:
    mended = {one.quirk.name for row in page_rows(units_from(parts)) for one in row.mended}
    assert "runs of a line drawn over each other" not in mended
