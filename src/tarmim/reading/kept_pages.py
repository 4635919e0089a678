"""The pages of a document, to be gone through twice: kept within a budget, read again beyond it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tarmim.model.glyph import PageGlyphs

__all__ = ["KeptPages"]

#: How many glyphs are kept: those of some 300 pages of prose, about 60 MB with what is known of their rows. Rules and
#: painted areas count as glyphs do: they take no less, and a page of a map has thousands.
_MOST_GLYPHS: Final = 500_000


class KeptPages:
    """The pages of a document, to be gone through by `__iter__` and, for the last time, by `again`.

    read     reads a page by its number
    numbers  the pages wanted, from 0, in the order in which they come
    budget   how many glyphs are kept in between: pages beyond it are read again, at the price of reading
    """

    __slots__ = ("_budget", "_kept", "_numbers", "_read")

    def __init__(
        self, read: Callable[[int], PageGlyphs], numbers: Sequence[int], *, budget: int = _MOST_GLYPHS
    ) -> None:
        self._read = read
        self._numbers = numbers
        self._budget = budget
        self._kept: dict[int, PageGlyphs] = {}

    def __iter__(self) -> Iterator[PageGlyphs]:
        """Yield every page, and keep it if it fits into the budget; a page that is kept is not read again."""
        for number in self._numbers:
            known = self._kept.get(number)
            if known is not None:
                yield known
                continue
            page = self._read(number)
            size = len(page.glyphs) + len(page.rulings) + len(page.grounds)
            if size <= self._budget:
                self._budget -= size
                self._kept[number] = page
            yield page

    def again(self) -> Iterator[PageGlyphs]:
        """Yield every page once more; those that were kept are let go of."""
        for number in self._numbers:
            page = self._kept.pop(number, None)
            yield self._read(number) if page is None else page
