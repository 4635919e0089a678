"""The lines of a paragraph or a cell: their words, in reading order, and where they stand."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tarmim.model.page import Line, Word
from tarmim.reading.order import Pieces, read_units
from tarmim.reading.quirks.catalogue import mend
from tarmim.reading.quirks.stages import WrittenParagraph

if TYPE_CHECKING:
    from tarmim.layout.columns import Strip
    from tarmim.layout.units import Units
    from tarmim.model.quirk import Mended
    from tarmim.reading.setting import PageSetting

__all__ = ["ParagraphLines", "cell_line", "lines_of"]

#: How far letters reach below and above their baseline, in ems, by judgement: the font is not asked.
_DEPTH_EMS: Final = 0.3
_HEIGHT_EMS: Final = 0.9
#: Boxes are in hundredths of a point, finer than any ink: they are written as they are, and read back the same.
_DECIMALS: Final = 2


@dataclass(frozen=True, slots=True)
class ParagraphLines:
    """The lines of a paragraph.

    mended  the quirks mended in them
    """

    lines: tuple[Line, ...]
    mended: tuple[Mended, ...] = ()


def lines_of(setting: PageSetting, strips: Sequence[Strip]) -> ParagraphLines:
    """Return the lines of a paragraph, in its own direction."""
    arabic = setting.is_arabic(strips)
    direction = int(arabic and not setting.from_left)
    read = _read(setting, strips, direction, arabic=arabic)
    mended: tuple[Mended, ...] = ()
    if arabic:
        other: list[Pieces] = []

        def other_share() -> float:
            other[:] = _read(setting, strips, 1 - direction, arabic=arabic)
            return _written_share(other)

        has_left_runs = _has_runs_from_left(setting, strips)
        written, mended = mend(WrittenParagraph(_written_share(read), other_share, bool(direction), has_left_runs))
        read = other if written.turned else read
    return ParagraphLines(_lines(setting, strips, read), (*mended, *(one for pieces in read for one in pieces.mended)))


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


def _written_share(read: Sequence[Pieces]) -> float:
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
    bottom, top = _rounded(row.baseline - _DEPTH_EMS * row.size), _rounded(row.baseline + _HEIGHT_EMS * row.size)
    box = _rounded(strip.left), bottom, _rounded(strip.right), top
    return Line(tuple(_words(setting.units, pieces, bottom, top)), box, setting.page)


def _rounded(length: float) -> float:
    return round(float(length), _DECIMALS)


def _words(units: Units, pieces: Pieces, bottom: float, top: float) -> Iterator[Word]:
    """Yield the words of a line: what stands between spaces."""
    lefts = units.left[pieces.numbers].round(_DECIMALS).tolist()
    rights = units.right[pieces.numbers].round(_DECIMALS).tolist()
    ends = [k for k, number in enumerate(pieces.numbers) if number < 0]
    start = 0
    for end in (*ends, len(pieces.numbers)):
        if end > start:
            word = "".join(pieces.texts[start:end])
            yield Word(word, (min(lefts[start:end]), bottom, max(rights[start:end]), top))
        start = end + 1
