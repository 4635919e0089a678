"""What is known of a font's codes: the records that the sources of evidence and the decision share."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

__all__ = ["Code", "CodeReading", "Guess", "Source", "decomposed", "is_arabic"]

#: A code of a document: the number of its font and the code itself.
Code = tuple[int, int]

_ARABIC: Final = "[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufeff]"


class Source(StrEnum):
    """Where the letters of a code come from."""

    MAP = "map"  # the file's own: ToUnicode or the encoding
    NAME = "name"  # of the glyph
    CMAP = "cmap"  # of the font program
    GSUB = "gsub"  # what its substitutions make of the glyphs in its cmap
    TABLE = "table"  # of the private codes of known font files, where the ink agrees
    OUTLINE = "outline"  # the shape, known from a font
    LIKENESS = "likeness"  # the shape, like those of other fonts
    CLUSTER = "cluster"  # its letter is beside it: the marks of what it is mapped to
    WORDS = "words"  # the document's own words
    MISSING = "missing"  # the box of a glyph that the font does not have
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Guess:
    """Letters that a code may stand for, in reading order and folded, with their form where it is known."""

    letters: str
    form: str
    source: Source
    probability: float


@dataclass(frozen=True, slots=True)
class CodeReading:
    """What a code is taken for.

    text        the letters; "" for a follower of a cluster; U+FFFD where it stays unknown
    source      what decided
    confidence  how sure, 0 to 1
    rivals      other letters with their probabilities, likeliest first
    form        the joining form of the glyph where it is known
    """

    text: str
    source: Source
    confidence: float
    rivals: tuple[tuple[str, float], ...] = ()
    form: str = ""


def is_arabic(text: str) -> bool:
    """Tell whether a text has a character of the Arabic blocks."""
    return re.search(_ARABIC, text) is not None


def decomposed(text: str) -> str:
    """Return a text with its marks and composed letters taken apart (NFD): what two readings are compared by."""
    return unicodedata.normalize("NFD", text)
