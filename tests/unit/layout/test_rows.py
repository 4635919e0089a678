"""Rows: what stands on one baseline, raised signs with it, marks on their letters."""

from __future__ import annotations

import numpy as np
import pytest

from tarmim.layout.rows import rows_of
from tarmim.layout.units import Units
from tests.unit.layout.setting import Unit, from_left, from_right, rows_as_text, units_from

FATHA, SHADDA, KASRA = "\u064e", "\u0651", "\u0650"


def test_nothing_has_no_rows() -> None:
    assert rows_of(Units.empty()) == []


def test_spaces_alone_are_no_row() -> None:
    assert rows_of(units_from(from_right("  "))) == []


def test_rows_go_from_the_top_whatever_was_written_first() -> None:
    units = units_from(
        [*from_right("تحت", baseline=0), *from_right("فوق", baseline=30), *from_right("وسط", baseline=15)]
    )
    assert [row.baseline for row in rows_of(units)] == [30, 15, 0]


def test_a_row_goes_from_left_to_right_however_it_was_written() -> None:
    assert rows_as_text(units_from(from_right("كتاب"))) == ["باتك"]
    assert rows_as_text(units_from(from_left("باتك"))) == ["باتك"]


@pytest.mark.parametrize(("shift", "rows"), [(0.0, 1), (2.0, 1), (-2.0, 1), (9.0, 2), (-9.0, 2)])
def test_a_little_off_the_baseline_is_the_same_row(shift: float, rows: int) -> None:
    parts = [*from_right("كتاب كبير"), *from_right("قلم جديد", right=150, baseline=shift)]
    assert len(rows_of(units_from(parts))) == rows


@pytest.mark.parametrize("shift", [4.0, -4.0])
def test_a_small_raised_or_lowered_sign_beside_a_letter_is_of_the_row(shift: float) -> None:
    parts = [*from_left("x"), Unit("2", 5, 8, shift, 6), *from_left("y", left=8)]
    assert rows_as_text(units_from(parts)) == ["x2y"]


def test_a_small_sign_away_from_any_letter_is_a_row_of_its_own() -> None:
    parts = [*from_left("xy"), Unit("2", 60, 63, 4.0, 6)]
    assert len(rows_of(units_from(parts))) == 2


def test_a_note_below_is_no_raised_sign() -> None:
    parts = [*from_right("متن الصفحة"), *from_right("حاشية طويلة في أسفلها", baseline=-9, size=6)]
    assert len(rows_of(units_from(parts))) == 2


def test_a_row_has_the_size_and_base_of_most_of_it() -> None:
    parts = [*from_left("abcd"), Unit("2", 20, 23, 3.0, 6)]
    (row,) = rows_of(units_from(parts))
    assert (row.size, row.baseline) == (10, 0)


def test_angles_are_apart() -> None:
    parts = [*from_left("ab"), Unit("c", 0, 5, 0, angle=90), Unit("d", 5, 10, 0, angle=90)]
    assert [(row.angle, len(row.units)) for row in rows_of(units_from(parts))] == [(0, 2), (90, 2)]


def test_marks_go_with_the_letter_before_them_where_text_is_written_from_the_right() -> None:
    assert rows_as_text(units_from(from_right("كَتَبَ"))) == ["بَتَكَ"]


def test_marks_go_with_the_letter_behind_them_where_text_is_written_from_the_left() -> None:
    letters = from_left("بتك")
    parts = [part for letter in letters for part in (Unit(FATHA, letter.left + 2.5, letter.left + 2.5), letter)]
    assert rows_as_text(units_from(parts)) == ["بَتَكَ"]


def test_two_marks_of_a_letter_stay_in_the_order_of_the_content() -> None:
    units = units_from(from_right("مد" + SHADDA + FATHA))
    (row,) = rows_of(units)
    assert [[units.texts[k] for k in row.marks.get(n, ())] for n in row.units.tolist()] == [[SHADDA, FATHA], []]


def test_a_mark_at_a_lines_border_stays_on_its_line() -> None:
    above, below = from_right("قَلَم", baseline=15), from_right("كِتَاب")
    assert rows_as_text(units_from([*above, *below])) == ["ملَقَ", "باتَكِ"]


def test_a_mark_at_the_lines_left_end_belongs_to_the_last_letter() -> None:
    assert rows_as_text(units_from([*from_right("قلمُ", baseline=15), *from_right("كتبُ")])) == ["مُلق", "بُتك"]


def test_a_mark_drawn_above_its_baseline_is_still_on_its_letter() -> None:
    parts = [*from_right("كتب"), Unit(KASRA, 187.5, 187.5, -3.0)]
    assert rows_as_text(units_from(parts)) == ["بِتك"]


def test_marks_written_apart_from_their_letters_go_by_their_place() -> None:
    parts = [*from_right("كتب والعلم نور"), Unit(FATHA, 197, 197)]
    assert rows_as_text(units_from(parts))[0].endswith("تكَ")


def test_a_mark_near_nothing_is_left_out() -> None:
    assert rows_as_text(units_from([*from_right("كتب"), Unit(FATHA, 20, 20)])) == ["بتك"]


def test_every_letter_is_in_one_row_once() -> None:
    rng = np.random.default_rng(7)
    parts = [
        Unit(str(rng.choice(list("ابتثج12ab "))), x, x + 5, float(rng.integers(0, 60)), float(rng.choice([6, 10, 14])))
        for x in rng.uniform(0, 200, 300).tolist()
    ]
    units = units_from(parts)
    letters = np.flatnonzero(~units.spaces)
    found = np.sort(np.concatenate([row.units[~units.spaces[row.units]] for row in rows_of(units)]))
    assert found.tolist() == letters.tolist()


def marked_before(word: str, right: float = 200.0, *, ink: float = 1.0) -> list[Unit]:
    """Return a word from the right, before each letter a mark whose ink stands over the middle of that letter."""
    found: list[Unit] = []
    for k, char in enumerate(word):
        left = right - 5 * (k + 1)
        found += [Unit(FATHA, left + 2.5 - ink / 2, left + 2.5 + ink / 2), Unit(char, left, left + 5)]
    return found


def owners(parts: list[Unit]) -> list[str]:
    """Return the letters that bear a mark, from the right."""
    units = units_from(parts)
    return [units.texts[n] for row in rows_of(units) for n in row.units[::-1].tolist() if n in row.marks]


def test_where_their_ink_says_so_marks_go_with_the_letter_behind_them() -> None:
    assert owners(marked_before("كتاب")) == list("كتاب")


def test_marks_whose_ink_is_not_known_go_with_those_that_say_so() -> None:
    assert owners([*marked_before("كتاب"), *marked_before("رسم", 180.0, ink=0.0)]) == list("كتابرسم")


def test_few_marks_do_not_say_on_which_side_all_are() -> None:
    assert owners([Unit("ك", 195, 200), *marked_before("تب", 195.0, ink=0.0)]) == list("كت")


def test_marks_before_their_letters_in_words_put_from_the_right() -> None:
    """Each word was written from the left, its marks before their letters; the words follow from the right."""
    parts: list[Unit] = []
    for word, left in (("ناب", 185.0), ("جرش", 165.0), ("رمق", 145.0)):
        for k, char in enumerate(word):
            x = left + 5 * k
            parts += [Unit("\u0651", x, x), Unit("\u064e", x, x), Unit(char, x, x + 5)]
    marked = [char + "\u064e\u0651" for char in "رمق جرش ناب".replace(" ", "")]
    assert rows_as_text(units_from(parts)) == ["".join(marked)]
