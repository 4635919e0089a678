"""The rows of a page, the quirks of their order mended; found once for all stages that ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tarmim.layout.rows import Row, count_rows, rows_of
from tarmim.model.cached import cached
from tarmim.reading.quirks.catalogue import mend

if TYPE_CHECKING:
    from tarmim.layout.units import Units

__all__ = ["has_rows", "page_rows"]

#: Rows of a page that are read as such; a row costs a quarter of a millisecond. A page of a newspaper has 1,000, the
#: map of a city some thousands; 300,000 letters strewn over a page in all directions would make 140,000.
_MOST_ROWS: Final = 10_000


@cached
def has_rows(units: Units) -> bool:
    """Tell whether units stand in rows that can be read: not where there are more of them than any page has."""
    return len(units) <= _MOST_ROWS or count_rows(units) <= _MOST_ROWS


@cached
def page_rows(units: Units) -> list[Row]:
    """Return the rows of a page, those of one angle together, each angle's from the top."""
    return rows_of(units, mend=mend)
