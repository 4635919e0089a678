"""What a document's codes are taken for, and the pages read so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from tarmim.identity.decision.code_words import UNKNOWN
from tarmim.identity.decision.same_letters import is_part_of_cluster
from tarmim.identity.labels import LETTER_PART
from tarmim.identity.readings import Code, CodeReading, decomposed
from tarmim.model.font import State
from tarmim.model.glyph import Problem, font_and_code

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.model.glyph import Glyphs, PageGlyphs

    Numbers = NDArray[np.int64]

__all__ = ["Decision"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What the codes of a document are taken for, where that differs from their maps or the maps say nothing.

    readings       the codes to be read otherwise than mapped
    cluster_heads  of those the ones whose map is that of a cluster: it stands where the cluster's followers come behind
    repeating      the fonts in which each glyph of a cluster is mapped to all its letters
    proved         how many codes of each font were compared and agree with their map
    known          the share of the document's words that its language knows, as mapped
    inks           of marks that take no room: where their ink begins and ends, in ems from the pen
    language       the language that codes are read in (ISO 639-1), "" where none had to be
    problems       what went wrong with the fonts, by the number of the page on which it is told, from 0
    """

    readings: Mapping[Code, CodeReading] = field(default_factory=dict)
    cluster_heads: frozenset[Code] = frozenset()
    repeating: frozenset[int] = frozenset()
    proved: Mapping[int, int] = field(default_factory=dict)
    known: float = 1.0
    inks: Mapping[Code, tuple[float, float]] = field(default_factory=dict)
    language: str = ""
    problems: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def applied(self, page: PageGlyphs) -> PageGlyphs:
        """Return the page with the letters decided upon; the same object where nothing on it is read otherwise."""
        told = tuple(Problem(page.number, message) for message in self.problems.get(page.number, ()))
        return _applied(self, replace(page, problems=(*page.problems, *told)) if told else page)


def _applied(decision: Decision, page: PageGlyphs) -> PageGlyphs:
    """Return the page with the letters decided upon; the same object where nothing on it is read otherwise."""
    glyphs = page.glyphs
    if not decision.readings or not len(glyphs):
        return page
    keys = page.keys()
    codes = {key: font_and_code(key) for key in np.unique(keys).tolist()}
    places = np.flatnonzero(np.isin(keys, [key for key, code in codes.items() if code in decision.readings]))
    if not len(places):
        return page
    texts, contents = list(glyphs.texts), glyphs.contents.copy()
    map_states, states = glyphs.map_states.copy(), glyphs.states.copy()
    for k in places.tolist():
        code = page.fonts[glyphs.fonts[k]].number, int(glyphs.codes[k])
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
    inks = {key: decision.inks[code] for key, code in codes.items() if code in decision.inks}
    return replace(page, glyphs=_with_ink(read, keys, inks), language=decision.language)


def _with_ink(glyphs: Glyphs, keys: Numbers, inks: Mapping[int, tuple[float, float]]) -> Glyphs:
    """Return the glyphs, marks that take no room where their ink is: that says on which letter they stand.

    inks  by the key of a code of the page: where the ink of the mark begins and ends, in ems from the pen
    """
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
    contents = page.glyphs.contents[max(place - 1, 0) : place + 2].tolist()
    spans = [page.contents[content].actual if content >= 0 else -1 for content in contents]
    own = spans[min(place, 1)]
    actual = page.contents[own].actual_text or ""
    return spans.count(own) == 1 and (decomposed(text) == decomposed(actual) or is_part_of_cluster(text, actual))


def _is_in_cluster(page: PageGlyphs, place: int, decision: Decision) -> bool:
    """Tell whether the map of a glyph speaks for a cluster: glyphs mapped to nothing, and read as such, follow."""
    glyphs, behind = page.glyphs, place + 1
    if (page.fonts[glyphs.fonts[place]].number, int(glyphs.codes[place])) not in decision.cluster_heads:
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
