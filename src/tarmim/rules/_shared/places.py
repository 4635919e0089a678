"""Where rare things stand in a text: plain searches, ten times faster than a pattern that looks at every character."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

__all__ = ["are_rare", "places", "places_of", "runs"]

#: Of _SAMPLE characters, evenly taken, at most _RARE may be of those looked for: else a pattern is faster.
_SAMPLE = 2000
_RARE = 20


def are_rare(text: str, characters: Collection[str]) -> bool:
    """Tell whether the characters are so rare in the text that each is best searched for by itself."""
    return sum(character in characters for character in text[:: len(text) // _SAMPLE + 1]) <= _RARE


def places(text: str, needle: str) -> Iterator[int]:
    """Yield where the needle stands in the text, ascending; occurrences may overlap."""
    place = text.find(needle)
    while place >= 0:
        yield place
        place = text.find(needle, place + 1)


def places_of(text: str, needles: Collection[str]) -> list[int]:
    """Return where any of the needles stands, ascending."""
    return sorted(place for needle in needles for place in places(text, needle))


def runs(ascending: list[int]) -> list[tuple[int, int]]:
    """Return the half-open spans of neighbours among ascending places of single characters.

    >>> runs([3, 4, 9])
    [(3, 5), (9, 10)]
    """
    if not ascending:
        return []
    breaks = [after for before, after in pairwise(ascending) if after != before + 1]
    ends = [before + 1 for before, after in pairwise(ascending) if after != before + 1]
    return list(zip([ascending[0], *breaks], [*ends, ascending[-1] + 1], strict=True))
