"""Which letters each glyph of a page stands for, as far as the file's own maps say: glyphs into units of text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.identity.decision.code_words import UNKNOWN
from tarmim.layout.units import Units, distinct_texts
from tarmim.model.cached import cached
from tarmim.model.font import State
from tarmim.model.quirk import notes_of, without_quirks
from tarmim.reading.actual_text import actual_spans, actual_texts
from tarmim.reading.mirrored import angles_of, are_mirrored, put_as_seen
from tarmim.reading.quirks.catalogue import mend
from tarmim.reading.quirks.stages import PlacedUnits, UnitStarts, UnitTexts
from tarmim.reading.visibility import are_readable, is_text_layer
from tarmim.script.dots import DOTS
from tarmim.script.forms import form_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.model.glyph import PageGlyphs
    from tarmim.model.quirk import Mended, Mender

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

__all__ = ["Letters", "letters_of", "mapped_letters_of", "units_of"]


#: One em of text of no size, in points: distances are measured in it.
_LEAST_EM_POINTS: Final = 0.01
#: How many distinct texts of units are remembered, with what they are.
_REMEMBERED_TEXTS: Final = 4096
#: Controls of direction, joiners at no letter and the like: invisible, and no help where geometry gives the order.
_INVISIBLE: Final = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u0000]")
#: What a unit is.
_LETTER, _MARK, _SPACE = range(3)


@dataclass(frozen=True, slots=True, eq=False)
class Letters:
    """The text of a page's glyphs as units, in content order.

    units   of the glyphs that show
    hidden  of those that nobody can see
    notes   where there were two ways to read the letters that show: the one taken, and what for
    """

    units: Units
    hidden: Units
    notes: tuple[str, ...]


@cached
def letters_of(page: PageGlyphs) -> Letters:
    """Return the text of the page's glyphs, the quirks of its maps mended."""
    return _letters(page, as_mapped=False)


def mapped_letters_of(page: PageGlyphs) -> Letters:
    """Return the text of the page's glyphs as the file's own maps have it, to the code point."""
    return _letters(page, as_mapped=True)


def _letters(page: PageGlyphs, *, as_mapped: bool) -> Letters:
    readable = are_readable(page)
    units, mended = _units(page, np.flatnonzero(readable), as_mapped=as_mapped)
    hidden, _ = _units(page, np.flatnonzero(~readable), as_mapped=as_mapped)
    notes = notes_of(mended)
    if is_text_layer(page):
        notes = ("text without ink is read: there is hardly any other, as on a scan with a text layer", *notes)
    return Letters(units, hidden, notes)


def units_of(page: PageGlyphs) -> Units:
    """Return the text of the page's visible glyphs as units, in content order."""
    return letters_of(page).units


def _units(page: PageGlyphs, numbers: Numbers, *, as_mapped: bool) -> tuple[Units, tuple[Mended, ...]]:
    """Return the units of the glyphs with these numbers, and the quirks mended."""
    if not len(numbers):
        return Units.empty(), ()
    mend_maps: Mender = without_quirks if as_mapped else mend
    begun, of_starts = mend_maps(UnitStarts(page, numbers, _starts(page, numbers)))
    texts, of_texts = _texts(page, numbers, numbers[begun.starts], mend_maps)
    units, are_turned = _place_units(page, numbers, begun.starts, texts)
    mirrored = (
        are_mirrored(page.glyphs.matrices[units.firsts].astype(np.float64), page.rotation) if are_turned else None
    )
    if mirrored is not None and mirrored.any():
        units = put_as_seen(units, mirrored, as_mapped=as_mapped)
    placed, of_places = mend(PlacedUnits(units, page.glyphs))
    return placed.units, (*of_starts, *of_texts, *of_places)


def _starts(page: PageGlyphs, numbers: Numbers) -> Flags:
    """Return for each glyph to read whether it begins a unit: the others belong to the unit before.

    A unit is what one ActualText covers; or a glyph with those mapped to nothing that follow it.
    """
    actual = actual_spans(page, numbers)
    starts = np.ones(len(numbers), dtype=bool)
    starts[1:] = (actual[1:] < 0) | (actual[1:] != actual[:-1])
    starts[1:] &= page.glyphs.map_states[numbers[1:]] != State.EMPTY
    return starts


def _texts(
    page: PageGlyphs, numbers: Numbers, firsts: Numbers, mend_maps: Mender
) -> tuple[list[str], tuple[Mended, ...]]:
    """Return the letters of each unit, by its first glyph, and the quirks mended."""
    glyphs = page.glyphs
    found = [glyphs.texts[number] for number in firsts.tolist()]
    unknown = np.isin(glyphs.map_states[firsts], (int(State.NULL), int(State.ABSENT)))
    for k in np.flatnonzero(unknown).tolist():
        found[k] = UNKNOWN
    mapped, mended = mend_maps(UnitTexts(page, numbers, firsts, found))
    texts = actual_texts(page, firsts, mapped.texts)
    distinct = set(texts)
    if _INVISIBLE.search("".join(distinct)) is None:
        return texts, mended
    clean = {text: _INVISIBLE.sub("", text) for text in distinct}
    return [clean[text] for text in texts], mended


def _place_units(page: PageGlyphs, numbers: Numbers, starts: Flags, texts: Sequence[str]) -> tuple[Units, bool]:
    """Return the units with their places, those without letters left out, and whether lines are turned or mirrored."""
    glyphs = page.glyphs
    matrices = glyphs.matrices[numbers].astype(np.float64)
    are_turned = bool(matrices[:, 1].any() or matrices[:, 0].min() <= 0)
    angles = angles_of(matrices, page.rotation) if are_turned else np.zeros(len(numbers), dtype=np.int32)
    cosine, sine = (column[angles] for column in _cosines_and_sines())
    x, y = glyphs.origins[numbers, 0], glyphs.origins[numbers, 1]
    along, across = x * cosine + y * sine, y * cosine - x * sine
    advance = glyphs.advances[numbers, 0] * cosine + glyphs.advances[numbers, 1] * sine
    firsts = np.flatnonzero(starts)
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
        np.maximum(np.hypot(matrices[:, 2], matrices[:, 3])[firsts], _LEAST_EM_POINTS),
        angles[firsts],
        marks,
        kinds == _SPACE,
        numbers[firsts].astype(np.int32),
        page.language,
    )
    return units.where(which != distinct.index("")) if "" in distinct else units, are_turned


@cache
def _cosines_and_sines() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return cosine and sine of 0 to 359 degrees."""
    degrees = np.deg2rad(np.arange(360))
    return np.cos(degrees), np.sin(degrees)


@lru_cache(maxsize=_REMEMBERED_TEXTS)
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
