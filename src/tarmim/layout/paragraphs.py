"""Lines of a column into paragraphs: by distance, size, and whether a line is full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from tarmim.layout.columns import Strip
    from tarmim.layout.units import Units

__all__ = ["is_full", "paragraphs_of"]

#: A line stands further from the one above than this many times the usual distance: a paragraph begins.
_FURTHER: Final = 1.08
#: Lines of other sizes are of other paragraphs: by more than this share.
_OTHER_SIZE: Final = 0.12
#: A line that begins so many ems further in than the others begins a paragraph.
_INDENT: Final = 0.9


def paragraphs_of(
    units: Units, strips: Sequence[Strip], *, base: int, usual: float | None = None
) -> list[list[Strip]]:
    """Return the strips of a column, from the top, as paragraphs.

    base   the direction: 1 from the right
    usual  the usual distance of lines in ems where the column has too few to tell
    """
    if not strips:
        return []
    left = min(strip.left for strip in strips)
    right = max(strip.right for strip in strips)
    pitch = _pitch(strips, usual)
    if base and np.std([strip.left for strip in strips]) < np.std([strip.right for strip in strips]) / 2:
        base = 0  # text from the right that is set flush left: its lines end raggedly there
    found = [[strips[0]]]
    for above, below in zip(strips, strips[1:], strict=False):
        if _begins(units, above, below, (left, right), pitch, base):
            found.append([below])
        else:
            found[-1].append(below)
    return found


def _pitch(strips: Sequence[Strip], usual: float | None) -> float:
    """Return the usual distance between lines, in ems: the most frequent small one."""
    steps = [
        (above.row.base - below.row.base) / below.row.size
        for above, below in zip(strips, strips[1:], strict=False)
        if abs(above.row.size - below.row.size) <= _OTHER_SIZE * below.row.size
    ]
    steps = [step for step in steps if step > 0.5]
    if not steps:
        return usual or 2.0
    low = float(np.quantile(steps, 0.25))
    near = [step for step in steps if abs(step - low) <= 0.05 * low]
    return float(np.median(near))


def _begins(
    units: Units, above: Strip, below: Strip, edges: tuple[float, float], pitch: float, base: int
) -> bool:
    """Tell whether a paragraph begins with the lower line."""
    if abs(above.row.size - below.row.size) > _OTHER_SIZE * max(above.row.size, below.row.size):
        return True
    if above.row.base - below.row.base > _FURTHER * pitch * below.row.size:
        return True
    if not is_full(units, above, below, edges, base):
        return True
    start = edges[1] - below.right if base else below.left - edges[0]
    start_above = edges[1] - above.right if base else above.left - edges[0]
    return start > _INDENT * below.row.size and start_above < _INDENT * below.row.size / 2


def is_full(units: Units, above: Strip, below: Strip, edges: tuple[float, float], base: int) -> bool:
    """Tell whether the first word of the lower line would not have fitted on the upper one."""
    room = above.left - edges[0] if base else edges[1] - above.right
    return room < _first_word(units, below, base) + 0.25 * below.row.size


def _first_word(units: Units, strip: Strip, base: int) -> float:
    """Return how wide the first word of a line is, in points."""
    order = strip.units[::-1] if base else strip.units
    start = None
    last = 0.0
    for number in order.tolist():
        if units.spaces[number]:
            if start is not None:
                break
            continue
        left, right = float(units.left[number]), float(units.right[number])
        near, far = (right, left) if base else (left, right)
        if start is None:
            start = near
        elif abs(near - last) > 0.15 * strip.row.size:
            break
        last = far
    return abs(last - start) if start is not None else 0.0
