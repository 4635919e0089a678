"""Zero-width non-joiners, which have no glyph: told by the shapes of the letters around them.

A letter that joins the next one has another glyph at a word's end than inside it. A glyph that stands at the ends of
words as often as not is such a final shape, and so is one that is mapped to a final presentation form. Where it stands
inside a word, before a letter that it could join, something parted the two: in Persian and its kin a zero-width
non-joiner.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tarmim.model.font import State
from tarmim.reading.order import Spacing, gaps_of
from tarmim.script.forms import form_of, shape_of
from tarmim.script.joining import joining_type, joins_previous
from tarmim.script.letters import ZWNJ

if TYPE_CHECKING:
    from tarmim.layout.rows import Row
    from tarmim.layout.units import Units
    from tarmim.model.glyph import PageGlyphs

__all__ = ["with_joiners"]

#: Letters that Arabic has not and Persian, Kurdish and Urdu have: peh, tcheh, jeh, gaf, keheh, Farsi yeh, heh goal, ae.
_OTHERS: Final = frozenset("\u067e\u0686\u0698\u06af\u06a9\u06cc\u06c1\u06d5")
#: A page is of such a language where so great a share of its letters are among them. Arabic pages: below .005.
_SHARE: Final = 0.02
#: A glyph is a final shape where it ends words at least so often, and at least as often as it stands inside.
_ENDS: Final = 2


def with_joiners(page: PageGlyphs, units: Units, rows: Sequence[Row], spacing: Spacing) -> Units:
    """Return the units, a zero-width non-joiner behind those that a final shape shows to be parted from the next."""
    letters = [text for text in units.texts if len(text) == 1]
    if not letters or sum(text in _OTHERS or _letter(text) in _OTHERS for text in letters) < _SHARE * len(letters):
        return units
    followers = dict(_followers(units, rows, spacing))
    ends: Counter[tuple[int, int]] = Counter()
    inside: Counter[tuple[int, int]] = Counter()
    glyphs = page.glyphs
    keys = list(zip(glyphs.fonts[units.firsts].tolist(), glyphs.codes[units.firsts].tolist(), strict=True))
    mapped = (glyphs.states[units.firsts] == State.MAPPED).tolist()
    for k, follower in followers.items():
        if mapped[k] and joining_type(_letter(units.texts[k])) == "D":
            goes_on = follower is not None and joins_previous(_letter(units.texts[follower]))
            (inside if goes_on else ends)[keys[k]] += 1
    final = {key for key, count in ends.items() if count >= _ENDS and count >= inside[key]}
    texts = list(units.texts)
    for k, follower in followers.items():
        proved = shape_of(texts[k]) in ("final", "isolated") if len(texts[k]) == 1 else False
        if mapped[k] and follower is not None and (proved or keys[k] in final):
            letter = _letter(texts[k])
            if joining_type(letter) == "D" and joins_previous(_letter(units.texts[follower])):
                texts[k] += ZWNJ
    return replace(units, texts=texts)


def _followers(units: Units, rows: Sequence[Row], spacing: Spacing) -> Iterator[tuple[int, int | None]]:
    """Yield each unit of a row and the one that follows it without a space, reading from the right; None for none."""
    for row in rows:
        solid = row.units[~units.spaces[row.units]].tolist()
        gaps, glyphs = gaps_of(units, row.units)
        for place, number in enumerate(solid):
            follower = None
            if place:
                limit = (spacing.with_glyph if glyphs[place - 1] else spacing.without) * row.size
                follower = solid[place - 1] if gaps[place - 1] <= limit else None
            yield number, follower


def _letter(text: str) -> str:
    """Return the letter that decides how a unit joins: its first, of a presentation form the first of that."""
    form = form_of(text[0])
    return form.letters[0] if form is not None else text[0]
