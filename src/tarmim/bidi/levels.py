r"""Resolved embedding levels of a text or of a list of classes (UAX #9 P1-P3, X1-X10, W, N, I1-I2, L1).

>>> levels("abc \N{HEBREW LETTER ALEF} 12")
(0, 0, 0, 0, 1, 1, 2, 2)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from tarmim.bidi.brackets import Bracket, resolve_brackets
from tarmim.bidi.classes import brackets_of, codes_of, encode
from tarmim.bidi.explicit import explicit_levels, first_strong_level, isolate_ends
from tarmim.bidi.neutral import neutrals_as_embedding, neutrals_between_equals
from tarmim.bidi.runs import REMOVED, RunSequence, direction_of, run_sequences
from tarmim.bidi.weak import resolve_weak

_PARAGRAPH: Final = re.compile("[^B]*B?")
_NOT_PLAIN_LEFT: Final = re.compile("[RAN1-9]")
_NOT_PLAIN_RIGHT: Final = re.compile("[LEN1-9]")
_EXPLICIT: Final = re.compile("[1-9]")
_NOT_REMOVED: Final = re.compile("[^b]")
_SEPARATOR: Final = re.compile("[BS]")
_BLANK: Final = "w6789b12345"
_NONE: Final[Mapping[int, int]] = {}


def levels(text: str, *, base: int | None = None) -> tuple[int, ...]:
    """Return the resolved embedding level of each character, 0 to 126, each paragraph as one line.

    `base` is the paragraph level 0 or 1 of all paragraphs; None finds that of each by its first strong
    character (P2, P3).  L1 is applied.  A character that X9 removes has the level of the one before it.
    Raises ValueError for another base.
    """
    return tuple(_levels_of_codes(_join_newlines(text), base, text))


def class_levels(classes: Iterable[str], *, base: int | None = None) -> tuple[int | None, ...]:
    """Return the levels of a list of class names, `["R", "WS", "EN"]`; None where X9 removes the character.

    As `levels`, but without characters there are no paired brackets (N0 has nothing to do).
    """
    codes = encode(classes)
    found = _levels_of_codes(codes, base, "")
    return tuple([None if code in REMOVED else level for code, level in zip(codes, found, strict=True)])


def paragraph_level(text: str) -> int:
    """Return the level 0 or 1 that P2 and P3 give the first paragraph of the text."""
    found = _PARAGRAPH.match(_join_newlines(text))
    codes = found.group() if found else ""
    return first_strong_level(codes, isolate_ends(codes))


def _join_newlines(text: str) -> str:
    """Return the codes with a CR before LF as BN, so that the two end one paragraph (P1); L1 levels it."""
    codes = codes_of(text)
    if "\r\n" not in text:
        return codes
    return "".join(["b" if text[at : at + 2] == "\r\n" else code for at, code in enumerate(codes)])


def _levels_of_codes(codes: str, base: int | None, text: str) -> bytes:
    """Return the levels of codes that may hold several paragraphs, as one byte a character."""
    if base not in (None, 0, 1):
        raise ValueError(f"base must be 0, 1 or None, not {base!r}")
    if base != 1 and not _NOT_PLAIN_LEFT.search(codes):
        return bytes(len(codes))
    brackets = brackets_of(text) if "o" in codes else {}  # brackets are ON
    if "B" not in codes[:-1]:
        return resolve_paragraph(codes, base, brackets)
    pieces = []
    for found in _PARAGRAPH.finditer(codes):
        start = found.start()
        local = {at - start: number for at, number in brackets.items() if start <= at < found.end()}
        pieces.append(resolve_paragraph(found.group(), base, local))
    return b"".join(pieces)


def resolve_paragraph(codes: str, base: int | None, brackets: Mapping[int, int]) -> bytes:
    """Return the levels of one paragraph's codes, one byte a character, L1 applied.

    `brackets` maps index to pair number, as `classes.brackets_of` gives it.
    """
    ends = isolate_ends(codes) if _EXPLICIT.search(codes) else _NONE
    level = first_strong_level(codes, ends) if base is None else base
    if level and not _NOT_PLAIN_RIGHT.search(codes):
        return b"\x01" * len(codes)
    if _EXPLICIT.search(codes):
        found = _resolve_explicit(codes, level, ends, brackets)
    elif "b" in codes:
        kept = [match.start() for match in _NOT_REMOVED.finditer(codes)]
        found = bytearray([level]) * len(codes)
        if kept:
            edge = direction_of(level)
            _resolve_into(found, codes, RunSequence(kept, level, edge, edge), brackets)
        _removed_follow(found, codes, level)
    else:
        edge = direction_of(level)
        found = bytearray(resolve_sequence(edge + codes + edge, level, [(at + 1, n) for at, n in brackets.items()]))
    return bytes(whitespace_reset(found, codes, level))


def _resolve_explicit(codes: str, level: int, ends: Mapping[int, int], brackets: Mapping[int, int]) -> bytearray:
    """Return the levels of a paragraph that has explicit formatting, before L1."""
    explicit = explicit_levels(codes, level, ends)
    found = bytearray(explicit.levels)
    for sequence in run_sequences(codes, explicit.levels, level, ends):
        _resolve_into(found, explicit.codes, sequence, brackets)
    _removed_follow(found, codes, level)
    return found


def _resolve_into(found: bytearray, codes: str, sequence: RunSequence, brackets: Mapping[int, int]) -> None:
    """Write the resolved levels of one sequence into `found`."""
    local: list[Bracket] = []
    if brackets:
        local = [(at, brackets[p]) for at, p in enumerate(sequence.positions, start=1) if p in brackets]
    inner = "".join([codes[position] for position in sequence.positions])
    resolved = resolve_sequence(sequence.start + inner + sequence.end, sequence.level, local)
    for position, level in zip(sequence.positions, resolved, strict=True):
        found[position] = level


def _removed_follow(found: bytearray, codes: str, level: int) -> None:
    """Give the removed characters the level of the one before them (section 5.2)."""
    for at, code in enumerate(codes):
        if code in REMOVED:
            found[at] = level
        level = found[at]


def resolve_sequence(codes: str, level: int, brackets: Sequence[Bracket]) -> bytes:
    """Return the levels of one isolating run sequence, given its codes between its edges (W1-W7, N0-N2, I1-I2).

    `brackets` count from the first edge: index 1 is the first character.
    """
    embedding = direction_of(level)
    resolved = resolve_weak(codes)
    if brackets:
        resolved = resolve_brackets(resolved, embedding, brackets, codes)
    resolved = neutrals_as_embedding(neutrals_between_equals(resolved, embedding), embedding)
    return implicit_levels(resolved[1:-1], level)


def implicit_levels(codes: str, level: int) -> bytes:
    """Return the levels of codes that are all L, R, EN or AN, on an embedding level (I1, I2)."""
    return codes.translate(_levels_by_code(level)).encode("latin-1")


@cache
def _levels_by_code(level: int) -> Mapping[int, int]:
    right, number = (level, level + 1) if level & 1 else (level + 1, level + 2)
    left = level + (level & 1)
    return {ord("L"): left, ord("R"): right, ord("E"): number, ord("N"): number}


def whitespace_reset(found: bytearray, codes: str, level: int) -> bytearray:
    """Return the levels of a line with its separators and the white space before them or at its end reset (L1).

    `codes` are the original ones and `level` is that of the paragraph.
    """
    end = len(codes.rstrip(_BLANK + "BS"))
    found[end:] = bytes([level]) * (len(codes) - end)
    for match in _SEPARATOR.finditer(codes, 0, end):
        at = match.start()
        found[at] = level
        while at and codes[at - 1] in _BLANK:
            at -= 1
            found[at] = level
    return found
