"""ToUnicode CMaps: which letters a code stands for (ISO 32000-2 9.10.3)."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, pairwise

from tarmim.model.font import CodeMap
from tarmim.pdf.cmaps import MOST_ENTRIES, sections
from tarmim.pdf.objects import Name, Stream, Value

__all__ = ["ToUnicode", "parse_to_unicode", "read_to_unicode"]

#: Bytes of a map that are read: one of all 65,536 codes, a line each, has 1 MB.
_MAP_LIMIT = 16 << 20

#: Letters a code may stand for: the longest ligature, U+FDFA, has 18; clusters of Indic scripts fewer.
_MOST_UTF16_UNITS = 64


def read_to_unicode(value: Value) -> ToUnicode:
    """Return the map under a font's /ToUnicode, without one where there is none; by Identity-H codes are their letters.

    Of a map that is damaged what can be read of it is used.
    """
    if isinstance(value, Name):
        is_identity = value.startswith("Identity")
        identity = CodeMap(starts=array("q", [0]), ends=array("q", [1 << 16]), firsts=("\0",))
        return ToUnicode(identity if is_identity else None)
    if not isinstance(value, Stream):
        return ToUnicode(None)
    decoded = value.decode()
    found = parse_to_unicode(decoded.content[:_MAP_LIMIT])
    if not decoded.problem:
        return found
    if not decoded.content:
        return ToUnicode(None, ("its map is damaged: it is not read",))
    return replace(found, problems=("its map is damaged: what can be read of it is used", *found.problems))


@dataclass(frozen=True, slots=True)
class ToUnicode:
    """What a ToUnicode CMap comes to.

    map       the map, None where there is none
    problems  what went wrong, in words that follow on the font's name
    size      how many bytes were read
    """

    map: CodeMap | None
    problems: tuple[str, ...] = ()
    size: int = 0


def parse_to_unicode(written: bytes) -> ToUnicode:
    """Return what a ToUnicode CMap maps; a code mapped twice keeps its last text.

    Ranges with one text count up in its last code point and are kept unexpanded; of overlapping ranges the one that
    begins later speaks. Codes with another number of bytes than the map's own codespace has cannot occur: they count
    only where the code they come to is not mapped (some writers give single bytes two).
    """
    entries = _entries(written)
    lengths = _code_lengths(written)
    own, foreign = _Mapped({}, {}), _Mapped({}, {})
    for start, end, text, digits in islice(entries, MOST_ENTRIES):
        mapped = own if digits in lengths or not lengths else foreign
        if end - start == 1:
            mapped.singles[start] = text
        else:
            mapped.ranges[start] = (end, text)
    has_more = next(entries, None) is not None
    found = own.code_map()
    if foreign.singles or foreign.ranges:
        found = _Mapped(
            {**{code: text for code, text in foreign.singles.items() if found.get(code) is None}, **own.singles},
            {**{code: entry for code, entry in foreign.ranges.items() if found.get(code) is None}, **own.ranges},
        ).code_map()
    problems = (f"its map has more than {MOST_ENTRIES:,} entries: the rest is not read",) if has_more else ()
    return ToUnicode(found, problems, len(written))


@dataclass(frozen=True, slots=True)
class _Mapped:
    """Codes by themselves with their texts, and ranges by their start: their end and the text of their first code."""

    singles: dict[int, str]
    ranges: dict[int, tuple[int, str]]

    def code_map(self) -> CodeMap:
        """Return the map; a range ends where the next begins."""
        starts = sorted(self.ranges)
        return CodeMap(
            self.singles,
            array("q", starts),
            array("q", (min(self.ranges[start][0], after) for start, after in pairwise([*starts, _END]))),
            tuple(self.ranges[start][1] for start in starts),
        )


def _code_lengths(written: bytes) -> frozenset[int]:
    """Return how many digits the codes of a map's codespace have; none where it does not say."""
    found = re.search(rb"begincodespacerange([^a-z]{0,1000})", written)
    return frozenset(len(code) for code in re.findall(rb"<([0-9A-Fa-f]++)>", found[1])) if found else frozenset()


#: Behind all codes: they have at most four bytes.
_END = 1 << 32


def _entries(written: bytes) -> Iterator[tuple[int, int, str, int]]:
    """Yield what is mapped: codes start:end, the text of the first, and how many digits it is written with."""
    for kind, body in sections(written):
        if kind == b"bfchar":
            for match in _pair_pattern().finditer(body):
                code, hexadecimal, name = match.groups()
                if key := _wrapped_code(code):
                    yield key[0], key[0] + 1, _text_of_glyph(name) if name else _text(hexadecimal), len(code)
        elif kind == b"bfrange":
            for match in _range_pattern().finditer(body):
                first, last = _wrapped_code(match[1]), _wrapped_code(match[2])
                if first and last and first[0] <= last[0]:
                    for entry in _range_entries(first[0], last[0] + 1, match[3], match[4]):
                        yield *entry, len(match[1])


def _range_entries(start: int, end: int, written: bytes | None, texts: bytes | None) -> Iterator[tuple[int, int, str]]:
    if texts is None:
        yield start, end, _text((written or b"")[1:-1])
        return
    found = islice(re.finditer(rb"<([^>]*+)>", texts), end - start)
    yield from ((start + k, start + k + 1, _text(match[1])) for k, match in enumerate(found))


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
        code = int(bytes(digits).translate(None, b"\0 \t\r\n\f"), 16) if len(digits) <= _MOST_CODE_DIGITS else _END
    except ValueError:
        return None
    return (code,) if code < _END else None


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
