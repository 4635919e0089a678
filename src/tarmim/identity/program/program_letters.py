"""Letters that a font program itself gives its glyphs: by names, cmap and substitutions, the most trusted first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from tarmim.identity.program.glyph_names import FormedLetters, as_letters, letters_of_name
from tarmim.identity.readings import Guess, Source, is_arabic
from tarmim.model.cached import cached

if TYPE_CHECKING:
    from tarmim.identity.program.font_program import Program

__all__ = ["program_letters"]

#: How often each source is right where it names letters: on fonts with sound maps all three agree with the map in 99 of
#: 100 places; substitutions are taken for a little less sure, by judgement.
_SOURCE_PRECISION: Final = {Source.NAME: 0.99, Source.CMAP: 0.99, Source.GSUB: 0.97}


def program_letters(program: Program, codes: Iterable[int]) -> dict[int, Guess]:
    """Return the letters of those codes whose letters the font program has.

    A name of Latin letters is not believed of a glyph that the cmap gives Arabic ones, nor the other way round:
    subsets of old fonts put Arabic shapes under Latin names, never Arabic names on Latin shapes.
    """
    substituted: Mapping[int, FormedLetters] | None = None
    found: dict[int, Guess] = {}
    for code in codes:
        glyph = program.glyph_of(code)
        if glyph is None:
            continue
        named = letters_of_name(program.name(glyph))
        listed = _of_characters(program.characters.get(glyph, ()))
        if named is not None and listed is not None and is_arabic(listed.letters) and not is_arabic(named.letters):
            named = None
        if named is not None:
            found[code] = _guess(named, Source.NAME)
        elif listed is not None:
            found[code] = _guess(listed, Source.CMAP)
        else:
            if substituted is None:
                substituted = _substituted(program)
            if glyph in substituted:
                found[code] = _guess(substituted[glyph], Source.GSUB)
    return found


def _guess(named: FormedLetters, source: Source) -> Guess:
    return Guess(named.letters, named.form, source, _SOURCE_PRECISION[source])


def _of_characters(characters: tuple[str, ...]) -> FormedLetters | None:
    """Return what the cmap says of a glyph: of several characters an Arabic one, and a letter before a form of it."""
    by_preference = sorted(characters, key=lambda char: (not is_arabic(char), char >= "\ufb50", char))
    return as_letters(by_preference[0]) if by_preference else None


@cached
def _substituted(program: Program) -> Mapping[int, FormedLetters]:
    table = program.table("GSUB")
    if not table:
        return {}
    from tarmim.identity.program.gsub import substituted_letters

    return substituted_letters(table, program.characters)
