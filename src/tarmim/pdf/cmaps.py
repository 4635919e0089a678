"""CMaps: how bytes part into codes and which CID a code selects (ISO 32000-2 9.7.5).

Embedded CMaps are read, with the CMaps they use. Of the predefined ones Identity and the Unicode ones need no table;
for the others Python's codecs know how bytes part and which letters they are, but not the CIDs: those fonts are as
wide as /DW says.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from tarmim.pdf.open import Name, Stream, Value

__all__ = ["CMap", "CodeSpace", "predefined_cmap", "read_cmap"]

#: How many CMaps may use each other: Adobe's own use one or two.
_USE_DEPTH = 8

#: CMaps larger than this are not read: the largest of Adobe's is 600 kB.
_CMAP_LIMIT = 8 << 20


@dataclass(frozen=True, slots=True)
class CodeSpace:
    """One range of codes: `low` and `high` bound every byte by itself (9.7.6.2)."""

    low: bytes
    high: bytes

    def holds(self, code: bytes) -> bool:
        """Tell whether a code of the same length is in the range."""
        return all(map(lambda low, byte, high: low <= byte <= high, self.low, code, self.high))


@dataclass(slots=True)
class CMap:
    """A CMap while it is read and after.

    spaces       the code space; empty means two bytes a code
    singles      CIDs by code
    starts, ends, firsts  ranges of codes, half-open, ascending, and the CID of each one's first code
    is_vertical  WMode 1
    is_identity  a code is its CID
    codec        the Python codec that turns a code's bytes into letters, "" where none does
    """

    spaces: tuple[CodeSpace, ...] = ()
    singles: dict[int, int] = field(default_factory=dict)
    starts: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))
    firsts: array[int] = field(default_factory=lambda: array("q"))
    is_vertical: bool = False
    is_identity: bool = False
    codec: str = ""

    def cid(self, code: int) -> int:
        """Return the CID of a code, 0 where the map has none."""
        if self.is_identity:
            return code
        found = self.singles.get(code)
        if found is not None:
            return found
        k = bisect_right(self.starts, code) - 1
        return self.firsts[k] + code - self.starts[k] if k >= 0 and code < self.ends[k] else 0

    @property
    def code_bytes(self) -> int:
        """Bytes a code where all are of one length, 1 or 2, else 0."""
        lengths = {len(space.low) for space in self.spaces} or {2}
        return lengths.pop() if lengths in ({1}, {2}) else 0

    def split(self, string: bytes) -> list[tuple[int, int]]:
        """Return code and length of each code in a string; bytes outside the code space pass as codes of one byte.

        A code is matched from the shortest range up; a string that ends amid a code ends there.
        """
        codes, place = [], 0
        lengths = sorted({len(space.low) for space in self.spaces})
        while place < len(string):
            length = next((n for n in lengths if self._is_code(string[place : place + n], n)), lengths[0])
            code = string[place : place + length]
            codes.append((int.from_bytes(code, "big"), len(code)))
            place += length
        return codes

    def text(self, code: int, length: int) -> str | None:
        """Return the letters of a code of a predefined CMap, None where that is not known."""
        if not self.codec:
            return None
        try:
            return code.to_bytes(length, "big").decode(self.codec)
        except (UnicodeDecodeError, OverflowError):
            return None

    def _is_code(self, code: bytes, length: int) -> bool:
        return len(code) == length and any(len(one.low) == length and one.holds(code) for one in self.spaces)


_TWO_BYTES = (CodeSpace(b"\0\0", b"\xff\xff"),)

#: Legacy CJK encodings: part of a CMap's name, the codec, the lead bytes of two-byte codes (ISO 32000-2 table 116).
_LEGACY = (
    ("RKSJ", "cp932", ((0x81, 0x9F), (0xE0, 0xFC))),
    ("GBK2K", "gb18030", ((0x81, 0xFE),)),
    ("GBKp", "gbk", ((0x81, 0xFE),)),
    ("GBK", "gbk", ((0x81, 0xFE),)),
    ("GB-EUC", "gb2312", ((0xA1, 0xFE),)),
    ("GBpc", "gb2312", ((0xA1, 0xFC),)),
    ("ETen", "big5hkscs", ((0x87, 0xFE),)),
    ("HKscs", "big5hkscs", ((0x87, 0xFE),)),
    ("B5", "big5", ((0xA1, 0xFC),)),
    ("KSCms", "cp949", ((0x81, 0xFE),)),
    ("KSC", "euc_kr", ((0xA1, 0xFE),)),
    ("EUC", "euc_jp", ((0xA1, 0xFE),)),
)


def predefined_cmap(name: str) -> CMap | None:
    """Return a predefined CMap by name, None where it is not known.

    >>> predefined_cmap("Identity-V").is_vertical, predefined_cmap("UniJIS-UTF16-H").text(0x3042, 2) == chr(0x3042)
    (True, True)
    """
    is_vertical = name.endswith("-V") or name == "V"
    if name in ("Identity-H", "Identity-V"):
        return CMap(_TWO_BYTES, is_vertical=is_vertical, is_identity=True)
    if name.startswith("Uni") and "UCS2" in name:
        return CMap(_TWO_BYTES, is_vertical=is_vertical, codec="utf-16-be")
    if name.startswith("Uni") and "UTF16" in name:
        pairs = (CodeSpace(b"\xd8\x00\xdc\x00", b"\xdb\xff\xdf\xff"),)
        single = (CodeSpace(b"\0\0", b"\xd7\xff"), CodeSpace(b"\xe0\x00", b"\xff\xff"))
        return CMap((*single, *pairs), is_vertical=is_vertical, codec="utf-16-be")
    if name in ("H", "V"):
        return CMap((CodeSpace(b"\x21\x21", b"\x7e\x7e"),), is_vertical=is_vertical)
    for part, codec, leads in _LEGACY:
        if part in name:
            doubles = tuple(CodeSpace(bytes((low, 0x30)), bytes((high, 0xFE))) for low, high in leads)
            return CMap((CodeSpace(b"\0", b"\x80"), *doubles), is_vertical=is_vertical, codec=codec)
    return None


def read_cmap(value: Value, depth: int = _USE_DEPTH) -> CMap | None:
    """Return the CMap of a font's /Encoding: a name or a stream; None where it is neither or not known."""
    if isinstance(value, Name):
        return predefined_cmap(value)
    if not isinstance(value, Stream) or not depth:
        return None
    cmap = parse(value.read()[:_CMAP_LIMIT])
    cmap.is_vertical = cmap.is_vertical or value.number("WMode") == 1
    used = read_cmap(value.get("UseCMap"), depth - 1)
    if used is None and (name := _use_pattern().search(value.read()[:_CMAP_LIMIT])):
        used = predefined_cmap(name[1].decode("latin-1"))
    return _merge(cmap, used) if used else cmap


