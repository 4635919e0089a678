"""Runs of a row that overlap stay whole; signs that overlap as a script will have it stay where they stand."""

from __future__ import annotations

import pytest

from tarmim.reading.page_rows import page_rows
from tests.unit.layout.setting import Unit, from_left, from_right, read_as_text, units_from
from tests.unit.reading.sheets import visual

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


def test_spaces_and_stops_of_another_font_are_no_run_though_drawn_first() -> None:
    line = from_left(visual("كان في قديم الزمان ملك عادل، يحب الناس."))
    parts = [unit for unit in line if not unit.text.isalpha()] + [unit for unit in line if unit.text.isalpha()]
    assert read_as_text(parts) == ["كان في قديم الزمان ملك عادل، يحب الناس."]


def test_a_non_joiner_drawn_after_its_letter_stands_where_the_pen_was() -> None:
    words = visual("باغبان به باغ می\u200cرود و درخت\u200cها را آب می\u200cدهد و برگ\u200cها را می\u200cبیند")
    letters: list[Unit] = []
    spaces: list[Unit] = []
    left = 0.0
    for char in words:
        if char == " ":
            spaces.append(Unit(char, left, left + 3))
            left += 3
        elif char == "\u200c":
            letters.append(Unit(char, left - 0.04, left))  # from the left it comes before its letter
        else:
            letters.append(Unit(char, left, left + 5))
            left += 5
            if letters[-2:-1] and letters[-2].text == "\u200c":
                letters[-2:] = letters[:-3:-1]  # the letter is drawn, then the pen goes back over it
    assert read_as_text([*spaces, *letters]) == [visual(words)]
