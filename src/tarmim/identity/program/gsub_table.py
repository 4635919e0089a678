"""The GSUB table of a font program, as far as it puts one glyph in the place of others (OpenType 1.9, GSUB).

A table of a damaged file may say anything: what lies outside it is left out, and no more is read than any font has.
fontTools would unfold all of it, ranges that lie over each other included, and write what it does not know to the
standard error.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

__all__ = ["Substitution", "lookups_of"]

#: What is replaced, glyph numbers in reading order, and by what.
Substitution = tuple[tuple[int, ...], int]

#: Kinds of lookup: single, alternate, ligature, extension, reverse chaining.
_SINGLE, _ALTERNATE, _LIGATURE, _EXTENSION, _REVERSE = 1, 3, 4, 7, 8

#: Substitutions, and tables and ranges that hold them, that are read of a font: those with the most, of whole words in
#: Nastaliq, have 20,000 ligatures. It takes half a second.
_MOST_STEPS: Final = 500_000

#: Components of a ligature: longer ones are no words.
_MOST_COMPONENTS: Final = 32


class _TooManyStepsError(Exception):
    """More was read than any font has."""


@dataclass(slots=True)
class _TableReader:
    """The bytes of the table, and how much more of them is to be read."""

    content: bytes
    steps: int = _MOST_STEPS

    def numbers(self, place: int, count: int = 1) -> tuple[int, ...]:
        """Return numbers of two bytes; struct.error where they lie outside."""
        self.steps -= 1 + (count >> 4)
        if self.steps < 0:
            raise _TooManyStepsError
        return struct.unpack_from(f">{count}H", self.content, place)

    def counted(self, place: int) -> tuple[int, ...]:
        """Return numbers with their count before them."""
        return self.numbers(place + 2, self.numbers(place)[0])


def lookups_of(content: bytes) -> Iterator[tuple[tuple[str, ...], list[Substitution]]]:
    """Yield the substitutions of each lookup in turn, with the tags of the features that use it.

    What is damaged is left out.
    """
    table = _TableReader(content)
    try:
        features, lookups = table.numbers(6, 2)
        tags = _tags(table, features) if features else {}
        offsets = table.counted(lookups) if lookups else ()
    except (struct.error, _TooManyStepsError):
        return
    for number, offset in enumerate(offsets):
        found: list[Substitution] = []
        try:
            _read_lookup(found, table, lookups + offset)
        except _TooManyStepsError:
            yield tuple(tags.get(number, ())), found
            return
        yield tuple(tags.get(number, ())), found


def _tags(table: _TableReader, place: int) -> dict[int, list[str]]:
    """Return the tags of the features that use each lookup, in the order of the features."""
    found: dict[int, list[str]] = {}
    for k in range(table.numbers(place)[0]):
        at = place + 2 + 6 * k
        tag = table.content[at : at + 4].decode("latin-1")
        for number in _lookups_of_feature(table, place + table.numbers(at + 4)[0]):
            found.setdefault(number, []).append(tag)
    return found


def _lookups_of_feature(table: _TableReader, place: int) -> tuple[int, ...]:
    try:
        return table.counted(place + 2)
    except struct.error:
        return ()


def _read_lookup(found: list[Substitution], table: _TableReader, place: int) -> None:
    """Add the substitutions of a lookup; a subtable that is damaged ends where the damage is."""
    try:
        kind, _flags, count = table.numbers(place, 3)
        offsets = table.numbers(place + 6, count)
    except struct.error:
        return
    for offset in offsets:
        try:
            _read_subtable(found, table, place + offset, kind)
        except struct.error:
            continue


def _read_subtable(found: list[Substitution], table: _TableReader, place: int, kind: int) -> None:
    if kind == _EXTENSION:
        _form, kind, high, low = table.numbers(place, 4)
        place += (high << 16) + low
    reader = _READERS.get(kind)
    if reader is not None:
        for one in reader(table, place):
            table.steps -= 1
            found.append(one)


def _single(table: _TableReader, place: int) -> Iterator[Substitution]:
    form, coverage, number = table.numbers(place, 3)
    covered = _coverage(table, place + coverage)
    if form == 1:
        yield from (((glyph,), (glyph + number) & 0xFFFF) for glyph in covered)
    elif form == 2:
        for glyph, other in zip(covered, table.numbers(place + 6, number), strict=False):
            yield (glyph,), other


def _alternate(table: _TableReader, place: int) -> Iterator[Substitution]:
    _form, coverage = table.numbers(place, 2)
    for glyph, offset in zip(_coverage(table, place + coverage), table.counted(place + 4), strict=False):
        yield from (((glyph,), other) for other in table.counted(place + offset))


def _ligature(table: _TableReader, place: int) -> Iterator[Substitution]:
    _form, coverage = table.numbers(place, 2)
    for first, offset in zip(_coverage(table, place + coverage), table.counted(place + 4), strict=False):
        for inner in table.counted(place + offset):
            glyph, count = table.numbers(place + offset + inner, 2)
            if 0 < count <= _MOST_COMPONENTS:
                yield (first, *table.numbers(place + offset + inner + 4, count - 1)), glyph


def _reverse(table: _TableReader, place: int) -> Iterator[Substitution]:
    _form, coverage = table.numbers(place, 2)
    behind = place + 4
    for _ in range(2):  # the coverages of what stands before and after
        behind += 2 + 2 * table.numbers(behind)[0]
    for glyph, other in zip(_coverage(table, place + coverage), table.counted(behind), strict=False):
        yield (glyph,), other


def _coverage(table: _TableReader, place: int) -> Iterator[int]:
    """Yield the glyphs of a coverage table."""
    form = table.numbers(place)[0]
    if form == 1:
        yield from table.counted(place + 2)
    elif form == 2:
        for k in range(table.numbers(place + 2)[0]):
            start, end, _index = table.numbers(place + 4 + 6 * k, 3)
            yield from range(start, end + 1)


_READERS: Final[Mapping[int, Callable[[_TableReader, int], Iterator[Substitution]]]] = {
    _SINGLE: _single,
    _ALTERNATE: _alternate,
    _LIGATURE: _ligature,
    _REVERSE: _reverse,
}
