"""Words of codes: what they spell, and what a language thinks of them."""

from __future__ import annotations

import numpy as np
import pytest

from tarmim.identity.decision.code_words import UNKNOWN, WordScorer, spelling
from tests.unit.identity.ciphers import language

BOOK = "كتاب"


@pytest.fixture(scope="module")
def arabic() -> WordScorer:
    return language()


def test_codes_and_letters_are_spelled_in_order() -> None:
    assert spelling(((0, 1), "لا", (0, 2)), {(0, 1): "س", (0, 2): "م"}) == "سلام"


def test_a_code_of_another_font_is_another_code() -> None:
    assert spelling(((0, 1), (1, 1)), {(0, 1): "س"}) == "س" + UNKNOWN


def test_a_code_without_letters_is_unknown_and_one_with_none_is_nothing() -> None:
    assert spelling(((0, 1), (0, 2), (0, 3)), {(0, 1): "س", (0, 2): ""}) == "س" + UNKNOWN


@pytest.mark.parametrize(
    "text", [BOOK, "الكتاب", "«كتاب»", "كتاب؟", "(كتاب،", "كِتَابٌ", "كـتاب", "كتاب.", "والمدرسة", '"كتاب"']
)
def test_known_words(arabic: WordScorer, text: str) -> None:
    assert arabic.is_known([text]).tolist() == [True]


@pytest.mark.parametrize(
    "text", ["", "؟", "ضضضض", "كت،اب", "كتAاب", "كت" + UNKNOWN + "اب", UNKNOWN + BOOK, "كتاب،كتاب", "book"]
)
def test_what_is_no_known_word(arabic: WordScorer, text: str) -> None:
    assert arabic.is_known([text]).tolist() == [False]


@pytest.mark.parametrize("text", ["كتابA", "Aكتاب", "كتاب\N{COMBINING LATIN SMALL LETTER R}", "كتاب12"])
def test_a_word_with_a_letter_of_another_script_at_its_end_is_not_known(arabic: WordScorer, text: str) -> None:
    assert arabic.is_known([text]).tolist() == [False]


def test_answers_come_in_the_order_of_the_questions(arabic: WordScorer) -> None:
    assert arabic.is_known([BOOK, "", "ضضضض", "كتاب؟", UNKNOWN]).tolist() == [True, False, False, True, False]
    assert arabic.is_known([]).tolist() == []


def test_likelier_words_first(arabic: WordScorer) -> None:
    """A common word, a rarer one, one with a sign in it, one that cannot be."""
    found = arabic.log_probability(["في", BOOK, "كت،اب", "ضغظخذءئ"])
    assert found.tolist() == sorted(found.tolist(), reverse=True)
    assert np.all(found < 0)


def test_signs_cost_the_same_wherever_they_stand(arabic: WordScorer) -> None:
    plain, before, behind = arabic.log_probability([BOOK, "«كتاب", "كتاب»"]).tolist()
    assert before == pytest.approx(behind)
    assert before < plain


def test_what_is_not_known_costs_more_than_a_sign(arabic: WordScorer) -> None:
    sign, unknown = arabic.log_probability(["كتاب؟", BOOK + UNKNOWN]).tolist()
    assert unknown < sign


def test_marks_cost_nothing(arabic: WordScorer) -> None:
    plain, vowelled = arabic.log_probability([BOOK, "كِتَابٌ"]).tolist()
    assert plain == pytest.approx(vowelled)


def test_texts_do_not_touch_each_other(arabic: WordScorer) -> None:
    texts = [BOOK, "في البيت", "", "؟"]
    together = arabic.log_probability(texts)
    assert together.tolist() == pytest.approx([arabic.log_probability([text])[0] for text in texts])
    assert together[2] == 0
