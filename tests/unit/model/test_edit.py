"""Edits in columns: overlap, applying, and places before and after, against a slow reading of the same edits."""

from __future__ import annotations

from array import array
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tarmim.model.edit import NOTHING_TO_PUT, Candidate, Cause, Edit
from tarmim.model.edits import EMPTY, Edits

TEXT = "abcdefghijklmnop"


def edit(start: int, end: int, text: str, confidence: float = 0.95) -> Edit:
    return Edit(start, end, text, "kind", confidence, "a reason")


@st.composite
def disjoint_edits(draw: st.DrawFn) -> list[Edit]:
    """Return edits of TEXT in order, no two at one place; some with sources."""
    found: list[Edit] = []
    position = 0
    while position <= len(TEXT) and len(found) < 6:
        start = draw(st.integers(position, len(TEXT)))
        end = draw(st.integers(start, min(start + 4, len(TEXT))))
        text = draw(st.text("XYZ", max_size=4))
        sources = None
        if draw(st.booleans()) and end > start:
            places = draw(st.lists(st.integers(start, end - 1), min_size=len(text), max_size=len(text)))
            sources = tuple((place, place + 1) for place in places)
        found.append(Edit(start, end, text, "kind", draw(st.sampled_from([0.5, 0.95])), "a reason", sources))
        position = max(end, start + 1)
        if not draw(st.booleans()):
            break
    return found


def origins(edits: list[Edit]) -> list[tuple[int, int]]:
    """Return the origin of every character of the edited text, one by one."""
    found, position = [], 0
    for e in edits:
        found += [(i, i + 1) for i in range(position, e.start)]
        found += e.sources if e.sources is not None else [(e.start, e.end)] * len(e.text)
        position = e.end
    return found + [(i, i + 1) for i in range(position, len(TEXT))]


def slow_apply(edits: list[Edit]) -> str:
    text = TEXT
    for e in reversed(edits):
        text = text[: e.start] + e.text + text[e.end :]
    return text


@given(disjoint_edits())
def test_apply_is_what_one_by_one_makes(found: list[Edit]) -> None:
    assert Edits.of("kind", found).apply(TEXT) == slow_apply(found)


@given(disjoint_edits())
def test_columns_hold_what_was_put_in(found: list[Edit]) -> None:
    columns = Edits.of("kind", found)
    assert list(columns) == found
    assert len(columns) == len(found)
    assert columns[:] == found
    if found:
        assert columns[-1] == found[-1]


@given(disjoint_edits())
def test_span_before_of_one_character_is_its_origin(found: list[Edit]) -> None:
    columns = Edits.of("kind", found)
    assert [columns.span_before(i, i + 1) for i in range(len(columns.apply(TEXT)))] == origins(found)


@given(disjoint_edits(), st.data())
def test_span_before_covers_every_character_of_the_span(found: list[Edit], data: st.DataObject) -> None:
    columns, slow = Edits.of("kind", found), origins(found)
    start = data.draw(st.integers(0, len(slow)))
    end = data.draw(st.integers(start, len(slow)))
    before = columns.span_before(start, end)
    assert 0 <= before[0] <= before[1] <= len(TEXT)
    if start < end:
        assert before == (min(s for s, _ in slow[start:end]), max(e for _, e in slow[start:end]))


@given(disjoint_edits(), st.data())
def test_span_after_holds_what_the_span_became(found: list[Edit], data: st.DataObject) -> None:
    columns, slow = Edits.of("kind", found), origins(found)
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    after = columns.span_after(start, end)
    assert 0 <= after[0] <= after[1] <= len(slow)
    untouched = [i for i in range(start, end) if not any(e.start <= i < e.end for e in found)]
    for i in untouched:
        assert any(slow[place] == (i, i + 1) for place in range(*after)), f"character {i} is not in {after}"


@given(disjoint_edits())
def test_span_after_of_an_edit_is_its_text(found: list[Edit]) -> None:
    columns = Edits.of("kind", found)
    text = columns.apply(TEXT)
    for k, e in enumerate(found):
        if e.end > e.start and not any(o.start == o.end == e.end for o in found):
            start, end = columns.span_after(e.start, e.end)
            assert text[start:end] == e.text
            assert columns.out_starts()[k] == start


@given(disjoint_edits())
def test_places_move_with_the_text_before_them(found: list[Edit]) -> None:
    columns = Edits.of("kind", found)
    for place in range(len(TEXT) + 1):
        changed = [k for k, e in enumerate(found) if e.start <= place < e.end]
        grown = sum(len(e.text) - (e.end - e.start) for e in found if e.end <= place)
        moved = columns.out_starts()[changed[0]] if changed else place + grown
        assert list(columns.move(array("i", [place]))) == [moved]
    every = range(len(TEXT) + 1)
    one_by_one = [columns.move(array("i", [place]))[0] for place in every]
    assert list(columns.move(array("i", every))) == one_by_one


