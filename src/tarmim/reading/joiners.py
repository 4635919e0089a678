"""Zero-width non-joiners, which have no glyph: told by the shapes of the letters around them.

A letter that joins the next one has another glyph at a word's end than inside it. A glyph that stands at the ends of
words as often as not is such a final shape, and so is one that is mapped to a final presentation form. Where it stands
inside a word, before a letter that it could join, something parted the two: in Persian and its kin a zero-width
non-joiner. Some programs show it as a space, and go back over it: the letter behind covers the space.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.model.font import State
from tarmim.reading.order import are_spaces
from tarmim.script.forms import form_of, shape_of
from tarmim.script.joining import joining_type, joins_previous
from tarmim.script.letters import ZWNJ

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.layout.rows import Row
    from tarmim.layout.units import Units
    from tarmim.model.glyph import PageGlyphs
    from tarmim.reading.order import Gaps, Spacing

__all__ = ["with_joiners"]

#: Letters that Arabic has not and Persian, Kurdish and Urdu have: peh, tcheh, jeh, gaf, keheh, Farsi yeh, heh goal, ae.
_OTHERS: Final = frozenset("\u067e\u0686\u0698\u06af\u06a9\u06cc\u06c1\u06d5")
#: A page is of such a language where so great a share of its letters are among them. Arabic pages: below .005.
_SHARE: Final = 0.02
#: A glyph is a final shape where it ends words at least so often, and at least as often as it stands inside.
_ENDS: Final = 2


def with_joiners(page: PageGlyphs, units: Units, rows: Sequence[Row], gaps: Sequence[Gaps], spacing: Spacing) -> Units:
    """Return the units, a zero-width non-joiner behind those that a final shape shows to be parted from the next.

    Or a space that the next letter covers.
    """
    counts = Counter(text for text in units.texts if len(text) == 1)
    others = sum(count for text, count in counts.items() if text in _OTHERS or _letter(text) in _OTHERS)
    if not counts or others < _SHARE * counts.total():
        return units
    glyphs = page.glyphs
    letters = _Letters.of(units.texts)
    numbers, followers = _followers(units, rows, gaps, spacing)
    goes_on = (followers >= 0) & letters.join_previous[followers]
    parted = _before_covered_spaces(units, numbers[goes_on], followers[goes_on])
    parted &= set(np.flatnonzero(letters.join).tolist())
    mapped = (glyphs.states[units.firsts[numbers]] == State.MAPPED) & letters.join_next[numbers]
    numbers, goes_on = numbers[mapped], goes_on[mapped]
    firsts = units.firsts[numbers]
    _, which = np.unique(glyphs.fonts[firsts].astype(np.int64) << 32 | glyphs.codes[firsts], return_inverse=True)
    ends, inside = np.bincount(which[~goes_on], minlength=1), np.bincount(which[goes_on], minlength=1)
    size = max(len(ends), len(inside))
    ends, inside = (np.pad(count, (0, size - len(count))) for count in (ends, inside))
    final = (ends >= _ENDS) & (ends >= inside)
    texts = list(units.texts)
    for number in parted.union(numbers[goes_on & (final[which] | letters.are_final[numbers])].tolist()):
        texts[number] += ZWNJ
    return replace(units, texts=texts)


@dataclass(frozen=True, slots=True, eq=False)
class _Letters:
    """How units join: the next one, which only letters that join on both sides show, and the one before.

    join       they join at all
    are_final  final or isolated presentation forms
    """

    join: NDArray[np.bool_]
    join_next: NDArray[np.bool_]
    join_previous: NDArray[np.bool_]
    are_final: NDArray[np.bool_]

    @classmethod
    def of(cls, texts: Sequence[str]) -> _Letters:
        distinct = {text: number for number, text in enumerate(dict.fromkeys(texts))}
        which = np.array([distinct[text] for text in texts], dtype=np.int64)
        kinds = [joining_type(_letter(text, last=True)) for text in distinct]
        either, both = (np.array([kind in kinds_of for kind in kinds], dtype=bool) for kinds_of in ("DR", "D"))
        previous = np.array([joins_previous(_letter(text)) for text in distinct], dtype=bool)
        final = np.array([len(text) == 1 and shape_of(text) in ("final", "isolated") for text in distinct], dtype=bool)
        return cls(either[which], both[which], previous[which], final[which])


def _followers(
    units: Units, rows: Sequence[Row], gaps: Sequence[Gaps], spacing: Spacing
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the solid units of all rows and what follows each without a space, reading from the right; -1 for none."""
    found, behind = [], []
    for row, (room, glyphs) in zip(rows, gaps, strict=True):
        solid = row.units[~units.spaces[row.units]]
        followers = np.full(len(solid), -1, dtype=np.int64)
        touching = ~are_spaces((room, glyphs), row.size, spacing)
        followers[1:][touching] = solid[:-1][touching]
        found.append(solid)
        behind.append(followers)
    return np.concatenate(found), np.concatenate(behind)


def _before_covered_spaces(units: Units, numbers: NDArray[np.int64], followers: NDArray[np.int64]) -> set[int]:
    """Return the units between which and their followers a space was written, though they touch."""
    order = np.sort(np.stack((numbers, followers)), axis=0)
    lower, higher = order[0], order[1]
    written = (higher - lower == 2) & units.spaces[np.minimum(lower + 1, len(units) - 1)]
    found: set[int] = set(numbers[written].tolist())
    return found


@lru_cache(maxsize=4096)
def _letter(text: str, *, last: bool = False) -> str:
    """Return the letter that decides how a unit joins what is before it, or what is behind; of a form the letter."""
    letters = [char for char in text if joining_type(char) != "T"] or [text[0]]
    form = form_of(letters[-last])
    return form.letters[-last] if form is not None else letters[-last]
