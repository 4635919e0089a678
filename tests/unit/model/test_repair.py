"""Repairs: changes as they are explained."""

from __future__ import annotations

from array import array

import pytest

from tarmim.model.edit import Edit
from tarmim.model.edits import EMPTY, Edits
from tarmim.model.passage import Passage
from tarmim.model.repair import Change, Repair, Step


def edits(*found: tuple[int, int, str]) -> Edits:
    return Edits.of("kind", [Edit(start, end, text, "kind", 1.0, "a reason") for start, end, text in found])


def made(source: str, *steps: Step) -> Repair:
    passage = Passage(source)
    for step in steps:
        passage = passage.after(step.edits) if len(step.edits) else passage
    return Repair(source, passage, steps)


def test_each_change_is_seen_from_both_ends() -> None:
    repair = made("one two three", Step("first", edits((0, 4, "")), EMPTY), Step("second", edits((4, 4, "!!")), EMPTY))
    first, second = repair.explain()
    assert repair.text == "two !!three"
    assert first == Change("first", True, repair.edits[0], "one ", (0, 4), (0, 0), ("", "two three"))
    assert second == Change("second", True, repair.edits[1], "", (8, 8), (4, 6), ("two ", "three"))


def test_what_was_held_is_explained_and_not_made() -> None:
    held = edits((4, 7, "2"))
    repair = made("one two", Step("first", EMPTY, held), Step("second", edits((0, 3, "1")), EMPTY))
    first, _ = repair.explain()
    assert repair.text == "1 two"
    assert not first.applied
    assert first.output == (2, 5)
    assert repair.held == tuple(held)


def test_a_repair_without_edits_keeps_the_object() -> None:
    source = "one two"
    repair = made(source, Step("first", EMPTY, edits((0, 3, "1"))))
    assert repair.text is source
    assert repair.replay() is source
    assert not repair.changed


def test_origin_of_a_character_that_is_not_there() -> None:
    repair = made("abc", Step("first", edits((0, 1, "")), EMPTY))
    assert repair.origin(1) == repair.origin(-1) == (2, 3)
    with pytest.raises(IndexError):
        repair.origin(2)


def test_an_insertion_before_a_replacement_stands_where_it_stands() -> None:
    both = Edits.of("kind", [Edit(4, 4, "!!", "kind", 1.0, "r"), Edit(4, 7, "2", "kind", 1.0, "r")])
    repair = made("one two", Step("first", both, EMPTY))
    assert repair.text == "one !!2"
    assert [change.output for change in repair.explain()] == [(4, 6), (6, 7)]
    assert repair.passage.span_after(4, 7) == (4, 7)
    assert repair.passage.span_after(0, 4) == (0, 6)
    assert list(both.offsets_after(array("i", [0, 4]), ends=False)) == [0, 4]
