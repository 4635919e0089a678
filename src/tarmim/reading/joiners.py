"""Zero-width non-joiners, which have no glyph: the shapes of the letters around them show them.

A letter that joins the next one has another glyph at a word's end than inside it. A glyph that stands at the ends of
words as often as not is such a final shape, and so is one that is mapped to a final presentation form. Where it stands
inside a word, before a letter that it could join, something parted the two: in Persian and its kin a zero-width
non-joiner. Some programs write it otherwise, which is a quirk of this stage.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.model.font import State
from tarmim.reading.quirks.catalogue import mend
from tarmim.reading.quirks.stages import Joints
from tarmim.script.forms import form_of, shape_of
from tarmim.script.joining import joining_type, joins_previous
from tarmim.script.languages import languages
from tarmim.script.letters import ZWNJ

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.layout.rows import Row
    from tarmim.layout.units import Units
    from tarmim.model.glyph import PageGlyphs
    from tarmim.model.quirk import Mended
    from tarmim.script.languages.language import Language

    #: Distinct texts, and for each unit which of them is its.
    Texts = tuple[Sequence[str], NDArray[np.int64]]

__all__ = ["may_hold_joiners", "with_joiners"]

#: A page is of a language with joiners where at least this share of its letters are such as Arabic lacks. Arabic pages:
#: below .005.
_LEAST_OWN_SHARE: Final = 0.02
#: A glyph is a final shape where it ends words at least this number of times on a page, and at least as often as it
#: stands inside. By judgement.
_LEAST_ENDS: Final = 2


def with_joiners(
    page: PageGlyphs, units: Units, texts: Texts, rows: Sequence[Row], spaces: Sequence[NDArray[np.bool_]]
) -> tuple[Units, tuple[Mended, ...]]:
    """Return the units, a zero-width non-joiner behind those that are parted from the next, and the quirks mended.

    texts   the distinct texts of the units, and which of them each has
    spaces  for each row which of the gaps between its letters are spaces
    """
    distinct, which_text = texts
    counts = np.bincount(which_text, minlength=len(distinct)).tolist()
    single = {text: count for text, count in zip(distinct, counts, strict=True) if len(text) == 1}
    if not may_hold_joiners(single):
        return units, ()
    glyphs = page.glyphs
    letters = _Joinings.of(distinct, which_text)
    numbers, followers = _followers(rows, spaces)
    goes_on = (followers >= 0) & letters.join_previous[followers]
    inside = goes_on & letters.join[numbers]
    unparted = np.zeros(int(inside.sum()), dtype=bool)
    joints, mended = mend(Joints(units, numbers[inside], followers[inside], unparted))
    parted = set(joints.numbers[joints.parted].tolist())
    mapped = (glyphs.states[units.firsts[numbers]] == State.MAPPED) & letters.join_next[numbers]
    numbers, goes_on = numbers[mapped], goes_on[mapped]
    firsts = units.firsts[numbers]
    _, which = np.unique(page.keys()[firsts], return_inverse=True)
    count = int(which.max(initial=-1)) + 1
    ends, within = np.bincount(which[~goes_on], minlength=count), np.bincount(which[goes_on], minlength=count)
    final = (ends >= _LEAST_ENDS) & (ends >= within)
    found = list(units.texts)
    for number in parted.union(numbers[goes_on & (final[which] | letters.are_final[numbers])].tolist()):
        found[number] += ZWNJ
    return replace(units, texts=found), mended


def may_hold_joiners(letters: Mapping[str, int]) -> bool:
    """Tell whether letters, with how often each occurs, are of a language that parts the halves of words by joiners."""
    telling = _letters_with_joiners(languages())
    own = sum(count for text, count in letters.items() if text in telling or _letter(text) in telling)
    return bool(letters) and own >= _LEAST_OWN_SHARE * sum(letters.values())


@cache
def _letters_with_joiners(known: tuple[Language, ...]) -> frozenset[str]:
    """Return the letters of languages that part the halves of words so, those left out that Arabic writes too."""
    letters = {letter for record in known if record.uses_zwnj for letter in record.all_letters}
    return frozenset(letters.difference(*(record.all_letters for record in known if record.forms_read_as == "arabic")))


@dataclass(frozen=True, slots=True, eq=False)
class _Joinings:
    """How units join: the next one, which only letters that join on both sides show, and the one before.

    join       they join at all
    are_final  final or isolated presentation forms
    """

    join: NDArray[np.bool_]
    join_next: NDArray[np.bool_]
    join_previous: NDArray[np.bool_]
    are_final: NDArray[np.bool_]

    @classmethod
    def of(cls, distinct: Sequence[str], which: NDArray[np.int64]) -> _Joinings:
        kinds = [joining_type(_letter(text, last=True)) for text in distinct]
        either, both = (np.array([kind in kinds_of for kind in kinds], dtype=bool) for kinds_of in ("DR", "D"))
        previous = np.array([joins_previous(_letter(text)) for text in distinct], dtype=bool)
        final = np.array([len(text) == 1 and shape_of(text) in ("final", "isolated") for text in distinct], dtype=bool)
        return cls(either[which], both[which], previous[which], final[which])


def _followers(rows: Sequence[Row], spaces: Sequence[NDArray[np.bool_]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the solid units of all rows and what follows each without a space, reading from the right; -1 for none."""
    behind = []
    for row, parted in zip(rows, spaces, strict=True):
        followers = np.full(len(row.solid), -1, dtype=np.int64)
        followers[1:] = np.where(parted, -1, row.solid[:-1])
        behind.append(followers)
    return np.concatenate([row.solid for row in rows]), np.concatenate(behind)


@lru_cache(maxsize=4096)
def _letter(text: str, *, last: bool = False) -> str:
    """Return the letter that decides how a unit joins what is before it, or what is behind; of a form the letter."""
    letters = [char for char in text if joining_type(char) != "T"] or [text[0]]
    form = form_of(letters[-last])
    return form.letters[-last] if form is not None else letters[-last]
