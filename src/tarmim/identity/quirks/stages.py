"""The stages at which quirks of what a glyph is are mended: of each the record that a quirk looks at."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FontClusters", "GlyphRoom", "NamedLetter", "ShapedLetter", "SpelledName"]


@dataclass(frozen=True, slots=True)
class SpelledName:
    """A glyph name in small letters, of one letter or ligature, that Unicode's names do not have as it is."""

    word: str


@dataclass(frozen=True, slots=True)
class NamedLetter:
    """A part of a glyph name in small letters whose script stands behind it: `yehhamza` of `yehhamza-ar.init`."""

    word: str


@dataclass(frozen=True, slots=True)
class GlyphRoom:
    """A glyph of a font, and whether it takes no room.

    is_mark   it is a mark or dots, because it does not move the pen
    distance  how far the nearest known outline is from its own, None where none is near
    """

    is_mark: bool
    distance: float | None


@dataclass(frozen=True, slots=True)
class ShapedLetter:
    """A letter that a font draws in two glyphs, a body and another.

    letter  the letter
    signs   what the other glyph stands for: dots and marks, "" where nothing is known of it
    """

    letter: str
    signs: str


@dataclass(frozen=True, slots=True)
class FontClusters:
    """What was found of the clusters of a font.

    heads         how many codes are mapped to all letters of a cluster, and are one of them by their own evidence
    proved        how many codes agree with their map
    is_repeating  each glyph of a cluster is mapped to all its letters
    """

    heads: int
    proved: int
    is_repeating: bool = False
