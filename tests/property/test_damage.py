"""Damage then repair is identity, for damage we can generate (white space as the kind demands)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tarmim
from tests.laws import assert_lawful
from tools.make_damage import KINDS, Pair, make_pairs, paragraphs_of
from tools.make_sample import damaged
from tools.typesetting import shaped, stretched

SAMPLES = Path(__file__).parents[2] / "samples"
TEXT = "\n".join((SAMPLES / name).read_text(encoding="utf-8") for name in ("columns.txt", "news.txt", "vowelled.txt"))
PARAGRAPHS = paragraphs_of(TEXT)

#: Undone whatever the text. What is left out needs a language to decide: it is measured by evaluation/gate.py.
CERTAIN = [
    "kashida",
    "wraps",
    "controls",
    "forms",
    "detached_marks",
    "lam_alef",
    "visual_forms",
    "clean",
    "keep",
    "late_shadda",
]


def lines(text: str) -> list[str]:
    """Return the text's lines, blank ones left out: the writer's business, not the repair's."""
    return [re.sub(r"\s+", " ", line).strip() for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("kind", CERTAIN)
@settings(max_examples=40)
@given(seed=st.integers(0, 10_000))
def test_damage_then_repair_is_identity(kind: str, seed: int) -> None:
    for pair in make_pairs(PARAGRAPHS, kind, seed=seed, count=1):
        assert lines(assert_lawful(pair.damaged).text) == lines(pair.true)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in CERTAIN])
@settings(max_examples=40)
@given(seed=st.integers(0, 10_000))
def test_laws_hold_on_damage_that_language_decides(kind: str, seed: int) -> None:
    for pair in make_pairs(PARAGRAPHS, kind, seed=seed, count=1):
        assert_lawful(pair.damaged)


@pytest.mark.parametrize("name", ["columns.txt", "news.txt", "vowelled.txt", "persian.txt", "urdu.txt"])
def test_sound_samples_come_back_as_the_same_object(name: str) -> None:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    assert tarmim.repair(text).text is text


def test_the_sample_is_what_its_maker_makes() -> None:
    text = (SAMPLES / "columns.txt").read_text(encoding="utf-8")
    assert damaged(text) == (SAMPLES / "damaged.txt").read_text(encoding="utf-8")


def test_the_sample_is_repaired() -> None:
    true = (SAMPLES / "columns.txt").read_text(encoding="utf-8")
    assert lines(tarmim.repair(damaged(true)).text) == lines(true)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_makes_the_same_pairs(kind: str) -> None:
    one = list(make_pairs(PARAGRAPHS, kind, seed=3, count=5))
    assert one == list(make_pairs(PARAGRAPHS, kind, seed=3, count=5))
    assert len(one) == 5
    assert all(isinstance(pair, Pair) and pair.kind == kind for pair in one)
    assert all((pair.damaged == pair.true) == (kind in ("clean", "keep")) for pair in one)


def test_shapes_are_those_of_the_page() -> None:
    # sad-lam-alef-meem: initial, then the ligature in its final form, then isolated
    assert shaped("\u0635\u0644\u0627\u0645") == "\ufebb\ufefc\ufee1"
    # a mark between two letters does not part them
    assert shaped("\u0628\u064e\u0628") == "\ufe91\u064e\ufe90"


def test_lam_alef_is_never_stretched() -> None:
    from random import Random

    word = "\u0644\u0627"
    assert stretched(word, Random(1), share=1.0) == word
