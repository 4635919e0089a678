"""Text as the language models see it: words by their keys, stops and quotes and numbers by their classes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from tarmim.script.forms import FORM_CLASS
from tarmim.script.letters import DIGITS, LETTERS, MARKS, TATWEEL, ZWJ, ZWNJ

__all__ = ["CLASSES", "END", "START", "UNKNOWN", "Tokens", "fold", "is_class", "tokens"]

UNKNOWN: Final = "?"
START: Final = "^"
END: Final = "$"

#: The keys that are no words, in the order of their ids: an unknown word, start and end of a paragraph, full stop,
#: exclamation or question, comma, semicolon, colon, opening and closing quote, opening and closing bracket, dash,
#: numbers of one, two, three, four and more digits, numbers with a separator, a word of another script, any other sign.
CLASSES: Final = (
    *(UNKNOWN, START, END, ".", "!", ",", ";", ":", "\u201c", "\u201d", "(", ")", "-"),
    *("0", "00", "000", "0000", "00000", "0.0", "A", "#"),
)

_SIGNS: Final = {
    ".": ".\u2026\u06d4",
    "!": "!?\u061f",
    ",": ",\u060c",
    ";": ";\u061b",
    ":": ":",
    "\u201c": "\u201c\u00ab\u201e\u2039",
    "\u201d": "\u201d\u00bb\u203a",
    "(": "([{\ufd3f",
    ")": ")]}\ufd3e",
    "-": "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212",
}

#: A word of the script with its marks, tatweel and joiners, presentation forms among its letters; a number; a word of
#: another script; any other sign alone. A straight quote is read as opening where a space or nothing is before it.
_TOKEN_PATTERN: Final = (
    f"[{LETTERS}{FORM_CLASS}{MARKS}{TATWEEL}{ZWNJ}{ZWJ}]+"
    f"|[{DIGITS}]+(?:[.,/:\u066b\u066c\u060c-][{DIGITS}]+)*"
    r"|[^\W\d_]+"
    r"|[^\s\w]|_"
)
_LEFT_OUT_PATTERN: Final = f"[{MARKS}{TATWEEL}{ZWJ}]+"
_STRAIGHT_OPENING: Final = r'(?<!\S)"'
_ARABIC_START: Final = f"[{LETTERS}{FORM_CLASS}]"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text in columns: the key of each, and its half-open span in the text."""

    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.keys)


def fold(word: str) -> str:
    r"""Return the key of a word: itself without marks, tatweel and joiners at its ends; presentation forms stay.

    A zero-width non-joiner inside a word is spelling in Persian and stays too.

    >>> fold("\u0635\u0631\u0651\u062d\u0640") == "\u0635\u0631\u062d"
    True
    """
    if word.isascii() or (word.isalpha() and TATWEEL not in word):
        return word
    return re.sub(_LEFT_OUT_PATTERN, "", word).strip(ZWNJ)


def is_class(key: str) -> bool:
    """Return whether a key is one of CLASSES and not a word."""
    return key in _class_set()


def tokens(text: str) -> Tokens:
    r"""Return the words, numbers and signs of a text in its order, without START and END.

    >>> tokens("\u0642\u0627\u0644: 2003.")
    Tokens(keys=('\u0642\u0627\u0644', ':', '0000', '.'), starts=(0, 3, 5, 9), ends=(3, 4, 9, 10))
    """
    text = direct_quotes(text)
    found = [(match[0], *match.span()) for match in re.finditer(_TOKEN_PATTERN, text)]
    if not found:
        return Tokens((), (), ())
    raw, starts, ends = zip(*found, strict=True)
    if TATWEEL in text:
        return Tokens(tuple(map(key_of, raw)), starts, ends)
    # most tokens are words without marks, their own keys
    keys = [word if word.isalpha() and "\u0621" <= word < "\u064b" else key_of(word) for word in raw]
    return Tokens(tuple(keys), starts, ends)


def direct_quotes(text: str) -> str:
    """Return the text with its straight quotes made opening or closing ones; nothing moves."""
    if '"' not in text:
        return text
    return re.sub(_STRAIGHT_OPENING, "\u201c", text).replace('"', "\u201d")


def raw_tokens(text: str) -> list[str]:
    """Return the tokens as they stand; the text has been through `direct_quotes`."""
    return re.findall(_TOKEN_PATTERN, text)


def key_of(token: str) -> str:
    """Return the key of one token: of a word its letters, of anything else its class."""
    first = token[0]
    if "\u0621" <= first <= "\u064a" and first != TATWEEL:  # hamza to yeh: nearly all
        return fold(token)
    if first.isalpha() or (len(token) > 1 and not first.isdigit()):
        if not re.search(_ARABIC_START, token):
            return "A" if first.isalpha() and first != TATWEEL else "#"
        return fold(token) or "#"
    if first.isdigit():
        return "0" * min(len(token), 5) if token.isdigit() else "0.0"
    return _sign_classes().get(first, "#")


@cache
def _class_set() -> frozenset[str]:
    return frozenset(CLASSES)


@cache
def _sign_classes() -> dict[str, str]:
    return {sign: key for key, signs in _SIGNS.items() for sign in signs}
