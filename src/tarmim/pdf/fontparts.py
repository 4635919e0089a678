"""What simple and composite fonts have in common: names, descriptors, programs, and the parts a font is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tarmim.pdf.cmaps import CMap
from tarmim.pdf.open import Dictionary, Stream
from tarmim.pdf.widths import VerticalMetrics

__all__ = ["FontParts", "font_name", "heights_of", "program_stream"]

#: Ascent and descent in ems where the file does not say: near those of most text fonts.
_USUAL_HEIGHTS = (0.8, -0.2)

#: An ascent or descent beyond this many ems is a mistake: Nastaliq fonts reach 2.4.
_TALLEST = 4.0


@dataclass(frozen=True, slots=True)
class FontParts:
    """What the two kinds of font differ in; the look-ups are as in `Font`.

    text_of  the letters the encoding alone gives a code, None where it gives none
    heights  ascent and descent in ems to be used where the descriptor has none
    """

    descriptor: Dictionary | None
    cmap: CMap | None
    vertical: VerticalMetrics | None
    names: Mapping[int, str] | None
    heights: tuple[float, float] | None
    text_of: Callable[[int], str | None]
    width_of: Callable[[int], float]
    cid_of: Callable[[int], int]
    glyph_of: Callable[[int], int | None]


def font_name(font: Dictionary) -> str:
    """Return a font's name without the tag of a subset (ISO 32000-2 9.9.2)."""
    return re.sub(r"^[A-Z]{6}\+", "", font.name("BaseFont") or font.name("Name"))


def heights_of(descriptor: Dictionary | None, otherwise: tuple[float, float] | None) -> tuple[float, float]:
    """Return ascent and descent in ems: as declared, else by the bounding box, else what is given, else the usual."""
    if descriptor is not None:
        ascent, descent = descriptor.number("Ascent") / 1000, descriptor.number("Descent") / 1000
        if 0 < ascent <= _TALLEST and abs(descent) <= _TALLEST:
            return ascent, -abs(descent)
        box = descriptor.numbers("FontBBox")
        if len(box) == 4 and 0 < box[3] / 1000 <= _TALLEST and abs(box[1]) / 1000 <= _TALLEST:
            return box[3] / 1000, min(box[1] / 1000, 0.0)
    return otherwise or _USUAL_HEIGHTS


def program_stream(descriptor: Dictionary | None) -> Stream | None:
    """Return the stream of the embedded font program (9.9), None where there is none."""
    if descriptor is None:
        return None
    streams = (descriptor.stream(key) for key in ("FontFile2", "FontFile3", "FontFile"))
    return next((stream for stream in streams if stream is not None), None)
