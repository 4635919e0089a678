"""Columns side by side that are a table, not columns of text: its rows and cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tarmim.layout.paragraphs import is_full
from tarmim.model.page import Block
from tarmim.reading.blocks import row_block
from tarmim.reading.lines import cell_line

if TYPE_CHECKING:
    from tarmim.layout.columns import Band, Strip
    from tarmim.layout.rows import Row
    from tarmim.model.page import Line
    from tarmim.reading.setting import PageSetting

__all__ = ["is_table", "table_rows"]

#: Lines of prose have more units than this on average; cells of a table, in one column at least, have fewer. By
#: judgement, as the two shares below.
_CELL_UNITS: Final = 12
#: In a table without rules at least this share of the rows has cells in several columns.
_THROUGH_SHARE: Final = 0.6
#: Where this share of the lines of two columns is full they are columns of text.
_FULL_SHARE: Final = 0.5


def is_table(setting: PageSetting, band: Band) -> bool:
    """Tell whether the columns of a band are those of a table: rows reach through, and lines are not full."""
    if band.ruled:
        return True
    cells = _cells_by_row(band)
    through = sum(sum(len(cells[row]) for row in group) > 1 for group in band.rows)
    if through < _THROUGH_SHARE * len(band.rows):
        return False
    if len(band.columns) > 2 or any(sum(len(s.units) for s in c) < _CELL_UNITS * len(c) for c in band.columns):
        return True
    full = lines = 0
    for column in band.columns:
        edges = min(s.left for s in column), max(s.right for s in column)
        direction = setting.direction_of(column)
        for above, below in pairwise(column):
            lines += 1
            full += is_full(setting.units, above, below, edges, direction)
    return full < _FULL_SHARE * lines


def table_rows(setting: PageSetting, band: Band) -> Iterator[tuple[Block, float]]:
    """Yield the rows of a table, from the top, each with the size of its letters in points."""
    count = len(band.columns)
    order = range(count)[::-1] if setting.arabic else range(count)
    cells = _cells_by_row(band)
    for group in band.rows:
        found = [cell for row in group for cell in cells[row]]
        by_column: defaultdict[int, list[Line]] = defaultdict(list)
        for number, strip in found:
            by_column[number].append(cell_line(setting, strip))
        lines = [by_column[column] for column in order]
        first = min(found, key=lambda cell: cell[0])[1]
        yield row_block(lines, group[0].angle), first.row.size


def _cells_by_row(band: Band) -> Mapping[Row, Sequence[tuple[int, Strip]]]:
    """Return for each row its stretches, each with the number of its column from the left."""
    cells: defaultdict[Row, list[tuple[int, Strip]]] = defaultdict(list)
    for number, column in enumerate(band.columns):
        for strip in column:
            cells[strip.row].append((number, strip))
    return cells
