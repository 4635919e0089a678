"""ToUnicode CMaps: which letters a code stands for (ISO 32000-2 9.10.3)."""

from __future__ import annotations

import re
from array import array
from functools import cache

from tarmim.model.font import CodeMap
from tarmim.pdf.cmaps import sections
from tarmim.pdf.open import Name, Stream, Value

__all__ = ["parse_to_unicode", "read_to_unicode"]

#: A map larger than this is not read: one of all 65,536 codes, a line each, has 1 MB.
_MAP_LIMIT = 16 << 20

#: Letters a code may stand for: the longest ligature, U+FDFA, has 18; clusters of Indic scripts fewer.
_MOST_UTF16_UNITS = 64


def read_to_unicode(value: Value) -> CodeMap | None:
    """Return the map under a font's /ToUnicode, None where there is none; by Identity-H codes are their letters."""
    if isinstance(value, Name):
        is_identity = value.startswith("Identity")
        return CodeMap(starts=array("q", [0]), ends=array("q", [1 << 16]), firsts=("\0",)) if is_identity else None
    return parse_to_unicode(value.read()[:_MAP_LIMIT]) if isinstance(value, Stream) else None


def parse_to_unicode(written: bytes) -> CodeMap:
    """Return what a ToUnicode CMap maps; a code mapped twice keeps its last text.

    Ranges with one text count up in its last code point and are kept unexpanded; of overlapping ranges the one that
    begins later speaks.
    """
    singles: dict[int, str] = {}
    ranges: dict[int, tuple[int, str]] = {}
    for kind, body in sections(written):
        if kind == b"bfchar":
            for code, hexadecimal, name in _pair_pattern().findall(body):
                if key := _wrapped_code(code):
                    singles[key[0]] = _text_of_glyph(name) if name else _text(hexadecimal)
        elif kind == b"bfrange":
            for low, high, hexadecimal, texts in _range_pattern().findall(body):
                first, last = _wrapped_code(low), _wrapped_code(high)
                if first and last and first[0] <= last[0]:
                    _add_range(singles, ranges, (first[0], last[0] + 1), texts or hexadecimal)
    starts = sorted(ranges)
    return CodeMap(
        singles,
        array("q", starts),
        array("q", (ranges[start][0] for start in starts)),
        tuple(ranges[start][1] for start in starts),
    )


def _add_range(
    singles: dict[int, str], ranges: dict[int, tuple[int, str]], span: tuple[int, int], written: bytes
) -> None:
    start, end = span
    if written.startswith(b"["):
        texts = re.findall(rb"<([^>]*+)>", written)[: end - start]
        singles.update((start + k, _text(text)) for k, text in enumerate(texts))
    elif end - start == 1:
        singles[start] = _text(written[1:-1])
    else:
        ranges[start] = (end, _text(written[1:-1]))


_WHITE = rb"[\x00\s]*+"


@cache
def _pair_pattern() -> re.Pattern[bytes]:
    return re.compile(rb"<([^<>]*+)>" + _WHITE + rb"(?:<([^<>]*+)>|/([\w.]++))")


@cache
def _range_pattern() -> re.Pattern[bytes]:
    code = rb"<([^<>]*+)>" + _WHITE
    return re.compile(code + code + rb"(?:(<[^<>]*+>)|(\[[^\]]*+\]?+))")


def _wrapped_code(digits: bytes) -> tuple[int] | None:
    """Return a code, wrapped so that 0 is true; None where the digits are none."""
    try:
        return (int(bytes(digits).translate(None, b"\0 \t\r\n\f"), 16),) if len(digits) <= _MOST_CODE_DIGITS else None
    except ValueError:
        return None


#: Digits and blanks of a code: codes have at most four bytes.
_MOST_CODE_DIGITS = 16


def _text(digits: bytes) -> str:
    """Return the text of UTF-16BE digits; one byte alone is a code point, as some producers write it."""
    digits = re.sub(rb"[^0-9A-Fa-f]++", b"", digits)[: 4 * _MOST_UTF16_UNITS]
    if not digits:
        return ""
    if len(digits) <= 2:
        return chr(int(digits, 16))
    digits += b"0" * (len(digits) % 2)
    content = bytes.fromhex(digits.decode())
    return (
        content.decode("utf-16-be", "replace") if len(content) % 2 == 0 else content[1:].decode("utf-16-be", "replace")
    )


def _text_of_glyph(name: bytes) -> str:
    from tarmim.pdf.names import text_of_name

    return text_of_name(name.decode("latin-1")) or ""
