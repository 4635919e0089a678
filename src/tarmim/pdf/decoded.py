"""What a filter gives back, and what undoing filters may cost (ISO 32000-2 7.4)."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Decoded", "Parameters", "TooMuchError", "Work"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """The bytes of a stream with its filters undone.

    problem  in plain words what is wrong with the stream, "" where nothing is; `content` is what can be had of it
    waste    bytes that were unpacked for nothing, because there were too many
    """

    content: bytes
    problem: str = ""
    waste: int = 0


@dataclass(frozen=True, slots=True)
class Parameters:
    """What /DecodeParms says to a filter, within sensible bounds (tables 8 and 9)."""

    predictor: int = 1
    colours: int = 1
    bits: int = 8
    columns: int = 1
    early_change: int = 1


class TooMuchError(Exception):
    """A stream holds more bytes than a stream may."""


@dataclass(slots=True)
class Work:
    """What is left to spend on one stream.

    size   bytes that one filter may give
    total  bytes that all filters of a chain may give together
    steps  rounds of loops that run in Python: some 3 million take a second
    """

    size: int
    total: int
    steps: int

    def give(self, size: int) -> None:
        """Count bytes that a filter gave; raises TooMuchError where they are too many."""
        self.total -= size
        if size > self.size or self.total < 0:
            raise TooMuchError
