"""Levels of a line read off its visual order: the first guess of the inverse algorithm.

The rules of UAX #9 look at neighbours, and most of them look the same from both sides.  So the levels
of a line in visual order can be had by reading it in its base direction and applying the same rules,
once the stretches that run against the base have been set apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tarmim.bidi.brackets import Bracket, bracket_pairs
from tarmim.bidi.levels import resolve_sequence, whitespace_reset

_WITHOUT_RIGHT: Final = re.compile("[^RANBS]+")
_WITHOUT_LEFT: Final = re.compile("[^LBS]+")
_LEFT_EDGE: Final = re.compile("[LE]")
_RIGHT_EDGE: Final = re.compile("[RAN]")
_NUMBERED_ITEM: Final = re.compile("wc+E[Esct]*$")
_REMOVED_AS_MARKS: Final = str.maketrans("b12345", "mmmmmm")

Span = tuple[int, int]
"""First and last visual index of a stretch against the base direction."""


@dataclass(frozen=True, slots=True)
class VisualLine:
    """One line in visual order, left to right: codes, bracket pair numbers by ascending index, base level 0 or 1.

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
    if line.base and "L" not in line.codes:
        return []
    spans = []
    pairs = bracket_pairs(list(line.brackets.items())) if brackets and line.brackets else []
    for start, end in _stretches(line, pairs):
        stretch = line.codes[start:end]
        inner = _latin_span(stretch, numbers) if line.base else _arabic_span(stretch)
        if inner is not None:
            inside = pairs[bisect_left(pairs, (start, 0)) : bisect_left(pairs, (end, 0))]
            spans.append(_with_partners((inner[0] + start, inner[1] + start), inside, end))
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


def _with_partners(span: Span, pairs: list[Span], end: int) -> Span:
    """Return the span widened by the brackets whose partner lies inside it; its stretch goes up to `end`.

    In "abc (def)" the closing bracket follows Latin text that N0 takes as its context.
    """
    first, last = span
    for opening, closing in pairs:
        if first < opening < last < closing < end:
            last = closing
        elif opening < first < closing < last:
            first = opening
    return first, last


def _right_base(line: VisualLine, spans: list[Span]) -> bytes:
    """Return the levels of an RTL line: read from the right, the Latin stretches as plain L."""
    codes = list(line.codes)
    for first, last in spans:
        codes[first : last + 1] = "L" * (last + 1 - first)
    return _read_from_right("".join(codes), _local(list(line.brackets.items()), line, (0, len(codes))))


def _left_base(line: VisualLine, spans: list[Span]) -> bytes:
    """Return the levels of an LTR line: 0, and each Arabic stretch as an RTL line of its own."""
    found = bytearray(len(line.codes))
    brackets = list(line.brackets.items())
    for first, last in spans:
        end = last + 1
        found[first:end] = _read_from_right(line.codes[first:end], _local(brackets, line, (first, end)))
    return bytes(found)


def _local(brackets: list[Bracket], line: VisualLine, part: Span) -> list[Bracket]:
    """Return the brackets of a part of the line by index in the part, as logical characters of level 1."""
    start, end = part
    turn = -1 if line.mirrored else 1
    inside = brackets[bisect_left(brackets, (start,)) : bisect_left(brackets, (end,))]
    return [(at - start, turn * number) for at, number in inside]


def _read_from_right(codes: str, brackets: list[Bracket]) -> bytes:
    """Return the levels of visual codes as text of level 1, whose characters a reader meets from the right.

    The rules see the codes in that order of reading; Latin stretches are L throughout, and within a
    number the rules that tell its parts from other neutrals (W4, W5) look both ways.
    """
    size = len(codes)
    reading = codes[::-1].translate(_REMOVED_AS_MARKS)  # characters that X9 removes go with a neighbour
    met = [(size - at, number) for at, number in reversed(brackets) if codes[at] == "o"]
    found = bytearray(resolve_sequence(f"R{reading}R", 1, met))
    return bytes(whitespace_reset(found, reading, 1))[::-1]
