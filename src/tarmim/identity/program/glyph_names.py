"""Glyph names of Arabic fonts: the letters and the joining form that they stand for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from tarmim.identity.quirks.catalogue import mend
from tarmim.identity.quirks.stages import NamedLetter, SpelledName
from tarmim.model.unprintable import without_unprintable
from tarmim.pdf.names import text_of_name
from tarmim.script.forms import form_of
from tarmim.script.languages import languages

if TYPE_CHECKING:
    from tarmim.script.languages.language import Language

__all__ = ["FormedLetters", "as_letters", "letters_of_name"]


@dataclass(frozen=True, slots=True)
class FormedLetters:
    """Letters in reading order; their joining form: isolated, initial, medial, final, or "" where it is not said."""

    letters: str
    form: str = ""


#: Dots that some fonts draw apart from the letter, as the signs that Unicode has for them.
_DOTS: Final = {
    "dotabovear": "\ufbb2",
    "dotbelowar": "\ufbb3",
    "twodotshorizontalabovear": "\ufbb4",
    "twodotshorizontalbelowar": "\ufbb5",
    "threedotsupabovear": "\ufbb6",
    "threedotsupbelowar": "\ufbb8",
    "threedotsdownbelowar": "\ufbb9",
}
#: How names tell the form: OpenType features, words, and the single letters of some Adobe fonts.
_FORMS: Final = {
    "isol": "isolated",
    "isolated": "isolated",
    "init": "initial",
    "initial": "initial",
    "i": "initial",
    "medi": "medial",
    "medial": "medial",
    "m": "medial",
    "fina": "final",
    "final": "final",
    "f": "final",
}
#: Forms written at the end of one word, as in old Type 1 fonts: `alefisolated`.
_ENDING: Final = "^(?P<stem>.+?)[-_]?(?P<form>isolated|initial|medial|final)$"
_FARSI_YEH: Final = "\u06cc"
_DIGITS: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ARABIC_ZERO: Final = "\u0660"


def letters_of_name(name: str) -> FormedLetters | None:
    """Return the letters of a glyph name, None where it names none.

    Read are the names of the Adobe Glyph List and its uniXXXX, uXXXX with suffixes and underscores; Unicode's own names
    with the blanks left out (`alefwithhamzaaboveisolated`); and letters with a script (`lam_alef-ar.fina`).

    >>> letters_of_name("uni0644.medi") == FormedLetters(chr(0x644), "medial")
    True
    >>> letters_of_name("lamwithalefisolated") == FormedLetters(chr(0x644) + chr(0x627), "isolated")
    True
    >>> letters_of_name("g12")
    """
    stem, *suffixes = name.split(".")
    stem = stem.lstrip("_")
    form = next((_FORMS[suffix] for suffix in suffixes if suffix in _FORMS), "")
    suffix = _suffix(languages())
    written = set(re.findall(suffix, stem))
    stem = re.sub(suffix, "", stem)
    run_together = re.fullmatch("u((?:[0-9A-Fa-f]{4}){2,4})", stem)
    letters = _DOTS.get(stem) or _in_language(stem, written)
    letters = letters or text_of_name(f"uni{run_together[1]}" if run_together else stem)
    if letters is None:
        parts = [_spelled(part.lower()) for part in stem.split("_")]
        if not parts or any(part is None for part in parts):
            return None
        known = [part for part in parts if part is not None]
        letters = "".join(part.letters for part in known)
        form = form or (known[0].form if len(known) == 1 else "")
    return as_letters(letters, form)


def _in_language(stem: str, suffixes: Set[str]) -> str | None:
    """Return the letters of a name behind which its language stands: `alef` is a Hebrew letter by itself."""
    records = [record for record in languages() if not suffixes.isdisjoint(_suffixes_of(record))]
    if not records:
        return None
    types_farsi_yeh = any(_FARSI_YEH in record.types for record in records)
    zero = next((record.digits for record in records if record.digits), _ARABIC_ZERO)
    found = []
    for part in stem.lower().split("_"):
        if part in _DIGITS:
            found.append(chr(ord(zero) + _DIGITS.index(part)))
            continue
        spelled = mend(NamedLetter(part))[0].word
        named = (_spelled(f"farsi{part}") if types_farsi_yeh else None) or _spelled(spelled)
        if named is None:
            return None
        found.append(named.letters)
    return "".join(found)


@cache
def _suffix(known: tuple[Language, ...]) -> str:
    """Return the pattern of what some tools write behind each letter, its script or language: `lam_alef-ar.fina`."""
    return f"-({'|'.join(suffix for record in known for suffix in _suffixes_of(record))})(?=_|$)"


def _suffixes_of(record: Language) -> Sequence[str]:
    return (*record.glyph_suffixes, record.name.lower())


@lru_cache(maxsize=4096)
def as_letters(letters: str, form: str = "") -> FormedLetters | None:
    """Return presentation forms as letters with their form, composed (NFC).

    None for private use, which tells nothing, and for what is no text.

    >>> as_letters("\ufee0") == FormedLetters("\u0644", "medial"), as_letters("\ue001")
    (True, None)
    """
    if any(unicodedata.category(char) in ("Co", "Cn") for char in letters) or without_unprintable(letters) != letters:
        return None
    plain = []
    for char in letters:
        found = form_of(char)
        plain.append(found.letters.lstrip(" ") or " " if found else char)
        form = form or (found.shape if found and len(letters) == 1 else "")
    return FormedLetters(unicodedata.normalize("NFC", "".join(plain)), form)


def _spelled(word: str) -> FormedLetters | None:
    """Return the letters of a name spelled as Unicode spells it, with the form at its end if one is there."""
    found = _unicode_names().get(word)
    if found is not None:
        return FormedLetters(found)
    split = re.match(_ENDING, mend(SpelledName(word))[0].word)
    if split is None:
        return None
    found = _unicode_names().get(split["stem"])
    return FormedLetters(found, split["form"]) if found is not None else None


@cache
def _unicode_names() -> dict[str, str]:
    """Return the letters of Arabic by their Unicode names without blanks, with and without what fonts leave out."""
    names: dict[str, str] = {}
    for code in (*range(0x600, 0x700), *range(0x750, 0x780), *range(0xFDF0, 0xFDFD), *range(0xFEF5, 0xFEFD)):
        full = unicodedata.name(chr(code), "")
        if not full.startswith("ARABIC"):
            continue
        found = form_of(chr(code))
        letters = found.letters if found else chr(code)
        plain = full.removeprefix("ARABIC ").replace("LIGATURE ", "").replace("LETTER ", "")
        plain = re.sub(" (?:ISOLATED|INITIAL|MEDIAL|FINAL) FORM$", "", plain)
        for spelled in (full, plain, plain.replace("WITH ", ""), re.sub("(ALEF) WITH (HAMZA|MADDA)", r"\1 \2", plain)):
            squashed = re.sub("[ -]", "", spelled).lower()
            names.setdefault(squashed, letters)
            names.setdefault(f"arabic{squashed}", letters)
    return names