def parse(written: bytes) -> CMap:
    """Return the CMap a CMap file defines, without what it uses."""
    spaces: list[CodeSpace] = []
    singles: dict[int, int] = {}
    ranges: list[tuple[int, int, int]] = []
    for kind, body in sections(written):
        if kind == b"codespacerange":
            spaces.extend(_spaces(body))
        elif kind == b"cidchar":
            singles.update((int(code, 16), int(cid)) for code, cid in _cid_pattern(1).findall(body) if code)
        elif kind == b"cidrange":
            for low, high, cid in _cid_pattern(2).findall(body):
                if low and high:
                    ranges.append((int(low, 16), int(high, 16) + 1, int(cid)))
    cmap = CMap(tuple(spaces), singles, is_vertical=re.search(rb"/WMode\s+1\b", written) is not None)
    _set_ranges(cmap, ranges)
    return cmap


def sections(written: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and body of the sections `begin… end…` of a CMap file; a section without its end ends at the next."""
    for part in re.split(rb"begin(?=codespacerange|cid|bf|notdef)", written)[1:]:
        match = re.match(rb"[a-z]++", part)
        kind = match[0] if match else b""
        yield kind, part[len(kind) :].split(b"end" + kind, 1)[0]


def _spaces(body: bytes) -> Iterator[CodeSpace]:
    for low, high in re.findall(rb"<([0-9A-Fa-f\s]++)>\s*+<([0-9A-Fa-f\s]++)>", body):
        first, last = (re.sub(rb"\s", b"", digits).decode() for digits in (low, high))
        if len(first) == len(last) and len(first) in (2, 4, 6, 8):
            yield CodeSpace(bytes.fromhex(first), bytes.fromhex(last))


@cache
def _cid_pattern(codes: int) -> re.Pattern[bytes]:
    return re.compile(rb"<([0-9A-Fa-f]{1,8})>\s*+" * codes + rb"(\d{1,7})")


@cache
def _use_pattern() -> re.Pattern[bytes]:
    return re.compile(rb"/([\w-]++)\s++usecmap")


def _set_ranges(cmap: CMap, ranges: list[tuple[int, int, int]]) -> None:
    ranges.sort()
    cmap.starts = array("q", (start for start, _, _ in ranges))
    cmap.ends = array("q", (end for _, end, _ in ranges))
    cmap.firsts = array("q", (first for _, _, first in ranges))


def _merge(cmap: CMap, used: CMap) -> CMap:
    """Return a CMap with what it uses beneath it."""
    if used.is_identity and not cmap.singles and not cmap.starts:
        return CMap(cmap.spaces or used.spaces, is_vertical=cmap.is_vertical or used.is_vertical, is_identity=True)
    own = list(zip(cmap.starts, cmap.ends, cmap.firsts, strict=True))
    beneath = [(0, 1 << 16, 0)] if used.is_identity else list(zip(used.starts, used.ends, used.firsts, strict=True))
    joined = CMap((*cmap.spaces, *used.spaces), {**used.singles, **cmap.singles}, codec=used.codec)
    joined.is_vertical = cmap.is_vertical or used.is_vertical
    _set_ranges(joined, own + list(_without(beneath, own)))
    return joined


def _without(beneath: list[tuple[int, int, int]], own: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield the ranges beneath where no own range covers them."""
    for start, end, first in beneath:
        place = start
        for low, high, _ in own:
            if high <= place or low >= end:
                continue
            if low > place:
                yield place, low, first + place - start
            place = max(place, high)
        if place < end:
            yield place, end, first + place - start
