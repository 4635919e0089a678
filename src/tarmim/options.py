"""What a caller may choose about a repair."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DEFAULT_THRESHOLD", "Options"]

#: An edit is applied when it is at least this sure. Rules without a language model are right or silent:
#: nearly all their edits are given .95 and more, and what is less sure is held and reported.
DEFAULT_THRESHOLD = 0.9


@dataclass(frozen=True, slots=True)
class Options:
    """Choices for one repair, all with defaults that suit a document nobody has looked at.

    language    an ISO 639-1 code that overrides what is measured from the letters, or None
    threshold   edits with a lower confidence are held: reported, not applied (0 to 1)
    only        names of the rules to run; empty means all
    skip        names of the rules not to run
    keep_lines  leave line breaks as they are: paragraphs are not joined
    """

    language: str | None = None
    threshold: float = DEFAULT_THRESHOLD
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    keep_lines: bool = False
