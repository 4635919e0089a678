"""Texts drawn by seed, from the repository's own."""

from __future__ import annotations

import unicodedata
from random import Random

import pytest

from evaluation.farm.corpus import kind_of
from evaluation.farm.producers.producer import is_plain
from evaluation.farm.texts import GAP, KINDS, draw

SEEDS = range(6)
EASTERN = set("\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669")
WESTERN = set("0123456789")


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_is_paragraphs_in_nfc_the_same_for_the_same_seed(kind: str) -> None:
    for seed in SEEDS:
        text = draw(kind, Random(seed), {})
        assert text == draw(kind, Random(seed), {})
        assert len(text.paragraphs) >= 1
        for paragraph in text.paragraphs:
            assert paragraph.strip() == paragraph != ""
            assert "\n" not in paragraph
            assert unicodedata.is_normalized("NFC", paragraph)


def test_seeds_differ() -> None:
    assert len({draw("lists", Random(seed), {}) for seed in SEEDS}) == len(SEEDS)


def test_a_verse_is_two_hemistichs() -> None:
    for paragraph in draw("verse", Random(1), {}).paragraphs:
        assert paragraph.count(GAP) == 1


def test_numbers_are_of_one_script_and_every_placeholder_is_filled() -> None:
    scripts = set()
    for seed in SEEDS:
        whole = set("".join(draw("numbers", Random(seed), {}).paragraphs))
        assert not whole & set("{}")
        found = (bool(whole & EASTERN), bool(whole & WESTERN))
        assert sum(found) == 1
        scripts.add(found)
    assert len(scripts) == 2


def test_a_corpus_is_used_where_it_has_the_kind() -> None:
    given = tuple(f"\u0643\u062a\u0628 {number} " + "\u0628" * 400 for number in range(9))
    text = draw("urdu", Random(1), {"urdu": given})
    assert len(text.paragraphs) == 2
    assert set(text.paragraphs) <= set(given)


def test_sentences_that_cannot_be_shown_are_left_out() -> None:
    whole = "\n".join(draw("persian", Random(1), {}, is_plain).paragraphs)
    assert whole
    assert is_plain(whole)


@pytest.mark.parametrize(
    ("paragraph", "kind"),
    [
        ("\u0643\u062a\u0628 " * 9, "prose"),
        ("\u0643\u062a\u0628 " * 9 + "PDF", "mixed"),
        ("\u0643\u062a\u0628 Penes quos Romae", "foreign"),
        ("\u0643\u062a\u0628 12 \u0643\u062a\u0628 \u0661\u0662", "numbers"),
        ("\u0643\u064e\u062a\u064e\u0628\u064e", "vowelled"),
    ],
)
def test_kinds_are_told_by_what_a_paragraph_holds(paragraph: str, kind: str) -> None:
    assert kind_of(paragraph) == kind
