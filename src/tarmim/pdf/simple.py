"""Simple fonts: one byte a code, glyphs by name (ISO 32000-2 9.6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice

from tarmim.pdf.fontparts import DAMAGED_PROGRAM, FontParts, font_name, program_stream
from tarmim.pdf.names import encoding, text_of_name
from tarmim.pdf.objects import Dictionary, Name
from tarmim.pdf.program_names import program_names
from tarmim.pdf.widths import sensible_width, simple_widths, standard_font, standard_width

__all__ = ["simple_font"]

#: Bits of a descriptor's /Flags (table 121).
_SYMBOLIC = 4
_NONSYMBOLIC = 32

#: A Type 3 font without /FontMatrix: the usual one, 1,000 units an em.
_USUAL_MATRIX = 0.001

#: Codes of a simple font, and the items of /Differences that are read: a font that names each code by itself has 512.
_CODES = 256
_MOST_DIFFERENCES = 16 * _CODES


def simple_font(font: Dictionary, subtype: str) -> FontParts:
    """Return the parts of a Type 1, TrueType or Type 3 font."""
    descriptor = font.dictionary("FontDescriptor")
    standard = "" if subtype == "Type3" else standard_font(font_name(font))
    program = _ProgramEncoding(descriptor)
    names = _names(font, program, subtype, standard)
    return FontParts(
        descriptor=descriptor,
        cmap=None,
        vertical=None,
        names=names,
        text_of=lambda code: text_of_name(names[code]) if code in names else None,
        width_of=_width_of(font, descriptor, names, _unit(font, subtype), standard),
        cid_of=lambda code: code,
        glyph_of=lambda _code: None,
        problems=(DAMAGED_PROGRAM,) if program.is_damaged else (),
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
    missing = sensible_width(descriptor.number("MissingWidth"), 0.0) if descriptor else 0.0

    def width_of(code: int) -> float:
        width = widths.get(code)
        if width is not None:
            return width * unit
        if not widths and standard:
            found = standard_width(standard, names.get(code, ""))
            return found if found is not None else missing * unit
        return missing * unit

    return width_of


class _ProgramEncoding:
    """The embedded program of a simple font, as far as its encoding is wanted.

    is_damaged  it was wanted, and cannot be read
    """

    __slots__ = ("descriptor", "is_damaged", "stream")

    def __init__(self, descriptor: Dictionary | None) -> None:
        self.descriptor = descriptor
        self.stream = program_stream(descriptor)
        self.is_damaged = False

    def names(self) -> Mapping[int, str] | None:
        """Return glyph names by code as the program encodes them, None where it does not say."""
        if self.stream is None:
            return None
        decoded = self.stream.decode()
        self.is_damaged = bool(decoded.problem)
        try:
            return program_names(decoded.content)
        except (ValueError, IndexError):
            self.is_damaged = True
            return None

    @property
    def flags(self) -> int:
        """The descriptor's /Flags."""
        return int(self.descriptor.number("Flags")) if self.descriptor else _NONSYMBOLIC


def _names(font: Dictionary, program: _ProgramEncoding, subtype: str, standard: str) -> Mapping[int, str]:
    """Return glyph names by code: the base encoding, then /Differences (9.6.5)."""
    value = font.get("Encoding")
    if isinstance(value, Name):
        return encoding(value) or _base(program, subtype, standard)
    if not isinstance(value, Dictionary):
        return _base(program, subtype, standard)
    base = encoding(value.name("BaseEncoding")) or _base(program, subtype, standard, with_differences=True)
    names = dict(base)
    code = 0
    for item in islice(value.array("Differences"), _MOST_DIFFERENCES):
        if isinstance(item, Name):
            if 0 <= code < _CODES:
                names[code] = item
            code += 1
        elif isinstance(item, int | float):
            code = int(item)
    return names


def _base(
    program: _ProgramEncoding, subtype: str, standard: str, *, with_differences: bool = False
) -> Mapping[int, str]:
    """Return the encoding a font has by itself: its program's, else Standard where it is not symbolic (table 112)."""
    if subtype == "Type3":
        return {}
    if standard in ("Symbol", "ZapfDingbats"):
        return encoding(standard)
    flags = program.flags
    if program.stream is None:
        return {} if flags & _SYMBOLIC and not standard else encoding("StandardEncoding")
    built_in = program.names() if subtype != "TrueType" else None
    if built_in is not None:
        return built_in
    if flags & _SYMBOLIC and not (with_differences and flags & _NONSYMBOLIC):
        return {}
    return encoding("StandardEncoding")
