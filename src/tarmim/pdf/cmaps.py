"""CMaps: how bytes part into codes and which CID a code selects (ISO 32000-2 9.7.5).

Embedded CMaps are read, with the CMaps they use. Of the predefined ones Identity and the Unicode ones need no table;
for the others Python's codecs know how bytes part and which letters they are, but not the CIDs: those fonts are as
wide as /DW says.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice, pairwise

from tarmim.pdf.code_spaces import MOST_LONG_RANGES, CodeSpace, CodeSpaces
from tarmim.pdf.objects import Name, Stream, Value

__all__ = ["CMap", "CodeSpace", "predefined_cmap", "read_cmap"]

#: How many CMaps may use each other: Adobe's own use one or two.
_USE_DEPTH = 8

#: Bytes of a CMap that are read: the largest of Adobe's has 600 kB.
_CMAP_LIMIT = 8 << 20

#: Entries of a CMap that are read, ranges and single codes together: the largest of Adobe's has 30,000.
MOST_ENTRIES = 1 << 17

#: Ranges of a code space that are read: Adobe's have at most ten, and 20 kB of a made one cost 13 s before they were
#: looked up in tables.
_MOST_SPACES = 10_000


@dataclass(slots=True)
class CMap:
    """A CMap while it is read and after.

    spaces       the code space; empty means two bytes a code
    singles      CIDs by code
    starts, ends, firsts  ranges of codes, half-open, ascending, apart, and the CID of each one's first code
    is_vertical  WMode 1
    is_identity  a code is its CID
    codec        the Python codec that turns a code's bytes into letters, "" where none does
    problems     what went wrong when it was read
    """

    spaces: tuple[CodeSpace, ...] = ()
    singles: dict[int, int] = field(default_factory=dict)
    starts: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))
    firsts: array[int] = field(default_factory=lambda: array("q"))
    is_vertical: bool = False
    is_identity: bool = False
    codec: str = ""
    problems: tuple[str, ...] = ()
    _spaces: CodeSpaces | None = None

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

    @property
    def shortest(self) -> int:
        """Bytes of the shortest codes."""
        return self._code_spaces().lengths[0]

    def split(self, string: bytes) -> list[tuple[int, int]]:
        """Return code and length of each code in a string: see `CodeSpaces.split`."""
        return self._code_spaces().split(string)

    def text(self, code: int, length: int) -> str | None:
        """Return the letters of a code of a predefined CMap, None where that is not known."""
        if not self.codec:
            return None
        try:
            return code.to_bytes(length, "big").decode(self.codec)
        except (UnicodeDecodeError, OverflowError):
            return None

    def _code_spaces(self) -> CodeSpaces:
        if self._spaces is None:
            self._spaces = CodeSpaces(self.spaces or _TWO_BYTES)
        return self._spaces


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
    written = value.read()[:_CMAP_LIMIT]
    cmap = parse(written)
    cmap.is_vertical = cmap.is_vertical or value.number("WMode") == 1
    used = read_cmap(value.get("UseCMap"), depth - 1)
    if used is None and (name := _use_pattern().search(written)):
        used = predefined_cmap(name[1].decode("latin-1"))
    return _merge(cmap, used) if used else cmap


def parse(written: bytes) -> CMap:
    """Return the CMap a CMap file defines, without what it uses."""
    spaces: list[CodeSpace] = []
    singles: dict[int, int] = {}
    ranges: list[tuple[int, int, int]] = []
    for kind, body in sections(written):
        room = MOST_ENTRIES + 1 - len(singles) - len(ranges)
        if kind == b"codespacerange":
            spaces.extend(islice(_spaces(body), _MOST_SPACES + 1 - len(spaces)))
        elif kind == b"cidchar":
            found = islice(_cid_pattern(1).finditer(body), room)
            singles.update((int(one[1], 16), int(one[2])) for one in found)
        elif kind == b"cidrange":
            found = islice(_cid_pattern(2).finditer(body), room)
            ranges.extend((int(one[1], 16), int(one[2], 16) + 1, int(one[3])) for one in found)
    is_vertical = re.search(rb"/WMode\s+1\b", written) is not None
    problems = _excess(spaces, len(singles) + len(ranges))
    cmap = CMap(tuple(spaces[:_MOST_SPACES]), singles, is_vertical=is_vertical, problems=problems)
    _set_ranges(cmap, ranges)
    return cmap


def _excess(spaces: Sequence[CodeSpace], entries: int) -> tuple[str, ...]:
    """Return in words what a CMap has too many of."""
    found = []
    if len(spaces) > _MOST_SPACES:
        found.append(f"more than {_MOST_SPACES:,} ranges of codes: the rest is not read")
    if sum(len(space.low) > 2 for space in set(spaces)) > MOST_LONG_RANGES:
        found.append(f"more than {MOST_LONG_RANGES} ranges of long codes: the rest is not read")
    if entries > MOST_ENTRIES:
        found.append(f"more than {MOST_ENTRIES:,} entries: the rest is not read")
    return tuple(found)


def sections(written: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and body of the sections `begin… end…` of a CMap file; a section without its end ends at the next."""
    for part in re.split(rb"begin(?=codespacerange|cid|bf|notdef)", written)[1:]:
        match = re.match(rb"[a-z]++", part)
        kind = match[0] if match else b""
        yield kind, part[len(kind) :].split(b"end" + kind, 1)[0]


