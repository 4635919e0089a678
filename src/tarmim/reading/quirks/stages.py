"""The stages at which a page's quirks are mended: of each the record that a quirk looks at, and returns mended.

Two more stages are those of the rows, which geometry alone makes: `layout.rows.RowOrder` and `layout.rows.SideGroup`;
those of what a glyph is are in `identity.quirks.stages`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tarmim.identity.readings import Code
    from tarmim.layout.rows import Row
    from tarmim.layout.units import Units
    from tarmim.model.glyph import Glyphs, PageGlyphs
    from tarmim.reading.clusters import Clusters

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

__all__ = [
    "ClusterFacts",
    "Joints",
    "LineSigns",
    "PageSigns",
    "PlacedUnits",
    "RowGaps",
    "UnitStarts",
    "UnitTexts",
    "WrittenParagraph",
]


@dataclass(frozen=True, slots=True, eq=False)
class ClusterFacts:
    """What the maps of a document say of glyphs that share letters, before any font is opened.

    clusters  the glyphs of all pages that stand together
    split     codes whose map cannot be right wherever they stand, with the codes that follow them
    marks     codes that stand for these marks alone
    """

    clusters: Clusters
    split: Mapping[Code, frozenset[int]] = field(default_factory=dict)
    marks: Mapping[Code, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class UnitStarts:
    """Which of the glyphs to read (their numbers on the page) begin a unit: the others belong to the one before."""

    page: PageGlyphs
    numbers: Numbers
    starts: Flags


@dataclass(frozen=True, slots=True, eq=False)
class UnitTexts:
    """The letters of units as the file's maps have them.

    numbers  of all glyphs to read
    firsts   of the first glyph of each unit
    texts    the letters of each
    """

    page: PageGlyphs
    numbers: Numbers
    firsts: Numbers
    texts: Sequence[str]


@dataclass(frozen=True, slots=True, eq=False)
class PlacedUnits:
    """The units of a page in their places, in content order, and the glyphs that they were made of."""

    units: Units
    glyphs: Glyphs


@dataclass(frozen=True, slots=True, eq=False)
class RowGaps:
    """The gaps between the letters of a row.

    gaps    their widths in points
    size    one em of the row, in points
    spaces  which of them are spaces between words
    bare    spaces show by gaps alone on this page: no glyphs are written for them
    """

    gaps: NDArray[np.float64]
    size: float
    spaces: Flags
    bare: bool


@dataclass(frozen=True, slots=True, eq=False)
class PageSigns:
    """The rows of a page with what their signs tell of how it was set.

    leaning    for each unit how many more of its letters run from the right than from the left
    from_left  Arabic paragraphs were set as if they ran from the left
    mirrored   brackets are mapped as they look
    """

    units: Units
    rows: Sequence[Row]
    leaning: Numbers
    from_left: bool = False
    mirrored: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Joints:
    """Letters inside words, and whether something parts them from the next one, which they could join.

    numbers    of these letters, as units of the page
    followers  the letter behind each, in reading order
    parted     whether a zero-width non-joiner stands between
    """

    units: Units
    numbers: Numbers
    followers: Numbers
    parted: Flags


@dataclass(frozen=True, slots=True)
class LineSigns:
    """A line from left to right: for each piece the character that says how it behaves among others (UAX #9)."""

    signs: str


@dataclass(frozen=True, slots=True, eq=False)
class WrittenParagraph:
    """An Arabic paragraph read, compared with the order in which its letters were written.

    share             the share of letters that were written after the one read before them
    other_share       the same where the paragraph is read in the other direction
    is_from_right     it is read from the right
    has_left_runs     it has numbers or text that runs from the left
    turned            the other direction is right
    """

    share: float
    other_share: Callable[[], float]
    is_from_right: bool
    has_left_runs: bool
    turned: bool = False
