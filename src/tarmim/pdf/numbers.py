"""Which numbers of a file count: it may write any, also such as no float holds (ISO 32000-2 7.3.3, Annex C)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

__all__ = ["MOST_NUMBER", "MOST_POINTS", "are_sensible", "sensible"]

#: Numbers beyond this are none: sizes, places and codes are far smaller, and products of some still finite.
MOST_NUMBER: Final = 1e12

#: No page reaches farther (points): 350 km.
MOST_POINTS: Final = 1e9


def sensible(value: float, otherwise: float = 0.0, *, most: float = MOST_NUMBER) -> float:
    """Return a number, or what stands for one that is not finite or farther from 0 than makes sense.

    >>> sensible(500.0), sensible(float("inf")), sensible(-2e6, 1000.0, most=1e6)
    (500.0, 0.0, 1000.0)
    """
    return value if -most < value < most else otherwise


def are_sensible(numbers: Sequence[float]) -> bool:
    """Tell whether numbers are such as a page can mean; none of them may be NaN, which is no number of a PDF."""
    return not numbers or (min(numbers) > -MOST_NUMBER and max(numbers) < MOST_NUMBER)
