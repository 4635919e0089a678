"""Anchors: where the words of a page stand in a text."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from tarmim.model.edit import Span

__all__ = ["Anchors"]


@dataclass(frozen=True, slots=True)
class Anchors:
    """The spans of words in a text, in text order: word k stands at starts[k]:ends[k] (characters, half-open).

    A word that a hyphen cuts at the end of a line is two words, which touch.

    >>> Anchors.of([(0, 3), (4, 6)]).under(2, 5)
    range(0, 2)
    """

    starts: array[int] = field(default_factory=lambda: array("i"))
    ends: array[int] = field(default_factory=lambda: array("i"))

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Anchors:
        """Return the anchors of words at these spans, which ascend."""
        anchors = cls()
        for start, end in spans:
            anchors.starts.append(start)
            anchors.ends.append(end)
        return anchors

    def __hash__(self) -> int:
        """Return a number that equal anchors share."""
        return hash((len(self), self.ends[-1] if len(self) else 0))

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self.starts)

    def span(self, word: int) -> Span:
        """Return where a word stands."""
        return self.starts[word], self.ends[word]

    def under(self, start: int, end: int) -> range:
        """Return the numbers of the words that have a character in start:end, or that an empty span touches."""
        if start >= end:
            return range(bisect_left(self.ends, start), bisect_right(self.starts, start))
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def shifted(self, by: int) -> Anchors:
        """Return the anchors in a text that has so many characters more before them."""
        if not by:
            return self
        return Anchors(array("i", [start + by for start in self.starts]), array("i", [end + by for end in self.ends]))
