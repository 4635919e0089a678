"""A glyph mapped to the cluster that it was met in first, and used in others and alone."""

from __future__ import annotations

from tests.unit.reading.clusters_made import text_in_clusters

TRUE = "مالا"


def read() -> str:
    """Return a lam-alef of two glyphs, of which the alef has the map, and behind it the same alef alone."""
    return text_in_clusters("0003 0002 0003 0001")


def test_its_map_is_believed_where_its_followers_come_behind() -> None:
    assert read() == TRUE
