"""Which letters each glyph of a page stands for, as far as the file's own maps say: glyphs into units of text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.identity.decision.code_words import UNKNOWN
from tarmim.layout.cached import cached
from tarmim.layout.units import Units, distinct_texts
from tarmim.model.font import State
from tarmim.reading.actual_text import actual_spans, actual_texts
from tarmim.reading.fake_bold import are_repeats
from tarmim.reading.visibility import are_readable, is_text_layer
from tarmim.script.dots import DOTS
from tarmim.script.forms import form_of
from tarmim.script.joining import joining_type, joins_next, joins_previous

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.model.glyph import Glyphs, PageGlyphs

    Numbers = NDArray[np.int64]

__all__ = ["Letters", "letters_of", "mapped_letters_of", "units_of"]


#: What distances are measured in for text of no size, in points.
_NO_SIZE: Final = 0.01
#: What is known of so many texts of units is remembered.
_KNOWN: Final = 4096
#: Controls of direction, joiners at no letter and the like: invisible, and no help where geometry gives the order.
_INVISIBLE: Final = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u0000]")
#: What a unit is.
_LETTER, _MARK, _SPACE = range(3)
#: Sine and cosine of 0 to 359 degrees.
_SINES: Final = np.sin(np.deg2rad(np.arange(360)))
_COSINES: Final = np.cos(np.deg2rad(np.arange(360)))


@dataclass(frozen=True, slots=True, eq=False)
class Letters:
    """The text of a page's glyphs as units, in content order.

    units   of the glyphs that show
    hidden  of those that nobody can see
    notes   what was taken of two ways to read the letters that show, and what for
    """

    units: Units
    hidden: Units
    notes: tuple[str, ...]


@cached
def letters_of(page: PageGlyphs) -> Letters:
    """Return the text of the page's glyphs; ligatures whose map has them from the left are turned."""
    return _letters(page, turns=True)


def mapped_letters_of(page: PageGlyphs) -> Letters:
    """Return the text of the page's glyphs as the file's own maps have it, to the code point."""
    return _letters(page, turns=False)


def _letters(page: PageGlyphs, *, turns: bool) -> Letters:
    readable = are_readable(page)
    seen, unseen = np.flatnonzero(readable), np.flatnonzero(~readable)
    visual = _visual_fonts(page, seen) if turns else set()
    notes = [
        f"ligatures of the font {page.fonts[font].name} are read from the left: as they are mapped they could not join"
        for font in sorted(visual)
    ]
    if is_text_layer(page):
        notes.insert(0, "text without ink is read: there is hardly any other, as on a scan with a text layer")
    visual_unseen = _visual_fonts(page, unseen) if turns and len(unseen) else set()
    hidden = _units(page, unseen, visual_unseen) if len(unseen) else Units.empty()
    return Letters(_units(page, seen, visual), hidden, tuple(notes))


def units_of(page: PageGlyphs) -> Units:
    """Return the text of the page's visible glyphs as units, in content order."""
    return letters_of(page).units


def _units(page: PageGlyphs, seen: Numbers, visual: Collection[int]) -> Units:
    if not len(seen):
        return Units.empty()
    glyphs = page.glyphs
    begins = _begins(page, seen)
    units = _placed(glyphs, seen, begins, _texts(page, seen, begins, visual), page.language)
    return units.where(~are_repeats(units, glyphs))


def _begins(page: PageGlyphs, seen: Numbers) -> Numbers:
    """Return for each glyph to read whether it begins a unit: the others belong to the unit before.

    A unit is what one ActualText speaks for; or a glyph with those mapped to nothing that follow it.
    """
    glyphs = page.glyphs
    actual = actual_spans(page, seen)
    begins = np.ones(len(seen), dtype=bool)
    begins[1:] = (actual[1:] < 0) | (actual[1:] != actual[:-1])
    begins[1:] &= glyphs.map_states[seen[1:]] != State.EMPTY
    # some map the first glyph of a cluster to all its letters, and the others, which take no room, not at all
    lost = (glyphs.map_states[seen[1:]] == State.ABSENT) & ~glyphs.advances[seen[1:]].any(axis=1)
    for k in np.flatnonzero(lost).tolist():
        begins[k + 1] &= len(glyphs.texts[seen[k]]) < 2
    return begins.astype(np.int64)


