"""Streams encoded anew by every filter that text needs (ISO 32000-2 7.4), sound, in chains, and damaged."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable
from random import Random
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from tests.fuzz.damage_bytes import cut, flip, insert, truncate
from tests.fuzz.objects import Change, streams_of

__all__ = ["CHANGES"]

#: Codes of an LZW stream before the table must be cleared, so that all codes have nine bits (7.4.4.2).
_NINE_BITS: Final = 250
_LONGEST_RUN: Final = 128


_PARAMETERS: Final = ("/Predictor", "/Columns", "/Colors", "/BitsPerComponent", "/EarlyChange")
_NUMBERS: Final = (0, -1, 1, 2, 12, 15, 255, 65536, 2**31, 10**12)


def ascii_hex(content: bytes) -> bytes:
    """ASCIIHexDecode, 7.4.2."""
    return content.hex().encode() + b">"


def ascii_85(content: bytes) -> bytes:
    """ASCII85Decode, 7.4.3."""
    return base64.a85encode(content, wrapcol=72) + b"~>"


def run_length(content: bytes) -> bytes:
    """RunLengthDecode, 7.4.5: literal runs only."""
    runs = (content[start : start + _LONGEST_RUN] for start in range(0, len(content), _LONGEST_RUN))
    return b"".join(bytes([len(run) - 1]) + run for run in runs) + b"\x80"


def lzw(content: bytes) -> bytes:
    """LZWDecode, 7.4.4: every byte a code of its own, the table cleared before codes grow."""
    codes = [
        code for start in range(0, len(content), _NINE_BITS) for code in (256, *content[start : start + _NINE_BITS])
    ]
    bits = "".join(format(code, "09b") for code in (*codes, 257))
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def as_it_is(content: bytes) -> bytes:
    """Crypt with the filter Identity, 7.4.10."""
    return content


FILTERS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "/ASCIIHexDecode": ascii_hex, "/AHx": ascii_hex, "/ASCII85Decode": ascii_85, "/A85": ascii_85,
    "/RunLengthDecode": run_length, "/RL": run_length, "/LZWDecode": lzw, "/LZW": lzw, "/FlateDecode": zlib.compress,
    "/Fl": zlib.compress, "/Crypt": as_it_is,
}  # fmt: skip


def encode(stream: Stream, content: bytes, names: list[str]) -> bytes:
    """Encode a stream by a chain of filters, the first to be decoded first; the bytes that were written come back."""
    for name in reversed(names):
        content = FILTERS[name](content)
    stream.write(content, filter=_filters(names), type_check=False)
    return content


def _filters(names: list[str]) -> Name | Array:
    return Name(names[0]) if len(names) == 1 else Array([Name(name) for name in names])


def encode_anew(random: Random, pdf: Pdf) -> None:
    """Sound streams by other filters and chains of them: nothing is damaged."""
    for stream, content in _chosen(random, pdf):
        encode(stream, content, random.choices(list(FILTERS), k=random.choice((1, 1, 2, 3))))


def damage_encoded(random: Random, pdf: Pdf) -> None:
    """Streams whose encoded bytes are damaged."""
    for stream, content in _chosen(random, pdf):
        names = random.choices(list(FILTERS), k=random.choice((1, 1, 2)))
        damaged = random.choice((flip, cut, insert, truncate))(random, encode(stream, content, names))
        stream.write(damaged, filter=_filters(names), type_check=False)


def wrong_filters(random: Random, pdf: Pdf) -> None:
    """Filters that the bytes are not encoded by, that do not exist, or that are no names."""
    for stream, _ in _chosen(random, pdf):
        names: Any = random.choice(
            (Name(random.choice(list(FILTERS))), Name.JBIG2Decode, Name.DCTDecode, Name("/NoSuchDecode"), 7, Array([]),
             Array([Name.FlateDecode] * random.choice((2, 40))), Array([Name.Crypt, Name.FlateDecode]), stream)
        )  # fmt: skip
        stream.Filter = names


def wrong_parameters(random: Random, pdf: Pdf) -> None:
    """Parameters of filters that are extreme: predictors, columns, EarlyChange (7.4.4.3)."""
    for stream, content in _chosen(random, pdf):
        encode(stream, content, [random.choice(("/FlateDecode", "/LZWDecode"))])
        entries = {key: random.choice(_NUMBERS) for key in _PARAMETERS}
        parameters: Any = Dictionary(entries)
        stream.DecodeParms = random.choice((parameters, Array([parameters]), Array([None, parameters]), 3))


def bombs(random: Random, pdf: Pdf) -> None:
    """Streams that grow a thousandfold, once or twice."""
    for stream, content in _chosen(random, pdf)[:1]:
        padding = random.choice((b" ", b"\x00", b"q ", b"0 ")) * random.choice((100_000, 10_000_000))
        packed = zlib.compress(content + padding)
        if random.random() < 0.5:
            stream.write(packed, filter=Name.FlateDecode)
        else:
            stream.write(zlib.compress(packed), filter=Array([Name.FlateDecode, Name.FlateDecode]))


def _chosen(random: Random, pdf: Pdf) -> list[tuple[Stream, bytes]]:
    streams = streams_of(pdf)
    return random.sample(streams, min(len(streams), random.choice((1, 1, 2, 5))))


#: Every change of streams.
CHANGES: Final[tuple[Change, ...]] = (encode_anew, damage_encoded, wrong_filters, wrong_parameters, bombs)
