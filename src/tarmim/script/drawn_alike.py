"""Letters drawn alike: the one relation from which all tables of typings, look-alikes and homographs are made.

Two letters may look the same in some joining forms and differ in others: kaf and keheh where they join the next
letter, Farsi yeh and alef maksura where they do not. Which of them is meant is a question of the language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from tarmim.script.forms import form_for
from tarmim.script.languages.language import Language, Position

__all__ = [
    "Homographs",
    "arabic_for",
    "has_homograph",
    "homographs",
    "keyboard_typing",
    "lookalikes",
    "position_of",
    "typing_of",
]

#: Digits of both rows that are drawn alike; 4, 5 and 6 differ.
_DIGITS: Final = (0, 1, 2, 3, 7, 8, 9)
_ARABIC_ZERO, _EXTENDED_ZERO = 0x660, 0x6F0

_POSITIONS: Final[Mapping[str, Position]] = {
    "isolated": "unjoined",
    "final": "unjoined",
    "initial": "joined",
    "medial": "joined",
    "isol": "unjoined",
    "fina": "unjoined",
    "init": "joined",
    "medi": "joined",
}


@dataclass(frozen=True, slots=True)
class Homographs:
    """Letters drawn alike where they stand so, Arabic's first.

    kind  letter; body: of several letters, without the dots that tell them apart; digit
    """

    letters: str
    position: Position
    kind: Literal["letter", "body", "digit"] = "letter"


_LETTERS: Final = (
    Homographs("\u064a\u06cc", "joined"),  # yeh, Farsi yeh
    Homographs("\u0649\u06cc", "unjoined"),  # alef maksura, Farsi yeh
    Homographs("\u0643\u06a9", "joined"),  # kaf, keheh
    Homographs("\u0647\u06d5\u06c1", "unjoined"),  # heh, ae, heh goal
    Homographs("\u0647\u06be", "joined"),  # heh, heh doachashmee
    Homographs("\u066e\u0649\u06ba", "joined", "body"),  # DOTLESS BEH, alef maksura, noon ghunna
    Homographs("\u06a1\u066f", "joined", "body"),  # DOTLESS FEH, DOTLESS QAF
)


@cache
def homographs() -> tuple[Homographs, ...]:
    """Return all letters and digits that are drawn alike, by the positions in which they are."""
    digits = [chr(_ARABIC_ZERO + digit) + chr(_EXTENDED_ZERO + digit) for digit in _DIGITS]
    return (*_LETTERS, *(Homographs(pair, "sign", "digit") for pair in digits))


def position_of(form: str) -> Position:
    """Return where a joining form stands, by its name or its OpenType feature; a sign where it is none of them."""
    return _POSITIONS.get(form, "sign")


@cache
def arabic_for() -> Mapping[str, str]:
    r"""Return each letter that is drawn like another one in some form, to the Arabic letter that it is another code of.

    Alef maksura is a code of yeh here: Farsi yeh is drawn as the one or the other.

    >>> arabic_for()["\u06a9"] == "\u0643", arabic_for()["\u0649"] == "\u064a", "\u0643" in arabic_for()
    (True, True, False)
    """
    found: dict[str, str] = {}
    for row in _LETTERS:
        if row.kind == "letter":
            root = next((found[letter] for letter in row.letters if letter in found), row.letters[0])
            found.update({letter: root for letter in row.letters if letter != root})
    return found


def has_homograph(letter: str) -> bool:
    """Tell whether a letter has another code in some language: it is typed as the language does, and tells none."""
    return letter in _with_homograph()


@cache
def _with_homograph() -> frozenset[str]:
    return frozenset(letter for row in _LETTERS if row.kind == "letter" for letter in row.letters)


@cache
def lookalikes() -> Mapping[str, str]:
    """Return the letters of other alphabets that are drawn like Arabic ones and have presentation forms, to those."""
    own = {row.letters[0] for row in _LETTERS}
    return {
        letter: arabic for letter, arabic in arabic_for().items() if letter not in own and form_for(letter, "isolated")
    }


@cache
def typing_of(language: Language, *, bodies: bool = True) -> Mapping[Position, Mapping[str, str]]:
    """Return what a language types for each letter and digit that is drawn like one of its own, by position.

    bodies  letters for the body of another are among them: true of glyphs, to which dots come, not of text
    """
    table: dict[Position, dict[str, str]] = {"joined": {}, "unjoined": {}, "sign": {}}
    for row in homographs():
        typed = next((letter for letter in row.letters if _is_typed(letter, language)), None)
        if typed is not None and (bodies or row.kind != "body"):
            table[row.position].update({letter: typed for letter in row.letters if letter != typed})
    for position, letter, instead in language.typed_instead:
        table[position][letter] = instead
    return table


def _is_typed(letter: str, language: Language) -> bool:
    if letter.isdecimal():
        return bool(language.digits) and ord(letter) - ord(language.digits) in range(10)
    return letter in language.types


@cache
def keyboard_typing(language: Language) -> Mapping[str, str]:
    """Return the letters of an Arabic keyboard that are another typing of one letter of a language, to that one.

    Letters of the language's own alphabet are none, nor those that it would type in two ways.
    """
    found: dict[str, str] = {}
    for letter in dict.fromkeys(row.letters[0] for row in _LETTERS if row.kind == "letter"):
        typed = {table[letter] for table in typing_of(language).values() if letter in table}
        if letter not in language.letters and len(typed) == 1:
            found[letter] = typed.pop()
    return found
