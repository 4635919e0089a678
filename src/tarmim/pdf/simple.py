"""Simple fonts: one byte a code, glyphs by name (ISO 32000-2 9.6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tarmim.errors import PdfError
from tarmim.pdf.fontparts import FontParts, font_name, program_stream
from tarmim.pdf.names import encoding, text_of_name
from tarmim.pdf.open import Dictionary, Name
from tarmim.pdf.program_names import program_names
from tarmim.pdf.widths import simple_widths, standard_font, standard_width

__all__ = ["simple_font"]

#: Bits of a descriptor's /Flags (table 121).
_SYMBOLIC = 4
_NONSYMBOLIC = 32

#: A Type 3 font without /FontMatrix: the usual one, 1,000 units an em.
_USUAL_MATRIX = 0.001


def simple_font(font: Dictionary, subtype: str) -> FontParts:
    """Return the parts of a Type 1, TrueType or Type 3 font."""
    descriptor = font.dictionary("FontDescriptor")
    standard = "" if subtype == "Type3" else standard_font(font_name(font))
    names = _names(font, descriptor, subtype, standard)
    return FontParts(
        descriptor=descriptor,
        cmap=None,
        vertical=None,
        names=names,
        text_of=lambda code: text_of_name(names[code]) if code in names else None,
        width_of=_width_of(font, descriptor, names, _unit(font, subtype), standard),
        cid_of=lambda code: code,
        glyph_of=lambda _code: None,
    )


def _unit(font: Dictionary, subtype: str) -> float:
    """Return how many ems a unit of glyph space is."""
    if subtype != "Type3":
        return 0.001
    matrix = font.numbers("FontMatrix")
    return matrix[0] if len(matrix) == 6 else _USUAL_MATRIX


def _width_of(
    font: Dictionary, descriptor: Dictionary | None, names: Mapping[int, str], unit: float, standard: str
) -> Callable[[int], float]:
    widths = simple_widths(font)
    missing = descriptor.number("MissingWidth") if descriptor else 0.0

    def width_of(code: int) -> float:
        width = widths.get(code)
        if width is not None:
            return width * unit
        if not widths and standard:
            found = standard_width(standard, names.get(code, ""))
            return found if found is not None else missing * unit
        return missing * unit

    return width_of


def _names(font: Dictionary, descriptor: Dictionary | None, subtype: str, standard: str) -> Mapping[int, str]:
    """Return glyph names by code: the base encoding, then /Differences (9.6.5)."""
    value = font.get("Encoding")
    if isinstance(value, Name):
        return encoding(value) or _base(descriptor, subtype, standard)
    if not isinstance(value, Dictionary):
        return _base(descriptor, subtype, standard)
    base = encoding(value.name("BaseEncoding")) or _base(descriptor, subtype, standard, with_differences=True)
    names = dict(base)
    code = 0
    for item in value.array("Differences"):
        if isinstance(item, Name):
            names[code] = item
            code += 1
        elif isinstance(item, int | float):
            code = int(item)
    return names


def _base(
    descriptor: Dictionary | None, subtype: str, standard: str, *, with_differences: bool = False
) -> Mapping[int, str]:
    """Return the encoding a font has by itself: its program's, else Standard where it is not symbolic (table 112)."""
    if subtype == "Type3":
        return {}
    if standard in ("Symbol", "ZapfDingbats"):
        return encoding(standard)
    stream = program_stream(descriptor)
    flags = int(descriptor.number("Flags")) if descriptor else _NONSYMBOLIC
    if stream is None:
        return {} if flags & _SYMBOLIC and not standard else encoding("StandardEncoding")
    if subtype != "TrueType":
        try:
            built_in = program_names(stream.read())
        except (PdfError, ValueError, IndexError):
            built_in = None
        if built_in is not None:
            return built_in
    if flags & _SYMBOLIC and not (with_differences and flags & _NONSYMBOLIC):
        return {}
    return encoding("StandardEncoding")
