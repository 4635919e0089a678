"""Fonts as a PDF declares them: what each code means, how wide it is, and the font program."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

__all__ = ["CodeMap", "Font", "State"]


class State(IntEnum):
    """What is known of a glyph's text.

    MAPPED  letters from ToUnicode, or from the encoding where there is no ToUnicode
    ACTUAL  the glyph is inside an ActualText, which speaks for it (and often for its neighbours)
    EMPTY   mapped to nothing on purpose: the follower of a cluster
    NULL    mapped to U+0000 or U+FFFD: the producer did not know
    ABSENT  no map and no encoding names it
    """

    MAPPED = 0
    ACTUAL = 1
    EMPTY = 2
    NULL = 3
    ABSENT = 4


@dataclass(frozen=True, slots=True)
class CodeMap:
    """Codes to text, ranges unexpanded: mPDF maps 65,536 codes in one line (ISO 32000-2 9.10.3).

    singles  codes with a text of their own
    starts   where ranges of codes begin, ascending; codes start:end (half-open) count up from `firsts`
    ends     where they end
    firsts   the text of a range's first code; the last code point counts up
    """

    singles: Mapping[int, str] = field(default_factory=dict)
    starts: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))
    firsts: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return how many codes are mapped, counting a code mapped twice twice."""
        return len(self.singles) + sum(self.ends) - sum(self.starts)

    def get(self, code: int) -> str | None:
        """Return the text of a code: "" where it is mapped to nothing, None where it is not mapped.

        >>> CodeMap(starts=array("q", [0]), ends=array("q", [65536]), firsts=(chr(0),)).get(0x644) == chr(0x644)
        True
        """
        text = self.singles.get(code)
        if text is not None:
            return text
        k = bisect_right(self.starts, code) - 1
        if k < 0 or code >= self.ends[k]:
            return None
        first = self.firsts[k]
        if not first:
            return first
        last = ord(first[-1]) + code - self.starts[k]
        return first[:-1] + chr(last) if last <= _LAST_CODE_POINT else None

    def items(self) -> Iterator[tuple[int, str]]:
        """Yield code and text of all that is mapped; a map may hold 65,536 codes of which a page uses ten."""
        yield from self.singles.items()
        for start, end in zip(self.starts, self.ends, strict=True):
            for code in range(start, end):
                if code not in self.singles and (text := self.get(code)) is not None:
                    yield code, text


#: The last code point of Unicode.
_LAST_CODE_POINT = 0x10FFFF


@dataclass(frozen=True, slots=True, eq=False)
class Font:
    """A font of a document: one object however many pages use it, compared and hashed by identity.

    number        its number in the document, in the order fonts were met
    name          BaseFont without the subset's tag (ABCDEF+), "" where there is none
    subtype       Type0, Type1, MMType1, TrueType or Type3
    is_vertical   the CMap writes downwards (WMode 1)
    is_embedded   the file carries the font program: `program` returns it
    flags         of the FontDescriptor (ISO 32000-2 table 121): bit 3 (value 4) is Symbolic
    code_bytes    bytes a code: 1 or 2; 0 where the CMap mixes lengths
    to_unicode    the ToUnicode map, None where there is none
    names         glyph names by code, from Encoding and Differences or the font program; None for Type 0 fonts
    text_of       the text a code stands for, and how it is known: never State.ACTUAL
    width_of      the width of a code in ems
    cid_of        the CID of a code of a Type 0 font; the code itself in other fonts
    glyph_of      the glyph id in the font program of a code, None where that is for the program to say
    program       the bytes of the embedded font program, b"" where there is none or the document is closed
    problems      what went wrong when it was set up, in words, its name in each
    """

    number: int
    name: str
    subtype: str
    is_vertical: bool
    is_embedded: bool
    flags: int
    code_bytes: int
    to_unicode: CodeMap | None
    names: Mapping[int, str] | None
    text_of: Callable[[int], tuple[str, State]] = field(repr=False)
    width_of: Callable[[int], float] = field(repr=False)
    cid_of: Callable[[int], int] = field(repr=False)
    glyph_of: Callable[[int], int | None] = field(repr=False)
    program: Callable[[], bytes] = field(repr=False)
    problems: tuple[str, ...] = ()
