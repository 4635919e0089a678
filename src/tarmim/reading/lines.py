"""The lines of a paragraph or a cell: their words, in reading order, and where they stand."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tarmim.model.page import Line, Word
from tarmim.reading.order import Pieces, read_units

if TYPE_CHECKING:
    from tarmim.layout.columns import Strip
    from tarmim.layout.units import Units
    from tarmim.reading.setting import PageSetting

__all__ = ["Lines", "cell_line", "lines_of"]

#: How far letters reach below and above their baseline, in ems, where the font is not asked.
_DEPTH: Final = 0.3
_HEIGHT: Final = 0.9
#: Lines were written in the order in which they are read where so great a share of their letters were.
_WRITTEN: Final = 0.8


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a paragraph.

    turned  they are read as a paragraph of the other direction than the page's: so they were written
    """

    lines: tuple[Line, ...]
    turned: bool = False


def lines_of(setting: PageSetting, strips: Sequence[Strip]) -> Lines:
    """Return the lines of a paragraph.

    Where they were written nearly in the order in which they are read, the other direction is tried, and taken where
    they agree more. From the left only where all runs one way: some programs write Arabic runs so, from left to right.
    """
    arabic = setting.is_arabic(strips)
    direction = int(arabic and not setting.from_left)
    read = _read(setting, strips, direction, arabic=arabic)
    share = _as_written(read)
    if arabic and _WRITTEN < share < 1 and not (direction and _has_runs_from_left(setting, strips)):
        other = _read(setting, strips, 1 - direction, arabic=arabic)
        if _as_written(other) > share:
            return Lines(_lines(setting, strips, other), turned=True)
    return Lines(_lines(setting, strips, read))


def cell_line(setting: PageSetting, strip: Strip) -> Line:
    """Return what stands in one cell of a table, on one line."""
    pieces = read_units(
        setting.units,
        strip,
        strip.row.marks,
        setting.spaces_of(strip),
        direction=int(setting.arabic and not setting.from_left),
        mirrored=setting.mirrored,
        as_mapped=setting.as_mapped,
    )
    return _line(setting, strip, pieces)


def _read(setting: PageSetting, strips: Sequence[Strip], direction: int, *, arabic: bool) -> list[Pieces]:
    found = []
    for strip in strips:
        is_first, is_last = strip is strips[0], strip is strips[-1]
        # set from the left, a paragraph ends at the right end of its last line: no letter stands there
        goes_on = arabic and not is_first and bool(direction or not is_last)
        is_followed = arabic and not is_last
        pieces = read_units(
            setting.units,
            strip,
            strip.row.marks,
            setting.spaces_of(strip),
            direction=direction,
            mirrored=setting.mirrored,
            as_mapped=setting.as_mapped,
            goes_on=goes_on,
            is_followed=is_followed,
        )
        found.append(pieces)
    return found


def _has_runs_from_left(setting: PageSetting, strips: Sequence[Strip]) -> bool:
    return any(bool(setting.leftward[strip.units].any()) for strip in strips)


def _as_written(read: Sequence[Pieces]) -> float:
    """Return the share of letters that were written after the one that is read before them."""
    after = steps = 0
    for pieces in read:
        numbers = [number for number in pieces.numbers if number >= 0]
        after += sum(map(operator.lt, numbers, numbers[1:]))
        steps += max(len(numbers) - 1, 0)
    return after / steps if steps else 0.0


def _lines(setting: PageSetting, strips: Sequence[Strip], read: Sequence[Pieces]) -> tuple[Line, ...]:
    return tuple(_line(setting, strip, pieces) for strip, pieces in zip(strips, read, strict=True))


def _line(setting: PageSetting, strip: Strip, pieces: Pieces) -> Line:
    row = strip.row
    bottom, top = row.baseline - _DEPTH * row.size, row.baseline + _HEIGHT * row.size
    return Line(tuple(_words(setting.units, pieces, bottom, top)), (strip.left, bottom, strip.right, top), setting.page)


def _words(units: Units, pieces: Pieces, bottom: float, top: float) -> Iterator[Word]:
    """Yield the words of a line: what stands between spaces."""
    lefts, rights = units.left[pieces.numbers].tolist(), units.right[pieces.numbers].tolist()
    ends = [k for k, number in enumerate(pieces.numbers) if number < 0]
    start = 0
    for end in (*ends, len(pieces.numbers)):
        if end > start:
            word = "".join(pieces.texts[start:end])
            yield Word(word, (min(lefts[start:end]), bottom, max(rights[start:end]), top))
        start = end + 1
