"""What is wrong with the text layer of a page: its glyphs as the file maps them beside what they were read as."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.identity.decision.code_words import UNKNOWN
from tarmim.model.font import State
from tarmim.model.glyph import UNKNOWN_FILL
from tarmim.model.report import Finding, PageReport, Verdict
from tarmim.reading.visibility import are_readable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tarmim.model.glyph import Glyphs, PageGlyphs

    Marks = NDArray[np.bool_]

__all__ = ["needs_ocr", "page_report"]

#: A page of whose glyphs more than this share stay unread is better read from its picture. By judgement.
_MOST_UNREAD_SHARE: Final = 0.02
#: Filled paths of this many operators are taken for text drawn as outlines, where a page has no other text: a glyph of
#: a news text has 23 (DejaVu Sans), 28 (Amiri) or 32 (Noto Naskh Arabic) in the mean, a line of forty a thousand.
_LEAST_SHAPES: Final = 1_000
#: The states of glyphs that have no letters.
_UNREAD_STATES: Final = (int(State.NULL), int(State.ABSENT))
_FORM: Final = "[\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdff\ufe70-\ufefc]"
_PRIVATE: Final = "[\ue000-\uf8ff\U000f0000-\U0010fffd]"
_TATWEEL: Final = "\u0640"


def page_report(mapped: PageGlyphs, read: PageGlyphs) -> PageReport:
    """Return what is wrong with a page, given its glyphs as the file maps them and as they were read."""
    glyphs = mapped.glyphs
    shown = are_readable(mapped) if len(glyphs) else np.zeros(0, dtype=bool)
    alone = shown & (glyphs.states != State.ACTUAL)  # no ActualText covers them
    unmapped = _unread(glyphs) | _having(glyphs.texts, _PRIVATE)
    changed = np.array([one != other for one, other in zip(glyphs.texts, read.glyphs.texts, strict=True)], dtype=bool)
    solid = shown & _are_solid(glyphs)
    found = {
        Finding.UNMAPPED: alone & unmapped,
        Finding.WRONG: shown & changed & ~unmapped,
        Finding.UNKNOWN: alone & _are_untold(read.glyphs),
        Finding.FORMS: alone & _having(glyphs.texts, _FORM),
        Finding.TATWEEL: alone & _having(glyphs.texts, _TATWEEL),
        Finding.HIDDEN: ~shown,
    }
    counts = {kind: int(places.sum()) for kind, places in found.items() if places.any()}
    number = int(solid.sum())
    if not number:
        counts |= dict.fromkeys(_drawn_instead(mapped), 1)
    if read.problems:
        counts[Finding.LOST] = len(read.problems)
    problems = tuple(problem.message for problem in read.problems)
    return PageReport(mapped.number + 1, number, counts, _verdict(number, counts), problems)


def needs_ocr(page: PageGlyphs, *, as_mapped: bool = False) -> bool:
    """Tell of a page as it was read whether its verdict is that it needs OCR (`Verdict.NEEDS_OCR`).

    as_mapped  its letters are those of the file's maps: a letter that they do not tell is no reason then
    """
    glyphs = page.glyphs
    shown = are_readable(page) if len(glyphs) else np.zeros(0, dtype=bool)
    numbers = np.flatnonzero(shown & (glyphs.map_states != State.EMPTY))
    if all(glyphs.texts[int(number)].isspace() for number in numbers):  # the first letter ends it
        return bool(_drawn_instead(page))
    if as_mapped or (glyphs.map_states.max() < min(_UNREAD_STATES) and not _have_lost_letters(glyphs)):
        return False
    unread = int((shown & (glyphs.states != State.ACTUAL) & _are_untold(glyphs)).sum())
    return unread > 0 and _is_better_read_from_picture(unread, int((shown & _are_solid(glyphs)).sum()))


def _are_solid(glyphs: Glyphs) -> Marks:
    """Return which glyphs are more than spaces and followers of a cluster."""
    spaces = {text for text in set(glyphs.texts) if text.isspace()}
    solid: Marks = np.array([text not in spaces for text in glyphs.texts], dtype=bool)
    solid &= glyphs.map_states != State.EMPTY
    return solid


def _drawn_instead(page: PageGlyphs) -> list[Finding]:
    """Return what a page without text shows in place of it."""
    found = [Finding.PICTURE] if any(fill == UNKNOWN_FILL for _, fill in page.grounds) else []
    return [*found, Finding.PATHS] if page.shapes >= _LEAST_SHAPES else found


def _is_better_read_from_picture(unread: int, glyphs: int) -> bool:
    return unread > _MOST_UNREAD_SHARE * glyphs


def _verdict(glyphs: int, counts: dict[Finding, int]) -> Verdict:
    is_unread = _is_better_read_from_picture(counts.get(Finding.UNKNOWN, 0), glyphs)
    if is_unread or counts.keys() & {Finding.PICTURE, Finding.PATHS}:
        return Verdict.NEEDS_OCR
    if counts.get(Finding.LOST) and not glyphs:
        return Verdict.UNREADABLE
    harmless = {Finding.HIDDEN}
    return Verdict.REPAIRABLE if counts.keys() - harmless else Verdict.SOUND


def _unread(glyphs: Glyphs) -> Marks:
    return np.isin(glyphs.map_states, _UNREAD_STATES)


def _are_untold(glyphs: Glyphs) -> Marks:
    """Return which glyphs have no letters, or U+FFFD among them."""
    return _unread(glyphs) | _having(glyphs.texts, UNKNOWN) if _have_lost_letters(glyphs) else _unread(glyphs)


def _have_lost_letters(glyphs: Glyphs) -> bool:
    """Tell whether a map has U+FFFD among the letters of a glyph."""
    return any(UNKNOWN in text for text in set(glyphs.texts))


def _having(texts: Sequence[str], pattern: str) -> Marks:
    """Return which texts a pattern occurs in; each distinct text is looked at once."""
    having = {text: re.search(pattern, text) is not None for text in set(texts)}
    return np.array([having[text] for text in texts], dtype=bool)
