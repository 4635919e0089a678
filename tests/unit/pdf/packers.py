"""Encoders of the filters, written from the standards and not from the decoders that they test."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable
from itertools import groupby

__all__ = ["PACKERS", "lzw", "png_rows", "run_lengths"]


def lzw(content: bytes, *, early: int = 1) -> bytes:
    """LZW as TIFF 6.0 section 13 has it: codes of 9 to 12 bits, the table cleared when it is full."""
    bits = f"{256:09b}"
    table: dict[bytes, int] = {bytes((byte,)): byte for byte in range(256)}
    width, nearest, following = 9, b"", 258
    for k in range(len(content)):
        longer = nearest + content[k : k + 1]
        if longer in table:
            nearest = longer
            continue
        bits += f"{table[nearest]:0{width}b}"
        table[longer] = following
        following += 1
        if following + early > 1 << width:
            width += 1
        if following == 4094:
            bits += f"{256:0{width}b}"
            table = {bytes((byte,)): byte for byte in range(256)}
            width, following = 9, 258
        nearest = content[k : k + 1]
    if nearest:
        bits += f"{table[nearest]:0{width}b}"
        if following + 1 + early > 1 << width:
            width += 1
    bits += f"{257:0{width}b}"
    return int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")


def run_lengths(content: bytes) -> bytes:
    """Runs of equal bytes as repetitions, all others copied one by one."""
    packed = bytearray()
    for byte, run in groupby(content):
        left = len(list(run))
        while left:
            length = min(left, 128)
            packed += bytes((257 - length, byte)) if length > 1 else bytes((0, byte))
            left -= length
    return bytes(packed) + b"\x80"


def png_rows(content: bytes, kinds: list[int], *, pixel: int, width: int) -> bytes:
    """Rows predicted as PNG (second edition, 9.2) says, each in the next way of `kinds`; the last may be short."""
    packed = bytearray()
    for number, start in enumerate(range(0, len(content), width)):
        kind = kinds[number % len(kinds)]
        packed.append(kind)
        for k in range(start, min(start + width, len(content))):
            left = content[k - pixel] if k - pixel >= start else 0
            up = content[k - width] if k >= width else 0
            corner = content[k - width - pixel] if k >= width and k - pixel >= start else 0
            packed.append((content[k] - predicted(kind, left, up, corner)) % 256)
    return bytes(packed)


def predicted(kind: int, left: int, up: int, corner: int) -> int:
    if kind == 3:
        return (left + up) // 2
    if kind == 4:
        guess = left + up - corner
        distances = [(abs(guess - one), order, one) for order, one in enumerate((left, up, corner))]
        return min(distances)[2]
    return (0, left, up)[kind]


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "FlateDecode": zlib.compress,
    "LZWDecode": lzw,
    "ASCII85Decode": lambda content: base64.a85encode(content, wrapcol=72) + b"~>",
    "ASCIIHexDecode": lambda content: content.hex(" ", 20).encode() + b">",
    "RunLengthDecode": run_lengths,
    "Crypt": bytes,
}
