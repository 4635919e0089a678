"""LZW streams, decoded with a limit (ISO 32000-2 7.4.4). Files since 1997 rarely have any."""

from __future__ import annotations

from tarmim.pdf.decoded import Decoded, TooMuchError, Work

__all__ = ["expand"]

_CLEAR, _END = 256, 257

#: Codes have at most twelve bits.
_MOST_CODE_BITS = 12


def expand(raw: bytes, work: Work, *, early: int = 1) -> Decoded:
    """Return what LZW codes stand for, up to the damage where there is some; TooMuchError where they are too many.

    early  /EarlyChange: 1 where codes grow one code before they must

    >>> expand(bytes.fromhex("800B6050220C0C8501"), Work(99, 99, 99)).content
    b'-----A---B'
    """
    given = raw[: work.steps]
    problem = "its LZW data has no end mark"
    if len(given) < len(raw):
        problem = f"it has too much LZW data: it is read up to byte {work.steps:,}"
    table = [bytes((byte,)) for byte in range(256)] + [b"", b""]
    content = bytearray()
    width, bits, have, previous = 9, 0, 0, b""
    for byte in given:
        bits = (bits << 8 | byte) & 0xFFFFFF
        have += 8
        if have < width:
            continue
        have -= width
        code = bits >> have & ((1 << width) - 1)
        if code == _END:
            problem = ""
            break
        if code == _CLEAR:
            del table[258:]
            width, previous = 9, b""
            continue
        if code > len(table) or (code == len(table) and not previous):
            problem = f"its LZW data is damaged after {len(content):,} bytes"
            break
        entry = table[code] if code < len(table) else previous + previous[:1]
        if previous and len(table) < 1 << _MOST_CODE_BITS:
            table.append(previous + entry[:1])
        content += entry
        previous = entry
        if len(content) > work.size:
            raise TooMuchError
        width = min(_MOST_CODE_BITS, max(9, (len(table) + early).bit_length()))
    work.steps -= len(given)
    work.give(len(content))
    return Decoded(bytes(content), problem)
