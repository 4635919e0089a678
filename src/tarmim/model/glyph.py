"""What stands on a page: its glyphs in columns, its fonts, its marked content and its rules (lines drawn).

All lengths are points in the page's default user space *before* /Rotate, y upwards; UserUnit is not applied
(`PageGlyphs.unit` says how many points one of them is).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntFlag
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from tarmim.model.font import CodeMap, Font, State
from tarmim.model.geometry import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "UNKNOWN_FILL",
    "CodeMap",
    "Content",
    "Font",
    "Glyphs",
    "Ground",
    "PageGlyphs",
    "Problem",
    "State",
    "Unseen",
    "font_and_code",
    "of_contents",
]

#: The fill of a glyph whose colour is not known: a pattern, or a colour space that has to be computed.
UNKNOWN_FILL = 0xFFFFFFFF


class Unseen(IntFlag):
    """Why a glyph does not show: bits of `Glyphs.unseen`, 0 where it shows.

    OUTSIDE   off the visible page
    CLIPPED   outside the clipping path (its bounding box: a glyph that is not CLIPPED may still be cut)
    OPTIONAL  inside optional content that is off
    MODE      render mode 3 or 7: an OCR layer, as a rule
    """

    OUTSIDE = 1
    CLIPPED = 2
    OPTIONAL = 4
    MODE = 8


@dataclass(frozen=True, slots=True, eq=False)
class Glyphs:
    """The glyphs shown on a page, in content order: columns of equal length.

    codes     int32[n]       the character code in its font
    texts     list of str    what ToUnicode or the encoding says: "" where nothing (state says why)
    states    uint8[n]       State of the text; ACTUAL where an ActualText speaks for the glyph
    map_states  uint8[n]     State of the font's own map alone, never ACTUAL: what is known of `texts`
    origins   float64[n, 2]  where the pen stood; in vertical writing after the position vector, so at the
                             glyph's horizontal origin
    advances  float32[n, 2]  how far the pen moved, character and word spacing included, TJ numbers not
    matrices  float32[n, 4]  a, b, c, d of the text rendering matrix with font size: 1 em to points
    fonts     int32[n]       number in PageGlyphs.fonts
    contents  int32[n]       number in PageGlyphs.contents of the innermost marked content, -1 outside any
    fills     uint32[n]      fill colour 0xRRGGBB, or UNKNOWN_FILL
    unseen    uint8[n]       bits of Unseen: 0 where the glyph shows
    """

    codes: NDArray[np.int32]
    texts: Sequence[str]
    states: NDArray[np.uint8]
    map_states: NDArray[np.uint8]
    origins: NDArray[np.float64]
    advances: NDArray[np.float32]
    matrices: NDArray[np.float32]
    fonts: NDArray[np.int32]
    contents: NDArray[np.int32]
    fills: NDArray[np.uint32]
    unseen: NDArray[np.uint8]

    def __len__(self) -> int:
        """Return how many glyphs there are."""
        return len(self.codes)


@dataclass(frozen=True, slots=True)
class Content:
    """A marked-content sequence (ISO 32000-2 14.6); what an enclosing one says holds inside too.

    tag          Span, Artifact, P, …, without the slash
    parent       number of the enclosing sequence in PageGlyphs.contents, -1 at the top
    actual_text  the sequence's own ActualText, None where it has none
    actual       number of the *outermost* sequence with an ActualText, this one included; -1 where there is none:
                 that one speaks for all glyphs inside (14.9.4)
    artifact     inside an Artifact: furniture of the page (14.8.2.2)
    hidden       inside optional content that is off (8.11)
    mcid         the marked-content identifier, its own or inherited; -1 where there is none
    """

    tag: str
    parent: int = -1
    actual_text: str | None = None
    actual: int = -1
    artifact: bool = False
    hidden: bool = False
    mcid: int = -1


class Ground(NamedTuple):
    """An area painted on a page, that text may stand on: its box and its fill, 0xRRGGBB or UNKNOWN_FILL (a picture)."""

    box: Box
    fill: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong on a page and was stepped over; page counts from 0."""

    page: int
    message: str


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class PageGlyphs:
    """One page of a PDF as glyphs.

    number    of the page, from 0
    box       the visible box: CropBox within MediaBox
    rotation  degrees clockwise the page is turned when shown: 0, 90, 180 or 270 (glyphs are not turned)
    unit      UserUnit: how many points one unit of the page is, 1 as a rule
    glyphs    the glyphs in content order
    fonts     the fonts they use, each once
    contents  the marked content they stand in, each after its parent
    rulings   float32[m, 4]: left, bottom, right, top of straight thin lines, drawn or filled, level or upright
    problems  what went wrong
    grounds   the areas painted, in the order in which they were
    shapes    the operators of filled paths that are more than such an area: letters drawn as outlines have some twenty
    language  the language that glyphs were read in (ISO 639-1), "" where all letters are the file's own
    """

    number: int
    box: Box
    rotation: int
    unit: float
    glyphs: Glyphs
    fonts: tuple[Font, ...]
    contents: tuple[Content, ...]
    rulings: NDArray[np.float32]
    problems: tuple[Problem, ...]
    grounds: tuple[Ground, ...] = ()
    shapes: int = 0
    language: str = ""

    def keys(self) -> NDArray[np.int64]:
        """Return for each glyph its font and code as one number, which `font_and_code` takes apart.

        Equal where it is the same code of one font of the document.
        """
        import numpy as np

        numbers = np.array([font.number for font in self.fonts] or [0], dtype=np.int64)
        return (numbers[self.glyphs.fonts] << _CODE_BITS) | self.glyphs.codes

    def of_content(self, field: str, *, default: object) -> NDArray[Any]:
        """Return for each glyph a field of the marked content it stands in (see `of_contents`)."""
        return of_contents(self.contents, self.glyphs.contents, field, default=default)


#: Bits of a code in a key of `PageGlyphs.keys`: codes have at most 31.
_CODE_BITS = 32


def font_and_code(key: int) -> tuple[int, int]:
    """Return the number of a font in the document and the code in it that a key of `PageGlyphs.keys` stands for.

    >>> font_and_code(2**32 + 5)
    (1, 5)
    """
    return key >> _CODE_BITS, key & ((1 << _CODE_BITS) - 1)


def of_contents(
    contents: Sequence[Content], numbers: NDArray[np.int32], field: str, *, default: object
) -> NDArray[Any]:
    """Return a field of the contents with these numbers, and `default` for -1, outside any content."""
    import numpy as np

    return np.array([*map(attrgetter(field), contents), default])[numbers]
