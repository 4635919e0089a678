"""Which language a text in Arabic script is in, told by its letters alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set

__all__ = ["ALL_OWN_LETTERS", "OWN_LETTERS", "language_of"]

#: Letters that tell a language from its neighbours, ISO 639-1 code by code. Letters shared by several
#: (keheh, Farsi yeh, peh, gaf) stand with the commonest, Persian; the others have letters that Persian lacks.
OWN_LETTERS: Mapping[str, str] = {
    "ar": "\u0629\u0643\u064a",  # teh marbuta, kaf, yeh
    "fa": "\u06a9\u06cc\u067e\u0686\u06af",  # keheh, Farsi yeh, peh, tcheh, gaf
    "ur": "\u0679\u0688\u0691\u06ba\u06d2\u06c1\u06be",  # tteh, ddal, rreh, noon ghunna, yeh barree, two hehs
    "ku": "\u06d5\u06ce\u06c6\u0695\u06b5\u06a4",  # ae, yeh and waw with small v, reh and lam with small v, veh
    "ps": "\u069a\u0681\u0685\u0689\u0693\u0696\u067c\u06d0\u06cd",  # xin, dzim, hce, ddal, rreh, zhe, tteh, e, ey
    "sd": "\u0684\u0683\u06bb\u06a6\u06aa\u067b\u0680\u067f\u067d\u068f\u068a",  # dyeh, nyeh, rnoon, peheh, swash kaf …
    "ug": "\u06d5\u06d0\u06c8\u06c7\u06cb\u06c6\u06ad",  # ae, e, yu, u, ve, oe, ng
}

#: The same letters all together.
ALL_OWN_LETTERS = (
    "\u0629\u0643\u064a\u06a9\u06cc\u067e\u0686\u06af\u0679\u0688\u0691\u06ba\u06d2\u06c1\u06be\u06d5\u06ce\u06c6\u0695\u06b5\u06a4"
    "\u069a\u0681\u0685\u0689\u0693\u0696\u067c\u06d0\u06cd\u0684\u0683\u06bb\u06a6\u06aa\u067b\u0680\u067f\u067d\u068f\u068a\u06c8\u06c7\u06cb\u06ad"
)

#: A letter of a rarer alphabet weighs more: it is absent from the neighbours' texts but for names.
_WEIGHT = {"ar": 1.0, "fa": 1.0, "ur": 3.0, "ku": 3.0, "ps": 4.0, "sd": 4.0, "ug": 2.5}


def language_of(characters: Set[str], count: Callable[[str], int]) -> str | None:
    """Return the ISO 639-1 code of the language whose own letters weigh most, or None without Arabic letters.

    characters  the characters that occur
    count       tells how often one of them occurs; asked only where letters of several languages do
    """
    present = characters & frozenset(ALL_OWN_LETTERS)
    if not present:
        return "ar" if any("\u0621" <= character <= "\u064a" for character in characters) else None
    if present <= frozenset(OWN_LETTERS["ar"]):
        return "ar"
    counts = {letter: count(letter) for letter in present}
    scores = {
        language: _WEIGHT[language] * sum(counts.get(letter, 0) for letter in letters)
        for language, letters in OWN_LETTERS.items()
    }
    return max(scores, key=lambda language: scores[language])
