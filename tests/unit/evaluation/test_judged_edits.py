"""Which edits count as right when confidences are measured."""

from __future__ import annotations

import pytest

from evaluation.calibration import area, calibration_error
from evaluation.judged_edits import Judged, Unit, judged
from tarmim.model.edit import Edit
from tarmim.model.edits import Edits
from tarmim.model.passage import Passage
from tarmim.model.repair import Repair, Step


def verdicts(text: str, true: str, *found: tuple[int, int, str], unit: Unit = "characters") -> list[bool]:
    """Return of each edit whether it counts as right; made are all that change something."""
    edits = [Edit(start, end, put, "kind", 0.9, "a reason") for start, end, put in found]
    made, held = Edits.of("kind", edits).split(0.5, text)
    repair = Repair(text, Passage(text).after(made) if len(made) else Passage(text), (Step("rule", made, held),))
    return [one.right for one in judged("rule", repair, true, unit=unit, breaks=True)]


def test_an_edit_is_right_where_it_brings_the_true_letters() -> None:
    assert verdicts("axc dxf", "abc def", (1, 2, "b"), (5, 6, "g")) == [True, False]


def test_damage_beside_an_edit_is_not_its_fault() -> None:
    assert verdicts("axc dxf", "abc def", (1, 2, "b")) == [True]


@pytest.mark.parametrize("unit", ["characters", "words"])
def test_what_was_taken_out_wrongly_is_missed(unit: Unit) -> None:
    assert verdicts("ab  cd", "ab  cd", (2, 4, ""), unit=unit) == [False]


def test_of_two_equal_letters_either_is_missed() -> None:
    assert verdicts("abbc", "abbc", (1, 2, "")) == [False]
    assert verdicts("abbc", "abbc", (2, 3, "")) == [False]
    assert verdicts("abbc", "abc", (2, 3, "")) == [True]


def test_a_space_put_in_is_judged_by_the_words_on_both_sides() -> None:
    assert verdicts("one twothree", "one two three", (7, 7, " "), unit="words") == [True]
    assert verdicts("one twothree", "one two three", (6, 6, " "), unit="words") == [False]
    assert verdicts("one together", "one together", (6, 6, " "), unit="words") == [False]


def test_a_space_taken_out_is_judged_by_the_word_that_comes_of_it() -> None:
    assert verdicts("o ne two", "one two", (1, 2, ""), unit="words") == [True]
    assert verdicts("o ne two", "one two", (4, 5, ""), unit="words") == [False]


def test_a_line_taken_out_is_right_where_the_true_text_lacks_it() -> None:
    text = "head\nfirst line\nhead\nsecond line"
    assert verdicts(text, "first line\nhead\nsecond line", (0, 5, ""), (16, 21, ""), unit="lines") == [True, False]


def test_the_words_of_a_line_count_in_any_order() -> None:
    assert verdicts("cd ab ef", "ab cd ef", (0, 8, "cd ef ab"), unit="words of the line") == [True]
    assert verdicts("cd ab ef", "ab cd ef", (0, 8, "c dab ef"), unit="words of the line") == [False]


def test_a_report_is_right_where_there_is_damage() -> None:
    assert verdicts("axc def", "abc def", (1, 2, "x"), (4, 5, "d")) == [True, False]


def outcome(*edits: tuple[float, bool]) -> list[Judged]:
    return [Judged(confidence, "a reason", right, made=True) for confidence, right in edits]


def test_the_calibration_error_is_the_distance_of_confidence_and_share() -> None:
    assert calibration_error(outcome(*[(0.75, True)] * 3, (0.75, False))) == pytest.approx(0)
    assert calibration_error(outcome((0.95, False), (0.15, True))) == pytest.approx(0.9)


def test_the_area_is_how_often_the_right_one_is_surer() -> None:
    assert area(outcome((0.9, True), (0.2, False))) == 1
    assert area(outcome((0.2, True), (0.9, False))) == 0
    assert area(outcome((0.9, True), (0.9, False))) is None, "no spread"
    assert area(outcome((0.9, True), (0.2, True))) is None, "all right"
