"""Which letters a document's presentation forms stand for: Unicode's own, or those its language writes.

Yeh, kaf and heh have the same initial and medial shapes in several alphabets, and a font that knows one glyph under
two codes gives a PDF either of them: Arabic laws come out with the forms of Farsi yeh, Persian ones with those of
Arabic yeh. The rest of the document says which alphabet it is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal

from tarmim.script.drawn_alike import lookalikes, position_of, typing_of
from tarmim.script.forms import form_of
from tarmim.script.forms_table import FORMS
from tarmim.script.languages import languages
from tarmim.script.languages.language import Language, Position
from tarmim.script.letters import TATWEEL

__all__ = ["Alphabet", "alphabet_of", "arabic_at_end", "letters_of_forms", "ornaments"]

Alphabet = Literal["arabic", "persian", "any"]

#: Forms that people type: honorifics and words as one sign (U+FDF0 to U+FDFB), the rial sign. They stay.
_ORNAMENTS = ("\ufdf0", "\ufdfc")

#: One side must be seen so many times oftener than the other. Arabic: 3 and more of its own in 100 letters, foreign
#: ones only in names; Persian: 3 foreign ones in 100, teh marbuta in one word of thousands.
_MARGIN = 4


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
    arabic, persian, others = (
        sum(characters.get(letter, 0) for letter in letters) for letters in _telling(languages())
    )
    arabic += definite
    if arabic and arabic >= _MARGIN * (persian + others):
        return "arabic"
    if persian and persian >= _MARGIN * (arabic + others):
        return "persian"
    return "any"


@cache
def _telling(known: tuple[Language, ...]) -> tuple[str, str, str]:
    """Return the letters, with their forms, that only Arabic has, only languages read as Persian, only others."""
    arabic = "".join(record.telling_in_forms for record in known if record.forms_read_as == "arabic")
    written = {letter for record in known if record.forms_read_as == "arabic" for letter in record.all_letters}
    telling = []
    for reading in ("persian", ""):
        own = {letter for record in known if record.forms_read_as == reading for letter in _own_in_forms(record)}
        telling.append("".join(sorted(own - written)))
        written |= own
    persian, others = telling
    return _with_forms(arabic), _with_forms(persian), _with_forms(others)


def _own_in_forms(record: Language) -> Iterable[str]:
    """Return the letters of a language whose presentation forms are no Arabic letter's."""
    alike = lookalikes()
    return (letter for letter in record.all_letters if unicodedata.normalize("NFD", letter)[0] not in alike)


def _with_forms(letters: str) -> str:
    """Return the letters and their forms, those in ligatures too."""
    forms = (chr(code) for code, (of, _) in FORMS.items() if not set(of).isdisjoint(letters))
    return letters + "".join(form for form in forms if form not in ornaments())


def letters_of_forms(alphabet: Alphabet) -> Mapping[int, str]:
    """Return code point of a form to its letters, for str.translate; ornaments left out.

    A mark's form has the mark alone: the space or stroke that carried it goes. A shadda stands before its vowel, as
    nearly all people type it.
    """
    return _letters_of_forms(alphabet, languages())


@cache
def _letters_of_forms(alphabet: Alphabet, known: tuple[Language, ...]) -> Mapping[int, str]:
    typed = _agreed(alphabet, known)
    table: dict[int, str] = {}
    for code in FORMS:
        form = form_of(chr(code))
        if form is None or chr(code) in ornaments():
            continue
        if form.letters[0] in (" ", TATWEEL):
            table[code] = _shadda_first(form.letters[1:])
        else:
            table[code] = typed[position_of(form.shape)].get(form.letters, form.letters)
            if alphabet == "arabic":
                table[code] = lookalikes().get(table[code], table[code])
    if alphabet == "arabic":  # a Farsi yeh inside a word is a yeh; the rule sees to its end
        table |= {ord(letter): arabic for letter, arabic in lookalikes().items()}
    return table


def arabic_at_end(letter: str, inside: str) -> str:
    """Return what Arabic types for a letter drawn like its own that joins nothing behind, else what it is inside."""
    return _agreed("arabic", languages())["unjoined"].get(letter, inside)


@cache
def _agreed(alphabet: Alphabet, known: tuple[Language, ...]) -> Mapping[Position, Mapping[str, str]]:
    """Return what all languages of an alphabet type for letters drawn alike, by position; what they differ in stays."""
    typings = [typing_of(record, bodies=False) for record in known if record.forms_read_as == alphabet]
    positions: tuple[Position, ...] = ("joined", "unjoined", "sign")
    agreed = {
        position: set.intersection(*(set(typing[position].items()) for typing in typings)) if typings else set()
        for position in positions
    }
    return {position: dict(items) for position, items in agreed.items()}


def _shadda_first(marks: str) -> str:
    return "".join(sorted(marks, key=lambda mark: mark != "\u0651"))
