"""What simple and composite fonts have in common: names, descriptors, programs, and the parts a font is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tarmim.pdf.cmaps import CMap, predefined_cmap
from tarmim.pdf.objects import Dictionary, Stream
from tarmim.pdf.shown import shown
from tarmim.pdf.widths import VerticalMetrics

__all__ = ["DAMAGED_PROGRAM", "FontParts", "bare_parts", "font_name", "font_problem", "program_stream"]

#: What is said of a font whose program cannot be read, behind its name.
DAMAGED_PROGRAM = "its program is damaged: its letters are read without it"


@dataclass(frozen=True, slots=True)
class FontParts:
    """What the two kinds of font differ in; the look-ups are as in `Font`.

    text_of   the letters the encoding alone gives a code, None where it gives none
    problems  what went wrong, in words that follow on the font's name
    """

    descriptor: Dictionary | None
    cmap: CMap | None
    vertical: VerticalMetrics | None
    names: Mapping[int, str] | None
    text_of: Callable[[int], str | None]
    width_of: Callable[[int], float]
    cid_of: Callable[[int], int]
    glyph_of: Callable[[int], int | None]
    problems: tuple[str, ...] = ()


def bare_parts(subtype: str) -> FontParts:
    """Return the parts of a font of which nothing but its map can be read: its glyphs are half an em wide."""
    cmap = predefined_cmap("Identity-H") if subtype == "Type0" else None
    return FontParts(
        descriptor=None,
        cmap=cmap,
        vertical=None,
        names=None if cmap else {},
        text_of=lambda _code: None,
        width_of=lambda _code: _USUAL_WIDTH,
        cid_of=lambda code: code,
        glyph_of=lambda _code: None,
        problems=("it is damaged: its letters are read by its map alone",),
    )


#: The width of glyphs of which none is known, in ems: that of most letters.
_USUAL_WIDTH = 0.5


def font_problem(name: str, problem: str) -> str:
    """Return what went wrong with a font in words, its name before it."""
    return f"the font {shown(name)}: {problem}" if name else f"a font without a name: {problem}"


def font_name(font: Dictionary) -> str:
    """Return a font's name without the tag of a subset (ISO 32000-2 9.9.2)."""
    return re.sub(r"^[A-Z]{6}\+", "", font.name("BaseFont") or font.name("Name"))


def program_stream(descriptor: Dictionary | None) -> Stream | None:
    """Return the stream of the embedded font program (9.9), None where there is none."""
    if descriptor is None:
        return None
    streams = (descriptor.stream(key) for key in ("FontFile2", "FontFile3", "FontFile"))
    return next((stream for stream in streams if stream is not None), None)
