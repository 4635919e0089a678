"""Measuring: short and long texts are counted alike."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tarmim.engine import measure as module
from tarmim.engine.measure import measure

ASTRAL = "\U0001f600"
LONE = chr(0xD800)


@given(st.text(st.characters(max_codepoint=0xFFFF)))
def test_long_texts_are_counted_as_short_ones(text: str) -> None:
    assert module._count(text) == Counter(text)


def test_characters_beyond_the_basic_plane_count_as_surrogates() -> None:
    assert module._count(ASTRAL + LONE) == dict.fromkeys(map(chr, (0xD83D, 0xDE00, 0xD800)), 1)


def test_chunks_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_CHUNK", 3)
    assert module._count("abcabcab") == {"a": 3, "b": 3, "c": 2}


@given(st.text())
def test_short_texts_are_measured_as_long_ones(text: str) -> None:
    units = {character for character in measure(text).characters if character <= "\uffff"}
    assert units == set(module._count(text))


@given(st.text(st.characters(min_codepoint=0x620, max_codepoint=0x6FF)))
def test_size_is_no_matter(text: str) -> None:
    long = text * (1 + module._SHORT // max(1, len(text)))
    assert measure(long) == measure(text)


def test_empty_text_has_no_language() -> None:
    assert measure("").language is None


def test_language_given_is_the_profiles() -> None:
    assert measure("abc", language="ur").language == "ur"
