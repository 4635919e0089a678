"""One shape, several letters: which of them is typed in a language (yeh, kaf, heh, digits)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from tarmim.identity.readings import Guess
from tarmim.script.joining import joining_type

__all__ = ["in_orthography", "merge_homographs"]

#: Letters by where they stand: `if` isolated and final, `im` initial and medial, "" for signs; to those of Arabic.
_AS_ARABIC: Final = {
    "im": {
        "\u06cc": "\u064a",
        "\u06a9": "\u0643",
        "\u06be": "\u0647",
        "\u06c1": "\u0647",
        "\u0649": "\u066e",
        "\u06ba": "\u066e",
        "\u066f": "\u06a1",  # bodies without their dots
    },
    "if": {"\u06cc": "\u0649", "\u06d5": "\u0647", "\u06c1": "\u0647"},
    "": {chr(0x6F0 + digit): chr(0x660 + digit) for digit in (0, 1, 2, 3, 7, 8, 9)},
}
_PERSIAN_DIGITS: Final = {arabic: persian for persian, arabic in _AS_ARABIC[""].items()}
#: Where the form is not known a kaf is that of the language; heh with a hamza is typed as two in Persian (ISIRI 6219).
_PERSIAN: Final = {**_PERSIAN_DIGITS, "\u0643": "\u06a9", "\u06c0": "\u0647\u0654"}
#: And from those to what other languages type.
_TYPINGS: Final[Mapping[str, Mapping[str, Mapping[str, str]]]] = {
    "ar": _AS_ARABIC,
    "fa": {
        "im": {"\u064a": "\u06cc", "\u0643": "\u06a9"},
        "if": {"\u0649": "\u06cc", "\u06c0": "\u0647\u0654"},
        "": _PERSIAN,
    },
    "ur": {
        "im": {"\u064a": "\u06cc", "\u0643": "\u06a9", "\u0647": "\u06c1"},
        "if": {"\u0649": "\u06cc", "\u0647": "\u06c1"},
        "": {**_PERSIAN_DIGITS, "\u0643": "\u06a9"},
    },
    "ku": {"im": {"\u064a": "\u06cc", "\u0643": "\u06a9"}, "if": {"\u0649": "\u06cc", "\u0647": "\u06d5"}},
}
_KINDS: Final = {"isolated": "if", "final": "if", "initial": "im", "medial": "im"}


def in_orthography(letters: str, form: str, language: str) -> str:
    """Return letters as a language (ISO 639-1) types what is drawn so; those of a language not known here as they are.

    form  of the glyph: isolated, initial, medial, final, or "" where it is not known; then yeh and heh do not change

    >>> typed_as(chr(0x64A), "initial", "fa") == chr(0x6CC), typed_as(chr(0x6CC), "final", "ar") == chr(0x649)
    (True, True)
    """
    table = _TYPINGS.get(language)
    if table is None:
        return letters
    kind = _KINDS.get(form, "")
    last = max((k for k, char in enumerate(letters) if joining_type(char) != "T"), default=0)
    typed = []
    for k, char in enumerate(letters):
        place = "im" if kind and k < last else kind
        typed.append(table.get(place, {}).get(char, char))
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
