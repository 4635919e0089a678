"""The survey of a document: what its pages say of its fonts' codes, taken page by page, decided once."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.identity.decision.code_words import UNKNOWN
from tarmim.identity.decision.decision import Decision
from tarmim.identity.decision.document import decide
from tarmim.identity.decision.facts import Facts, MappedCode, mapped_letters
from tarmim.identity.decision.font_evidence import FontEvidence, answer, evidence_of
from tarmim.identity.decision.report import font_records
from tarmim.identity.decision.resources import ReadingResources
from tarmim.identity.readings import CodeReading, Source
from tarmim.model.font import State
from tarmim.model.glyph import font_and_code
from tarmim.pdf.fontparts import font_problem
from tarmim.reading.clusters import Clusters
from tarmim.reading.failures import failure_of
from tarmim.reading.letters import units_of
from tarmim.reading.page_rows import has_rows, page_rows
from tarmim.reading.quirks.catalogue import mend
from tarmim.reading.quirks.stages import ClusterFacts
from tarmim.reading.visibility import are_readable
from tarmim.reading.words import code_words

if TYPE_CHECKING:
    from tarmim.identity.decision.code_words import CodeWord
    from tarmim.identity.readings import Code
    from tarmim.model.font import Font
    from tarmim.model.glyph import PageGlyphs
    from tarmim.model.identity import FontRecord

__all__ = ["Survey"]

#: This many words are seen of every document: a lie shows in some of them. Beyond, only pages with new codes are
#: looked at, unless there are codes that neither a map nor the font program tells, which all words help to tell.
_LEAST_WORDS: Final = 1500


@dataclass(slots=True)
class Survey:
    """What the pages of a document say of its codes: every page is taken, then it is decided, once for all pages.

    resources  what letters are read with

    >>> survey = Survey()
    >>> survey.decide().readings
    {}
    """

    resources: ReadingResources = field(default_factory=ReadingResources)
    _fonts: dict[int, Font] = field(default_factory=dict)
    _first_pages: dict[int, int] = field(default_factory=dict)
    _maps: dict[Code, MappedCode] = field(default_factory=dict)
    _uses: dict[int, int] = field(default_factory=dict)
    _clusters: Clusters = field(default_factory=Clusters)
    _words: Counter[CodeWord] = field(default_factory=Counter)
    _words_taken: int = 0
    _worded: set[int] = field(default_factory=set)
    _has_skipped: bool = False
    _has_open: bool = False
    _evidence: dict[int, FontEvidence] = field(default_factory=dict)
    _failed: dict[int, str] = field(default_factory=dict)

    def take(self, page: PageGlyphs) -> None:
        """Note the maps of a page's codes, and its words where they may tell something; linear in the page.

        This is the border of a page that is surveyed: whatever stands on it, it costs what its words would have told.
        """
        try:
            self._take(page)
        except Exception as error:
            self._failed[page.number] = failure_of("what its words tell of the fonts is not known", error)

    def _take(self, page: PageGlyphs) -> None:
        news = self._take_maps(page)
        self._has_open = self._has_open or any(map(self._is_open, news))
        if news or self._has_open or self._words_taken <= _LEAST_WORDS:
            self._take_words(page)
        else:
            self._has_skipped = True

    def take_rest(self, page: PageGlyphs) -> None:
        """Note the words of a page that `take` has left out."""
        if page.number not in self._worded:
            self._take_words(page)

    def lacks_words(self, decision: Decision) -> bool:
        """Tell whether codes are open, or told by words alone, while words were left out.

        That is so where a font program seemed to tell them and outlines contradict it: the rest is to be taken then.
        """
        sources = {reading.source for reading in decision.readings.values()}
        return self._has_skipped and not sources.isdisjoint((Source.WORDS, Source.NOTHING))

    def _take_words(self, page: PageGlyphs) -> None:
        self._worded.add(page.number)
        units = units_of(page)
        words = list(code_words(page, units, page_rows(units))) if has_rows(units) else []
        self._words.update(words)
        self._words_taken += len(words)
        self._clusters.take(page)

    def note_maps(self, page: PageGlyphs) -> PageGlyphs:
        """Return the page, its fonts and maps noted: for the record of a document read by its maps alone."""
        self._take_maps(page)
        return page

    def decide(self) -> Decision:
        """Return what the codes stand for, by all pages taken; linear in the distinct words and codes."""
        clusters, _ = mend(ClusterFacts(self._clusters))
        facts = Facts(self._maps, clusters.split, clusters.marks)
        decision = decide(self._fonts, facts, self._words, self.resources, self._ask)
        problems = self._problems()
        return replace(decision, problems=problems) if problems else decision

    def _problems(self) -> dict[int, tuple[str, ...]]:
        """Return what went wrong with fonts, by the page on which each is met first, and with pages."""
        found: defaultdict[int, list[str]] = defaultdict(list)
        for number, evidence in sorted(self._evidence.items()):
            font = self._fonts[number]
            for problem in (font_problem(font.name, one) for one in evidence.problems()):
                if problem not in font.problems:
                    found[self._first_pages[number]].append(problem)
        for page, problem in self._failed.items():
            found[page].append(problem)
        return {page: tuple(problems) for page, problems in found.items()}

    def as_mapped(self) -> Decision:
        """Return the decision that believes every map; codes without one stay unknown."""
        unmapped = (code for code, mapped in self._maps.items() if _is_unmapped(mapped))
        return Decision({code: CodeReading(UNKNOWN, Source.NOTHING, 0.0) for code in unmapped})

    def fonts(self, decision: Decision) -> tuple[FontRecord, ...]:
        """Return what the codes of each font were taken for, on the pages taken."""
        uses = {(*font_and_code(kind >> 1), bool(kind & 1)): count for kind, count in self._uses.items()}
        return font_records(self._fonts, self._maps, decision, uses)

    @property
    def size(self) -> int:
        """Return how much is known: distinct codes and words. It grows with what may change a decision."""
        return len(self._maps) + len(self._words)

    def _ask(self, font: Font) -> FontEvidence:
        """Return what a font says of its codes; it is opened once."""
        if font.number not in self._evidence:
            self._evidence[font.number] = evidence_of(font, self.resources)
        return self._evidence[font.number]

    def _is_open(self, code: Code) -> bool:
        """Tell whether neither its map nor the font program says what a code stands for."""
        if not _is_unmapped(self._maps[code]):
            return False
        number = {code[1]}
        return answer(
            self._ask(self._fonts[code[0]]),
            lambda font: font.letters(number).keys().isdisjoint(number) and not font.missing(number),
        )

    def _take_maps(self, page: PageGlyphs) -> list[Code]:
        """Note the maps of codes that are new, or that stood inside an ActualText till now; return those codes."""
        for font in page.fonts:
            self._first_pages.setdefault(font.number, page.number)
            self._fonts[font.number] = font
        glyphs, news = page.glyphs, []
        for kind, place, count in _kinds(page):
            uses = self._uses.get(kind, 0)
            self._uses[kind] = uses + count
            if uses:
                continue
            code = page.fonts[glyphs.fonts[place]].number, int(glyphs.codes[place])
            news.append(code)
            is_covered = bool(glyphs.states[place] == State.ACTUAL)
            if not is_covered or code not in self._maps:
                self._maps[code] = MappedCode(glyphs.texts[place], int(glyphs.map_states[place]), is_covered)
        return news


def _is_unmapped(mapped: MappedCode) -> bool:
    """Tell whether the file says no letters of a code that is to be read by itself."""
    return not mapped.is_covered and mapped.state != State.EMPTY and mapped_letters(mapped) is None


def _kinds(page: PageGlyphs) -> list[tuple[int, int, int]]:
    """Return the kinds of glyphs to read on a page (code, font, whether an ActualText covers it).

    Of each: a number that is one for the document, one of its glyphs, and how many it has.
    """
    glyphs = page.glyphs
    if not len(glyphs):
        return []
    shown = np.flatnonzero(are_readable(page))
    covered = (glyphs.states[shown] == State.ACTUAL).astype(np.int64)
    kinds, firsts, counts = np.unique((page.keys()[shown] << 1) | covered, return_index=True, return_counts=True)
    return list(zip(kinds.tolist(), shown[firsts].tolist(), counts.tolist(), strict=True))