@given(disjoint_edits())
def test_many_offsets_are_after_the_edits_where_each_is(found: list[Edit]) -> None:
    columns, every = Edits.of("kind", found), range(len(TEXT) + 1)
    starts = columns.offsets_after(array("i", every), ends=False)
    ends = columns.offsets_after(array("i", every), ends=True)
    for start in every:
        assert [(starts[start], ends[end]) for end in every[start:]] == [
            columns.span_after(start, end) for end in every[start:]
        ]


def test_of_two_that_overlap_the_surer_stays() -> None:
    assert list(Edits.of("kind", [edit(0, 4, "X", 0.9), edit(3, 6, "Y", 0.95)])) == [edit(3, 6, "Y", 0.95)]
    assert list(Edits.of("kind", [edit(0, 4, "X", 0.95), edit(3, 6, "Y", 0.9)])) == [edit(0, 4, "X", 0.95)]


def test_of_two_equally_sure_the_earlier_stays() -> None:
    assert list(Edits.of("kind", [edit(3, 6, "Y"), edit(0, 4, "X")])) == [edit(0, 4, "X")]


def test_a_surer_edit_displaces_every_one_it_overlaps() -> None:
    found = [edit(0, 2, "X", 0.5), edit(2, 4, "Y", 0.6), edit(1, 5, "Z", 0.9)]
    assert list(Edits.of("kind", found)) == [edit(1, 5, "Z", 0.9)]


def test_neighbours_do_not_overlap() -> None:
    found = [edit(0, 2, "X"), edit(2, 4, "Y"), edit(4, 4, "Z")]
    assert list(Edits.of("kind", found)) == found


def test_two_insertions_at_one_place_overlap() -> None:
    assert list(Edits.of("kind", [edit(2, 2, "X"), edit(2, 2, "Y")])) == [edit(2, 2, "X")]


@given(
    st.lists(
        st.builds(edit, st.integers(0, 8), st.integers(8, 16), st.text("XY", max_size=2), st.sampled_from([0.1, 0.9]))
    )
)
def test_what_stays_never_overlaps(found: list[Edit]) -> None:
    kept = list(Edits.of("kind", found))
    for one, other in pairwise(kept):
        assert one.end <= other.start
        assert (one.start, one.end) != (other.start, other.end)
    assert set(kept) <= set(found)
    assert bool(kept) == bool(found)


def test_alike_edits_share_their_text_and_cause() -> None:
    columns = Edits.alike("kind", [1, 5], [2, 6], "", Cause("a reason", 0.99))
    assert columns.apply("abcdefgh") == "acdegh"
    assert columns[1] == Edit(5, 6, "", "kind", 0.99, "a reason")
    assert columns.inserted() == ""


def test_split_holds_the_unsure_and_those_that_change_nothing() -> None:
    found = [edit(0, 1, "X", 0.95), edit(1, 2, "b", 1.0), edit(2, 3, "Y", 0.5)]
    applied, held = Edits.of("kind", found).split(0.9, TEXT)
    assert list(applied) == [found[0]]
    assert [replace(one, held=None) for one in held] == found[1:]
    assert [one.held for one in held] == [NOTHING_TO_PUT, "less sure than 0.9"]


def test_split_of_sure_alike_edits_copies_nothing() -> None:
    columns = Edits.alike("kind", [0, 2], [1, 3], "", Cause("a reason", 0.99))
    assert columns.split(0.9, TEXT) == (columns, EMPTY)
    applied, held = Edits.alike("kind", [0, 2], [1, 3], "c", Cause("a reason", 0.99)).split(0.9, TEXT)
    assert (len(applied), len(held)) == (1, 1)


def test_candidates_and_sources_follow_their_edit() -> None:
    rivals = (Candidate("Y", 0.6), Candidate("Z", 0.4))
    one = Edit(0, 1, "Y", "kind", 0.6, "a reason", None, rivals)
    two = Edit(4, 6, "fe", "kind", 0.95, "a reason", ((5, 6), (4, 5)))
    applied, held = Edits.of("kind", [two, one]).split(0.9, TEXT)
    assert list(applied) == [two]
    assert [replace(edit, held=None) for edit in held] == [one]
    assert applied.span_before(4, 5) == (5, 6)


def test_number_out_of_range_is_an_index_error() -> None:
    with pytest.raises(IndexError):
        Edits.of("kind", [edit(0, 1, "X")])[1]


def test_many_edits_are_joined_in_parts() -> None:
    size = 100_000
    columns = Edits.alike("kind", range(0, size, 2), range(1, size, 2), "", Cause("a reason", 1.0))
    assert columns.apply("ab" * (size // 2)) == "b" * (size // 2)


def test_there_may_be_more_causes_than_two_bytes_number() -> None:
    count = 70_000
    columns = Edits.of("kind", [edit(k, k + 1, "", k / count) for k in range(count)])
    assert columns[count - 1].confidence == (count - 1) / count
    assert columns.take([0, count - 1])[1].confidence == (count - 1) / count


def test_of_edits_that_overlap_one_that_its_rule_holds_goes_first() -> None:
    made, doubted = edit(0, 3, "X", 0.6), replace(edit(1, 4, "Y", 0.9), held="a reason of its own")
    assert list(Edits.of("kind", [doubted, made])) == [made]
