"""Laws of every repair, tried on random text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import tarmim
from tests.laws import HOSTILE, assert_lawful
from tests.property.strategies import any_text, arabic_text, lines, unicode_text, words

NAMES = [rule.name for rule in tarmim.rules()]

options = st.builds(
    tarmim.Options,
    language=st.sampled_from([None, "ar", "fa", "ur", "ku", "ug"]),
    threshold=st.sampled_from([None, 0.0, 0.5, 0.9, 1.0]),
    only=st.lists(st.sampled_from(NAMES), unique=True, max_size=3).map(tuple),
    skip=st.lists(st.sampled_from(NAMES), unique=True, max_size=3).map(tuple),
    keep_lines=st.booleans(),
)


@given(arabic_text)
def test_laws_on_damaged_looking_text(text: str) -> None:
    assert_lawful(text, settles=HOSTILE)


@given(any_text)
def test_laws_on_paragraphs_and_mixtures(text: str) -> None:
    assert_lawful(text, settles=HOSTILE)


@given(unicode_text)
def test_laws_on_any_unicode(text: str) -> None:
    assert_lawful(text, settles=HOSTILE)


@given(any_text, options)
def test_any_choice_of_options_replays(text: str, chosen: tarmim.Options) -> None:
    repair = tarmim.repair(text, options=chosen)
    assert repair.replay() == repair.text
    own = {rule.name: rule.threshold for rule in tarmim.rules()}
    for step in repair.steps:
        least = own[step.rule] if chosen.threshold is None else chosen.threshold
        assert all(edit.confidence >= least for edit in step.edits)
    ran = {step.rule for step in repair.steps}
    assert not ran & set(chosen.skip)
    assert not chosen.only or ran <= set(chosen.only)


@given(st.text(st.characters(max_codepoint=0x05FF, exclude_characters="\x00\xad", categories=["L", "N", "P", "Zs"])))
def test_text_without_arabic_is_left_alone(text: str) -> None:
    # mojibake of Arabic is Latin text too: what was decoded holds Arabic letters
    repair = tarmim.repair(text)
    assert repair.text is text or any("\u0600" <= character <= "\u06ff" for character in repair.text)


@given(st.lists(words, min_size=1, max_size=6), lines)
def test_line_break_style_is_no_reason_to_fail(parts: list[str], line: str) -> None:
    for end in ("\n", "\r\n", "\r"):
        assert_lawful(end.join([*parts, line]), settles=HOSTILE)


@given(any_text)
def test_the_same_text_is_repaired_the_same_way(text: str) -> None:
    one, other = tarmim.repair(text), tarmim.repair(text)
    assert one.edits == other.edits
    assert one.held == other.held
