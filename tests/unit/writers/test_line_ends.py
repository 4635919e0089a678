"""Line ends taken out of a text and put back: each as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tarmim
from tarmim.authoring import Edit, Rule
from tarmim.writers.line_ends import LineEnds, with_line_feeds
from tarmim.writers.plain import write_plain
from tests.property.strategies import any_text

STRETCHED = "تصــدر المكتبــة العامــة نشــرة شهريــة"
REPAIRED = "تصدر المكتبة العامة نشرة شهرية"


def written(text: str) -> str:
    """Return what comes out of a file with that content."""
    plain, ends = with_line_feeds(text)
    return "".join(write_plain(tarmim.repair(plain), ends=ends))


@pytest.mark.parametrize(("text", "usual"), [("a\nb", "\n"), ("a\r\nb\r\n", "\r\n"), ("a\rb\r", "\r"), ("", "\n")])
def test_a_text_of_one_kind_needs_no_places(text: str, usual: str) -> None:
    plain, ends = with_line_feeds(text)
    assert "\r" not in plain
    assert ends == LineEnds(usual)
    assert written(text) == text


@pytest.mark.parametrize(
    "text", ["a\r\nb\nc\r\n", "a\rb\nc", "\r\r\n\n", "a\u2028b\u2029c\x85d\x0be\f\r\nf\n", "\n\r", "a\r\n\n\r\r\nb"]
)
def test_mixed_line_ends_come_back_each_as_it_was(text: str) -> None:
    assert written(text) == text


def test_line_ends_keep_their_form_beside_repairs() -> None:
    ends = ["\r\n", "\n", "\r", "\n\r\n", "\u2028", "\f\n"]
    text = "".join(STRETCHED + end for end in ends)
    assert written(text) == "".join(REPAIRED + end for end in ends)


def test_a_line_end_before_which_something_was_put_in_keeps_its_form() -> None:
    plain, ends = with_line_feeds("a\r\nb\nc\nd\n")
    edits = [Edit(1, 1, "!", "own", 1.0, "why"), Edit(3, 4, "\n", "own", 1.0, "why")]
    rule = Rule("own.rule", "own", "put in", lambda passage, evidence: True, lambda p, e: edits)
    assert "".join(write_plain(tarmim.repair(plain, rules=[rule]), ends=ends)) == "a!\r\nb\nc\nd\n"


@given(
    st.lists(st.tuples(any_text, st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\u2028", ""])), max_size=5)
)
def test_whatever_the_ends_sound_text_comes_back_to_the_character(parts: list[tuple[str, str]]) -> None:
    text = "".join(part + end for part, end in parts)
    plain, _ = with_line_feeds(text)
    if not tarmim.repair(plain).changed:
        assert written(text) == text


@given(st.lists(st.tuples(any_text, st.sampled_from(["\n", "\r\n", "\r"])), min_size=1, max_size=5))
def test_no_line_end_is_made_or_lost_in_writing(parts: list[tuple[str, str]]) -> None:
    text = "".join(part + end for part, end in parts)
    plain, ends = with_line_feeds(text)
    repair = tarmim.repair(plain, options=tarmim.Options(keep_lines=True))
    out = "".join(write_plain(repair, ends=ends))
    assert with_line_feeds(out)[0].replace("\n", "") == repair.text.replace("\n", "")
