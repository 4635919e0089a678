"""Two rounds of edits as one, against making them one after the other."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tarmim.model.composed import compose
from tarmim.model.edit import Candidate, Edit
from tarmim.model.edits import EMPTY, Edits

TEXT = "abcdefghijkl"


def edit(start: int, end: int, text: str, *, reason: str = "a reason") -> Edit:
    return Edit(start, end, text, "kind", 0.95, reason)


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> Edits:
    found: list[Edit] = []
    position = 0
    while position <= len(text) and len(found) < 5:
        start = draw(st.integers(position, len(text)))
        end = draw(st.integers(start, min(start + 3, len(text))))
        new = draw(st.text("XYZ", max_size=3))
        sources = None
        if end > start and draw(st.booleans()):
            places = draw(st.lists(st.integers(start, end - 1), min_size=len(new), max_size=len(new)))
            sources = tuple((place, place + 1) for place in places)
        found.append(Edit(start, end, new, "kind", draw(st.sampled_from([0.5, 0.95])), "a reason", sources))
        position = max(end, start + 1)
        if not draw(st.booleans()):
            break
    return Edits.of("kind", found)


@given(st.data())
def test_both_rounds_at_once_make_what_they_make_one_after_the_other(data: st.DataObject) -> None:
    first = data.draw(edits_of(TEXT))
    between = first.apply(TEXT)
    then = data.draw(edits_of(between))
    both = compose(first, then, TEXT)
    after = then.apply(between)
    assert both.apply(TEXT) == after
    for one, other in pairwise(both):
        assert one.end <= other.start
        assert (one.start, one.end) != (other.start, other.end), "two insertions at one place have no order"
    for i in range(len(after)):
        start, end = first.span_before(*then.span_before(i, i + 1))
        low, high = both.span_before(i, i + 1)
        if start == end:  # an insertion came from no letter: where between letters is as good as any
            continue
        assert low <= start <= end <= high, "a letter comes from where it came from by two steps, or from around it"


@given(st.data())
def test_what_did_not_meet_stays_as_it_was(data: st.DataObject) -> None:
    first = data.draw(edits_of(TEXT[:6]))
    then = data.draw(edits_of("stuvwx"))
    offset = len(first.apply(TEXT[:6])) + 1
    moved = [Edit(e.start + offset, e.end + offset, e.text, e.kind, e.confidence, e.reason) for e in then]
    both = compose(first, Edits.of("kind", moved), TEXT[:6] + "-stuvwx")
    assert list(both)[: len(first)] == list(first)
    assert [(e.start - 7, e.end - 7, e.text) for e in both[len(first) :]] == [(e.start, e.end, e.text) for e in then]


def test_edits_that_meet_have_the_later_ones_reason_and_the_letters_of_both() -> None:
    first = Edits.of("kind", [edit(2, 4, "XY", reason="the first")])  # abXYefghijkl
    then = Edits.of("kind", [Edit(3, 6, "Z", "kind", 0.9, "the second", candidates=(Candidate("QQ", 0.1),))])
    (one,) = compose(first, then, TEXT)
    assert (one.start, one.end, one.text, one.reason) == (2, 6, "XZ", "the second")
    assert one.candidates == (Candidate("XQQ", 0.1),)


def test_letters_moved_twice_lead_back_to_where_they_stood() -> None:
    turned = Edits.of("kind", [Edit(0, 2, "ba", "kind", 0.9, "a reason", ((1, 2), (0, 1)))])  # bacdef…
    again = Edits.of("kind", [Edit(1, 3, "ca", "kind", 0.9, "a reason", ((2, 3), (1, 2)))])  # bcadef…
    (one,) = compose(turned, again, TEXT)
    assert (one.start, one.end, one.text) == (0, 3, "bca")
    assert one.sources == ((1, 2), (2, 3), (0, 1))


def test_nothing_and_something_is_something() -> None:
    some = Edits.of("kind", [edit(0, 1, "X")])
    assert compose(EMPTY, some, TEXT) is some
    assert compose(some, EMPTY, TEXT) is some
