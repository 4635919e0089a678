"""Glyph substitution read backwards: letters of glyphs that only shaping reaches (OpenType, GSUB table)."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from tarmim.identity.program.glyph_names import FormedLetters, as_letters

if TYPE_CHECKING:
    from fontTools.ttLib.tables import otTables

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
#: Kinds of lookup (OpenType 1.9, GSUB): single, alternate, ligature, reverse chaining.
_SINGLE, _ALTERNATE, _LIGATURE, _REVERSE = 1, 3, 4, 8


def substituted_letters(table: bytes, characters: Mapping[int, tuple[str, ...]]) -> dict[int, FormedLetters]:
    """Return letters and form of the glyphs that the GSUB table makes of those in the cmap; {} where it cannot be read.

    A ligature has the letters of its parts, in reading order. A glyph reached in several ways keeps the first, features
    of joining forms before others. One glyph made into several is not followed: its parts are no letters.
    """
    from fontTools.ttLib import TTLibError

    try:
        lookups = list(_lookups(table))
    except (TTLibError, struct.error, AssertionError, AttributeError, IndexError, KeyError, TypeError, ValueError):
        return {}
    known = {glyph: FormedLetters(chars[0]) for glyph, chars in characters.items()}
    for _ in range(_MOST_ROUNDS):
        before = len(known)
        for form, lookup in lookups:
            for parts, glyph in _substitutions(lookup):
                if glyph not in known and all(part in known for part in parts):
                    letters = "".join(known[part].letters for part in parts)
                    known[glyph] = FormedLetters(letters, form or _form(known[parts[0]].form, known[parts[-1]].form))
        if len(known) == before:
            break
    reached = {
        glyph: as_letters(named.letters, named.form) for glyph, named in known.items() if glyph not in characters
    }
    return {glyph: named for glyph, named in reached.items() if named is not None}


def _form(first: str, last: str) -> str:
    """Return the form of a ligature by those of its first and last part."""
    if not first or not last:
        return first or last
    joins_next = last in ("initial", "medial")
    if first in ("medial", "final"):
        return "medial" if joins_next else "final"
    return "initial" if joins_next else "isolated"


def _lookups(table: bytes) -> Iterator[tuple[str, otTables.Lookup]]:
    """Yield each lookup with the joining form that its feature gives, features of forms first."""
    from fontTools.ttLib import TTFont, newTable

    font = TTFont()
    font.setGlyphOrder([str(glyph) for glyph in range(0x10000)])
    gsub = newTable("GSUB")
    gsub.decompile(table, font)
    found = gsub.table
    if found.LookupList is None:
        return
    forms: dict[int, str] = {}
    for record in found.FeatureList.FeatureRecord if found.FeatureList else ():
        form = _FEATURE_FORMS.get(record.FeatureTag, "")
        for number in record.Feature.LookupListIndex:
            forms[number] = forms.get(number) or form
    for number in sorted(range(len(found.LookupList.Lookup)), key=lambda number: not forms.get(number)):
        yield forms.get(number, ""), found.LookupList.Lookup[number]


def _substitutions(lookup: otTables.Lookup) -> Iterator[tuple[tuple[int, ...], int]]:
    """Yield what is replaced and by what, glyph numbers in reading order."""
    for subtable in lookup.SubTable:
        found = getattr(subtable, "ExtSubTable", subtable)
        kind = found.LookupType
        if kind == _SINGLE:
            for one, other in found.mapping.items():
                yield (int(one),), int(other)
        elif kind == _ALTERNATE:
            for one, others in found.alternates.items():
                for other in others:
                    yield (int(one),), int(other)
        elif kind == _LIGATURE:
            for first, ligatures in found.ligatures.items():
                for ligature in ligatures:
                    yield (int(first), *map(int, ligature.Component)), int(ligature.LigGlyph)
        elif kind == _REVERSE:
            for one, other in zip(found.Coverage.glyphs, found.Substitute, strict=False):
                yield (int(one),), int(other)
