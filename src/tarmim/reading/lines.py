"""The lines of a paragraph or a cell: their words, in reading order, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.model.document import Line, Word
from tarmim.reading.order import Pieces, read_units

if TYPE_CHECKING:
    from tarmim.layout.columns import Strip
    from tarmim.reading.setting import Setting

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


def lines_of(page: Setting, strips: Sequence[Strip]) -> Lines:
    """Return the lines of a paragraph.

    Where they were written nearly in the order in which they are read, the other direction is tried, and taken where
    they agree more. From the left only where all runs one way: some programs write Arabic runs so, from left to right.
    """
    base, arabic = page.base(strips), page.is_arabic(strips)
    read = _read(page, strips, base, arabic=arabic)
    share = _as_written(read)
    if arabic and _WRITTEN < share < 1 and not (base and _has_runs_from_left(page, strips)):
        other = _read(page, strips, 1 - base, arabic=arabic)
        if _as_written(other) > share:
            return Lines(_lines(strips, other), turned=True)
    return Lines(_lines(strips, read))


def cell_line(page: Setting, strip: Strip) -> Line:
    """Return what stands in one cell of a table, on one line."""
    pieces = read_units(
        page.units,
        strip.row,
        strip.units,
        page.spacing,
        base=int(page.arabic and not page.from_left),
        mirrored=page.mirrored,
    )
    return _line(strip, pieces)


def _read(page: Setting, strips: Sequence[Strip], base: int, *, arabic: bool) -> list[Pieces]:
    found = []
    for strip in strips:
        is_first, is_last = strip is strips[0], strip is strips[-1]
        # set from the left, a paragraph ends at the right end of its last line: no letter stands there
        goes_on = arabic and not is_first and bool(base or not is_last)
        is_followed = arabic and not is_last
        pieces = read_units(
            page.units,
            strip.row,
            strip.units,
            page.spacing,
            base=base,
            mirrored=page.mirrored,
            goes_on=goes_on,
            is_followed=is_followed,
        )
        found.append(pieces)
    return found


def _has_runs_from_left(page: Setting, strips: Sequence[Strip]) -> bool:
    return any(
        page.leaning[number] < 0 or page.units.texts[number].isdigit()
        for strip in strips
        for number in strip.units.tolist()
    )


def _as_written(read: Sequence[Pieces]) -> float:
    """Return the share of letters that were written after the one that is read before them."""
    steps = np.concatenate([np.diff(pieces.numbers[~pieces.spaces]) for pieces in read])
    return float((steps > 0).mean()) if len(steps) else 0.0


def _lines(strips: Sequence[Strip], read: Sequence[Pieces]) -> tuple[Line, ...]:
    return tuple(_line(strip, pieces) for strip, pieces in zip(strips, read, strict=True))


def _line(strip: Strip, pieces: Pieces) -> Line:
    row = strip.row
    bottom, top = row.base - _DEPTH * row.size, row.base + _HEIGHT * row.size
    return Line(tuple(_words(pieces, bottom, top)), (strip.left, bottom, strip.right, top))


def _words(pieces: Pieces, bottom: float, top: float) -> Iterator[Word]:
    """Yield the words of a line: what stands between spaces."""
    if not pieces.texts:
        return
    edges = np.diff(np.concatenate(([True], pieces.spaces, [True])).astype(np.int8))
    starts, ends = np.flatnonzero(edges < 0), np.flatnonzero(edges > 0)
    lefts = np.minimum.reduceat(np.where(pieces.spaces, np.inf, pieces.left), starts).tolist()
    rights = np.maximum.reduceat(np.where(pieces.spaces, -np.inf, pieces.right), starts).tolist()
    for start, end, left, right in zip(starts.tolist(), ends.tolist(), lefts, rights, strict=True):
        yield Word("".join(pieces.texts[start:end]), (left, bottom, right, top))
