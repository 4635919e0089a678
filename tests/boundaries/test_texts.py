"""Texts just below and just above each threshold of the rules: texts.jsonl says what a reader would make of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path

import pytest

import tarmim
from tests.unit.identity.ciphers import sample

CASES = [json.loads(row) for row in Path(__file__).with_name("texts.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[f"{case['threshold']}: {case['case']}" for case in CASES])
def test_a_text_at_a_threshold_is_repaired_as_a_reader_would(case: Mapping[str, str]) -> None:
    assert tarmim.repair(case["text"]).text == case["true"], case["why"]


#: Different lines of a book without stops, some forty characters each.
BODY = [
    f"{verb} {who} {what} {where}"
    for where, what, who, verb in product(
        ("في المدينة القديمة", "على شاطئ البحر", "قرب النهر الكبير"),
        ("قصة طويلة عن", "خبر السفر إلى", "كتابا قديما من"),
        ("الرجل", "المعلم", "الصياد", "الفلاح", "الطبيب", "التاجر"),
        ("حكى", "قرأ", "سمع", "كتب"),
    )
]
#: Those in which a certain word stands.
OLD = [line for line in BODY if "كتابا قديما" in line]
HEAD = "أخبار البلاد البعيدة"


def with_head(gaps: Sequence[int]) -> str:
    """Return a text in which a line comes back after so many other lines each time."""
    lines = iter(BODY)
    return "\n".join([HEAD, *(line for gap in gaps for line in (*(next(lines) for _ in range(gap)), HEAD))])


def reported(text: str) -> list[str]:
    """Return the lines that are reported as furniture of pages."""
    return [text[edit.start : edit.end].strip() for edit in tarmim.repair(text).held if edit.kind == "furniture"]


@pytest.mark.parametrize("gaps", [[20, 20, 20, 20, 20], [16, 18, 22, 30, 32]])
def test_a_line_that_comes_back_about_a_page_apart_is_a_running_head(gaps: Sequence[int]) -> None:
    assert reported(with_head(gaps)) == [HEAD] * 6


def test_a_line_that_comes_back_after_a_page_or_after_three_is_text() -> None:
    """The heading of a section that some chapters have and others have not."""
    assert reported(with_head([20, 20, 20, 60, 60])) == []


def test_a_line_that_comes_back_after_a_third_of_a_page_is_text() -> None:
    """The refrain of a song."""
    assert reported(with_head([8] * 8)) == []


@pytest.mark.parametrize(("stretched", "are_taken_out"), [(4, True), (2, False)])
def test_strokes_of_a_document(stretched: int, are_taken_out: bool) -> None:
    """Thirty lines of six words; two stretched words are a whim, four a habit of the program."""
    lines = [line.replace("قديما", "قديـما") if k < stretched else line for k, line in enumerate(OLD)]
    text = "\n".join([*OLD[:12], *lines[:stretched], *OLD[12:30]])
    assert tarmim.repair(text, options=tarmim.Options(keep_lines=True)).text == (
        text.replace("ـ", "") if are_taken_out else text
    )


#: Fifty-four teh marbutas, and three of them cut off: few words of this text were cut.
RARELY_CUT = sample("news") + sample("columns") + "\nزار المدين ة القديم ة في السن ة الماضية\n"


@pytest.mark.parametrize(
    ("cut", "whole"),
    [("ثمن الخبز دينار للكي لو", "ثمن الخبز دينار للكيلو"), ("كتب بحروف لا تينية", "كتب بحروف لاتينية")],
)
def test_half_a_word_that_is_no_word_joins_the_other_half(cut: str, whole: str) -> None:
    assert whole in tarmim.repair(RARELY_CUT + cut).text


@pytest.mark.parametrize("text", ["قال كل ما عنده", "سأل في ما بعد", "جاء عبد الله"])
def test_two_words_that_could_be_one_stay_two(text: str) -> None:
    assert tarmim.repair(RARELY_CUT + text).text.endswith(text)
