"""Letters put together of a body and dots: fonts draw some letters in two glyphs, Nastaliq ones nearly all."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from tarmim.script.drawn_alike import typing_of
from tarmim.script.languages import record_of

__all__ = ["DOTS", "with_dots"]

#: The signs that stand for dots drawn apart (Unicode 15, Arabic Presentation Forms-A: symbols for pedagogy).
DOTS: Final = "\ufbb2-\ufbc1"

_ONE, _ONE_BELOW, _TWO, _TWO_BELOW = "\ufbb2", "\ufbb3", "\ufbb4", "\ufbb5"
_THREE, _TAH, _HAMZA = "\ufbb6", "\ufbc0", "\u0654"
#: Three dots below are drawn pointing either way.
_BELOW: Final = str.maketrans("\ufbb7", "\ufbb9")
_THREE_BELOW: Final = "\ufbb9"

#: Body and dots, and the letter they make.
_LETTERS: Final = {
    "\u066e": {  # DOTLESS BEH, the body of noon and yeh too where they join the next letter
        _ONE_BELOW: "\u0628",
        _TWO: "\u062a",
        _THREE: "\u062b",
        _THREE_BELOW: "\u067e",
        _TAH: "\u0679",
        _ONE: "\u0646",
        _TWO_BELOW: "\u064a",
        _HAMZA: "\u0626",
    },
    "\u062d": {_ONE_BELOW: "\u062c", _ONE: "\u062e", _THREE_BELOW: "\u0686"},  # HAH
    "\u062f": {_ONE: "\u0630", _TAH: "\u0688"},  # DAL
    "\u0631": {_ONE: "\u0632", _THREE: "\u0698", _TAH: "\u0691"},  # REH
    "\u0633": {_THREE: "\u0634"},  # SEEN
    "\u0635": {_ONE: "\u0636"},  # SAD
    "\u0637": {_ONE: "\u0638"},  # TAH
    "\u0639": {_ONE: "\u063a"},  # AIN
    "\u06a1": {_ONE: "\u0641", _TWO: "\u0642", _THREE: "\u06a4"},  # DOTLESS FEH, of qaf too where it joins the next
    "\u066f": {_TWO: "\u0642", _ONE: "\u0641"},  # DOTLESS QAF
    "\u06ba": {_ONE: "\u0646"},  # NOON GHUNNA
    "\u0649": {_TWO_BELOW: "\u064a"},  # ALEF MAKSURA
    "\u06cc": {_TWO_BELOW: "\u064a"},  # FARSI YEH
    "\u0647": {_TWO: "\u0629"},  # HEH
    "\u06c1": {_TWO: "\u0629"},  # HEH GOAL
}
#: A hamza on an alef with kasra stands below it: fonts that draw hamza and kasra as one sign do not say so.
_HAMZA_BELOW: Final = "^\u0627(?:[\u0650\u064d]\u0654|\u0654[\u0650\u064d])"
_YEH: Final = "\u064a"
_MARKS: Final = "\u064b-\u065f\u0670"
_DOTTED: Final = f"[{''.join(_LETTERS)}][{_MARKS}]*?[{DOTS}{_HAMZA}]"


def with_dots(text: str, language: str = "") -> str:
    """Return a text with bodies and dots as letters, also where marks stand between; other dots stay as they are.

    language  its code: the letter with two dots below is the yeh that the language types, in Persian FARSI YEH

    >>> with_dots("\u066e\ufbb3") == "\u0628", with_dots("\u066e\u064e\ufbb4") == "\u062a\u064e"
    (True, True)
    """
    if not re.search(f"[{DOTS}{_HAMZA}]", text):
        return text
    if re.search(_HAMZA_BELOW, text):
        text = text.replace("\u0654", "\u0655")
    if not re.search(_DOTTED, text.translate(_BELOW)):
        return text
    composed = re.sub(_DOTTED, _composed, text.translate(_BELOW))
    record = record_of(language)
    if record is not None:
        composed = composed.replace(_YEH, typing_of(record)["joined"].get(_YEH, _YEH))
    return unicodedata.normalize("NFC", composed)


def _composed(match: re.Match[str]) -> str:
    body, marks, dots = match[0][0], match[0][1:-1], match[0][-1]
    letter = _LETTERS[body].get(dots)
    return match[0] if letter is None else letter + marks
