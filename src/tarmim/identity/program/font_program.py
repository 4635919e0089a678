"""An embedded font program opened: which glyph a code shows, and what the program itself says of its glyphs."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tarmim.errors import PdfError
from tarmim.identity.program.composites import has_endless_composites
from tarmim.identity.program.freetype_internals import glyphs_by_cid, sfnt_table
from tarmim.pdf.names import text_of_name

if TYPE_CHECKING:
    import freetype

    from tarmim.model.font import Font

__all__ = ["Program", "open_program"]

#: A symbolic TrueType font shows code c by the character F000 + c of its (3, 0) cmap (ISO 32000-2 9.6.5.4).
_SYMBOL_BASES: Final = (0xF000, 0, 0xF100, 0xF200)
#: Bit of a descriptor's /Flags: Symbolic.
_SYMBOLIC: Final = 4


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Program:
    """A font program.

    face        the program in FreeType
    glyph_of    the glyph that a code shows, None where there is none
    characters  for glyphs in the program's Unicode cmap the characters they are, private ones left out
    has_names   glyphs have names of their own
    """

    face: freetype.Face
    glyph_of: Callable[[int], int | None]
    characters: Mapping[int, tuple[str, ...]]
    has_names: bool
    _tables: dict[str, bytes] = field(default_factory=dict)

    def name(self, glyph: int) -> str:
        """Return the name of a glyph, "" where it has none."""
        return self.face.get_glyph_name(glyph).decode("latin-1") if self.has_names else ""

    def table(self, tag: str) -> bytes:
        """Return a table of an OpenType program, b"" where it has none."""
        found = self._tables.get(tag)
        if found is None:
            found = self._tables[tag] = sfnt_table(self.face, tag)
        return found


def open_program(font: Font) -> Program | None:
    """Return a font's program, None where none is embedded.

    Raises PdfError where its stream cannot be read, FreeType cannot open it or could not draw it.
    """
    data = font.program()
    if not data:
        return None
    import freetype

    try:
        face = freetype.Face(io.BytesIO(data))
    except freetype.FT_Exception as error:
        raise PdfError(f"FreeType cannot open the program of the font {font.name}") from error
    if has_endless_composites(face):
        raise PdfError(f"glyphs of the font {font.name} are made of glyphs without end")
    is_opentype = face.is_sfnt and not _is_postscript(data)
    return Program(face, _glyph_of(font, face, data), _characters(face) if is_opentype else {}, face.has_glyph_names)


def _is_postscript(data: bytes) -> bool:
    """Tell a bare CFF or Type 1 program: FreeType makes up a Unicode cmap for those, from the names."""
    return data[:1] in (b"\x01", b"%", b"\x80") and data[:4] != b"\x00\x01\x00\x00"


def _glyph_of(font: Font, face: freetype.Face, data: bytes) -> Callable[[int], int | None]:
    count = face.num_glyphs

    def within(glyph: int | None) -> int | None:
        return glyph if glyph is not None and 0 <= glyph < count else None

    if font.names is None:
        by_cid = glyphs_by_cid(face) if font.glyph_of(0) is None else None
        if by_cid is not None:
            return lambda code: within(by_cid.get(font.cid_of(code)))
        return lambda code: within(code_glyph if (code_glyph := font.glyph_of(code)) is not None else font.cid_of(code))
    if font.subtype == "TrueType" and not _is_postscript(data):
        return lambda code: within(_simple_glyph(font, face, code) or None)
    names = font.names
    return lambda code: within(face.get_name_index(names[code].encode("latin-1")) or None) if code in names else None


def _simple_glyph(font: Font, face: freetype.Face, code: int) -> int:
    """Return the glyph of a code of a simple TrueType font (ISO 32000-2 9.6.5.4), 0 where there is none."""
    charmaps = {(charmap.platform_id, charmap.encoding_id): charmap for charmap in face.charmaps}
    name = (font.names or {}).get(code)
    if name is not None and not font.flags & _SYMBOLIC and (3, 1) in charmaps:
        face.set_charmap(charmaps[3, 1])
        text = text_of_name(name)
        if text is not None and len(text) == 1 and (glyph := face.get_char_index(ord(text))):
            return int(glyph)
        return int(face.get_name_index(name.encode("latin-1"))) if face.has_glyph_names else 0
    for key, bases in (((3, 0), _SYMBOL_BASES), ((1, 0), (0,)), ((3, 1), (0, 0xF000)), ((0, 3), (0,)), ((0, 0), (0,))):
        if key in charmaps:
            face.set_charmap(charmaps[key])
            for base in bases:
                if glyph := face.get_char_index(base + code):
                    return int(glyph)
    return 0


def _characters(face: freetype.Face) -> dict[int, tuple[str, ...]]:
    """Return the characters of each glyph by the Unicode cmaps; private use and controls say nothing."""
    found: dict[int, list[str]] = {}
    for charmap in face.charmaps:
        if charmap.platform_id == 0 or (charmap.platform_id, charmap.encoding_id) in ((3, 1), (3, 10)):
            face.set_charmap(charmap)
            for code, glyph in face.get_chars():
                char = chr(code)
                if glyph and unicodedata.category(char) not in ("Co", "Cn", "Cc", "Cs"):
                    known = found.setdefault(glyph, [])
                    if char not in known:
                        known.append(char)
    return {glyph: tuple(chars) for glyph, chars in found.items()}
