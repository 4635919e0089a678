"""Measuring: every character that occurs is known, and the language its letters speak for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tarmim.engine import measure as module
from tarmim.engine.measure import measure

ASTRAL = "\U0001f600"
LONE = chr(0xD800)


@given(st.text(st.characters(max_codepoint=0xFFFF)))
def test_every_character_is_known_and_no_other(text: str) -> None:
    assert measure(text).characters == set(text)


@given(st.text(st.characters(min_codepoint=0x620, max_codepoint=0x6FF)))
def test_letters_marks_and_strokes_are_told_apart(text: str) -> None:
    assert measure(text).characters == set(text)


def test_characters_beyond_the_basic_plane_are_known_by_their_surrogates() -> None:
    assert measure(ASTRAL + LONE).characters == set(map(chr, (0xD83D, 0xDE00, 0xD800)))


def test_chunks_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_CHUNK", 3)
    assert measure("abcabcab1").characters == set("abc1")


def test_empty_text_has_no_language() -> None:
    assert measure("").language is None


def test_language_given_is_the_profiles() -> None:
    assert measure("abc", language="ur").language == "ur"
