"""What the outlines of a font's glyphs look like."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tarmim.identity.evidence import Guess
    from tarmim.identity.program import Program

__all__ = ["shape_letters"]


def shape_letters(
    program: Program, codes: Iterable[int], *, without: frozenset[str] = frozenset()
) -> dict[int, tuple[Guess, ...]]:
    """Return for codes with an outline what it looks like, likeliest first; `without` leaves families out."""
    return {}
