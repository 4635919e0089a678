"""Glyph substitution read backwards: letters of glyphs that only shaping reaches (OpenType, GSUB table)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from tarmim.identity.program.glyph_names import FormedLetters, as_letters
from tarmim.identity.program.gsub_table import Substitution, lookups_of

__all__ = ["substituted_letters"]

#: The joining form that a feature gives its glyphs.
_FEATURE_FORMS: Final = {
    "init": "initial",
    "medi": "medial",
    "med2": "medial",
    "fina": "final",
    "fin2": "final",
    "fin3": "final",
    "isol": "isolated",
}
#: How many substitutions are followed one after the other: composition, form, required and usual ligatures, context,
#: style leave two to spare.
_MOST_ROUNDS: Final = 8
#: Letters that a glyph may come to: the longest ligature, U+FDFA, has 18, whole words of Nastaliq fewer.
_MOST_LETTERS: Final = 64


def substituted_letters(table: bytes, characters: Mapping[int, tuple[str, ...]]) -> dict[int, FormedLetters]:
    """Return letters and form of the glyphs that the GSUB table makes of those in the cmap.

    A ligature has the letters of its parts, in reading order. A glyph reached in several ways keeps the first, features
    of joining forms before others. One glyph made into several is not followed: its parts are no letters.
    """
    lookups = sorted(_lookups(table), key=lambda lookup: not lookup[0])
    known = {glyph: FormedLetters(chars[0]) for glyph, chars in characters.items()}
    for _ in range(_MOST_ROUNDS):
        before = len(known)
        for form, substitutions in lookups:
            for parts, glyph in substitutions:
                if glyph not in known and all(part in known for part in parts):
                    letters = "".join([known[part].letters for part in parts])
                    if len(letters) <= _MOST_LETTERS:
                        form_of_all = form or _form(known[parts[0]].form, known[parts[-1]].form)
                        known[glyph] = FormedLetters(letters, form_of_all)
        if len(known) == before:
            break
    reached = {
        glyph: as_letters(named.letters, named.form) for glyph, named in known.items() if glyph not in characters
    }
    return {glyph: named for glyph, named in reached.items() if named is not None}


def _lookups(table: bytes) -> Iterator[tuple[str, list[Substitution]]]:
    """Yield the substitutions of each lookup with the joining form that its features give, "" where they give none."""
    for tags, substitutions in lookups_of(table):
        yield next((_FEATURE_FORMS[tag] for tag in tags if tag in _FEATURE_FORMS), ""), substitutions


def _form(first: str, last: str) -> str:
    """Return the form of a ligature by those of its first and last part."""
    if not first or not last:
        return first or last
    joins_next = last in ("initial", "medial")
    if first in ("medial", "final"):
        return "medial" if joins_next else "final"
    return "initial" if joins_next else "isolated"
