"""Urdu."""

from __future__ import annotations

from typing import Final

from tarmim.script.languages.language import Language, WordList

__all__ = ["LANGUAGE"]

LANGUAGE: Final = Language(
    code="ur",
    name="Urdu",
    frequency=0.1,
    letters=(  # by the shipped list of words and their counts
        "\u0627\u06cc\u0631\u0648\u06a9\u0646\u0645\u06c1\u0644\u062a\u0633\u06d2"  # alef … yeh barree
        "\u0628\u062f\u06ba\u0622\u067e\u06be\u062c\u0639\u06af\u0641\u062d\u0634"  # beh … sheen
        "\u0642\u0632\u0623\u0626\u062e\u0679\u0686\u0635\u0625\u0637\u0688\u0636\u0691"  # qaf … tteh … ddal … rreh
        "\u063a\u0638\u062b\u0630\u0621\u0624\u0698"  # ghain … waw with hamza, jeh
    ),
    other_letters="\u06c2\u06c3\u06d3",  # heh goal with hamza, teh marbuta goal, yeh barree with hamza
    telling="\u0679\u0688\u0691\u06ba\u06d2\u06c1\u06be",  # tteh, ddal, rreh, noon ghunna, yeh barree, the two hehs
    telling_weight=3.0,
    types="\u06cc\u06a9\u06c1",  # Farsi yeh, keheh, heh goal
    typed_instead=(
        ("joined", "\u0647", "\u06c1"),  # heh as heh goal: drawn otherwise, the same letter
        ("sign", "\u0643", "\u06a9"),  # a kaf of unknown form is that of the language
    ),
    forms_read_as="persian",
    digits="\u06f0",
    uses_zwnj=True,
    final_only="\u06ba",  # noon ghunna
    neighbours_as=(  # tteh, ddal, rreh as teh, dal, reh; noon ghunna as noon; yeh barree as yeh
        ("\u0679", "\u062a"),
        ("\u0688", "\u062f"),
        ("\u0691", "\u0631"),
        ("\u06ba", "\u0646"),
        ("\u06d2", "\u064a"),
    ),
    glyph_suffixes=("ur",),
    has_own_shapes=True,
    # Missing words: measured on Wikipedia and news (../shared/language.md).
    word_list=WordList("urd", unknown_share=0.052),
)
