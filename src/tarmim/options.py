"""What a caller may choose about a repair."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Options"]


@dataclass(frozen=True, slots=True)
class Options:
    """Choices for one repair, all with defaults that suit a document nobody has looked at.

    language    an ISO 639-1 code that overrides what is measured from the letters, or None
    threshold   edits with a lower confidence (0 to 1) are held: reported, not applied; None leaves it to each rule
    only        names of the rules to run; empty means all
    skip        names of the rules not to run
    keep_lines  leave line breaks as they are: paragraphs are not joined
    """

    language: str | None = None
    threshold: float | None = None
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    keep_lines: bool = False
