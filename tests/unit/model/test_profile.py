"""Profiles: what occurs and how often."""

from __future__ import annotations

from tarmim.model.profile import Profile

PROFILE = Profile({"a": 3, "b": 1}, 4, None)


def test_characters_are_counted_together() -> None:
    assert PROFILE.count("abc") == 4
    assert PROFILE.has("xb")
    assert not PROFILE.has("xyz")


def test_a_range_has_both_its_ends() -> None:
    assert PROFILE.has_between("b", "c")
    assert PROFILE.has_between("A", "a")
    assert not PROFILE.has_between("c", "z")


def test_what_is_put_in_counts_as_present() -> None:
    assert PROFILE.with_characters("cab").count("abc") == 5
    assert PROFILE.with_characters("ab") is PROFILE
