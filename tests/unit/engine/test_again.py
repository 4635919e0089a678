"""A second repair changes nothing: cases that random text has found."""

from __future__ import annotations

import tarmim
from evaluation.material import ROOT
from tools.make_damage import make_pairs, paragraphs_of


def test_a_form_at_the_end_changes_nothing_for_ligatures() -> None:
    text = "0000000000\u06930\u0627\u0622\u06440\u0629\u0643\u064a\ufef1"
    once = tarmim.repair(text).text
    assert tarmim.repair(once).text == once


def test_flipped_ligatures_are_repaired_at_once() -> None:
    names = ("columns.txt", "news.txt", "vowelled.txt")
    text = "\n".join((ROOT / "samples" / name).read_text(encoding="utf-8") for name in names)
    for pair in make_pairs(paragraphs_of(text), "ligature_flip", seed=2376, count=1):
        once = tarmim.repair(pair.damaged).text
        assert tarmim.repair(once).text == once
