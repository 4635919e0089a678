"""Pashto."""

from __future__ import annotations

from typing import Final

from tarmim.script.languages.language import Language

__all__ = ["LANGUAGE"]

LANGUAGE: Final = Language(
    code="ps",
    name="Pashto",
    letters=(  # in the order of the alphabet
        "\u0627\u0622\u0628\u067e\u062a\u067c\u062b\u062c\u0681\u0686\u0685\u062d\u062e"  # alef … tteh, dzim, hce, khah
        "\u062f\u0689\u0630\u0631\u0693\u0632\u0698\u0696\u0633\u0634\u069a\u0635\u0636"  # dal … rreh, zhe, xin … dad
        "\u0637\u0638\u0639\u063a\u0641\u0642\u06a9\u06ab\u0644\u0645\u0646\u06bc"  # tah … keheh, gaf with ring … rnoon
        "\u0648\u0647\u0621\u06cc\u064a\u06d0\u06cd\u0626"  # waw heh hamza; Farsi yeh, yeh, e, ey, yeh with hamza
    ),
    other_letters="\u06af\u0623\u0624\u0629",  # gaf for gaf with ring; alef and waw with hamza, teh marbuta in loans
    telling="\u069a\u0681\u0685\u0689\u0693\u0696\u067c\u06d0\u06cd",  # xin, dzim, hce, ddal, rreh, zhe, tteh, e, ey
    telling_weight=4.0,
    types="\u06cc\u06a9\u0647",  # Farsi yeh, keheh, heh
    digits="\u06f0",
)