def _spaces(body: bytes) -> Iterator[CodeSpace]:
    for match in re.finditer(rb"<([0-9A-Fa-f\s]++)>\s*+<([0-9A-Fa-f\s]++)>", body):
        first, last = (re.sub(rb"\s", b"", digits).decode() for digits in match.groups())
        if len(first) == len(last) and len(first) in (2, 4, 6, 8):
            yield CodeSpace(bytes.fromhex(first), bytes.fromhex(last))


@cache
def _cid_pattern(codes: int) -> re.Pattern[bytes]:
    return re.compile(rb"<([0-9A-Fa-f]{1,8})>\s*+" * codes + rb"(\d{1,7})")


@cache
def _use_pattern() -> re.Pattern[bytes]:
    return re.compile(rb"/([\w-]++)\s++usecmap")


def _set_ranges(cmap: CMap, ranges: list[tuple[int, int, int]]) -> None:
    """Give a CMap its ranges; where one begins inside another, the one that begins later speaks from there on."""
    ordered = sorted((low, high, first) for low, high, first in ranges if low < high)
    neighbours = pairwise([*ordered, _END])
    parted = [(low, min(high, after), first) for (low, high, first), (after, _, _) in neighbours if low != after]
    cmap.starts = array("q", (start for start, _, _ in parted))
    cmap.ends = array("q", (end for _, end, _ in parted))
    cmap.firsts = array("q", (first for _, _, first in parted))


#: Behind all codes.
_END = (1 << 33, 0, 0)


def _merge(cmap: CMap, used: CMap) -> CMap:
    """Return a CMap with what it uses beneath it."""
    problems = (*cmap.problems, *used.problems)
    is_vertical = cmap.is_vertical or used.is_vertical
    if used.is_identity and not cmap.singles and not cmap.starts:
        return CMap(cmap.spaces or used.spaces, is_vertical=is_vertical, is_identity=True, problems=problems)
    own = list(zip(cmap.starts, cmap.ends, cmap.firsts, strict=True))
    beneath = [(0, 1 << 16, 0)] if used.is_identity else list(zip(used.starts, used.ends, used.firsts, strict=True))
    singles = {**used.singles, **cmap.singles}
    joined = CMap((*cmap.spaces, *used.spaces), singles, is_vertical=is_vertical, codec=used.codec, problems=problems)
    _set_ranges(joined, own + list(_without(beneath, own)))
    return joined


def _without(beneath: list[tuple[int, int, int]], own: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield the ranges beneath where no own range covers them; the ranges of each are ascending and apart."""
    passed = 0
    for start, end, first in beneath:
        place = start
        while passed < len(own) and own[passed][1] <= start:
            passed += 1
        k = passed
        while k < len(own) and own[k][0] < end:
            low, high, _ = own[k]
            if low > place:
                yield place, low, first + place - start
            place = max(place, high)
            k += 1
        if place < end:
            yield place, end, first + place - start
