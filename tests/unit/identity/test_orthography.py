"""Letters drawn alike: which of them is typed."""

from __future__ import annotations

import pytest

from tarmim.identity.orthography import in_orthography, merge_homographs
from tarmim.identity.readings import Guess, Source

YEH, FARSI_YEH, MAKSURA = "\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER FARSI YEH}", "\N{ARABIC LETTER ALEF MAKSURA}"
KAF, KEHEH = "\N{ARABIC LETTER KAF}", "\N{ARABIC LETTER KEHEH}"
HEH, GOAL, AE = "\N{ARABIC LETTER HEH}", "\N{ARABIC LETTER HEH GOAL}", "\N{ARABIC LETTER AE}"
LAM = "\N{ARABIC LETTER LAM}"


@pytest.mark.parametrize(
    ("letters", "form", "language", "typed"),
    [
        (YEH, "initial", "fa", FARSI_YEH),
        (YEH, "medial", "ur", FARSI_YEH),
        (YEH, "final", "fa", YEH),  # with dots at a word's end it is Arabic
        (MAKSURA, "final", "fa", FARSI_YEH),
        (FARSI_YEH, "medial", "ar", YEH),
        (FARSI_YEH, "final", "ar", MAKSURA),
        (KAF, "initial", "fa", KEHEH),
        (KAF, "final", "fa", KAF),  # with its small kaf
        (KEHEH, "medial", "ar", KAF),
        (HEH, "final", "ur", GOAL),
        (HEH, "final", "ku", AE),
        (HEH, "initial", "ku", HEH),
        (LAM + YEH, "final", "fa", LAM + YEH),
        (LAM + MAKSURA, "final", "fa", LAM + FARSI_YEH),
        ("\N{ARABIC-INDIC DIGIT TWO}", "", "fa", "\N{EXTENDED ARABIC-INDIC DIGIT TWO}"),
        ("\N{ARABIC-INDIC DIGIT FOUR}", "", "fa", "\N{ARABIC-INDIC DIGIT FOUR}"),  # drawn otherwise in Persian
        (YEH, "", "fa", YEH),  # nobody knows which it is
        (KAF, "", "fa", KEHEH),
        ("\N{ARABIC LETTER HEH WITH YEH ABOVE}", "final", "fa", f"{HEH}\N{ARABIC HAMZA ABOVE}"),
        ("\N{ARABIC LETTER HEH WITH YEH ABOVE}", "final", "ku", "\N{ARABIC LETTER HEH WITH YEH ABOVE}"),
        (YEH, "initial", "ug", YEH),
    ],
)
def test_a_language_types(letters: str, form: str, language: str, typed: str) -> None:
    assert in_orthography(letters, form, language) == typed


def guess(letters: str, form: str, probability: float) -> Guess:
    return Guess(letters, form, Source.OUTLINE, probability)


def test_rivals_drawn_alike_are_one_guess() -> None:
    found = merge_homographs([guess(YEH, "medial", 0.7), guess(FARSI_YEH, "medial", 0.2), guess(LAM, "medial", 0.1)])
    assert [(one.letters, round(one.probability, 6)) for one in found] == [(YEH, 0.9), (LAM, 0.1)]


def test_letters_that_arabic_lacks_stay_what_they_are() -> None:
    assert [one.letters for one in merge_homographs([guess(GOAL, "medial", 0.9)])] == [GOAL]


def test_pooling_reorders() -> None:
    found = merge_homographs([guess(LAM, "medial", 0.4), guess(KAF, "medial", 0.3), guess(KEHEH, "medial", 0.3)])
    assert [one.letters for one in found] == [KAF, LAM]
