"""The built-in encoding of a Type 1 or CFF font program: glyph names by code (Adobe Technical Notes 5176 and T1)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from tarmim.pdf.names import encoding

__all__ = ["program_names"]

#: CFF fonts start with their major version, 1.
_CFF_MAJOR = 1

#: Operators of a CFF Top DICT: charset and Encoding.
_CHARSET, _ENCODING, _CHAR_STRINGS = 15, 16, 17

#: The names of the first 391 strings are not stored. Of them 1 to 149 are known here: text fonts need no others.
_STANDARD_STRINGS = 391


def program_names(program: bytes) -> Mapping[int, str] | None:
    """Return glyph names by code as the program itself encodes them, None where it does not say.

    Raises ValueError or IndexError where the tables lie.
    """
    if program[:4] == b"OTTO":
        program = _table(program, b"CFF ")
    if program[:1] == bytes((_CFF_MAJOR,)):
        return _cff_names(program)
    return _type1_names(program) if program[:1] in (b"%", b"\x80") else None


def _table(program: bytes, tag: bytes) -> bytes:
    """Return a table of an OpenType file."""
    for k in range(int.from_bytes(program[4:6], "big")):
        entry = program[12 + 16 * k : 28 + 16 * k]
        if entry[:4] == tag:
            start, length = (int.from_bytes(entry[n : n + 4], "big") for n in (8, 12))
            return program[start : start + length]
    return b""


def _type1_names(program: bytes) -> Mapping[int, str] | None:
    """Read `dup 65 /A put` from the clear part of a Type 1 program."""
    clear = program.split(b"eexec", 1)[0]
    start = clear.find(b"/Encoding")
    if start < 0:
        return None
    if re.match(rb"/Encoding\s+StandardEncoding", clear[start : start + 64]):
        return encoding("StandardEncoding")
    pairs = re.findall(rb"dup\s+(\d{1,3})\s*/([^\s/]+)\s+put", clear[start:])
    return {int(code): name.decode("latin-1") for code, name in pairs}


def _cff_names(cff: bytes) -> Mapping[int, str] | None:
    """Read the charset and the encoding of the first font of a CFF program."""
    _, place = _index(cff, cff[2])
    tops, place = _index(cff, place)
    strings, _ = _index(cff, place)
    top = _dictionary(tops[0])
    count_at = top.get(_CHAR_STRINGS, 0)
    count = int.from_bytes(cff[count_at : count_at + 2], "big")
    offset = top.get(_ENCODING, 0)
    if offset == 0:
        return encoding("StandardEncoding")
    if offset == 1:
        return encoding("MacExpertEncoding")
    names = [_string(number, strings) for number in _charset(cff, top.get(_CHARSET, 0), count)]
    return {code: names[glyph] for code, glyph in _codes(cff, offset) if glyph < len(names) and names[glyph]}


def _index(cff: bytes, place: int) -> tuple[list[bytes], int]:
    """Return the items of an INDEX and where it ends."""
    count = int.from_bytes(cff[place : place + 2], "big")
    if not count:
        return [], place + 2
    size = cff[place + 2]
    start = place + 3
    if not 1 <= size <= 4 or start + (count + 1) * size > len(cff):
        raise ValueError("an INDEX of the CFF program lies about its length")
    offsets = [int.from_bytes(cff[start + k * size : start + (k + 1) * size], "big") for k in range(count + 1)]
    base = start + (count + 1) * size - 1
    return [cff[base + low : base + high] for low, high in pairwise(offsets)], base + offsets[-1]


def _dictionary(content: bytes) -> dict[int, int]:
    """Return operators and their last operand, where that is an integer; of two-byte operators none is needed."""
    found: dict[int, int] = {}
    operand, place = 0, 0
    while place < len(content):
        first = content[place]
        place += 1
        if first <= 21:
            place += first == 12
            if first != 12:
                found[first] = operand
        elif first == 30:
            while place < len(content) and content[place] & 0xF != 0xF:
                place += 1
            place += 1
        elif first in (28, 29):
            size = 2 if first == 28 else 4
            operand = int.from_bytes(content[place : place + size], "big", signed=True)
            place += size
        elif 32 <= first <= 246:
            operand = first - 139
        elif 247 <= first <= 254:
            second = content[place]
            operand = (first - 247) * 256 + second + 108 if first < 251 else -(first - 251) * 256 - second - 108
            place += 1
    return found


def _charset(cff: bytes, offset: int, count: int) -> list[int]:
    """Return the string number of every glyph's name; predefined charsets (offset 0 to 2) count up."""
    numbers = [0]
    if offset <= 2:
        return list(range(count))
    form, place = cff[offset], offset + 1
    if form == 0:
        pairs = range(place, place + 2 * (count - 1), 2)
        return numbers + [int.from_bytes(cff[k : k + 2], "big") for k in pairs]
    size = 1 if form == 1 else 2
    while len(numbers) < count and place + 2 + size <= len(cff):
        first = int.from_bytes(cff[place : place + 2], "big")
        left = int.from_bytes(cff[place + 2 : place + 2 + size], "big")
        numbers.extend(range(first, first + left + 1))
        place += 2 + size
    return numbers[:count]


def _codes(cff: bytes, offset: int) -> list[tuple[int, int]]:
    """Return code and glyph id of a custom encoding, formats 0 and 1."""
    form, count = cff[offset] & 0x7F, cff[offset + 1]
    body = cff[offset + 2 :]
    if form == 0:
        return [(code, glyph) for glyph, code in enumerate(body[:count], 1)]
    codes: list[tuple[int, int]] = []
    glyph = 1
    for k in range(count):
        first, left = body[2 * k], body[2 * k + 1]
        codes.extend((first + n, glyph + n) for n in range(left + 1))
        glyph += left + 1
    return codes


def _string(number: int, strings: list[bytes]) -> str:
    """Return a name by its string number: the first 149 standard strings are StandardEncoding in order."""
    if number >= _STANDARD_STRINGS:
        own = number - _STANDARD_STRINGS
        return strings[own].decode("latin-1") if own < len(strings) else ""
    ordered = [name for _, name in sorted(encoding("StandardEncoding").items())]
    return ordered[number - 1] if 1 <= number <= len(ordered) else ""
