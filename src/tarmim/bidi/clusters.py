"""Characters of a visual line grouped with their combining marks."""

from __future__ import annotations

from itertools import chain
from typing import Literal

Marks = Literal["before", "after"]
"""Where a visual line stores the marks of a right-to-left letter: to its left (`"before"`, as UAX #9 L2
leaves them) or to its right (`"after"`, as L3 has them)."""

Cluster = tuple[int, ...]
"""Visual indices of a base character and its marks, in logical order: the base first."""


def clusters(codes: str, marks: Marks) -> list[Cluster]:
    """Return the clusters of a line in visual order; a mark without base is a cluster of its own."""
    return _marks_after(codes) if marks == "after" else _marks_before(codes)


def _marks_after(codes: str) -> list[Cluster]:
    found: list[list[int]] = []
    for at, code in enumerate(codes):
        if code == "m" and found:
            found[-1].append(at)
        else:
            found.append([at])
    return [tuple(cluster) for cluster in found]


def _marks_before(codes: str) -> list[Cluster]:
    """Group marks with the letter to their right, but after a left-to-right letter with that one."""
    found: list[list[int]] = []
    held: list[int] = []
    for at, code in enumerate(codes):
        if code == "m":
            held.append(at)
            continue
        if held and found and not _takes_marks(code, codes[found[-1][0]]):
            found[-1].extend(held)
            held = []
        found.append([at, *reversed(held)])
        held = []
    if held and found:
        found[-1].extend(held)
    elif held:
        found.extend([at] for at in held)
    return [tuple(cluster) for cluster in found]


def _takes_marks(following: str, previous: str) -> bool:
    """Return whether the marks between two characters belong to the one on their right."""
    return following in "RA" or previous in "BSw"


def spread(order: tuple[int, ...], groups: list[Cluster]) -> tuple[int, ...]:
    """Return the visual indices of characters for an order of clusters."""
    return tuple(chain.from_iterable([groups[at] for at in order]))
