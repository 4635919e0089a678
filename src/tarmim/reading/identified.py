"""Pages with the letters that their fonts, and the words of the document, show where the maps do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.identity.decision.code_words import UNKNOWN, CodeWord
from tarmim.identity.decision.document import Decision, decide
from tarmim.identity.decision.font_evidence import FontEvidence, evidence_of
from tarmim.identity.decision.font_verdict import Facts, Mapped
from tarmim.identity.decision.report import font_records
from tarmim.identity.decision.same_letters import is_part_of_cluster
from tarmim.identity.labels import LETTER_PART
from tarmim.identity.readings import Code, decomposed
from tarmim.layout.rows import rows_of
from tarmim.model.font import State
from tarmim.reading.clusters import Clusters
from tarmim.reading.letters import are_readable, units_of
from tarmim.reading.words import code_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.model.font import Font
    from tarmim.model.glyph import Glyphs, PageGlyphs
    from tarmim.model.identity import FontRecord

    Numbers = NDArray[np.int64]

__all__ = ["Identifier"]

#: So many pages are looked at together; where codes stay open, so many.
_PAGES: Final = 8
_MORE: Final = 64
#: So many words are seen of every document: a lie shows in some of them.
_ENOUGH: Final = 1500


@dataclass(slots=True)
class Identifier:
    """Reads the letters of a document's glyphs: learns from its pages, and tells in the end what became of its fonts.

    without  families left out of what is known of shapes
    on_read  is given each page as the file maps it, and as it was read
    """

    without: frozenset[str] = frozenset()
    on_read: Callable[[PageGlyphs, PageGlyphs], None] | None = None
    _fonts: dict[int, Font] = field(default_factory=dict)
    _maps: dict[Code, Mapped] = field(default_factory=dict)
    _clusters: Clusters = field(default_factory=Clusters)
    _words: Counter[CodeWord] = field(default_factory=Counter)
    _decision: Decision = field(default_factory=Decision)
    _evidence: dict[int, FontEvidence] = field(default_factory=dict)
    _known: Numbers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def pages(self, pages: Iterable[PageGlyphs]) -> Iterator[PageGlyphs]:
        """Yield the pages, each glyph with the letters that all evidence gives it; sound ones are the same objects."""
        waiting: list[PageGlyphs] = []
        limit, looked = _PAGES, 0
        for page in pages:
            waiting.append(page)
            if len(waiting) < limit:
                continue
            self._look(waiting[looked:])
            looked, limit = len(waiting), _MORE if self._decision.is_open else _PAGES
            if looked >= limit:
                yield from self._all_read(waiting)
                waiting, looked = [], 0
        if waiting:
            self._look(waiting[looked:])
            yield from self._all_read(waiting)

    def fonts(self) -> tuple[FontRecord, ...]:
        """Return what the codes of each font were taken for, on the pages yielded so far."""
        return font_records(self._fonts, self._maps, self._decision)

    def _all_read(self, pages: Iterable[PageGlyphs]) -> Iterator[PageGlyphs]:
        for page in pages:
            read = _read(page, self._decision)
            if self.on_read is not None:
                self.on_read(page, read)
            yield read

    def _look(self, pages: Sequence[PageGlyphs]) -> None:
        """Take in more pages and decide again; of sound documents only pages with new codes, after the first words."""
        news = []
        for page in pages:
            if not self._has_news(page) and not self._decision.is_open and self._words.total() > _ENOUGH:
                continue
            news.append(page)
            units = units_of(page)
            self._words.update(code_words(page, units, rows_of(units)))
            self._clusters.take(page)
        if news:
            facts = Facts(self._maps, self._clusters.split(), self._clusters.marks())
            self._decision = decide(self._fonts, facts, self._words, self._ask)

    def _ask(self, font: Font) -> FontEvidence:
        """Return what a font says of its codes; it is opened once."""
        if font.number not in self._evidence:
            self._evidence[font.number] = evidence_of(font, without=self.without)
        return self._evidence[font.number]

    def _has_news(self, page: PageGlyphs) -> bool:
        """Tell whether a page has codes that are new, or of which an ActualText spoke till now, and note their maps."""
        self._fonts.update({font.number: font for font in page.fonts})
        glyphs = page.glyphs
        keys, firsts = _kinds(page)
        new = ~np.isin(keys, self._known)
        for k in firsts[new].tolist():
            code = page.fonts[glyphs.fonts[k]].number, int(glyphs.codes[k])
            spoken = bool(glyphs.states[k] == State.ACTUAL)
            if not spoken or code not in self._maps:
                self._maps[code] = Mapped(glyphs.texts[k], int(glyphs.map_states[k]), spoken)
        self._known = np.concatenate((self._known, keys[new]))
        return bool(new.any())


def _kinds(page: PageGlyphs) -> tuple[Numbers, Numbers]:
    """Return the kinds of glyphs to read on a page (code, font, whether an ActualText speaks), and one of each."""
    glyphs = page.glyphs
    if not len(glyphs):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    numbers = np.array([font.number for font in page.fonts], dtype=np.int64)
    shown = np.flatnonzero(are_readable(page))
    spoken = (glyphs.states[shown] == State.ACTUAL).astype(np.int64)
    keys = (spoken << 60) | (numbers[glyphs.fonts[shown]] << 32) | glyphs.codes[shown]
    kinds, firsts = np.unique(keys, return_index=True)
    return kinds, shown[firsts]


def _read(page: PageGlyphs, decision: Decision) -> PageGlyphs:
    """Return the page with the letters decided upon."""
    glyphs = page.glyphs
    if not decision.readings or not len(glyphs):
        return page
    numbers = np.array([font.number for font in page.fonts], dtype=np.int64)
    keys = (numbers[glyphs.fonts] << 32) | glyphs.codes
    wanted = np.array([(font << 32) | code for font, code in decision.readings], dtype=np.int64)
    places = np.flatnonzero(np.isin(keys, wanted))
    if not len(places):
        return page
    texts, map_states = list(glyphs.texts), glyphs.map_states.copy()
    states, contents = glyphs.states.copy(), glyphs.contents.copy()
    for k in places.tolist():
        code = int(numbers[glyphs.fonts[k]]), int(glyphs.codes[k])
        text = decision.readings[code].text
        if glyphs.states[k] == State.ACTUAL:
            if code[0] not in decision.repeating or not _is_repeated(page, k, text):
                continue
            contents[k] = -1
        elif _is_in_cluster(page, k, decision) or _is_follower(page, k, text, texts[k - 1]):
            continue
        texts[k] = "" if text in (UNKNOWN, LETTER_PART) else text
        map_states[k] = states[k] = State.NULL if text == UNKNOWN else State.MAPPED
    read = replace(glyphs, texts=texts, map_states=map_states, states=states, contents=contents)
    return replace(page, glyphs=_with_ink(read, keys, decision), language=decision.language)


def _with_ink(glyphs: Glyphs, keys: Numbers, decision: Decision) -> Glyphs:
    """Return the glyphs, marks that take no room where their ink is: that says on which letter they stand."""
    inks = {(font << 32) | code: ink for (font, code), ink in decision.inks.items()}
    places = np.flatnonzero(np.isin(keys, list(inks)) & ~glyphs.advances.any(axis=1)) if inks else ()
    if not len(places):
        return glyphs
    along = glyphs.matrices[places, :2].astype(np.float64)
    ink = np.array([inks[key] for key in keys[places].tolist()])
    origins, advances = glyphs.origins.copy(), glyphs.advances.copy()
    origins[places] += along * ink[:, :1]
    advances[places] = along * (ink[:, 1:] - ink[:, :1])
    return replace(glyphs, origins=origins, advances=advances)


def _is_repeated(page: PageGlyphs, place: int, text: str) -> bool:
    """Tell whether an ActualText that speaks for one glyph alone is that of a whole cluster, the glyph a part of it."""
    actuals = [content.actual for content in page.contents]
    contents = page.glyphs.contents[max(place - 1, 0) : place + 2].tolist()
    spans = [actuals[content] if content >= 0 else -1 for content in contents]
    own = spans[min(place, 1)]
    spoken = page.contents[own].actual_text or ""
    return spans.count(own) == 1 and (decomposed(text) == decomposed(spoken) or is_part_of_cluster(text, spoken))


def _is_in_cluster(page: PageGlyphs, place: int, decision: Decision) -> bool:
    """Tell whether the map of a glyph speaks for a cluster: glyphs mapped to nothing, and read as such, follow."""
    glyphs, behind = page.glyphs, place + 1
    if (page.fonts[glyphs.fonts[place]].number, int(glyphs.codes[place])) not in decision.alone:
        return False
    if behind >= len(glyphs) or glyphs.map_states[behind] != State.EMPTY:
        return False
    return (page.fonts[glyphs.fonts[behind]].number, int(glyphs.codes[behind])) not in decision.readings


def _is_follower(page: PageGlyphs, place: int, text: str, before: str) -> bool:
    """Tell whether a glyph without a map takes no room and is a part of what the one before is mapped to and read."""
    glyphs = page.glyphs
    if place == 0 or glyphs.map_states[place] != State.ABSENT or glyphs.advances[place].any():
        return False
    return (
        len(before) > 1
        and before == glyphs.texts[place - 1]
        and all(char in decomposed(before) for char in decomposed(text))
    )
