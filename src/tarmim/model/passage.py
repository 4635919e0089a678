"""Text in reading order, and where every character of it came from."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tarmim.model.anchors import Anchors
from tarmim.model.edit import Span
from tarmim.model.edits import Edits

if TYPE_CHECKING:
    from tarmim.model.ink import Ink
    from tarmim.model.page import Place

__all__ = ["Origins", "Passage"]


@dataclass(frozen=True, slots=True)
class Origins:
    """Where the characters of a passage came from: the edits made so far, asked backwards only when asked.

    Nothing is stored for each character: a look-up walks back through the layers, a binary search a layer.
    """

    layers: tuple[Edits, ...]

    def span(self, start: int, end: int) -> Span:
        """Return the half-open span of the raw text that start:end came from; both in characters."""
        for layer in reversed(self.layers):
            start, end = layer.span_before(start, end)
        return start, end

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the spans of the raw text that start:end came from, each once: several where text was reordered."""
        if end - start < 2 or not any(layer.sources for layer in self.layers):
            return (self.span(start, end),)
        found: dict[Span, None] = {}
        for place in range(start, end):
            one = self.span(place, place + 1)
            before = next(reversed(found), None)
            if before is not None and before[1] == one[0]:
                del found[before]
                one = before[0], one[1]
            found[one] = None
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Passage:
    """The whole text of a document, in reading order; origins None means nothing has been changed.

    ink  the words of the pages it was read from, None for a text without pages; no part of what makes passages equal

    >>> from tarmim import Passage
    >>> Passage("abc").origin(1)
    (1, 2)
    """

    text: str
    origins: Origins | None = None
    ink: Ink | None = field(default=None, repr=False, compare=False)

    def origin(self, start: int, end: int | None = None) -> Span:
        """Return the half-open span of the raw text that character `start` (or start:end) came from."""
        end = start + 1 if end is None else end
        return (start, end) if self.origins is None else self.origins.span(start, end)

    def after(self, edits: Edits) -> Passage:
        """Return the passage with the edits made."""
        layers = () if self.origins is None else self.origins.layers
        return Passage(edits.apply(self.text), Origins((*layers, edits)), self.ink)

    def span_after(self, start: int, end: int) -> Span:
        """Return the half-open span of the text that start:end of the raw text became."""
        for layer in () if self.origins is None else self.origins.layers:
            start, end = layer.span_after(start, end)
        return start, end

    def offsets_after(self, offsets: array[int]) -> array[int]:
        """Return where ascending offsets of the raw text stand in the text, as starts of spans; linear in both."""
        for layer in () if self.origins is None else self.origins.layers:
            offsets = layer.offsets_after(offsets, ends=False)
        return offsets

    def anchors_after(self, anchors: Anchors) -> Anchors:
        """Return where words of the raw text stand in the text: `span_after` of each, in linear time."""
        starts, ends = anchors.starts, anchors.ends
        for layer in () if self.origins is None else self.origins.layers:
            starts, ends = layer.offsets_after(starts, ends=False), layer.offsets_after(ends, ends=True)
        return Anchors(starts, ends)

    def places(self, start: int, end: int) -> tuple[Place, ...]:
        """Return where start:end of the text stands on the pages, () for a text without pages."""
        if self.ink is None:
            return ()
        spans = ((start, end),) if self.origins is None else self.origins.spans(start, end)
        found = {place.span: place for span in spans for place in self.ink.places(*span)}
        return tuple(found.values())
