"""Shaddas that came late: readings of a form, judging of a document, moving of marks."""

from __future__ import annotations

import tarmim
from tarmim.language import load
from tarmim.rules.marks.late_shadda_words import ShaddaForm, letter_shares, likelihoods, original_placements

SARRAHA = "\u0635\u0631\u062d"  # sad, reh, hah
SHADDA = "\u0651"


def marked_likelihoods(form: ShaddaForm, *, related: bool = True) -> dict[tuple[int, ...], float]:
    models = load("ar")
    assert models is not None
    assert models.marked is not None
    return dict(likelihoods(form, [places for places, _ in original_placements(form)], models.marked, related=related))


def test_a_mark_stood_where_it_stands_or_one_letter_before() -> None:
    assert list(original_placements(ShaddaForm(SARRAHA, (2,)))) == [((2,), 0), ((1,), 1)]
    assert list(original_placements(ShaddaForm(SARRAHA, (0,)))) == [((0,), 0)]


def test_two_marks_never_stood_on_one_letter() -> None:
    assert ((1, 1), 1) not in list(original_placements(ShaddaForm(SARRAHA, (1, 2))))


def test_of_a_doubled_mark_the_first_came_late_or_it_was_doubled() -> None:
    assert list(original_placements(ShaddaForm(SARRAHA, (2, 2)))) == [((1, 2), 1), ((2,), 0)]


def test_printed_forms_decide() -> None:
    found = marked_likelihoods(ShaddaForm(SARRAHA, (2,)))
    assert found[1,] > 20 * found[2,]


def test_letters_say_that_teh_marbuta_bears_none() -> None:
    shares = letter_shares("\u0642\u0636\u064a\u0629")  # qadiyya
    assert abs(sum(shares) - 1) < 1e-9
    assert shares[-1] < 0.01 < shares[2]


def test_a_lone_habit_stays_and_follows_a_document_that_is_damaged() -> None:
    habit = "\u0625\u0644\u0627\u0651"  # illa, its mark on the alef
    late = "\u062d\u062a\u0649\u0651 \u0642\u062f\u0645\u0651 \u0623\u0646\u0647\u0651 \u0645\u0645\u0627\u0651"
    assert tarmim.repair(habit + " \u0647\u0648").text.startswith(habit)
    assert habit not in tarmim.repair(f"{late} {habit}").text


def test_the_vowel_moves_with_its_mark_and_is_traced() -> None:
    text = f"{SARRAHA}{SHADDA}\u064e \u0648\u062d\u062a\u0649{SHADDA} \u0625\u0646\u0647{SHADDA}\u0627"
    repair = tarmim.repair(text)
    assert repair.text.startswith(f"\u0635\u0631{SHADDA}\u064e\u062d ")
    assert [repair.origin(i) for i in range(2, 5)] == [(3, 4), (4, 5), (2, 3)]


def test_many_marks_in_a_word_and_marks_without_letters_are_passed_over() -> None:
    for text in (SHADDA * 40, "\u0628" + SHADDA * 40, ("\u0628" + SHADDA) * 40, f"\u0621 {SHADDA}"):
        assert tarmim.repair(text, options=tarmim.Options(only=("late-marks",), language="ar")).text == text


def test_a_program_that_doubles_all_is_no_late_mark() -> None:
    once = (
        f"\u0645\u0631{SHADDA} \u062d\u0642{SHADDA} \u0634\u0643{SHADDA} \u0643\u0644{SHADDA} \u0645\u0646\u0647\u0645"
    )
    assert tarmim.repair(once.replace(SHADDA, SHADDA * 2)).text == once
