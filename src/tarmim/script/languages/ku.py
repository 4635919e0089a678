"""Kurdish in Arabic script: Sorani."""

from __future__ import annotations

from typing import Final

from tarmim.script.languages.language import Language

__all__ = ["LANGUAGE"]

LANGUAGE: Final = Language(
    code="ku",
    name="Kurdish",
    letters=(  # in the order of the alphabet
        "\u0626\u0627\u0628\u067e\u062a\u062c\u0686\u062d\u062e\u062f\u0631\u0695"  # yeh with hamza … reh with small v
        "\u0632\u0698\u0633\u0634\u0639\u063a\u0641\u06a4\u0642\u06a9\u06af\u0644\u06b5"  # zain … lam with small v
        "\u0645\u0646\u0648\u06c6\u0647\u06d5\u06cc\u06ce"  # meem noon waw, oe, heh, ae, Farsi yeh, yeh with small v
    ),
    other_letters="\u06be",  # heh doachashmee, typed by some for heh that joins
    telling="\u06d5\u06ce\u06c6\u0695\u06b5\u06a4",  # ae; yeh, waw, reh and lam with small v; veh
    telling_weight=3.0,
    types="\u06cc\u06a9\u06d5",  # Farsi yeh, keheh, ae; heh that joins is typed in two ways
    uses_zwnj=True,
    has_own_shapes=True,
)
