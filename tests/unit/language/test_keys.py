"""Tokens: every word, number and sign has a key and a span; keys leave marks and tatweel out and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tarmim.language import CLASSES, fold, is_class, tokens
from tarmim.language.keys import UNKNOWN
from tools.build_language import is_held_out


@given(st.text())
def test_any_text_has_tokens_in_order_that_cover_all_but_spaces(text: str) -> None:
    found = tokens(text)
    end = 0
    for start, stop in zip(found.starts, found.ends, strict=True):
        assert text[end:start].strip() == ""
        assert start < stop
        end = stop
    assert text[end:].strip() == ""
    assert UNKNOWN not in found.keys
    assert all(found.keys)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("قال: «نعم».", ["قال", ":", "\u201c", "نعم", "\u201d", "."]),
        ('قال "نعم" ؟', ["قال", "\u201c", "نعم", "\u201d", "!"]),
        ("عام 2003، يوم ٧ أو ٣٫٥", ["عام", "0000", ",", "يوم", "0", "أو", "0.0"]),
        ("صرّحَ الــنَّاس", ["صرح", "الناس"]),
        ("PDF (ملف) ـ", ["A", "(", "ملف", ")", "#"]),
        ("می‌رود", ["می‌رود"]),
        ("^ $ ?", ["#", "#", "!"]),
    ],
)
def test_keys(text: str, keys: list[str]) -> None:
    assert list(tokens(text).keys) == keys


def test_presentation_forms_are_not_folded_here() -> None:
    assert tokens("\ufeb3\ufe92").keys == ("\ufeb3\ufe92",)


def test_fold_is_stable_and_classes_are_no_words() -> None:
    assert fold(fold("مـُحـَمّد")) == "محمد"
    assert all(is_class(key) for key in CLASSES)
    assert not is_class("محمد")


def test_one_block_in_25_is_held_out() -> None:
    share = sum(is_held_out("hindawi_public_domain", block) for block in range(2000)) / 2000
    assert share == pytest.approx(0.04, abs=0.012)
