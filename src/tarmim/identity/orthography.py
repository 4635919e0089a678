"""One shape, several letters: which of them is typed in a language (yeh, kaf, heh, digits)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tarmim.identity.readings import Guess
from tarmim.script.drawn_alike import position_of, typing_of
from tarmim.script.joining import joining_type
from tarmim.script.languages import record_of

if TYPE_CHECKING:
    from tarmim.script.languages.language import Position

__all__ = ["in_orthography", "merge_homographs"]


def in_orthography(letters: str, form: str, language: str) -> str:
    """Return letters as a language types what is drawn so; those of a language that has no record as they are.

    form      of the glyph: isolated, initial, medial, final, or "" where it is not known: yeh and heh stay then
    language  its code (ISO 639-1)

    >>> in_orthography(chr(0x64A), "initial", "fa") == chr(0x6CC)
    True
    >>> in_orthography(chr(0x6CC), "final", "ar") == chr(0x649)
    True
    """
    record = record_of(language)
    if record is None:
        return letters
    table = typing_of(record)
    position = position_of(form)
    last = max((k for k, char in enumerate(letters) if joining_type(char) != "T"), default=0)
    typed = []
    for k, char in enumerate(letters):
        place: Position = "joined" if position != "sign" and k < last else position
        typed.append(table[place].get(char, char))
    return "".join(typed)


def merge_homographs(guesses: Iterable[Guess]) -> tuple[Guess, ...]:
    """Return guesses, likeliest first, those drawn alike as one: Arabic letters where these are among them."""
    pools: dict[str, list[Guess]] = {}
    for guess in guesses:
        pools.setdefault(in_orthography(guess.letters, guess.form, "ar"), []).append(guess)
    found = []
    for arabic, pool in pools.items():
        first = max(pool, key=lambda guess: guess.probability)
        letters = arabic if any(guess.letters == arabic for guess in pool) else first.letters
        total = min(sum(guess.probability for guess in pool), 1.0)
        found.append(Guess(letters, first.form, first.source, total))
    return tuple(sorted(found, key=lambda guess: -guess.probability))
