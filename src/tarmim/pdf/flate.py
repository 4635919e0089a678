"""Flate streams, damaged ones too (ISO 32000-2 7.4.4; RFC 1950, 1951)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from tarmim.pdf.decoded import Decoded, TooMuchError, Work

__all__ = ["inflate", "is_deflated"]

#: Bytes taken at a time where a stream is damaged: the piece with the damage is gone through byte by byte.
_PIECE = 4096

_WHITE = b"\0\t\n\f\r "


def inflate(raw: bytes, work: Work) -> Decoded:
    """Return the bytes inflated, up to the damage where there is some; TooMuchError where they are too many.

    A header that is wrong or missing, and a check sum that is missing, cost nothing: the bytes are read as raw deflate.
    """
    best = _inflated(raw, zlib.MAX_WBITS, work)
    if not best.problem or best.problem == _WRONG_SUM:
        return best
    for start, bits in _other_ways(raw):
        other = _inflated(raw[start:], bits, work)
        if other.content and (not other.problem or len(other.content) > len(best.content)):
            best = other
        if not best.problem:
            break
    return best


def is_deflated(raw: bytes) -> bool:
    """Tell whether bytes begin as a zlib stream does (RFC 1950 2.2), and its first bytes can be inflated."""
    if len(raw) < 8 or raw[0] & 0x0F != 8 or raw[0] >> 4 > 7 or (raw[0] << 8 | raw[1]) % 31 or raw[1] & 0x20:
        return False
    try:
        return bool(zlib.decompressobj().decompress(raw, 64))
    except zlib.error:
        return False


_WRONG_SUM = "the check sum of its Flate data is wrong"


def _other_ways(raw: bytes) -> Iterator[tuple[int, int]]:
    """Yield where else the data may begin and how: behind line breaks, without a header, with a wrong one."""
    white = len(raw) - len(raw.lstrip(_WHITE))
    if white:
        yield white, zlib.MAX_WBITS
    yield 2, -zlib.MAX_WBITS
    yield 0, -zlib.MAX_WBITS


def _inflated(raw: bytes, bits: int, work: Work) -> Decoded:
    inflater = zlib.decompressobj(bits)
    try:
        content = inflater.decompress(raw, work.size + 1)
    except zlib.error as error:
        content = _before_damage(raw, bits, work)
        if "data check" in str(error):
            return Decoded(content, _WRONG_SUM)
        return Decoded(content, f"its Flate data is damaged after {len(content):,} bytes")
    work.give(len(content))
    if inflater.eof:
        return Decoded(content)
    return Decoded(content, f"its Flate data ends early, after {len(content):,} bytes")


def _before_damage(raw: bytes, bits: int, work: Work) -> bytes:
    """Return what stands before the first byte that cannot be inflated."""
    inflater = zlib.decompressobj(bits)
    content = bytearray()
    for start in range(0, len(raw), _PIECE):
        piece = raw[start : start + _PIECE]
        before = inflater.copy()
        try:
            content += inflater.decompress(piece, work.size + 1)
        except zlib.error:
            content += _byte_by_byte(before, piece)
            break
        if len(content) > work.size:
            raise TooMuchError
    work.give(len(content))
    return bytes(content)


def _byte_by_byte(inflater: zlib._Decompress, piece: bytes) -> bytes:
    content = bytearray()
    for place in range(len(piece)):
        try:
            content += inflater.decompress(piece[place : place + 1])
        except zlib.error:
            break
    return bytes(content)
