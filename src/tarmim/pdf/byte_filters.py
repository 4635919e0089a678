"""ASCIIHex, ASCII85 and RunLength streams, damaged ones too (ISO 32000-2 7.4.2, 7.4.3, 7.4.5).

A character that may not stand in ASCII data is taken for a digit that was altered: the digits after it keep their
places, and the damage costs one byte or four.
"""

from __future__ import annotations

import re
from binascii import unhexlify

from tarmim.pdf.decoded import Decoded, TooMuchError, Work

__all__ = ["from_hexadecimal", "from_radix_85", "from_run_lengths"]

_WHITE = b"\0\t\n\v\f\r "


def from_hexadecimal(raw: bytes, work: Work) -> Decoded:
    """Return the bytes of hexadecimal digits, which `>` ends.

    NUL, which counts as white (7.2.3), is a digit that was altered: nobody sets digits apart by it.
    """
    digits, mark, _ = raw.translate(None, _WHITE[1:]).partition(b">")
    work.give(len(digits) // 2)
    sound, wrong = re.subn(rb"[^0-9A-Fa-f]", b"0", digits)
    problem = _wrong_characters("hexadecimal", wrong, is_ended=bool(mark))
    return Decoded(unhexlify(sound + b"0" * (len(sound) % 2)), problem)


def from_radix_85(raw: bytes, work: Work) -> Decoded:
    """Return the bytes of ASCII85 digits, which `~>` ends."""
    digits = raw.translate(None, _WHITE).removeprefix(b"<~")
    digits, mark, _ = digits.partition(b"~>")
    if not mark:
        digits, mark = digits.removesuffix(b"~"), digits[-1:] if digits.endswith(b"~") else b""
    if len(digits) + 4 * digits.count(b"z") > 5 * (work.size // 4 + 1):
        raise TooMuchError
    sound, wrong = re.subn(rb"[^!-uz]", b"!", digits)
    content, overflows = _groups(sound)
    work.give(len(content))
    return Decoded(content, _wrong_characters("ASCII85", wrong + overflows, is_ended=bool(mark)))


#: Digits made into bytes at a time, a multiple of five: each takes forty bytes of memory meanwhile.
_PIECE = 1_000_000


def _groups(digits: bytes) -> tuple[bytes, int]:
    """Return the bytes of groups of five digits, and how many groups are wrong; z is a group of zeros."""
    import numpy as np

    if b"z" in digits:
        digits = _without_z(digits)
    padding = -len(digits) % 5
    weights = np.array([85**4, 85**3, 85**2, 85, 1], np.uint64)
    content, overflows = bytearray(), 0
    for start in range(0, len(digits), _PIECE):
        piece = digits[start : start + _PIECE]
        figures = np.frombuffer(piece + b"u" * (-len(piece) % 5), np.uint8).astype(np.uint64) - np.uint64(33)
        values = figures.reshape(-1, 5) @ weights
        overflows += int((values >> np.uint64(32) > 0).sum())
        content += values.astype(">u4").tobytes()
    return bytes(content[: len(content) - padding]), overflows


def _without_z(digits: bytes) -> bytes:
    """Return the digits with each z that stands between groups written out, and one inside a group as a digit."""
    parts = digits.split(b"z")
    written = bytearray(parts[0])
    for part in parts[1:]:
        written += b"!!!!!" if len(written) % 5 == 0 else b"!"
        written += part
    return bytes(written)


def _wrong_characters(kind: str, count: int, *, is_ended: bool) -> str:
    if count:
        return f"{count:,} of its {kind} digits {'is' if count == 1 else 'are'} wrong"
    return "" if is_ended else f"its {kind} data has no end mark"


def from_run_lengths(raw: bytes, work: Work) -> Decoded:
    """Return the bytes of runs: a length below 128 copies one byte more than it, one above repeats the next byte."""
    content = bytearray()
    place, end, steps = 0, len(raw), work.steps
    while place < end and steps:
        length = raw[place]
        if length == 128:
            end = place
        elif length < 128:
            content += raw[place + 1 : place + length + 2]
            place += length + 2
        else:
            content += raw[place + 1 : place + 2] * (257 - length)
            place += 2
        if len(content) > work.size:
            raise TooMuchError
        steps -= 1
    work.steps = steps
    work.give(len(content))
    if place < end:
        return Decoded(bytes(content), f"it has too many runs: it is read up to byte {place:,}")
    return Decoded(bytes(content), "its last run is cut" if place > end else "")
