"""Damage to the bytes of a file, whatever they mean: what disks, transfers and careless programs do."""

from __future__ import annotations

import re
from random import Random
from typing import Final

__all__ = ["EXTREMES", "change_numbers", "cut", "duplicate", "flip", "insert", "keyword_damage", "truncate"]

#: Numbers that no file has and every file may have.
EXTREMES: Final = (
    b"0", b"-1", b"1", b"255", b"65536", b"2147483647", b"2147483648", b"-2147483649", b"9223372036854775808",
    b"99999999999999999999999", b"1e38", b"-1e308", b"3.4e38", b"nan", b"inf", b"-0.0", b"0.0000000001",
    b"1." + b"9" * 300, b"9" * 400, b"--5", b"1.2.3", b".",
)  # fmt: skip

_KEYWORDS: Final = (
    b"endstream", b"endobj", b"stream", b"obj", b"xref", b"trailer", b"startxref", b"%%EOF", b"%PDF-", b" R", b"<<",
    b">>", b"[", b"]", b"(", b")", b"/Length", b"/Type", b"/Filter", b"/FlateDecode", b"/Pages", b"/Kids", b"/Count",
    b"/Contents", b"/Resources", b"/Font", b"/ToUnicode", b"/Encoding", b"/W", b"/Root", b"/Size", b"/Prev", b"/ObjStm",
    b"/XRef", b"/Index", b"/DecodeParms", b"/MediaBox",
)  # fmt: skip
_INSTEAD: Final = (b"", b"null", b"<<", b"[", b"endobj", b"stream\n", b"/Kids", b"/Parent", b"0 0 R", b"%", b"\x00")


def flip(random: Random, data: bytes) -> bytes:
    """Bits turned over, one to a thousand of them."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 2, 5, 20, 100, 1000)) if changed else 0):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def truncate(random: Random, data: bytes) -> bytes:
    """The end is missing: a transfer that broke off."""
    return data[: random.randrange(len(data) + 1)]


def behead(random: Random, data: bytes) -> bytes:
    """The beginning is missing, with the header or without."""
    return data[: random.choice((0, 16, 1024))] + data[random.randrange(len(data) + 1) :]


def cut(random: Random, data: bytes) -> bytes:
    """A piece is missing, so that all offsets after it are wrong."""
    start = random.randrange(len(data) + 1)
    return data[:start] + data[start + random.choice((1, 8, 64, 512, 4096, 20000)) :]


def swap(random: Random, data: bytes) -> bytes:
    """Two pieces of one length exchanged."""
    length = random.choice((16, 128, 1024, 8192))
    if len(data) < 2 * length:
        return data[::-1]
    first = random.randrange(len(data) - 2 * length + 1)
    second = random.randrange(first + length, len(data) - length + 1)
    middle = data[first + length : second]
    return (
        data[:first] + data[second : second + length] + middle + data[first : first + length] + data[second + length :]
    )


def duplicate(random: Random, data: bytes) -> bytes:
    """A piece written twice or twenty times."""
    start, length = random.randrange(len(data) + 1), random.choice((10, 100, 1000, 10000))
    return data[:start] + data[start : start + length] * random.choice((2, 3, 20)) + data[start + length :]


def insert(random: Random, data: bytes) -> bytes:
    """Noise put in, or written over what stood there."""
    start, length = random.randrange(len(data) + 1), random.choice((1, 4, 50, 1000))
    noise = random.choice((random.randbytes(length), bytes(length), b"\xff" * length, b"\r\n" * length))
    return data[:start] + noise + data[start + random.choice((0, len(noise))) :]


def change_numbers(random: Random, data: bytes) -> bytes:
    """Numbers in clear text become extreme."""
    places = list(re.finditer(rb"-?\d+(?:\.\d+)?", data))
    chosen = random.sample(places, min(len(places), random.choice((1, 2, 5, 30))))
    for place in sorted(chosen, key=lambda place: -place.start()):
        data = data[: place.start()] + random.choice(EXTREMES) + data[place.end() :]
    return data


def keyword_damage(random: Random, data: bytes) -> bytes:
    """Keywords lost, cut short, doubled or exchanged."""
    for _ in range(random.choice((1, 2, 4))):
        keyword = random.choice(_KEYWORDS)
        places = [place.start() for place in re.finditer(re.escape(keyword), data)]
        if places:
            start = random.choice(places)
            instead = random.choice(
                (keyword[:-1], keyword + keyword, random.choice(_INSTEAD), random.choice(_KEYWORDS))
            )
            data = data[:start] + instead + data[start + len(keyword) :]
    return data


def wrong_offsets(random: Random, data: bytes) -> bytes:
    """Entries of the cross-reference table, startxref and lengths of streams point elsewhere."""
    pattern = random.choice((rb"\d{10}(?= \d{5} [nf])", rb"(?<=startxref\s)\d+", rb"(?<=/Length )\d+(?! \d+ R)"))
    places = list(re.finditer(pattern, data))
    for place in sorted(random.sample(places, min(len(places), 4)), key=lambda place: -place.start()):
        width = place.end() - place.start()
        number = random.choice((0, 1, len(data), 10**9, random.randrange(len(data) + 1), int(place[0]) + 1))
        data = data[: place.start()] + str(number).zfill(width).encode() + data[place.end() :]
    return data
