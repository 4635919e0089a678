"""What a font itself says of its codes: its program, and the shapes of its glyphs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tarmim.identity.agree import agree
from tarmim.identity.evidence import Guess, Source
from tarmim.identity.program import open_program
from tarmim.identity.program_letters import program_letters
from tarmim.identity.shape_letters import shape_letters

if TYPE_CHECKING:
    from tarmim.identity.program import Program
    from tarmim.model.font import Font

__all__ = ["SURE", "Ask", "FontEvidence", "evidence_of"]

#: A guess this sure needs no words.
SURE: Final = 0.97
#: So many lies, and so large a share of them, and what tells them is believed in nothing.
_LIES: Final = 3
_OFTEN: Final = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class FontEvidence:
    """What a font says of some codes.

    codes    those it was asked about
    program  the font program, None where there is none that can be read
    exact    letters that the program tells: names, cmap, substitutions
    shapes   what the glyphs look like, likeliest first
    """

    codes: frozenset[int]
    program: Program | None
    exact: Mapping[int, Guess]
    shapes: Mapping[int, tuple[Guess, ...]]


#: Asks a font about codes.
Ask = Callable[["Font", Collection[int]], FontEvidence]


def evidence_of(font: Font, codes: Collection[int], *, without: frozenset[str] = frozenset()) -> FontEvidence:
    """Return what a font says of codes; `without` are families left out of what is known of shapes."""
    program = open_program(font)
    if program is None:
        return FontEvidence(frozenset(codes), None, {}, {})
    shapes = shape_letters(program, codes, without=without)
    return FontEvidence(frozenset(codes), program, _without_liars(program_letters(program, codes), shapes), shapes)


def _without_liars(exact: Mapping[int, Guess], shapes: Mapping[int, tuple[Guess, ...]]) -> dict[int, Guess]:
    """Return the letters that a program tells, but for those of sources to which sure outlines often give the lie.

    Subsets renumber glyphs and may keep the cmap, the substitutions or the names of the whole font.
    """
    votes: dict[Source, list[bool]] = {}
    for code, guess in exact.items():
        found = shapes.get(code)
        if found and found[0].source == Source.OUTLINE and found[0].probability >= SURE:
            votes.setdefault(guess.source, []).append(any(agree(guess.letters, one.letters) for one in found))
    liars = {source for source, said in votes.items() if said.count(False) >= max(_LIES, _OFTEN * len(said))}
    return {code: guess for code, guess in exact.items() if guess.source not in liars}
