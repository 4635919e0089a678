"""Visual order of a line from its levels, and the way back (UAX #9 L2), and mirroring (L4)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from tarmim.bidi.classes import mirror, mirrored_at
from tarmim.bidi.levels import levels

Run = tuple[int, int, int]
"""Start, end and level of a maximal stretch of equal levels."""


def visual_order(found: Sequence[int]) -> tuple[int, ...]:
    """Return the logical index at each visual position, left to right, for the levels of one line (L2).

    >>> visual_order((0, 1, 1, 0))
    (0, 2, 1, 3)
    """
    runs = _runs(found)
    if len(runs) == 1:
        return _expand(runs)
    depths = [level for _, _, level in runs]
    for threshold in range(max(depths, default=0), _lowest_odd(depths) - 1, -1):
        runs = _turn(runs, threshold)
    return _expand(runs)


def logical_order(found: Sequence[int]) -> tuple[int, ...]:
    """Return the visual index at each logical position, for the levels of one line given in *visual* order.

    It undoes `visual_order`: the same stretches are turned, from the lowest level to the highest.
    """
    runs = _runs(found)
    if len(runs) == 1:
        return _expand(runs)
    depths = [level for _, _, level in runs]
    for threshold in range(_lowest_odd(depths), max(depths, default=0) + 1):
        runs = _turn(runs, threshold)
    return _expand(runs)


def _runs(found: Sequence[int]) -> list[Run]:
    runs: list[Run] = []
    start = 0
    for level, group in groupby(found):
        end = start + len(list(group))
        runs.append((start, end, level))
        start = end
    return runs


def _lowest_odd(depths: Sequence[int]) -> int:
    """Return the least odd level, or one above all of them."""
    return min((level for level in depths if level & 1), default=max(depths, default=0) + 1)


def _turn(runs: list[Run], threshold: int) -> list[Run]:
    """Return the runs with each stretch at `threshold` or higher in the opposite order."""
    turned: list[Run] = []
    held: list[Run] = []
    for run in runs:
        if run[2] >= threshold:
            held.append(run)
        else:
            turned.extend(held[::-1])
            held.clear()
            turned.append(run)
    turned.extend(held[::-1])
    return turned


def _expand(runs: Sequence[Run]) -> tuple[int, ...]:
    """Return the indices of the runs in order; those of an odd level run from right to left."""
    order: list[int] = []
    for start, end, level in runs:
        order.extend(range(end - 1, start - 1, -1) if level & 1 else range(start, end))
    return tuple(order)


def reorder(text: str, *, base: int | None = None) -> tuple[int, ...]:
    """Return the logical index of each character of one line in visual order, left to right (L2).

    The characters that X9 removes keep a place next to the one before them.
    """
    return visual_order(levels(text, base=base))


def mirror_text(text: str, found: Sequence[int]) -> str:
    """Return the text with the characters at an odd level as their mirrored counterparts (L4)."""
    chars = list(text)
    for at in mirrored_at(text):
        if found[at] & 1:
            chars[at] = mirror(chars[at])
    return "".join(chars)


def display(text: str, *, base: int | None = None) -> str:
    """Return one line as it appears, left to right, mirrored characters exchanged (L1-L4 but for L3).

    >>> display("(a)", base=1)
    '(a)'
    >>> display("(12", base=1)
    '12)'
    """
    found = levels(text, base=base)
    shown = mirror_text(text, found)
    return "".join([shown[at] for at in visual_order(found)])
