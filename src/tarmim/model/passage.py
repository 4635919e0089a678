"""Text in reading order, and where every character of it came from."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from tarmim.model.edit import Edits, Span

__all__ = ["Origins", "Passage"]


@dataclass(frozen=True, slots=True)
class Origins:
    """Where the characters of a passage came from: the edits made so far, asked backwards only when asked.

    Nothing is stored for each character: a look-up walks back through the layers, a binary search a layer.
    """

    layers: tuple[Edits, ...]

    def places(self, kind: str) -> Sequence[int]:
        """Return where edits of a kind were made, as ascending offsets of the text that came out of all edits."""
        places = array("i")
        for layer in self.layers:
            places = layer.move(places)
            if layer.kind == kind:
                places = array("i", sorted([*places, *layer.out_starts()])) if len(places) else layer.out_starts()
        return places

    def span(self, start: int, end: int) -> Span:
        """Return the half-open span of the raw text that start:end came from; both in characters."""
        for layer in reversed(self.layers):
            start, end = layer.span_before(start, end)
        return start, end


@dataclass(frozen=True, slots=True)
class Passage:
    """The whole text of a document, in reading order; origins None means nothing has been changed.

    >>> Passage("abc").origin(1)
    (1, 2)
    """

    text: str
    origins: Origins | None = field(default=None)

    def origin(self, start: int, end: int | None = None) -> Span:
        """Return the half-open span of the raw text that character `start` (or start:end) came from."""
        end = start + 1 if end is None else end
        return (start, end) if self.origins is None else self.origins.span(start, end)

    def after(self, edits: Edits) -> Passage:
        """Return the passage with the edits made."""
        layers = () if self.origins is None else self.origins.layers
        return Passage(edits.apply(self.text), Origins((*layers, edits)))
