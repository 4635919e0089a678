"""The first glyph of a cluster is mapped to all its letters, the others are not mapped at all."""

from __future__ import annotations

from tests.unit.reading.clusters_made import text_in_clusters

TRUE = "لا"


def read() -> str:
    """Return a ligature mapped to what it is, and behind it a lam that has no map and takes no room."""
    return text_in_clusters("0006 0005", widths={5: 0})


def test_a_follower_without_a_map_that_takes_no_room_is_no_letter_of_its_own() -> None:
    assert read() == TRUE
    assert text_in_clusters("0004 0006 0005", widths={5: 0}) == "لاع"


def test_a_glyph_without_a_map_that_takes_room_is_one() -> None:
    assert text_in_clusters("0004 0006 0005") == "للاع"
