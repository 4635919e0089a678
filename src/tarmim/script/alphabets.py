"""Which language a text in Arabic script is in, told by its letters alone."""

from __future__ import annotations

from collections.abc import Callable, Set
from functools import cache

from tarmim.script.languages import languages
from tarmim.script.languages.language import Language

__all__ = ["language_of", "telling_letters"]


def telling_letters() -> frozenset[str]:
    """Return the letters that tell a language from its neighbours, those of all languages together."""
    return _telling(languages())


@cache
def _telling(known: tuple[Language, ...]) -> frozenset[str]:
    return frozenset(letter for record in known for letter in record.telling)


def language_of(characters: Set[str], count: Callable[[str], int]) -> str | None:
    """Return the code of the language whose telling letters weigh most, or None without Arabic letters.

    characters  the characters that occur
    count       tells how often one of them occurs; asked only where letters of several languages do
    """
    known = languages()
    present = characters & _telling(known)
    if not present:
        return known[0].code if any("\u0621" <= character <= "\u064a" for character in characters) else None
    if present <= frozenset(known[0].telling):
        return known[0].code
    counts = {letter: count(letter) for letter in present}
    scores = {
        record.code: record.telling_weight * sum(counts.get(letter, 0) for letter in record.telling) for record in known
    }
    return max(scores, key=lambda code: scores[code])
