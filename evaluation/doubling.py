"""Is the cost linear? Shapes of pages that are doubled and doubled again, and what each size costs.

    python -m evaluation.doubling --pages                  all shapes, from 3,750 glyphs up to 480,000 or 2 CPU seconds
    python -m evaluation.doubling --pages --only marks     those with "marks" in their name

A shape fails where four times as much costs more than five times the time; times below a tenth of a second say nothing.
Exit 1 where one fails.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

import tarmim
from evaluation.doubling_pages import PAGES
from evaluation.doubling_texts import TEXTS

__all__ = ["MOST_GROWTH", "Costs", "costs_of", "growth_of"]

_Material = TypeVar("_Material")

#: Sizes and CPU seconds.
Costs = list[tuple[int, float]]

#: How much more four times as much may cost: four would be linear.
MOST_GROWTH = 5.0

#: Seconds below which what is fixed counts for too much.
LEAST_SECONDS = 0.1

LEAST_GLYPHS, MOST_GLYPHS, MOST_SECONDS = 3_750, 480_000, 2.0
LEAST_CHARACTERS, MOST_CHARACTERS = 12_500, 3_200_000
_LEAST_SIZES = 3


def costs_of(
    shape: Callable[[int], _Material],
    work: Callable[[_Material], object],
    *,
    sizes: tuple[int, int],
    seconds: float = MOST_SECONDS,
) -> Costs:
    """Return what a shape costs, doubled from the first size up to the second, or until it costs so many seconds.

    Three sizes are measured at least, for without them there are no two doublings.
    """
    size, most = sizes
    found: Costs = []
    while size <= most and (len(found) < _LEAST_SIZES or found[-1][1] <= seconds):
        material = shape(size)
        start = time.process_time()
        work(material)
        found.append((size, time.process_time() - start))
        size *= 2
    return found


def growth_of(costs: Costs, *, least: float = LEAST_SECONDS) -> float:
    """Return how much more four times as much costs at most, 0 where all is too cheap to tell.

    >>> growth_of([(1, 0.2), (2, 0.4), (4, 0.8)])
    4.0
    """
    seconds = [max(spent, least) for _, spent in costs]
    return max((after / before for before, after in zip(seconds, seconds[2:], strict=False)), default=0.0)


def _report(name: str, costs: Costs) -> Iterator[str]:
    growth = growth_of(costs)
    times = "  ".join(f"{size:,}: {spent:.2f}" for size, spent in costs)
    yield f"{name:<44} {growth:4.1f}{'  TOO MUCH' if growth > MOST_GROWTH else '':<10}  {times}"


def _run(
    shapes: Mapping[str, Callable[[int], _Material]],
    work: Callable[[_Material], object],
    *,
    sizes: tuple[int, int],
    only: str,
) -> bool:
    for shape in shapes.values():  # what is loaded once is not counted; some models only with more than a few words
        work(shape(100))
        work(shape(1000))
    is_good = True
    for name, shape in shapes.items():
        if only in name:
            costs = costs_of(shape, work, sizes=sizes)
            print(*_report(name, costs), sep="\n", flush=True)
            is_good = is_good and growth_of(costs) <= MOST_GROWTH
    return is_good


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    kind = parser.add_mutually_exclusive_group(required=True)
    kind.add_argument("--pages", action="store_true", help="shapes of pages")
    kind.add_argument("--texts", action="store_true", help="shapes of texts")
    parser.add_argument("--only", default="", help="shapes with this in their name")
    arguments = parser.parse_args()
    if arguments.texts:
        is_good = _run(TEXTS, tarmim.repair, sizes=(LEAST_CHARACTERS, MOST_CHARACTERS), only=arguments.only)
    else:
        is_good = _run(PAGES, tarmim.extract, sizes=(LEAST_GLYPHS, MOST_GLYPHS), only=arguments.only)
    sys.exit(not is_good)


if __name__ == "__main__":
    main()
