"""Paragraph level and explicit embeddings, overrides and isolates (UAX #9 P2-P3, X1-X9, BD9).

Every function takes the codes of one paragraph (see `classes`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

MAX_DEPTH: Final = 125
"""Highest explicit level (BD2)."""

_CONTROL: Final = re.compile("[1-9B]")
_ISOLATE: Final = re.compile("[6789]")
_STRONG_OR_ISOLATE: Final = re.compile("[LRA678]")
_OVERRIDABLE: Final = re.compile("[^bB]")


def isolate_ends(codes: str) -> dict[int, int]:
    """Return the index of the matching PDI of each isolate initiator that has one (BD9)."""
    ends: dict[int, int] = {}
    still_open: list[int] = []
    for found in _ISOLATE.finditer(codes):
        if found.group() != "9":
            still_open.append(found.start())
        elif still_open:
            ends[still_open.pop()] = found.start()
    return ends


def first_strong_level(codes: str, ends: Mapping[int, int], start: int = 0, stop: int | None = None) -> int:
    """Return 1 when the first strong character outside inner isolates is R or AL, else 0 (P2, P3, X5c).

    `ends` is what `isolate_ends` gave; an isolate without end hides all that follows it.
    """
    limit = len(codes) if stop is None else stop
    found = _STRONG_OR_ISOLATE.search(codes, start, limit)
    while found is not None and found.group() in "678":
        end = ends.get(found.start())
        if end is None or end >= limit:
            return 0
        found = _STRONG_OR_ISOLATE.search(codes, end, limit)
    return int(found is not None and found.group() != "L")


@dataclass(frozen=True, slots=True)
class Explicit:
    """Explicit levels of a paragraph, and its codes after the overrides; both one entry per character.

    The characters that X9 removes carry the level of the character before them (section 5.2).
    """

    levels: bytearray
    codes: str


class _Entry(NamedTuple):
    """One entry of the directional status stack (X1)."""

    level: int
    override: str
    isolate: bool


class _Status:
    """The directional status stack and the overflow counts, as X1 sets them up and X2-X7 change them."""

    __slots__ = ("overflow_embeddings", "overflow_isolates", "stack", "valid_isolates")

    def __init__(self, base: int) -> None:
        self.stack = [_Entry(base, "", False)]
        self.overflow_isolates = 0
        self.overflow_embeddings = 0
        self.valid_isolates = 0

    def next_level(self, direction: int) -> int:
        """Return the least level above the current one with the parity of `direction` (X2-X5b)."""
        level = self.stack[-1].level
        return level + 1 if (level + 1) % 2 == direction else level + 2

    def embed(self, direction: int, override: str) -> None:
        """Enter an embedding or an override (X2-X5)."""
        level = self.next_level(direction)
        if level <= MAX_DEPTH and not self.overflow_isolates and not self.overflow_embeddings:
            self.stack.append(_Entry(level, override, False))
        elif not self.overflow_isolates:
            self.overflow_embeddings += 1

    def isolate(self, direction: int) -> None:
        """Enter an isolate (X5a, X5b)."""
        level = self.next_level(direction)
        if level <= MAX_DEPTH and not self.overflow_isolates and not self.overflow_embeddings:
            self.valid_isolates += 1
            self.stack.append(_Entry(level, "", True))
        else:
            self.overflow_isolates += 1

    def leave_isolate(self) -> None:
        """Leave an isolate and the embeddings still open in it (X6a)."""
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.valid_isolates:
            self.overflow_embeddings = 0
            while not self.stack[-1].isolate:
                self.stack.pop()
            self.stack.pop()
            self.valid_isolates -= 1

    def leave_embedding(self) -> None:
        """Leave an embedding or an override (X7)."""
        if self.overflow_isolates:
            return
        if self.overflow_embeddings:
            self.overflow_embeddings -= 1
        elif not self.stack[-1].isolate and len(self.stack) > 1:
            self.stack.pop()


def _embed(status: _Status, code: str) -> None:
    """Apply an embedding or override initiator (X2 RLE, X3 LRE, X4 RLO, X5 LRO)."""
    direction = int(code in "24")
    status.embed(direction, {"3": "L", "4": "R"}.get(code, ""))


def _isolate_direction(codes: str, at: int, ends: Mapping[int, int]) -> int:
    """Return 0 or 1 for the initiator at `at` (X5a RLI, X5b LRI, X5c FSI)."""
    if codes[at] == "8":
        return first_strong_level(codes, ends, at + 1, ends.get(at))
    return int(codes[at] == "7")


def explicit_levels(codes: str, base: int, ends: Mapping[int, int]) -> Explicit:
    """Return the explicit levels and overridden codes of a paragraph of level `base` (X1-X8).

    Plain text between two controls is done in one piece (X6); embedding controls get the level in
    force before them, as section 5.2 gives the characters that X9 removes.
    """
    levels = bytearray([base]) * len(codes)
    pieces: list[str] = []
    status = _Status(base)
    done = 0
    for found in _CONTROL.finditer(codes):
        at, code = found.start(), found.group()
        _fill(levels, pieces, codes[done:at], done, status.stack[-1])
        done = at + 1
        before = status.stack[-1]
        override = ""
        if code in "1234":
            _embed(status, code)
        elif code == "5":
            status.leave_embedding()
        elif code == "9":
            status.leave_isolate()
            before = status.stack[-1]
            override = before.override
        elif code in "678":
            override = before.override
            status.isolate(_isolate_direction(codes, at, ends))
        else:
            before = _Entry(base, "", False)  # X8: B takes the paragraph level
        levels[at] = before.level
        pieces.append(override or code)
    _fill(levels, pieces, codes[done:], done, status.stack[-1])
    return Explicit(levels, "".join(pieces))


def _fill(levels: bytearray, pieces: list[str], plain: str, start: int, entry: _Entry) -> None:
    """Give a stretch without controls the level and override in force (X6)."""
    if plain:
        levels[start : start + len(plain)] = bytes([entry.level]) * len(plain)
        pieces.append(_OVERRIDABLE.sub(entry.override, plain) if entry.override else plain)
