"""Which letters a document's presentation forms stand for: Unicode's own, or those its language writes.

Yeh, kaf and heh have the same initial and medial shapes in several alphabets, and a font that knows one glyph under
two codes gives a PDF either of them: Arabic laws come out with the forms of Farsi yeh, Persian ones with those of
Arabic yeh. The rest of the document says which alphabet it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from tarmim.script.forms import Form, form_of
from tarmim.script.forms_table import FORMS
from tarmim.script.letters import TATWEEL

__all__ = ["LOOKALIKES", "Alphabet", "alphabet_of", "letters_of_forms", "ornaments"]

Alphabet = Literal["arabic", "persian", "any"]

#: Forms that people type: honorifics and words as one sign (U+FDF0 to U+FDFB), the rial sign. They stay.
_ORNAMENTS = ("\ufdf0", "\ufdfc")

#: Letters that only Arabic writes often: teh marbuta, alef with hamza below.
_ARABIC = "\u0629\u0625"

#: Letters that Arabic has not. Of Persian and Urdu: peh, tcheh, zheh, gaf; tteh, ddal, rreh, noon ghunna, yeh barree.
_PERSIAN = "\u067e\u0686\u0698\u06af\u0679\u0688\u0691\u06ba\u06d2\u06d3"

#: Of Kurdish, Uyghur, Sindhi and Pashto, as far as there are presentation forms.
_OTHERS = "\u06d5\u06c6\u06c7\u06c8\u06cb\u06d0\u06ad\u067b\u0680\u067f\u0684\u0683\u0687\u06bb\u06b3\u06b1\u06a6"

#: One side must be seen so many times oftener than the other. Arabic: 3 and more of _ARABIC in 100 letters, foreign
#: ones only in names; Persian: 3 foreign ones in 100, teh marbuta in one word of thousands.
_MARGIN = 4

#: Farsi yeh, keheh, heh doachashmee and heh goal read as Arabic: the yehs by shape, see _as_arabic.
_ARABIC_FOR = {"\u06a9": "\u0643", "\u06be": "\u0647", "\u06c1": "\u0647"}

#: The look-alikes as base letters: their neighbours are forms, they are not (some fonts have no form for them).
LOOKALIKES = "\u06cc\u06a9\u06be\u06c1"


@cache
def ornaments() -> frozenset[str]:
    """Return the forms that are signs of their own and stay as they are."""
    first, last = map(ord, _ORNAMENTS)
    return frozenset(map(chr, range(first, last + 1)))


def alphabet_of(characters: Mapping[str, int], definite: int) -> Alphabet:
    """Return whose letters the document's look-alike forms are; "any" where it does not say.

    characters  how often each character of the document occurs
    definite    how many words begin with alef and an initial lam: the article, which Persian has in borrowed names only
    """
    arabic = definite + _counted(characters, _ARABIC)
    persian, others = _counted(characters, _PERSIAN), _counted(characters, _OTHERS)
    if arabic and arabic >= _MARGIN * (persian + others):
        return "arabic"
    if persian and persian >= _MARGIN * (arabic + others):
        return "persian"
    return "any"


def _counted(characters: Mapping[str, int], letters: str) -> int:
    return sum(characters.get(character, 0) for character in _with_forms(letters))


@cache
def _with_forms(letters: str) -> str:
    """Return the letters and their forms, those in ligatures too."""
    forms = (chr(code) for code, (of, _) in FORMS.items() if not set(of).isdisjoint(letters))
    return letters + "".join(form for form in forms if form not in ornaments())


@cache
def letters_of_forms(alphabet: Alphabet) -> Mapping[int, str]:
    """Return code point of a form to its letters, for str.translate; ornaments left out.

    A mark's form has the mark alone: the space or stroke that carried it goes. A shadda stands before its vowel, as
    nearly all people type it.
    """
    table: dict[int, str] = {}
    for code in FORMS:
        form = form_of(chr(code))
        if form is None or chr(code) in ornaments():
            continue
        if form.letters[0] in (" ", TATWEEL):
            table[code] = _shadda_first(form.letters[1:])
        elif alphabet == "arabic":
            table[code] = _as_arabic(form)
        elif alphabet == "persian":
            table[code] = _as_persian(form)
        else:
            table[code] = form.letters
    if alphabet == "arabic":
        table |= {ord(letter): arabic for letter, arabic in _ARABIC_FOR.items()}
        table[0x06CC] = "\u064a"  # inside a word; the rule sees to its end
    return table


def _shadda_first(marks: str) -> str:
    return "".join(sorted(marks, key=lambda mark: mark != "\u0651"))


def _as_arabic(form: Form) -> str:
    if form.letters == "\u06cc":  # Farsi yeh: with dots inside a word, the very shape of alef maksura at its end
        return "\u064a" if form.shape in ("initial", "medial") else "\u0649"
    return _ARABIC_FOR.get(form.letters, form.letters)


def _as_persian(form: Form) -> str:
    inside = form.shape in ("initial", "medial")
    if form.letters == ("\u064a" if inside else "\u0649"):
        return "\u06cc"
    if form.letters == "\u0643" and inside:
        return "\u06a9"
    return form.letters
