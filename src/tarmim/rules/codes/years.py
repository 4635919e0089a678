"""Years behind private codes: four codes after a word for year; equal codes are equal digits.

Held as candidates, never applied: no word proves a digit. A year is the likelier the nearer it is to the document's own
years, or, where it has none, to the time of PDFs with codes for glyphs; and the oftener the name of its last digit is
counted by the language: small numbers are named more often than large ones.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tarmim.rules.codes.gaps import Gap

if TYPE_CHECKING:
    from tarmim.language.words import Words

__all__ = ["is_year", "years"]

#: sana, am, al-am, al-sana, with wa-, fa-, bi-, li-; the keys of numbers are classes.
_YEAR_WORD: Final = "[\u0648\u0641]?[\u0628\u0644]?(?:\u0627\u0644|\u0644)?(?:\u0633\u0646\u0629|\u0639\u0627\u0645)"
_DIGITS: Final = 4
_YEARS: Final = range(1000, 2100)

#: Names of the digits 0 to 9, one and two in the forms in which a year says them: sifr, wahid, ithnayn, thalatha,
#: arbaa, khamsa, sitta, saba, thamaniya, tisa.
_NAMES: Final = (
    "\u0635\u0641\u0631", "\u0648\u0627\u062d\u062f", "\u0627\u062b\u0646\u064a\u0646",
    "\u062b\u0644\u0627\u062b\u0629",
    "\u0623\u0631\u0628\u0639\u0629", "\u062e\u0645\u0633\u0629", "\u0633\u062a\u0629", "\u0633\u0628\u0639\u0629",
    "\u062b\u0645\u0627\u0646\u064a\u0629", "\u062a\u0633\u0639\u0629",
)  # fmt: skip

#: Without years of its own a document is taken to speak of years up to this one, the middle of two decades of PDF with
#: private codes, and the chance to halve with every so many years from there, or from the document's nearest year.
_USUAL: Final = 2005
_HALVES: Final = 10.0
#: A digit's share is its name's count to this power: years are not numbers of things, but their names are alike.
_NAME_WEIGHT: Final = 0.5

_REPORTED: Final = 5


def is_year(gap: Gap) -> bool:
    """Tell whether four codes stand alone behind a word for year."""
    return (
        len(gap.codes) == _DIGITS
        and gap.letters == 0
        and bool(gap.before)
        and re.fullmatch(_YEAR_WORD, gap.before[-1]) is not None
    )


def years(gap: Gap, text: str, words: Words) -> tuple[tuple[str, float], ...]:
    """Return the years that fit the codes, the likeliest first, with probabilities."""
    own = {int(year) for year in re.findall("(?<![0-9.,/])(1[0-9]{3}|20[0-9]{2})(?![0-9.,/])", text)}
    counts = [words.count(name) + 1 for name in _NAMES]
    total = sum(counts)
    near = own or {_USUAL}
    chances = {}
    for year in _YEARS:
        digits = str(year)
        if _fits(gap.codes, digits):
            distance = min(abs(year - other) for other in near)
            if not own and year > _USUAL:
                distance = 0
            chances[digits] = 0.5 ** (distance / _HALVES) * (counts[int(digits[-1])] / total) ** _NAME_WEIGHT
    whole = sum(chances.values())
    ranked = sorted(((year, chance / whole) for year, chance in chances.items()), key=lambda item: -item[1])
    return tuple((year, round(chance, 3)) for year, chance in ranked[:_REPORTED])


def _fits(codes: str, digits: str) -> bool:
    """Tell whether equal codes are equal digits, and different ones different."""
    return len(set(zip(codes, digits, strict=True))) == len(set(codes)) == len(set(digits))
