"""Damage to fonts: their programs, their tables, their widths and encodings (ISO 32000-2 9.6 to 9.9)."""

from __future__ import annotations

import io
import struct
from random import Random
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from tests.fuzz.damage_bytes import cut, flip, insert, truncate
from tests.fuzz.objects import Change, fonts_of

__all__ = ["CHANGES"]

_PROGRAMS: Final = ("/FontFile", "/FontFile2", "/FontFile3")
#: Bytes of a font program that its directory of tables stands in.
_HEAD: Final = 400


def _programs(pdf: Pdf) -> list[tuple[Any, str, bytes]]:
    """Return the programs: the font descriptor, the key, the decoded bytes."""
    found = []
    for entry in pdf.objects:
        if isinstance(entry, Dictionary):
            found += [(entry, key, entry[key].read_bytes()) for key in _PROGRAMS if isinstance(entry.get(key), Stream)]
    return found


def _write(descriptor: Any, key: str, program: bytes) -> None:
    descriptor[key].write(program)


def damage_programs(random: Random, pdf: Pdf) -> None:
    """Bytes of programs flipped, missing, inserted, cut off; whole programs empty."""
    for descriptor, key, program in _programs(pdf):
        if random.random() < 0.6:
            how = random.choice((flip, flip, cut, insert, truncate, lambda _random, _data: b""))
            _write(descriptor, key, how(random, program))


def damage_heads(random: Random, pdf: Pdf) -> None:
    """The directory of a program lies: counts, offsets and lengths of tables."""
    for descriptor, key, program in _programs(pdf):
        changed = bytearray(program)
        for _ in range(random.choice((1, 2, 8))):
            start = random.randrange(max(1, min(len(changed) - 4, _HEAD)))
            number = random.choice((0, 1, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, len(changed), random.getrandbits(32)))
            changed[start : start + 4] = struct.pack(">I", number)
        _write(descriptor, key, bytes(changed))


def drop_tables(random: Random, pdf: Pdf) -> None:
    """Tables of programs are not there, or are those of another font."""
    from fontTools.ttLib import TTFont, TTLibError

    for descriptor, key, program in _programs(pdf):
        try:
            font = TTFont(io.BytesIO(program), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
            for tag in random.sample(list(font.reader.keys()), min(len(font.reader.keys()), random.choice((1, 2, 4)))):
                if random.random() < 0.6:
                    font.reader.tables.pop(tag)
                else:
                    entry = font.reader.tables[tag]
                    entry.offset, entry.length = (
                        random.choice(list(font.reader.tables.values())).offset,
                        entry.length // 2,
                    )
            _write(descriptor, key, _bare(font, program))
        except (TTLibError, KeyError, struct.error, IndexError, ValueError):
            _write(descriptor, key, flip(random, program))


def _bare(font: Any, program: bytes) -> bytes:
    """Return a program with the tables that are left in the directory, their bytes as they were."""
    tables = {tag: program[entry.offset : entry.offset + entry.length] for tag, entry in font.reader.tables.items()}
    head, body = program[:4] + struct.pack(">HHHH", len(tables), 16, 0, 0), b""
    start = 12 + 16 * len(tables)
    for tag, content in sorted(tables.items()):
        head += tag.encode("latin-1") + struct.pack(">III", 0, start + len(body), len(content))
        body += content + b"\x00" * (-len(content) % 4)
    return head + body


def exchange_programs(random: Random, pdf: Pdf) -> None:
    """Fonts have each other's programs, or a program under the wrong key."""
    programs = _programs(pdf)
    for descriptor, key, _ in programs:
        other, its_key, _ = random.choice(programs)
        wrong = random.choice((key, *_PROGRAMS))
        program = other.get(its_key)
        if key in descriptor and program is not None:
            del descriptor[key]
            descriptor[wrong] = program


def damage_widths(random: Random, pdf: Pdf) -> None:
    """Widths, W, W2, DW, FirstChar, the matrix: wrong in number, in order, in type (9.7.4.3)."""
    numbers = (0, -1, 1, 3000, 10**10, -(10**6), 65536, Name.X, None)
    for font in fonts_of(pdf):
        key = random.choice(
            ("/Widths", "/W", "/W2", "/DW", "/DW2", "/FirstChar", "/LastChar", "/FontMatrix", "/FontBBox")
        )
        value: Any = random.choice(numbers)
        if key in ("/Widths", "/W", "/W2", "/DW2", "/FontMatrix", "/FontBBox") and random.random() < 0.8:
            value = Array([_width(random, numbers) for _ in range(random.choice((0, 1, 3, 6, 300)))])
        if value is not None:
            font[key] = value
        elif key in font:
            del font[key]


def _width(random: Random, numbers: tuple[Any, ...]) -> Any:
    number = random.choice((*numbers, random.randrange(1000), random.randrange(70000)))
    return Array([random.choice((500, 0, 10**10))] * random.choice((0, 1, 50))) if random.random() < 0.3 else number


def damage_encodings(random: Random, pdf: Pdf) -> None:
    """Encoding and Differences: other names, names that say nothing, numbers that jump (9.6.5)."""
    names = (
        "/uni0627",
        "/afii57415",
        "/g12",
        "/.notdef",
        "/space",
        "/uniD800",
        "/u1F600",
        "/a",
        "/alef-ar.fina",
        "/" + "n" * 90,
    )
    for font in fonts_of(pdf):
        entries = [
            random.choice((Name(random.choice(names)), random.choice((0, 32, 255, 256, -1, 70000))))
            for _ in range(random.choice((0, 3, 60, 600)))
        ]
        encodings: tuple[Any, ...] = (
            Dictionary(Type=Name.Encoding, Differences=Array(entries)), Name.MacRomanEncoding, Name("/Identity-H"),
            Name("/UniGB-UCS2-H"), Name("/NoSuchEncoding"), Array(entries), 5,
        )  # fmt: skip
        if random.random() < 0.7:
            font["/Encoding"] = random.choice(encodings)
        else:
            font["/CIDToGIDMap"] = random.choice(
                (Name.Identity, Name.X, Stream(pdf, random.randbytes(random.choice((0, 1, 99)))))
            )


#: Every change of fonts.
CHANGES: Final[tuple[Change, ...]] = (
    damage_programs, damage_heads, drop_tables, exchange_programs, damage_widths, damage_encodings,
)  # fmt: skip
