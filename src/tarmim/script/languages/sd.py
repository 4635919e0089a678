"""Sindhi."""

from __future__ import annotations

from typing import Final

from tarmim.script.languages.language import Language

__all__ = ["LANGUAGE"]

LANGUAGE: Final = Language(
    code="sd",
    name="Sindhi",
    letters=(  # in the order of the alphabet
        "\u0627\u0622\u0628\u067b\u0680\u062a\u067f\u067d\u067a\u062b\u067e\u062c\u0684"  # alef … beeh beheh … dyeh
        "\u0683\u0686\u0687\u062d\u062e\u062f\u068c\u068f\u068a\u068d\u0630\u0631\u0699"  # nyeh tcheh tcheheh … rreh
        "\u0632\u0633\u0634\u0635\u0636\u0637\u0638\u0639\u063a\u0641\u06a6\u0642\u06aa"  # zain … peheh, qaf, swash kaf
        "\u06a9\u06af\u06b3\u06b1\u0644\u0645\u0646\u06bb\u0648\u0647\u06be\u0621\u064a\u0626"  # keheh … the two hehs
        "\u06fd\u06fe"  # the signs for `and` and `in`
    ),
    other_letters="\u0624",  # waw with hamza
    # Dyeh, nyeh, rnoon, peheh, swash kaf, beeh, beheh, teheh, tteh, dul, dal with dot below
    telling="\u0684\u0683\u06bb\u06a6\u06aa\u067b\u0680\u067f\u067d\u068f\u068a",
    telling_weight=4.0,
    types="\u064a\u06a9",  # yeh, keheh; both hehs are letters of their own
    has_own_shapes=True,
)
