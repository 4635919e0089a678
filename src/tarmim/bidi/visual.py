"""Levels of a line read off its visual order: the first guess of the inverse algorithm.

The rules of UAX #9 look at neighbours, and most of them look the same from both sides.  So the levels
of a line in visual order can be had by reading it in its base direction and applying the same rules,
once the stretches that run against the base have been set apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tarmim.bidi.brackets import bracket_pairs
from tarmim.bidi.levels import resolve_sequence, whitespace_reset

_WITHOUT_RIGHT: Final = re.compile("[^RANBS]+")
_WITHOUT_LEFT: Final = re.compile("[^LBS]+")
_LEFT_EDGE: Final = re.compile("[LE]")
_RIGHT_EDGE: Final = re.compile("[RAN]")
_NUMBERED_ITEM: Final = re.compile("w+c+E[Esct]*$")
_REMOVED_AS_MARKS: Final = str.maketrans("b12345", "mmmmmm")

Span = tuple[int, int]
"""First and last visual index of a stretch against the base direction."""


@dataclass(frozen=True, slots=True)
class VisualLine:
    """One line in visual order, left to right: codes, bracket pair numbers by index, and base level 0 or 1.

    `mirrored` says that the brackets are what the eye sees, not the characters before mirroring (L4).
    """

    codes: str
    brackets: Mapping[int, int]
    base: int
    mirrored: bool


def visual_levels(line: VisualLine, *, numbers: bool = True, brackets: bool = True) -> bytes:
    """Return the guessed embedding level at each visual index.

    `numbers` gives the numbers beside a Latin stretch of an RTL line to that stretch, as W7 would;
    `brackets` lets a stretch take in the bracket whose partner it holds.
    """
    spans = opposite_spans(line, numbers=numbers, brackets=brackets)
    return _right_base(line, spans) if line.base else _left_base(line, spans)


def opposite_spans(line: VisualLine, *, numbers: bool, brackets: bool) -> list[Span]:
    """Return the stretches that run against the base direction, from left to right."""
    spans = []
    pairs = bracket_pairs(sorted(line.brackets.items())) if brackets and line.brackets else []
    for start, end in _stretches(line, pairs):
        stretch = line.codes[start:end]
        inner = _latin_span(stretch, numbers) if line.base else _arabic_span(stretch)
        if inner is not None:
            spans.append(_with_partners((inner[0] + start, inner[1] + start), pairs, (start, end)))
    return spans


def _stretches(line: VisualLine, pairs: list[Span]) -> list[Span]:
    """Return (start, end) of the stretches without a strong character of the base direction.

    A bracket whose partner lies in another stretch parts its own: the pair holds a character of the base
    direction and so takes that direction (N0 b).
    """
    whole = [found.span() for found in (_WITHOUT_RIGHT if line.base else _WITHOUT_LEFT).finditer(line.codes)]
    if not pairs:
        return whole
    starts = [start for start, _ in whole]
    cuts: dict[int, list[int]] = {}
    for pair in pairs:
        opening, closing = [bisect_right(starts, at) - 1 for at in pair]
        if opening != closing:
            cuts.setdefault(opening, []).append(pair[0])
            cuts.setdefault(closing, []).append(pair[1])
    parts: list[Span] = []
    for number, (start, end) in enumerate(whole):
        inner = sorted(cuts.get(number, ()))
        parts.extend(zip([start, *[cut + 1 for cut in inner]], [*inner, end], strict=True))
    return parts


def _latin_span(stretch: str, numbers: bool) -> Span | None:
    """Return the span from first to last Latin letter, with the numbers at its sides when asked."""
    if "L" not in stretch:
        return None
    if not numbers:
        return stretch.index("L"), stretch.rindex("L")
    edge = _LEFT_EDGE.search(stretch)
    first = edge.start() if edge else 0
    last = max(stretch.rfind("L"), stretch.rfind("E"))
    item = _NUMBERED_ITEM.search(stretch, stretch.rindex("L"), last + 1)
    if item:  # "Windows .1" on the right edge is item "1." and then a word
        last = item.start() - 1
        return first, max(stretch.rfind("L", 0, last + 1), stretch.rfind("E", 0, last + 1))
    while first and stretch[first] == "E" and stretch[first - 1] == "t":
        first -= 1
    while stretch[last] in "Et" and stretch[last + 1 : last + 2] == "t":
        last += 1
    return first, last


def _arabic_span(stretch: str) -> Span | None:
    """Return the span from first to last R, AL or AN of a stretch in an LTR line."""
    edge = _RIGHT_EDGE.search(stretch)
    if edge is None:
        return None
    return edge.start(), max(stretch.rfind("R"), stretch.rfind("A"), stretch.rfind("N"))


def _with_partners(span: Span, pairs: list[Span], stretch: Span) -> Span:
    """Return the span widened by the brackets in its stretch whose partner lies inside it.

    In "abc (def)" the closing bracket follows Latin text that N0 takes as its context.
    """
    first, last = span
    for opening, closing in pairs:
        if first < opening < last < closing < stretch[1]:
            last = closing
        elif stretch[0] <= opening < first < closing < last:
            first = opening
    return first, last


def _right_base(line: VisualLine, spans: list[Span]) -> bytes:
    """Return the levels of an RTL line: read from the right, the Latin stretches as plain L."""
    codes = list(line.codes)
    for first, last in spans:
        codes[first : last + 1] = "L" * (last + 1 - first)
    return _read_from_right(line, "".join(codes), 0)


def _left_base(line: VisualLine, spans: list[Span]) -> bytes:
    """Return the levels of an LTR line: 0, and each Arabic stretch as an RTL line of its own."""
    found = bytearray(len(line.codes))
    for first, last in spans:
        found[first : last + 1] = _read_from_right(line, line.codes[first : last + 1], first)
    return bytes(found)


def _read_from_right(line: VisualLine, codes: str, start: int) -> bytes:
    """Return the levels of part of a line, `codes` from visual index `start` on, as text of level 1."""
    size = len(codes)
    reading = codes[::-1].translate(_REMOVED_AS_MARKS)  # characters that X9 removes go with a neighbour
    turn = -1 if line.mirrored else 1
    brackets = [
        (start + size - at, turn * number)
        for at, number in sorted(line.brackets.items(), reverse=True)
        if start <= at < start + size and codes[at - start] == "o"
    ]
    found = bytearray(resolve_sequence(f"R{reading}R", 1, brackets))
    return bytes(whitespace_reset(found, reading, 1))[::-1]
