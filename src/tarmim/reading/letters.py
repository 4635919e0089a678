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
from tarmim.model.glyph import Unseen
from tarmim.script.dots import DOTS
from tarmim.script.forms import form_of
from tarmim.script.joining import joining_type, joins_next, joins_previous

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.model.glyph import Glyphs, PageGlyphs

    Numbers = NDArray[np.int64]

__all__ = ["UNKNOWN", "Letters", "are_readable", "letters_of", "units_of"]


#: A page most of whose glyphs are hidden is a scan with a text layer; on others hidden text repeats what is seen.
_LAYER_SHARE: Final = 0.8
#: Text of fewer points than this nobody can read; nor white text, where nothing of another colour was painted.
_LEAST_SIZE: Final = 1.5
_WHITE: Final = 0xFFFFFF
#: The middle of a letter is so many ems above its baseline.
_MIDDLE: Final = 0.3
#: An ActualText speaks for glyphs of one line: it is not believed where they stand further apart, in ems.
_ONE_LINE: Final = 1.5
#: The same text drawn again within so many ems is drawn for boldness or as a shadow.
_AGAIN: Final = 0.12
#: What distances are measured in for text of no size, in points.
_NO_SIZE: Final = 0.01
#: What is known of so many texts of units is remembered.
_KNOWN: Final = 4096
#: Controls of direction, joiners at no letter and the like: invisible, and no help where geometry gives the order.
_INVISIBLE: Final = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u0000]")
#: Why glyphs do not show: they stand where nothing shows, or have no ink.
_AWAY: Final = int(Unseen.OUTSIDE | Unseen.CLIPPED | Unseen.OPTIONAL)
_MODE: Final = int(Unseen.MODE)
#: What a unit is.
_LETTER, _MARK, _SPACE = range(3)
#: Of each whole degree.
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
    """Return the text of the page's glyphs."""
    readable = are_readable(page)
    seen, unseen = np.flatnonzero(readable), np.flatnonzero(~readable)
    visual = _visual_fonts(page, seen)
    notes = [
        f"ligatures of the font {page.fonts[font].name} are read from the left: as they are mapped they could not join"
        for font in sorted(visual)
    ]
    if (page.glyphs.unseen[seen] & _MODE).any():
        notes.insert(0, "text without ink is read: there is hardly any other, as on a scan with a text layer")
    hidden = _units(page, unseen, _visual_fonts(page, unseen)) if len(unseen) else Units.empty()
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
    return units.where(~_drawn_again(units, glyphs))


@cached
def are_readable(page: PageGlyphs) -> NDArray[np.bool_]:
    """Return which glyphs are to be read: those that show, or a scan's text layer."""
    glyphs = page.glyphs
    sizes = np.hypot(glyphs.matrices[:, 2], glyphs.matrices[:, 3])
    shown: NDArray[np.bool_] = glyphs.unseen & _AWAY == 0
    hidden = glyphs.unseen & _MODE != 0
    if shown.any() and hidden[shown].mean() < _LAYER_SHARE:
        visible = shown & ~hidden & (sizes >= _LEAST_SIZE)
        pale = visible & (glyphs.fills == _WHITE)
        if pale.any():
            pale[pale] = ~_are_on_colour(page, np.flatnonzero(pale))
        if pale.sum() < visible.sum() / 2:  # most text is white: on something that is not known here
            visible &= ~pale
        shown = visible
    return shown


def _are_on_colour(page: PageGlyphs, numbers: Numbers) -> NDArray[np.bool_]:
    """Tell which of the glyphs stand on an area that is not white: what was painted there last."""
    glyphs = page.glyphs
    middles = glyphs.origins[numbers] + glyphs.advances[numbers] / 2 + _MIDDLE * glyphs.matrices[numbers, 2:]
    found = np.zeros(len(numbers), dtype=bool)
    for box, fill in page.grounds:
        found[((middles >= box[:2]) & (middles <= box[2:])).all(axis=1)] = fill != _WHITE
    return found


def _begins(page: PageGlyphs, seen: Numbers) -> Numbers:
    """Return for each glyph to read whether it begins a unit: the others belong to the unit before.

    A unit is what one ActualText speaks for, on one line; or a glyph with those mapped to nothing that follow it.
    """
    glyphs = page.glyphs
    actual = np.array([content.actual for content in page.contents] + [-1], dtype=np.int64)[glyphs.contents[seen]]
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
    actual = np.array([content.actual for content in page.contents] + [-1], dtype=np.int64)[glyphs.contents[firsts]]
    for k in np.flatnonzero(unknown).tolist():
        texts[k] = UNKNOWN
    if visual:
        for k in np.flatnonzero(np.isin(glyphs.fonts[firsts], list(visual))).tolist():
            texts[k] = _turned(texts[k]) if len(texts[k]) > 1 else texts[k]
    for k in np.flatnonzero(actual >= 0).tolist():
        texts[k] = page.contents[actual[k]].actual_text or ""
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


def _drawn_again(units: Units, glyphs: Glyphs) -> NDArray[np.bool_]:
    """Return which units repeat one that stands at nearly the same place: fake bold, shadows."""
    count = len(units)
    again = np.zeros(count, dtype=bool)
    if count < 2:
        return again
    order = np.lexsort((np.rint(units.left), np.rint(units.baseline / 2)))
    left, baseline, sizes = units.left[order], units.baseline[order], units.sizes[order]
    reach, solid = _AGAIN * sizes, ~units.spaces[order]
    for window in (1, 2, 3):
        near = (np.abs(left[:-window] - left[window:]) <= reach[:-window]) & solid[:-window]
        near &= np.abs(baseline[:-window] - baseline[window:]) <= reach[:-window]
        near &= np.abs(sizes[:-window] - sizes[window:]) <= 0.1 * sizes[:-window]
        one, other = order[:-window][near], order[window:][near]
        for a, b in zip(one.tolist(), other.tolist(), strict=True):
            if units.texts[a] != units.texts[b] or again[a]:
                continue
            if units.texts[a] != UNKNOWN or glyphs.codes[units.firsts[a]] == glyphs.codes[units.firsts[b]]:
                again[max(a, b)] = True
    return again
