"""What the outlines of a font's glyphs look like: guesses from the bank of known fonts, and by likeness."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from tarmim.identity.orthography import merge_homographs
from tarmim.identity.readings import Guess, Source, is_arabic

if TYPE_CHECKING:
    from tarmim.identity.program.font_program import Program
    from tarmim.identity.shapes.bank import Bank
    from tarmim.identity.shapes.match import GlyphCandidate

__all__ = ["shape_letters"]

#: How probable a guess is at least; by judgement.
_LEAST_PROBABILITY: Final = 0.002
#: How often a glyph that draws nothing is a space; by judgement.
_SPACE_PROBABILITY: Final = 0.99
#: How probable letters of other scripts are at most where the classifier alone recognises them: the fonts it was
#: trained on have too few of their ligatures; by judgement.
_MOST_FOREIGN_PROBABILITY: Final = 0.5
_FORMS: Final = {"isol": "isolated", "init": "initial", "medi": "medial", "fina": "final"}
_SOURCES: Final = {"bank": Source.OUTLINE, "likeness": Source.LIKENESS}


def shape_letters(
    program: Program, codes: Iterable[int], *, banks: Sequence[Bank], without: frozenset[str] = frozenset()
) -> dict[int, tuple[Guess, ...]]:
    """Return for codes what their glyphs look like, likeliest first; () for shapes like no letter.

    banks    known outlines
    without  families left out of them
    """
    from tarmim.identity.shapes.match import recognise
    from tarmim.identity.shapes.outline import outline_of

    glyphs = {code: glyph for code in codes if (glyph := program.glyph_of(code)) is not None}
    outlines = {code: outline_of(program.face, glyph) for code, glyph in glyphs.items()}
    drawn = {code: outline for code, outline in outlines.items() if outline is not None}
    found = recognise(list(drawn.values()), banks=banks, without=without)
    guesses = {code: _guesses(candidates) for code, candidates in zip(drawn, found, strict=True)}
    blank = [code for code in glyphs if code not in drawn]
    if len(blank) > len(glyphs) / 2:  # the glyphs of a text layer behind a picture draw nothing
        return guesses
    return guesses | {code: (Guess(" ", "", Source.OUTLINE, _SPACE_PROBABILITY),) for code in blank}


def _guesses(candidates: Iterable[GlyphCandidate]) -> tuple[Guess, ...]:
    return merge_homographs(
        Guess(one.letters, _FORMS.get(one.form, ""), _SOURCES[one.source], _confidence(one))
        for one in candidates
        if one.probability >= _LEAST_PROBABILITY
    )


def _confidence(candidate: GlyphCandidate) -> float:
    """Return how sure a candidate is; what is only like a letter of another script may be any of its ligatures."""
    is_foreign = candidate.source == "likeness" and not is_arabic(candidate.letters)
    return min(candidate.probability, _MOST_FOREIGN_PROBABILITY) if is_foreign else candidate.probability
