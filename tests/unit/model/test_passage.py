"""Passages: origins through several layers of edits."""

from __future__ import annotations

import pytest

from tarmim.model.edit import Edit
from tarmim.model.edits import Edits
from tarmim.model.passage import Passage


def edits(*found: tuple[int, int, str]) -> Edits:
    return Edits.of("kind", [Edit(start, end, text, "kind", 1.0, "a reason") for start, end, text in found])


def test_an_untouched_passage_is_its_own_origin() -> None:
    assert Passage("abc").origins is None
    assert Passage("abc").origin(2) == (2, 3)
    assert Passage("abc").origin(0, 3) == (0, 3)


def test_origins_go_back_through_every_layer() -> None:
    first = Passage("abcdef").after(edits((1, 3, "X")))
    second = first.after(edits((0, 1, ""), (2, 2, "YZ")))
    assert first.text == "aXdef"
    assert second.text == "XYZdef"
    assert [second.origin(i) for i in range(6)] == [(1, 3), (3, 3), (3, 3), (3, 4), (4, 5), (5, 6)]
    assert second.origin(0, 4) == (1, 4)


def test_passages_do_not_change() -> None:
    passage = Passage("abc")
    passage.after(edits((0, 1, "")))
    assert passage.text == "abc"
    with pytest.raises(AttributeError):
        passage.text = ""  # type: ignore[misc]
