"""What a font itself says of its codes: its program, and the shapes of its glyphs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

from tarmim.identity.decision.resources import ReadingResources
from tarmim.identity.decision.same_letters import are_same_letters
from tarmim.identity.program.font_program import open_program
from tarmim.identity.program.program_letters import program_letters
from tarmim.identity.readings import Guess, Source
from tarmim.identity.shapes.shape_letters import shape_letters
from tarmim.pdf.fontparts import DAMAGED_PROGRAM

if TYPE_CHECKING:
    from tarmim.identity.program.font_program import Program
    from tarmim.model.font import Font

__all__ = ["SURE", "Ask", "FontEvidence", "answer", "evidence_of", "without_contradicted_sources"]

#: How probable a guess is at least that needs no words to confirm it; of the outlines surer than that .988 are right
#: where the family is in the bank (docs/fonts.md).
SURE: Final = 0.97
#: How many glyphs of a font are looked at: each takes a millisecond. Arabic fonts have some 2,000; those with more are
#: of whole words, which no bank knows.
_MOST_SHAPES: Final = 4096
#: How many codes sure outlines contradict of a source, and what share of those compared, before the source is dropped
#: for the whole font; by judgement.
_LEAST_CONTRADICTIONS: Final = 3
_CONTRADICTED_SHARE: Final = 0.25


@dataclass(slots=True, eq=False)
class FontEvidence:
    """What a font says of its codes: its program is opened once, and asked again only for codes that are new.

    program      the font program, None where there is none that can be read
    is_damaged   there is one, and it cannot be read
    is_numbered  codes lead to glyphs by tables of numbers, not by names
    resources    the known outlines to compare with
    """

    program: Program | None
    is_numbered: bool = True
    resources: ReadingResources = field(default_factory=ReadingResources)
    is_damaged: bool = False
    _exact: dict[int, Guess] = field(default_factory=dict)
    _asked: frozenset[int] = frozenset()
    _shapes: Mapping[int, tuple[Guess, ...]] = field(default_factory=dict)
    _shown: frozenset[int] = frozenset()

    def without_program(self) -> FontEvidence:
        """Return what the font says when its program turned out to be damaged: nothing."""
        self.program, self.is_damaged = None, True
        self._exact, self._shapes = {}, {}
        return self

    def problems(self) -> tuple[str, ...]:
        """Return what went wrong, in words that follow on the font's name."""
        if self.is_damaged:
            return (DAMAGED_PROGRAM,)
        if len(self._shown) > _MOST_SHAPES:
            return (f"more than {_MOST_SHAPES:,} of its glyphs would have to be looked at: the others are not",)
        return ()

    def letters(self, codes: Collection[int]) -> Mapping[int, Guess]:
        """Return the letters that the program has, by names, cmap and substitutions."""
        if self.program is not None and not self._asked.issuperset(codes):
            self._exact |= program_letters(self.program, set(codes) - self._asked)
            self._asked = self._asked.union(codes)
        return self._exact

    def shapes(self, codes: Collection[int]) -> Mapping[int, tuple[Guess, ...]]:
        """Return what glyphs look like, likeliest first."""
        if self.program is not None and not self._shown.issuperset(codes):
            self._shown = self._shown.union(codes)
            looked_at = self._shown if len(self._shown) <= _MOST_SHAPES else sorted(self._shown)[:_MOST_SHAPES]
            self._shapes = shape_letters(
                self.program, looked_at, banks=self.resources.banks(), without=self.resources.without
            )
        return self._shapes

    def missing(self, codes: Collection[int]) -> frozenset[int]:
        """Return the codes that show the box of a missing glyph (glyph 0): those of numbers, not names, without one."""
        if self.program is None:
            return frozenset()
        nothing = (0, None) if self.is_numbered else (0,)
        return frozenset(code for code in codes if self.program.glyph_of(code) in nothing)


_Answer = TypeVar("_Answer")

#: Opens a font.
Ask = Callable[["Font"], FontEvidence]


def evidence_of(font: Font, resources: ReadingResources) -> FontEvidence:
    """Return a font's evidence; of one whose program cannot be opened that without it."""
    is_numbered = font.subtype in ("Type0", "TrueType")
    try:
        return FontEvidence(open_program(font), is_numbered, resources)
    except Exception:  # as in `answer`
        return FontEvidence(None, is_numbered, resources, is_damaged=True)


def answer(evidence: FontEvidence, question: Callable[[FontEvidence], _Answer]) -> _Answer:
    """Return what a question comes to; where the font program fails at it, what it comes to without the program.

    This and `evidence_of` are the border of a font that is opened: whatever its tables and outlines do, it costs the
    program, never the document.
    """
    try:
        return question(evidence)
    except Exception:  # what damage raises depends on which of three libraries meets it
        if evidence.program is None:
            raise
        return question(evidence.without_program())


def without_contradicted_sources(
    exact: Mapping[int, Guess], shapes: Mapping[int, tuple[Guess, ...]]
) -> dict[int, Guess]:
    """Return the letters that a program has, without sources that sure outlines contradict in 3 codes and 25 %.

    Subsets renumber glyphs and may keep the cmap, the substitutions or the names of the whole font.
    """
    votes: dict[Source, list[bool]] = {}
    for code, guess in exact.items():
        found = shapes.get(code)
        if found and found[0].source == Source.OUTLINE and found[0].probability >= SURE:
            votes.setdefault(guess.source, []).append(
                any(are_same_letters(guess.letters, one.letters) for one in found)
            )
    contradicted = {
        source
        for source, agreed in votes.items()
        if agreed.count(False) >= max(_LEAST_CONTRADICTIONS, _CONTRADICTED_SHARE * len(agreed))
    }
    return {code: guess for code, guess in exact.items() if guess.source not in contradicted}
