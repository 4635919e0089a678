"""Values as written whose brackets, strings or numbers are damaged, put right so that qpdf takes them (7.3).

All searches are linear in the bytes: a string that nothing closes is looked through once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

__all__ = ["balanced", "without_overflow"]

#: How wide glyphs are whose font's list of widths is cut: by the standard an em, which throws lines off the page;
#: letters of Naskh fonts have .3 to .8. Of 14 files of WeasyPrint's whose list was cut somewhere, the end of its object
#: with it, 92 in 100 words came out so and 75 with an em; pdftotext gives 69.
_LOST_WIDTH: Final = b" /DW 500"

#: Ends that are put in: more are missing where the value is none.
_MOST_OPEN: Final = 16

#: How deep arrays and dictionaries may nest: real ones do by five or six, and qpdf drops an object of more than 500.
_DEEPEST: Final = 100


def balanced(written: bytes) -> bytes:
    """Return a value whose arrays and dictionaries end: see `_brackets`; noise behind an end that is missing is cut."""
    changed, still_open = _brackets(written)
    if still_open and (noise := re.search(rb"[\x00-\x08\x0e-\x1f\x7f]{3}", written)):
        changed, still_open = _brackets(written[: noise.start()])
    if len(still_open) > _MOST_OPEN:
        return written
    ends = [b" ]" if mark == b"[" else b" >>" for mark in reversed(still_open)]
    if b"/W " in changed and b"/DW" not in changed and ends[-1:] == [b" >>"]:
        ends.insert(len(ends) - 1, _LOST_WIDTH)
    return changed + b"".join(ends)


def without_overflow(written: bytes) -> bytes:
    """Return a value with numbers that no integer holds as 0: qpdf takes all of a dictionary with one for nothing."""
    if re.search(rb"\d{18}", written) is None:
        return written
    parts, place = [], 0
    for match in _marks(written, rb"(?<![\w/#.])[-+]?\d{18,}+(?:\.\d*+)?(?!\w)"):
        if match[0][:1] not in b"(<\\":
            parts += [written[place : match.start()], b"0"]
            place = match.end()
    return b"".join((*parts, written[place:]))


def _brackets(written: bytes) -> tuple[bytes, list[bytes]]:
    """Return a value with brackets that have no other half left out, and those still open at its end.

    An array that is open where its dictionary ends is ended there, unless it holds names: these are keys, then, and the
    bracket stands there by mistake. What is nested too deep is null.
    """
    opened: list[tuple[bytes, int]] = []
    edits: list[tuple[int, int, bytes]] = []
    for match in _marks(written, rb"<<|>>|[\[\]]|%[^\r\n]*+"):
        mark, place = match[0], match.start()
        if mark in (b"<<", b"["):
            opened.append((mark, place))
        elif mark == b">>":
            while opened and opened[-1][0] == b"[":
                start = opened.pop()[1]
                if len(edits) < _MOST_OPEN:
                    is_mistake = b"/" in written[start:place]
                    edits.append((start, start + 1, b" ") if is_mistake else (place, place + 1, b"]>"))
            if opened:
                _end_of_deep(opened, edits, match.end())
        elif mark == b"]":
            if opened and opened[-1][0] == b"[":
                _end_of_deep(opened, edits, match.end())
            elif len(edits) < _MOST_OPEN:
                edits.append((place, place + 1, b" "))
    return _edited(written, edits), [mark for mark, _ in opened]


def _end_of_deep(opened: list[tuple[bytes, int]], edits: list[tuple[int, int, bytes]], end: int) -> None:
    """Close the innermost bracket; one at the depth where values end takes the edits inside it with it."""
    start = opened.pop()[1]
    if len(opened) == _DEEPEST:
        while edits and edits[-1][0] > start:
            edits.pop()
        edits.append((start, end, b"null"))


def _edited(written: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    """Return a value with edits made."""
    parts, place = [], 0
    for start, end, new in sorted(edits):
        parts += [written[place:start], new]
        place = end
    return b"".join((*parts, written[place:]))


def _marks(written: bytes, marks: bytes) -> Iterator[re.Match[bytes]]:
    """Yield the strings of a value and what matches besides, outside them.

    Behind a string that nothing closes only such count as strings as hold neither parentheses nor escapes: else each
    parenthesis would be followed to the end.
    """
    for match in _pattern(_LITERAL, marks).finditer(written):
        if match.lastindex is None:
            yield match
        else:
            yield from _pattern(_FLAT_LITERAL, marks).finditer(written, match.start() + 1)


_LITERAL: Final = rb"\((?:[^()\\]++|\\[\s\S]?+|\((?:[^()\\]++|\\[\s\S]?+)*+(?:\)|\Z))*+(?:\)|(\Z))"
_FLAT_LITERAL: Final = rb"\([^()\\]*+\)"


@cache
def _pattern(literal: bytes, marks: bytes) -> re.Pattern[bytes]:
    """Return the pattern of strings, literal and hexadecimal, of escapes outside them, and of marks."""
    return re.compile(literal + rb"|\\[()\\]|<[0-9A-Fa-f\s]*+>|" + marks)
