"""What a language in Arabic script is to this library: its letters, and how it types what is drawn alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["FormReading", "Language", "Position", "WordList"]

Position = Literal["joined", "unjoined", "sign"]
"""Where a letter stands: it joins the next one (initial, medial), it does not (isolated, final), or nobody says."""

FormReading = Literal["arabic", "persian", ""]
"""Which letters the presentation forms of yeh, kaf and heh are read as: those of Arabic, of Persian, Unicode's own."""


@dataclass(frozen=True, slots=True)
class WordList:
    """The word list that models of a language are built from.

    name           its file among the word lists, without `.txt` (tools/build_language.py)
    unknown_share  of running words, those that the list lacks (tools/build_language.py)
    """

    name: str
    unknown_share: float


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Language:
    """One language. Each is equal to itself alone, so that tables made of several are kept by them.

    The modules behind a field are those that read it.

    code              ISO 639-1 (all that are asked about a language by its code)
    name              its English name; fonts write it, in small letters, behind names of glyphs (glyph_names)
    frequency         how often its own letters occur in files, beside those of Arabic, which are 1; by judgement
                      (the order of `languages`, identity.labels: the prior of a letter)
    letters           its alphabet with the letters that carry a hamza, the commonest first where that is known
                      (decision.document: what an open code may be; codes.candidates, forms, joiners, visual, labels,
                      build_language)
    other_letters     letters outside the alphabet that its texts hold: composed ones, those of foreign names, old ones
                      (forms, joiners, visual, build_language)
    telling           those letters that tell it from its neighbours; what several share stands with the commonest
                      (alphabets, labels)
    telling_weight    how much one of them counts: a letter of a rarer alphabet is absent from the neighbours' texts but
                      for names; by judgement (alphabets)
    telling_in_forms  letters that tell it in a text of presentation forms, where yeh, kaf and heh are shapes that
                      others share; asked of Arabic: others are told by what it neither has nor draws (form_letters)
    types             of letters drawn alike (`drawn_alike.homographs`) the one that it types (orthography, dots,
                      glyph_names, form_letters, build_language)
    typed_instead     what it types otherwise than the drawing says: position, letter, and what is typed for it
                      (orthography, form_letters)
    forms_read_as     whose letters its presentation forms are (form_letters)
    digits            the zero of its row of digits, "" where both are used (orthography, labels, glyph_names)
    uses_zwnj         it parts the halves of words by ZERO WIDTH NON-JOINER (joiners)
    final_only        letters that could join the next one and only end words (candidates, visual)
    ends_like_arabic  its words begin and end as Arabic ones do, as far as teh marbuta and alef maksura go (visual)
    neighbours_as     letters and the Arabic ones whose neighbours they have, where those are not drawn alike
                      (letter_pairs)
    proclitics        letters that are words by themselves and are typed apart by some (line_order.search,
                      spacing.words)
    glyph_suffixes    what fonts write behind names of glyphs for it, besides its name (glyph_names)
    has_own_shapes    some fonts draw its letters in their own way, by OpenType's `locl` (training.shaping)
    shaped_words      how many of its commonest words a font is shown to be learnt (training.label_fonts)
    word_list         what its models are built from, None where none are or texts are (build_language)
    """

    code: str
    name: str
    frequency: float = 0.03
    letters: str
    other_letters: str = ""
    telling: str
    telling_weight: float
    telling_in_forms: str = ""
    types: str
    typed_instead: tuple[tuple[Position, str, str], ...] = ()
    forms_read_as: FormReading = ""
    digits: str = ""
    uses_zwnj: bool = False
    final_only: str = ""
    ends_like_arabic: bool = False
    neighbours_as: tuple[tuple[str, str], ...] = ()
    proclitics: str = ""
    glyph_suffixes: tuple[str, ...] = ()
    has_own_shapes: bool = False
    shaped_words: int = 2500
    word_list: WordList | None = None

    @property
    def all_letters(self) -> str:
        """Return the alphabet and the other letters."""
        return self.letters + self.other_letters
