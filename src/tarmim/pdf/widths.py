"""How wide codes are: /Widths of simple fonts, /W and /DW of CIDFonts, the standard fonts (ISO 32000-2 9.2.4, 9.7.4.3).

Widths are in ems. /W is parsed when the first width is asked for, its ranges unexpanded.
"""

from __future__ import annotations

import math
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice

from tarmim.pdf.numbers import sensible
from tarmim.pdf.objects import Array, Dictionary
from tarmim.pdf.tokens import number_of

__all__ = ["CidWidths", "VerticalMetrics", "sensible_width", "simple_widths", "standard_font", "standard_width"]

#: Glyph space units an em of all fonts but Type 3.
_EM = 1000.0

#: Width of a CID without one, unless /DW says otherwise (table 115).
_DEFAULT_WIDTH = 1000.0

#: Advance and height of the position vector in vertical writing, unless /DW2 says otherwise.
_DEFAULT_VERTICAL = (880.0, -1000.0)

#: CIDs have two bytes; a list longer than that lies.
_MOST_CIDS = 1 << 16

#: Numbers and lists of /W or /W2 that are read: one with a range a CID has three a CID.
_MOST_ITEMS = 3 * _MOST_CIDS

#: No glyph is this wide or high, in units of glyph space; one that says so is as wide as those that say nothing. The
#: pens of a page are one running sum, in which a width of 1e30 would drown all places behind it.
_MOST_UNITS = 1e6


class CidWidths:
    """Widths by CID: /W and /DW of a CIDFont; called with a CID it returns the width in ems.

    usual  in units of glyph space, where /DW says nothing
    """

    __slots__ = ("_default", "_ends", "_font", "_singles", "_starts", "_values")

    def __init__(self, font: Dictionary, usual: float = _DEFAULT_WIDTH) -> None:
        self._font: Dictionary | None = font
        self._default = sensible_width(font.number("DW", usual), usual) / _EM
        self._singles: dict[int, float] = {}
        self._starts, self._ends, self._values = array("q"), array("q"), array("d")

    def __call__(self, cid: int) -> float:
        """Return the width of a CID in ems."""
        if self._font is not None:
            self._read(self._font)
        width = self._singles.get(cid)
        if width is not None:
            return width
        k = bisect_right(self._starts, cid) - 1
        return self._values[k] if k >= 0 and cid < self._ends[k] else self._default

    def _read(self, font: Dictionary) -> None:
        self._font = None
        usual = self._default * _EM
        ranges = []
        for start, end, values in _width_groups(font.get("W"), 1):
            if end is None:
                self._singles.update(
                    (start + k, sensible_width(value, usual) / _EM) for k, value in enumerate(values[:_MOST_CIDS])
                )
            else:
                ranges.append((start, end, sensible_width(values[0], usual) / _EM))
        ranges.sort()
        self._starts = array("q", (start for start, _, _ in ranges))
        self._ends = array("q", (end for _, end, _ in ranges))
        self._values = array("d", (value for _, _, value in ranges))


class VerticalMetrics:
    """Vertical advances and position vectors by CID: /W2 and /DW2; called, it returns w1y, vx and vy in ems."""

    __slots__ = ("_default", "_ranges", "_singles", "_starts", "_widths")

    def __init__(self, font: Dictionary, widths: CidWidths) -> None:
        default = font.numbers("DW2")
        self._default = _vertical_pair(default) if len(default) >= 2 else _DEFAULT_VERTICAL
        self._widths = widths
        self._singles: dict[int, _Metrics] = {}
        self._ranges: list[tuple[int, int, _Metrics]] = []
        for start, end, values in _width_groups(font.get("W2"), 3):
            if end is None:
                triples = [_metrics(values[k : k + 3]) for k in range(0, len(values) - 2, 3)]
                self._singles.update((start + k, triple) for k, triple in enumerate(triples[:_MOST_CIDS]))
            else:
                self._ranges.append((start, end, _metrics(values)))
        self._ranges.sort()
        self._starts = [start for start, _, _ in self._ranges]

    def __call__(self, cid: int) -> tuple[float, float, float]:
        """Return vertical advance and position vector of a CID in ems."""
        found = self._singles.get(cid)
        if found is None:
            k = bisect_right(self._starts, cid) - 1
            found = self._ranges[k][2] if k >= 0 and cid < self._ranges[k][1] else None
        if found is None:
            return self._default[1] / _EM, self._widths(cid) / 2, self._default[0] / _EM
        return found[0] / _EM, found[1] / _EM, found[2] / _EM


#: Vertical advance and position vector of a CID, in units of glyph space.
_Metrics = tuple[float, float, float]


