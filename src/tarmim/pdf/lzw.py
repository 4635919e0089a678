"""LZW streams, decoded with a limit (ISO 32000-2 7.4.4).

qpdf bounds what Flate may inflate to, not LZW: .6 MB of LZW took it 3.4 s and 1.7 GB. Files since 1997 rarely have any.
"""

from __future__ import annotations

import base64
import re
from binascii import unhexlify
from collections.abc import Sequence

__all__ = ["decode"]

_CLEAR, _END = 256, 257

#: Codes have at most twelve bits.
_MOST_CODE_BITS = 12


def decode(raw: bytes, filters: Sequence[str], *, early: int, limit: int) -> bytes | None:
    """Return the bytes with the filters undone, None where one of them is not for this module to undo.

    `early` is /EarlyChange. Raises ValueError where more than `limit` bytes come out.
    """
    for name in filters:
        if name in ("LZWDecode", "LZW"):
            raw = expand(raw, early=early, limit=limit)
        elif name in ("ASCIIHexDecode", "AHx"):
            digits = re.sub(rb"[^0-9A-Fa-f]++", b"", raw.split(b">")[0])
            raw = unhexlify(digits + b"0" * (len(digits) % 2))
        elif name in ("ASCII85Decode", "A85"):
            raw = base64.a85decode(raw.split(b"~")[0].removeprefix(b"<~"), ignorechars=b" \t\n\r\v\f\0")
        elif name in ("FlateDecode", "Fl"):
            import zlib

            inflater = zlib.decompressobj()
            raw = inflater.decompress(raw, limit)
        else:
            return None
    return raw


def expand(raw: bytes, *, early: int = 1, limit: int) -> bytes:
    """Return what LZW codes stand for; damage ends it early.

    >>> expand(bytes.fromhex("800B6050220C0C8501"), limit=99)
    b'-----A---B'
    """
    table = [bytes((byte,)) for byte in range(256)] + [b"", b""]
    parts: list[bytes] = []
    size, width, bits, have = 0, 9, 0, 0
    previous = b""
    for byte in raw:
        bits = (bits << 8 | byte) & 0xFFFFFF
        have += 8
        if have < width:
            continue
        have -= width
        code = bits >> have & ((1 << width) - 1)
        if code == _END:
            break
        if code == _CLEAR:
            del table[258:]
            width, previous = 9, b""
            continue
        if code > len(table) or (code == len(table) and not previous):
            break
        entry = table[code] if code < len(table) else previous + previous[:1]
        if previous and len(table) < 1 << _MOST_CODE_BITS:
            table.append(previous + entry[:1])
        parts.append(entry)
        previous = entry
        size += len(entry)
        if size > limit:
            raise ValueError("an LZW stream inflates beyond the limit")
        width = min(_MOST_CODE_BITS, max(9, (len(table) + early).bit_length()))
    return b"".join(parts)
