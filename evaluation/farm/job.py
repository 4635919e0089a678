"""What the farm is asked to make and what it made."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["A5", "Job", "Made", "Paper"]


@dataclass(frozen=True, slots=True)
class Paper:
    """A page, its margin, the size of the type and the distance of lines, in points."""

    width: float = 420.0
    height: float = 595.0
    margin: float = 40.0
    size: float = 13.0
    leading: float = 24.0


A5 = Paper()


@dataclass(frozen=True, slots=True)
class Job:
    """One file to make: which text, in which font, by which producer, and what is done to it then.

    kind        of text: `texts.KINDS`
    language    ISO 639-1
    paragraphs  the truth: one string each, no line breaks; white space of several characters is a gap
    family      of the font, as in fonts.tsv
    font        its file
    missing     characters of the paragraphs that the font has not: another font is to draw them
    settings    what the producer is asked for besides: `producers.catalogue` says which it knows
    again       the program that the file is passed through: `passes`; empty for none
    mutation    what is done to the sound file: `mutations`; empty for none
    """

    number: int
    kind: str
    language: str
    paragraphs: tuple[str, ...]
    family: str
    font: Path
    fallback: Path
    producer: str
    missing: str = ""
    settings: tuple[str, ...] = ()
    again: str = ""
    mutation: str = ""
    paper: Paper = field(default=A5)

    @property
    def name(self) -> str:
        """Return what the file is called: number, producer, kind, family and what was done."""
        parts = (f"{self.number:04}", self.producer, self.kind, self.family, *self.settings, self.again, self.mutation)
        return "-".join(part.replace(" ", "_") for part in parts if part)

    def has(self, setting: str) -> bool:
        """Return whether the producer is asked for a setting."""
        return setting in self.settings


@dataclass(frozen=True, slots=True)
class Made:
    """A file and the paragraphs it shows; they are not the job's where the producer read a picture (OCR)."""

    pdf: bytes
    paragraphs: tuple[str, ...]