def _texts(page: PageGlyphs, seen: Numbers, begins: Numbers, visual: Collection[int]) -> list[str]:
    """Return the letters of each unit; visual: the fonts whose ligatures are mapped from the left."""
    glyphs = page.glyphs
    firsts = seen[np.flatnonzero(begins)]
    texts = [glyphs.texts[number] for number in firsts.tolist()]
    unknown = np.isin(glyphs.map_states[firsts], (int(State.NULL), int(State.ABSENT)))
    for k in np.flatnonzero(unknown).tolist():
        texts[k] = UNKNOWN
    if visual:
        for k in np.flatnonzero(np.isin(glyphs.fonts[firsts], list(visual))).tolist():
            texts[k] = _turned(texts[k]) if len(texts[k]) > 1 else texts[k]
    texts = actual_texts(page, firsts, texts)
    distinct = set(texts)
    if _INVISIBLE.search("".join(distinct)) is None:
        return texts
    clean = {text: _INVISIBLE.sub("", text) for text in distinct}
    return [clean[text] for text in texts]


def _visual_fonts(page: PageGlyphs, seen: Numbers) -> set[int]:
    """Return the fonts whose maps give a ligature's letters as they stand on the page, from the left.

    All letters of a ligature but the last join the next one: a text that only does so backwards is such. Most say.
    """
    glyphs = page.glyphs
    votes: Counter[int] = Counter()
    long = {text for text in set(glyphs.texts) if len(text) > 1}
    if not long:
        return set()
    several = [k for k in seen.tolist() if glyphs.texts[k] in long]
    for number in {(glyphs.fonts[k], glyphs.codes[k]): k for k in several}.values():
        text = glyphs.texts[number]
        votes[int(glyphs.fonts[number])] += _is_joined(text[::-1]) - _is_joined(text)
    return {font for font, count in votes.items() if count > 0}


@lru_cache(maxsize=_KNOWN)
def _is_joined(text: str) -> bool:
    """Tell whether the letters can be those of one ligature in reading order: each joins the next, marks follow."""
    letters = [char for char in text if joining_type(char) != "T"]
    if len(letters) < 1 or joining_type(text[0]) == "T":
        return False
    return all(joins_next(a) and joins_previous(b) for a, b in pairwise(letters))


def _turned(text: str) -> str:
    return text[::-1] if _is_joined(text[::-1]) and not _is_joined(text) else text


def _placed(glyphs: Glyphs, seen: Numbers, begins: Numbers, texts: Sequence[str], language: str) -> Units:
    """Return the units with their places; those without letters are left out."""
    matrices = glyphs.matrices[seen].astype(np.float64)
    angles = np.zeros(len(seen), dtype=np.int32)
    if matrices[:, 1].any() or matrices[:, 0].min() <= 0:
        turned = np.rad2deg(np.arctan2(matrices[:, 1], matrices[:, 0]))
        angles = np.rint(turned).astype(np.int32) % 360
    cosine, sine = _COSINES[angles], _SINES[angles]
    x, y = glyphs.origins[seen, 0], glyphs.origins[seen, 1]
    along, across = x * cosine + y * sine, y * cosine - x * sine
    advance = glyphs.advances[seen, 0] * cosine + glyphs.advances[seen, 1] * sine
    firsts = np.flatnonzero(begins)
    distinct, which = distinct_texts(texts)
    kinds = np.array([_kind(text) for text in distinct])[which]
    marks = kinds == _MARK
    if UNKNOWN in distinct:
        still = np.add.reduceat(np.abs(advance), firsts) <= 0
        marks |= still & (which == distinct.index(UNKNOWN))
    units = Units(
        texts,
        np.minimum.reduceat(np.minimum(along, along + advance), firsts),
        np.maximum.reduceat(np.maximum(along, along + advance), firsts),
        across[firsts],
        np.maximum(np.hypot(matrices[:, 2], matrices[:, 3])[firsts], _NO_SIZE),
        angles[firsts],
        marks,
        kinds == _SPACE,
        seen[firsts].astype(np.int32),
        language,
    )
    return units.where(which != distinct.index("")) if "" in distinct else units


@lru_cache(maxsize=_KNOWN)
def _kind(text: str) -> int:
    if not text.strip():
        return _SPACE
    if all(unicodedata.combining(char) or _is_bare_mark(char) or re.match(f"[{DOTS}]", char) for char in text):
        return _MARK
    return _LETTER


def _is_bare_mark(char: str) -> bool:
    """Tell whether a character is the presentation form of a mark on a space."""
    form = form_of(char)
    return form is not None and form.letters.startswith(" ") and len(form.letters) > 1
