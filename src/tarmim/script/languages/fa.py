"""Persian."""

from __future__ import annotations

from typing import Final

from tarmim.script.languages.language import Language, WordList

__all__ = ["LANGUAGE"]

LANGUAGE: Final = Language(
    code="fa",
    name="Persian",
    frequency=0.3,
    letters=(  # by the shipped list of words and their counts
        "\u0627\u0646\u06cc\u0631\u0647\u062f\u0648\u0645\u062a\u0628\u0644\u0633\u0634"  # alef noon Farsi yeh … sheen
        "\u06a9\u0632\u06af\u0639\u062e\u0641\u0642\u0622\u062c\u062d\u0635\u0636\u0637"  # keheh zain gaf … tah
        "\u067e\u063a\u0686\u0630\u0623\u0698\u062b\u0626\u0638\u0625\u0624\u0621"  # peh ghain tcheh … jeh … hamza
    ),
    other_letters="\u06c0",  # heh with yeh above
    telling="\u06a9\u06cc\u067e\u0686\u06af",  # keheh, Farsi yeh, peh, tcheh, gaf; Urdu and others have them too
    telling_weight=1.0,
    types="\u06cc\u06a9\u0647",  # Farsi yeh, keheh, heh
    typed_instead=(
        ("sign", "\u0643", "\u06a9"),  # a kaf of unknown form is that of the language; a final one has its small kaf
        ("sign", "\u06c0", "\u0647\u0654"),  # heh with a hamza is typed as two (ISIRI 6219)
        ("unjoined", "\u06c0", "\u0647\u0654"),
    ),
    forms_read_as="persian",
    digits="\u06f0",
    uses_zwnj=True,
    ends_like_arabic=True,
    glyph_suffixes=("fa", "farsi"),
    has_own_shapes=True,
    # Missing words: measured on Wikipedia and news (../shared/language.md).
    word_list=WordList("fas", unknown_share=0.035),
)
