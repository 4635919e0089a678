"""Edits: what was changed, where, why and how sure; `edits.py` keeps them in columns by the million."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["NOTHING_TO_PUT", "Candidate", "Cause", "Edit", "Span"]

#: A half-open span of character offsets.
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rival reading of the same place, with its probability."""

    text: str
    probability: float


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement of text[start:end] by `text`; offsets are characters of the text the rule was given.

    kind        the family of damage: of our rules the name of a section of docs/damage.md
    confidence  the probability that the edit is right, 0 to 1; of a report, which puts what stands there, the
                probability that the damage it names is there
    reason      one sentence for a person who reads Arabic and knows nothing of Unicode
    sources     for each character of `text` the half-open span it came from, so that reordered
                characters stay traceable; None means all came from the whole of start:end
    candidates  rival readings, the likeliest first
    held        why the edit is reported and not made, however sure it is: one clause; None leaves that to the threshold
    """

    start: int
    end: int
    text: str
    kind: str
    confidence: float
    reason: str
    sources: tuple[Span, ...] | None = None
    candidates: tuple[Candidate, ...] = ()
    held: str | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """What many edits have in common: the reason, how sure it is, and why they are held (None: by the threshold)."""

    reason: str
    confidence: float
    held: str | None = None


#: Why an edit is held that no rule holds.
NOTHING_TO_PUT = "there is nothing to put in its place"
