"""Arabic."""

from __future__ import annotations

from typing import Final

from tarmim.script.languages.language import Language, WordList

__all__ = ["LANGUAGE"]

LANGUAGE: Final = Language(
    code="ar",
    name="Arabic",
    frequency=1.0,
    letters=(  # by the shipped list of words and their counts
        "\u0627\u0644\u064a\u0645\u0648\u0646\u0631\u062a\u0647\u0628\u0639\u0641"  # alef lam yeh … teh heh beh ain feh
        "\u062f\u0623\u0629\u0642\u0633\u0643\u062d\u062c\u0625\u0635\u0649\u0630"  # dal … alef maksura, thal
        "\u0634\u062e\u0637\u0636\u062b\u0632\u063a\u0621\u0626\u0638\u0622\u0624"  # sheen … alef madda, waw with hamza
    ),
    other_letters="\u0671\u06a4\u06aa",  # alef wasla; veh, in names; swash kaf, for looks
    telling="\u0629\u0643\u064a",  # teh marbuta, kaf, yeh
    telling_weight=1.0,
    telling_in_forms="\u0629\u0625",  # teh marbuta, alef with hamza below
    # Yeh, alef maksura, kaf, heh; and bodies, to which dots come: DOTLESS BEH, DOTLESS FEH.
    types="\u064a\u0649\u0643\u0647\u066e\u06a1",
    typed_instead=(("joined", "\u06c1", "\u0647"),),  # heh goal as heh: drawn otherwise, the same letter
    forms_read_as="arabic",
    digits="\u0660",
    final_only="\u0629\u0649",  # teh marbuta, alef maksura
    ends_like_arabic=True,
    neighbours_as=(("\u0671", "\u0627"),),  # alef wasla as alef
    proclitics="\u0648\u0641\u0628\u0644\u0643",  # waw, feh, beh, lam, kaf
    glyph_suffixes=("ar", "arab"),
    shaped_words=4000,
    word_list=WordList("ara", unknown_share=0.0),
)
