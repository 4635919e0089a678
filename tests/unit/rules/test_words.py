"""Words cut or run together: scores, and the document's evidence."""

from __future__ import annotations

import tarmim
from tarmim.language import load
from tarmim.rules.spacing.words_score import cuts, fusions

FI, IRAQ = "\u0641\u064a", "\u0627\u0644\u0639\u0631\u0627\u0642"
CITY = "\u0627\u0644\u0645\u062f\u064a\u0646"  # al-madina without its teh marbuta


def test_a_word_is_cut_into_two_known_ones() -> None:
    models = load("ar")
    assert models is not None
    cut, known = cuts([FI + IRAQ, IRAQ], models.words)
    assert cut is not None
    assert cut.place == len(FI)
    assert cut.gain > 5
    assert known is None


def test_two_words_are_one_where_that_is_known() -> None:
    models = load("ar")
    assert models is not None
    one, none = fusions([(IRAQ[:3], IRAQ[3:]), ("\u0638\u0638", "\u0638\u0638")], models.words)
    assert one is not None
    assert one.gain > 5
    assert none is None
    assert not cuts([], models.words)
    assert not fusions([], models.words)


def test_three_places_show_it_and_two_do_not() -> None:
    assert not tarmim.repair(f"{CITY} \u0629 {FI} {CITY} \u0629").changed
    repair = tarmim.repair(f"{CITY} \u0629 {FI} {CITY} \u0629 {FI} {CITY} \u0629")
    assert repair.text == f" {FI} ".join([f"{CITY}\u0629"] * 3)


def test_a_word_cut_in_three_is_put_together() -> None:
    sign = f"{CITY} \u0629"
    text = f"{sign} {sign} {sign} {IRAQ[:3]} {IRAQ[3:4]} {IRAQ[4:]}"
    assert tarmim.repair(text).text.endswith(f" {IRAQ}")


def test_proclitics_apart_stay() -> None:
    sign = f"{CITY} \u0629"
    text = f"{sign} {sign} {sign} \u0648 \u0642\u062f"
    assert tarmim.repair(text).text.endswith(" \u0648 \u0642\u062f")
