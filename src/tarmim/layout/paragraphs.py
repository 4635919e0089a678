"""Lines of a column into paragraphs: by distance, size, and whether a line is full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.layout.tracking import tracking_of

if TYPE_CHECKING:
    from tarmim.layout.columns import Strip
    from tarmim.layout.units import Units

__all__ = ["is_full", "paragraphs_of"]

# The constants of this file are by judgement: no experiment set them.

#: A paragraph begins where a line stands further below the one above than this many line pitches.
_PARAGRAPH_GAP_PITCHES: Final = 1.18
#: Most ems between the baselines of two lines of a paragraph: twice the pitch of lines set double.
_MOST_PITCH_EMS: Final = 4.0
#: The pitch, in ems, where a column has too few lines to measure it: more than that of most text, so that a gap between
#: its lines must be wide to begin a paragraph.
_UNKNOWN_PITCH_EMS: Final = 2.0
#: In justified columns this many pitches are enough where the line above leaves more white than the second says, in
#: ems. A column is justified where at least the third, as a share of its lines, leave less.
_JUSTIFIED_GAP_PITCHES: Final = 1.06
_FULL_LINE_ROOM_EMS: Final = 0.3
_JUSTIFIED_LINE_SHARE: Final = 0.5
#: Lines whose sizes differ by more than this share of the larger are of different paragraphs.
_OTHER_SIZE_SHARE: Final = 0.12
#: A wider gap than this, in ems, ends a word.
_WORD_GAP_EMS: Final = 0.15
#: A line that begins more than this many ems further in than the one above begins a paragraph.
_LEAST_INDENT_EMS: Final = 0.9


def paragraphs_of(units: Units, strips: Sequence[Strip], *, direction: int) -> list[list[Strip]]:
    """Return the strips of a column, from the top, as paragraphs.

    direction  of the text: 1 from the right, 0 from the left
    """
    if not strips:
        return []
    left = min(strip.left for strip in strips)
    right = max(strip.right for strip in strips)
    pitch = _pitch(strips)
    if direction and np.std([strip.left for strip in strips]) < np.std([strip.right for strip in strips]) / 2:
        direction = 0  # text from the right that is set flush left: its lines end raggedly there
    column = _Column((left, right), pitch, direction, _is_justified(strips, (left, right), direction))
    found = [[strips[0]]]
    for above, below in pairwise(strips):
        if _begins(units, above, below, column):
            found.append([below])
        else:
            found[-1].append(below)
    return found


def _pitch(strips: Sequence[Strip]) -> float:
    """Return the line pitch, the usual distance between baselines, in ems: the most frequent small one."""
    steps = [
        (above.row.baseline - below.row.baseline) / below.row.size
        for above, below in pairwise(strips)
        if abs(above.row.size - below.row.size) <= _OTHER_SIZE_SHARE * below.row.size
    ]
    steps = [step for step in steps if 0.5 < step <= _MOST_PITCH_EMS]
    if not steps:
        return _UNKNOWN_PITCH_EMS
    low = sorted(steps)[len(steps) // 4]
    near = sorted(step for step in steps if abs(step - low) <= 0.05 * low)
    return near[len(near) // 2]


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: where it begins and ends, its line pitch in ems, its direction, whether it is justified."""

    edges: tuple[float, float]
    pitch: float
    direction: int
    justified: bool


def _is_justified(strips: Sequence[Strip], edges: tuple[float, float], direction: int) -> bool:
    full = sum(_room(strip, edges, direction) < _FULL_LINE_ROOM_EMS * strip.row.size for strip in strips)
    return full >= _JUSTIFIED_LINE_SHARE * len(strips)


def _room(strip: Strip, edges: tuple[float, float], direction: int) -> float:
    return strip.left - edges[0] if direction else edges[1] - strip.right


def _begins(units: Units, above: Strip, below: Strip, column: _Column) -> bool:
    """Tell whether a paragraph begins with the lower line."""
    size, edges, direction = below.row.size, column.edges, column.direction
    if abs(above.row.size - size) > _OTHER_SIZE_SHARE * max(above.row.size, size):
        return True
    step = (above.row.baseline - below.row.baseline) / size
    if step > _PARAGRAPH_GAP_PITCHES * column.pitch or not is_full(units, above, below, edges, direction):
        return True
    if column.justified and step > _JUSTIFIED_GAP_PITCHES * column.pitch:
        return _room(above, edges, direction) > _FULL_LINE_ROOM_EMS * size
    start, start_above = (_room(strip, edges, 1 - direction) for strip in (below, above))
    return start > _LEAST_INDENT_EMS * size and start_above < _LEAST_INDENT_EMS * size / 2


def is_full(units: Units, above: Strip, below: Strip, edges: tuple[float, float], direction: int) -> bool:
    """Tell whether the first word of the lower line would not have fitted on the upper one."""
    return _room(above, edges, direction) < _first_word(units, below, direction) + 0.25 * below.row.size


def _first_word(units: Units, strip: Strip, direction: int) -> float:
    """Return how wide the first word of a line is, in points."""
    order = strip.units[::-1] if direction else strip.units
    start = None
    last = 0.0
    most: float | None = None
    for number in order.tolist():
        if units.spaces[number]:
            if start is not None:
                break
            continue
        left, right = float(units.left[number]), float(units.right[number])
        near, far = (right, left) if direction else (left, right)
        if start is None:
            start = near
        elif abs(near - last) > _WORD_GAP_EMS * strip.row.size:
            most = _WORD_GAP_EMS * strip.row.size + _tracking(units, strip) if most is None else most
            if abs(near - last) > most:
                break
        last = far
    return abs(last - start) if start is not None else 0.0


def _tracking(units: Units, strip: Strip) -> float:
    """Return how far apart the letters of a line are set, in points, by the gaps between units that are no spaces."""
    numbers = strip.units
    gaps = units.left[numbers[1:]] - units.right[numbers[:-1]]
    bare = ~(units.spaces[numbers[1:]] | units.spaces[numbers[:-1]])
    return tracking_of(units, strip.solid, gaps[bare], strip.row.size)
