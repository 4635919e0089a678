"""The rows of a page, the quirks of their order mended; found once for all stages that ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tarmim.layout.rows import Row, rows_of
from tarmim.model.cached import cached
from tarmim.reading.quirks.catalogue import mend

if TYPE_CHECKING:
    from tarmim.layout.units import Units

__all__ = ["page_rows"]


@cached
def page_rows(units: Units) -> list[Row]:
    """Return the rows of a page, those of one angle together, each angle's from the top."""
    return rows_of(units, mend=mend)
