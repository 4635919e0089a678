"""Profiles: what occurs."""

from __future__ import annotations

from tarmim.model.profile import Profile

PROFILE = Profile(frozenset("ab"), None)


def test_one_of_several_is_enough() -> None:
    assert PROFILE.has("xb")
    assert not PROFILE.has("xyz")
    assert not PROFILE.has("")


def test_a_range_has_both_its_ends() -> None:
    assert PROFILE.has_between("b", "c")
    assert PROFILE.has_between("A", "a")
    assert not PROFILE.has_between("c", "z")
    assert not PROFILE.has_between("A", "Z")
    assert not Profile(frozenset(), None).has_between("a", "z")


def test_what_is_put_in_counts_as_present() -> None:
    assert PROFILE.with_characters("cab").has("c")
    assert PROFILE.with_characters("ab") is PROFILE
