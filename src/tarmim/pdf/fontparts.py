"""What simple and composite fonts have in common: names, descriptors, programs, and the parts a font is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tarmim.pdf.cmaps import CMap
from tarmim.pdf.open import Dictionary, Stream
from tarmim.pdf.widths import VerticalMetrics

__all__ = ["FontParts", "font_name", "program_stream"]


@dataclass(frozen=True, slots=True)
class FontParts:
    """What the two kinds of font differ in; the look-ups are as in `Font`.

    text_of  the letters the encoding alone gives a code, None where it gives none
    """

    descriptor: Dictionary | None
    cmap: CMap | None
    vertical: VerticalMetrics | None
    names: Mapping[int, str] | None
    text_of: Callable[[int], str | None]
    width_of: Callable[[int], float]
    cid_of: Callable[[int], int]
    glyph_of: Callable[[int], int | None]


def font_name(font: Dictionary) -> str:
    """Return a font's name without the tag of a subset (ISO 32000-2 9.9.2)."""
    return re.sub(r"^[A-Z]{6}\+", "", font.name("BaseFont") or font.name("Name"))


def program_stream(descriptor: Dictionary | None) -> Stream | None:
    """Return the stream of the embedded font program (9.9), None where there is none."""
    if descriptor is None:
        return None
    streams = (descriptor.stream(key) for key in ("FontFile2", "FontFile3", "FontFile"))
    return next((stream for stream in streams if stream is not None), None)
