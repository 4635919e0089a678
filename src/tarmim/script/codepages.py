"""Code tables: which byte a character stood for when a file was read with the wrong table, and what it should be.

Two mechanisms. An Arabic file of one byte a letter was read as Western: every letter became another one. A UTF-8 file
was read with a table of one byte a letter: every Arabic letter became two characters, the first of them nearly always
one of two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

__all__ = ["ARABIC_TABLES", "READERS", "Reader", "mac_only", "reader", "western_to"]

#: Tables of one byte a letter that Arabic was saved in, by their Python names, and what people call them.
ARABIC_TABLES: Mapping[str, str] = {
    "cp1256": "Windows-1256",
    "iso8859_6": "ISO-8859-6",
    "mac_arabic": "Mac Arabic",
}

#: Tables that UTF-8 was read with. `western` is Windows-1252 and Latin-1 at once: they differ in 27 bytes only.
READERS: Mapping[str, str] = {
    "western": "the Western table",
    "cp1256": "the table Windows-1256",
    "mac_roman": "the Western table of the Mac",
    "cp437": "the table of DOS",
    "cp850": "the Western table of DOS",
    "cp720": "the Arabic table of DOS",
}

#: The first bytes of Arabic letters in UTF-8: U+0600 to U+06FF.
_ARABIC_LEADS = range(0xD8, 0xDC)

#: First bytes of what else Arabic files hold: Latin-1 and some signs of Windows-1252, which damage done twice holds.
_OTHER_LEADS = (0xC2, 0xC3, 0xC5, 0xC6, 0xCB)

#: Read as Windows-1256 most of those are Arabic letters, and sound text is full of them: only two are taken.
_OTHER_LEADS_1256 = (0xC2, 0xC3)

#: Of the rest the four signs that damage done twice holds: both ligatures of o and e, florin, circumflex.
_SIGNS_1256 = "\u0625[\u2019\u201c]|\u0626\u2019|\u062b\u2020"

#: First bytes of three: general punctuation (E2) and presentation forms (EF).
_LEADS_OF_THREE = (0xE2, 0xEF)

_CONTINUATIONS = range(0x80, 0xC0)

#: What is left where a table has no sign for a byte and a program dropped it: D8 (AD) is hah, for AD is the invisible
#: soft hyphen; D9 (81) is feh, for 81 is empty in Windows-1252. U+FFFD may stand for the second.
_LOST = {0xD8: "\u062d", 0xD9: "\u0641"}


@dataclass(frozen=True, slots=True)
class Reader:
    """A table that UTF-8 was read with.

    name      its key in READERS
    bytes_of  the byte of each character from 80 to FF
    piece     a pattern for the longest run that can be UTF-8; linear
    """

    name: str
    bytes_of: Mapping[str, int]
    piece: str

    def read(self, piece: str) -> tuple[str, Sequence[int]]:
        """Return the piece read as UTF-8, and how many characters each character of it was."""
        codes = [self.bytes_of.get(character, 0) for character in piece]
        whole = _decoded(codes)
        if whole:
            return whole, [2 if letter < "\u0800" else 3 for letter in whole]
        letters: list[str] = []
        widths: list[int] = []
        place = 0
        while place < len(codes):
            width = _width(codes, place)
            if width == 1:  # a letter whose second half was lost
                width += piece.startswith("\ufffd", place + 1)
                letters.append(_LOST.get(codes[place], piece[place]))
            else:
                letters.append(_decoded(codes[place : place + width]) or piece[place : place + width])
            widths.extend([width] if len(letters[-1]) == 1 else [1] * width)
            place += width
        return "".join(letters), widths


def _width(codes: Sequence[int], place: int) -> int:
    wanted = 3 if codes[place] >= 0xE0 else 2
    rest = codes[place + 1 : place + wanted]
    return wanted if len(rest) == wanted - 1 and all(code in _CONTINUATIONS for code in rest) else 1


def _decoded(codes: Sequence[int]) -> str:
    try:
        return bytes(codes).decode("utf-8")
    except UnicodeDecodeError:  # EF BF BF and the like are fine; E0 80 80, surrogates and the like are not
        return ""


@cache
def reader(name: str) -> Reader:
    """Return the reader of that name in READERS."""
    table = _western() if name == "western" else _upper_half(name)
    other = _OTHER_LEADS_1256 if name == "cp1256" else _OTHER_LEADS

    def group(codes: Sequence[int]) -> str:
        return "[" + "".join(re.escape(sign) for sign, code in table.items() if code in codes) + "]"

    arabic, rest = group(_ARABIC_LEADS), group(_CONTINUATIONS)
    lost = group(tuple(_LOST))
    signs = f"|{_SIGNS_1256}" if name == "cp1256" else ""
    piece = f"(?:{arabic}{rest}|{group(other)}{rest}|{group(_LEADS_OF_THREE)}{rest}{{2}}{signs}|{lost}\ufffd?)+"
    return Reader(name, table, piece)


@cache
def western_to(name: str) -> Mapping[int, str]:
    """Return, for str.translate, what each Western character is in the Arabic table of that name.

    Bytes the Arabic table leaves empty are not in it; those that are the same in both are.
    """
    right = _signs(name)
    return {ord(sign): right[code] for sign, code in _western().items() if code in right}


def mac_only() -> str:
    """Return the Western characters that stand for something in Mac Arabic and for nothing in ISO-8859-6."""
    iso, mac = western_to("iso8859_6"), western_to("mac_arabic")
    return "".join(chr(code) for code in mac if code not in iso and 0xA0 < code <= 0xFF)


@cache
def _western() -> Mapping[str, int]:
    """Return the bytes of Latin-1 and of Windows-1252, which puts signs where Latin-1 has control codes."""
    return {**{chr(code): code for code in range(0x80, 0x100)}, **_upper_half("cp1252")}


def _upper_half(name: str) -> Mapping[str, int]:
    """Return the bytes of the table's signs beyond ASCII; Windows-1252 reads its five empty places as Latin-1 does."""
    own = {sign: code for code, sign in _signs(name).items() if sign >= "\x80"}
    return {chr(code): code for code in range(0x80, 0xA0)} | own if name == "cp1252" else own


def _signs(name: str) -> Mapping[int, str]:
    """Return what the bytes from 80 to FF are; empty places are left out."""
    signs = {code: bytes([code]).decode(name, "ignore") for code in range(0x80, 0x100)}
    return {code: sign for code, sign in signs.items() if sign}
