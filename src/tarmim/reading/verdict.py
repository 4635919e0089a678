"""What is wrong with the text layer of a page: its glyphs as the file maps them beside what they were read as."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.model.font import State
from tarmim.model.glyph import UNKNOWN_FILL
from tarmim.model.report import Finding, PageReport, Verdict
from tarmim.reading.visibility import are_readable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tarmim.model.glyph import Glyphs, PageGlyphs

    Marks = NDArray[np.bool_]

__all__ = ["page_report"]

#: A page of whose glyphs more than this share stay unread is better read from its picture. By judgement.
_MOST_UNREAD_SHARE: Final = 0.02
_FORM: Final = "[\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdff\ufe70-\ufefc]"
_PRIVATE: Final = "[\ue000-\uf8ff\U000f0000-\U0010fffd]"
_TATWEEL: Final = "\u0640"


def page_report(mapped: PageGlyphs, read: PageGlyphs) -> PageReport:
    """Return what is wrong with a page, given its glyphs as the file maps them and as they were read."""
    glyphs = mapped.glyphs
    shown = are_readable(mapped) if len(glyphs) else np.zeros(0, dtype=bool)
    alone = shown & (glyphs.states != State.ACTUAL)  # no ActualText covers them
    unmapped = np.isin(glyphs.map_states, (int(State.NULL), int(State.ABSENT))) | _having(glyphs.texts, _PRIVATE)
    changed = np.array([one != other for one, other in zip(glyphs.texts, read.glyphs.texts, strict=True)], dtype=bool)
    solid = shown & ~_having(glyphs.texts, r"\A\s+\Z") & (glyphs.map_states != State.EMPTY)
    found = {
        Finding.UNMAPPED: alone & unmapped,
        Finding.WRONG: shown & changed & ~unmapped,
        Finding.UNKNOWN: alone & _unread(read.glyphs),
        Finding.FORMS: alone & _having(glyphs.texts, _FORM),
        Finding.TATWEEL: alone & _having(glyphs.texts, _TATWEEL),
        Finding.HIDDEN: ~shown,
    }
    counts = {kind: int(places.sum()) for kind, places in found.items() if places.any()}
    if not shown.any() and any(fill == UNKNOWN_FILL for _, fill in mapped.grounds):
        counts[Finding.PICTURE] = 1
    return PageReport(
        mapped.number + 1,
        int(solid.sum()),
        counts,
        _verdict(int(solid.sum()), counts),
        tuple(problem.message for problem in read.problems),
    )


def _verdict(glyphs: int, counts: dict[Finding, int]) -> Verdict:
    if counts.get(Finding.UNKNOWN, 0) > _MOST_UNREAD_SHARE * glyphs or counts.get(Finding.PICTURE):
        return Verdict.NEEDS_OCR
    harmless = {Finding.HIDDEN}
    return Verdict.REPAIRABLE if counts.keys() - harmless else Verdict.SOUND


def _unread(glyphs: Glyphs) -> Marks:
    return np.isin(glyphs.map_states, (int(State.NULL), int(State.ABSENT)))


def _having(texts: Sequence[str], pattern: str) -> Marks:
    """Return which texts a pattern occurs in; each distinct text is looked at once."""
    having = {text: re.search(pattern, text) is not None for text in set(texts)}
    return np.array([having[text] for text in texts], dtype=bool)
