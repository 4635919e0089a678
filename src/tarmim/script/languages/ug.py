"""Uyghur."""

from __future__ import annotations

from typing import Final

from tarmim.script.languages.language import Language

__all__ = ["LANGUAGE"]

LANGUAGE: Final = Language(
    code="ug",
    name="Uyghur",
    letters=(  # in the order of the alphabet
        "\u0626\u0627\u06d5\u0628\u067e\u062a\u062c\u0686\u062e\u062f\u0631\u0632\u0698"  # yeh with hamza … jeh
        "\u0633\u0634\u063a\u0641\u0642\u0643\u06af\u06ad\u0644\u0645\u0646\u06be"  # seen … ng … heh doachashmee
        "\u0648\u06c7\u06c6\u06c8\u06cb\u06d0\u0649\u064a"  # o, u, oe, yu, ve, e, alef maksura (its i), yeh
    ),
    telling="\u06d5\u06d0\u06c8\u06c7\u06cb\u06c6\u06ad",  # ae, e, yu, u, ve, oe, ng
    telling_weight=2.5,
    # Yeh, kaf, ae, heh doachashmee. Not alef maksura: joined it is drawn as the dotless body of other letters is.
    types="\u064a\u0643\u06d5\u06be",
    has_own_shapes=True,
)
