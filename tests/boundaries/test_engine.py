"""What is measured anew while rules run, and which rules run on the text of a PDF."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import tarmim
from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import Rule
from tarmim.engine.run import run
from tarmim.model.edit import Edit
from tarmim.model.passage import Passage
from tests.unit.reading.sheets import document_of, line

ENGLISH = "The delegation met again on Monday and sent this note to all members of the board. "


def misread(text: str) -> str:
    """Return a text in UTF-8 as a program reads it that takes it for Latin."""
    return text.encode("utf-8").decode("latin-1")


def test_a_text_of_which_a_fifth_was_decoded_is_repaired_as_arabic() -> None:
    wrong, right = "زار الوفد المدينة ،ثم عاد ،ثم سافر", "زار الوفد المدينة، ثم عاد، ثم سافر"
    english = ENGLISH * 2
    assert 0.1 < len(wrong) / len(english + wrong) < 0.3
    repair = tarmim.repair(f"{english}\n{misread(wrong)}\n", options=tarmim.Options(keep_lines=True))
    assert repair.text == f"{english}\n{right}\n"


@pytest.mark.parametrize(("letters", "noticed"), [(2, False), (20, True)])
def test_a_text_is_taken_for_arabic_once_enough_arabic_was_put_in(letters: int, noticed: bool) -> None:
    """Two letters of a hundred are a name in a text of another language; twenty are a text of two languages."""

    def put_in(passage: Passage, evidence: Evidence) -> Iterator[Edit]:
        yield Edit(0, 0, "\u0628" * letters, "made", 1.0, "Arabic letters at the beginning")

    def never(passage: Passage, evidence: Evidence) -> Iterator[Edit]:
        yield from ()

    def is_arabic(passage: Passage, evidence: Evidence) -> bool:
        seen.append(evidence.profile.language)
        return False

    seen: list[str | None] = []
    rules = (
        Rule("first", "made", "puts Arabic in", lambda passage, evidence: True, put_in),
        Rule("second", "made", "looks at the language", is_arabic, never),
    )
    run("a" * (100 - letters), rules, tarmim.Options())
    assert seen == ["ar" if noticed else None]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("نصت االتفاقية على حقوق األطراف", "نصت الاتفاقية على حقوق الأطراف"),
        ("صرحّ المدير بأن العمل بدأ", "صرّح المدير بأن العمل بدأ"),
        ("كتـــاب جميـــل في المكتبـــة", "كتاب جميل في المكتبة"),
    ],
    ids=["ligatures", "late marks", "strokes"],
)
def test_letters_of_a_pdf_are_repaired(written: str, read: str) -> None:
    assert document_of(line(written, 300)).text == read


def test_letters_of_a_pdf_stay_where_no_repair_is_wanted() -> None:
    written = "نصت االتفاقية على حقوق األطراف"
    assert document_of(line(written, 300), options=tarmim.Options(repair=False)).text == written