def _metrics(values: list[float]) -> _Metrics:
    """Return the metrics of three numbers of /W2."""
    advance, right, up = values
    return (
        sensible_width(advance, _DEFAULT_VERTICAL[1]),
        sensible_width(right, 0.0),
        sensible_width(up, _DEFAULT_VERTICAL[0]),
    )


def _vertical_pair(values: list[float]) -> tuple[float, float]:
    return sensible_width(values[0], _DEFAULT_VERTICAL[0]), sensible_width(values[1], _DEFAULT_VERTICAL[1])


def sensible_width(width: float, otherwise: float) -> float:
    """Return a length in glyph space, or what stands for one that no glyph has."""
    return sensible(width, otherwise, most=_MOST_UNITS)


def _width_groups(written: object, size: int) -> Iterator[tuple[int, int | None, list[float]]]:
    """Yield the groups of /W (size 1) or /W2 (size 3): `c [w …]` as (c, None, list), `c d w` as (c, d + 1, list).

    A group of which no CID is meant is left out.
    """
    numbers: list[float] = []
    for item in islice(_flat(written), _MOST_ITEMS) if isinstance(written, Array) else ():
        if isinstance(item, list):
            if numbers and _is_cid(numbers[-1]):
                yield int(numbers[-1]), None, item
            numbers = []
            continue
        numbers.append(item)
        if len(numbers) == 2 + size:
            if _is_cid(numbers[0]) and numbers[1] < math.inf:
                yield int(numbers[0]), int(max(min(numbers[1], _MOST_CIDS), -1)) + 1, numbers[2:]
            numbers = []


def _is_cid(number: float) -> bool:
    return 0 <= number < _MOST_CIDS


def _flat(groups: Array) -> Iterator[float | list[float]]:
    written = groups.tokens()
    if written is None:
        for item in groups:
            if isinstance(item, Array):
                yield item.numbers()
            else:  # what is no number holds its place, so that those behind it keep theirs
                yield float(item) if isinstance(item, int | float) else math.inf
        return
    for match in re.finditer(rb"\[([^\[\]]*+)\]|([-+.\d]++)", written.strip()[1:-1]):
        words = match[1].split(None, _MOST_CIDS)[:_MOST_CIDS] if match[1] is not None else ()
        yield number_of(match[2], math.inf) if match[2] else [number_of(word, math.inf) for word in words]


def simple_widths(font: Dictionary) -> dict[int, float]:
    """Return /Widths of a simple font in glyph space units by code, {} where it has none."""
    first = int(font.number("FirstChar"))
    widths = font.numbers("Widths")[:256]
    return {first + k: sensible_width(width, 0.0) for k, width in enumerate(widths)}


def standard_font(name: str) -> str:
    """Return which of the standard fonts a name means, "" where none (9.6.2.2); Arial and the like count.

    >>> standard_font("Arial,Bold"), standard_font("TimesNewRomanPS-ItalicMT"), standard_font("Amiri")
    ('Helvetica-Bold', 'Times-Italic', '')
    """
    family = next((standard for start, standard in _FAMILIES if name.startswith(start)), "")
    is_bold = "Bold" in name
    if family == "Helvetica":
        return "Helvetica-Bold" if is_bold else "Helvetica"
    if family != "Times":
        return family
    is_italic = "Italic" in name or "Oblique" in name
    return "Times-" + (
        "BoldItalic" if is_bold and is_italic else "Bold" if is_bold else "Italic" if is_italic else "Roman"
    )


_FAMILIES = (
    ("Helvetica", "Helvetica"),
    ("Arial", "Helvetica"),
    ("Times", "Times"),
    ("Courier", "Courier"),
    ("Symbol", "Symbol"),
    ("ZapfDingbats", "ZapfDingbats"),
)


def standard_width(font: str, name: str) -> float | None:
    """Return the width in ems of a glyph name in a standard font, None where it has no such glyph."""
    from tarmim.pdf.names import text_of_name

    is_numbered = font == "ZapfDingbats" and name[1:].isdigit()
    letter = chr(int(name[1:]) & 0xFFFF) if is_numbered else text_of_name(name)
    width = _standard_widths()[font].get(letter or "")
    return None if width is None else width / _EM


@cache
def _standard_widths() -> Mapping[str, Mapping[str, float]]:
    """Return by font the widths of letters in glyph space units; the table's ascents and descents are not needed."""
    from tarmim.pdf.names import table_lines

    fonts = {}
    for name, _ascent, _descent, *pairs in table_lines("standard_widths.txt"):
        fonts[name] = {chr(int(pair.split("=")[0], 16)): float(pair.split("=")[1]) for pair in pairs}
    return fonts
