"""The fonts of a document, each set up once (ISO 32000-2 9.5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tarmim.model.font import CodeMap, Font, State
from tarmim.model.unprintable import without_unprintable
from tarmim.pdf.cmaps import CMap
from tarmim.pdf.composite import composite_font
from tarmim.pdf.fontparts import FontParts, bare_parts, font_name, font_problem, program_stream
from tarmim.pdf.objects import Dictionary, Stream, Value
from tarmim.pdf.simple import simple_font
from tarmim.pdf.to_unicode import ToUnicode, read_to_unicode
from tarmim.pdf.widths import VerticalMetrics

__all__ = ["CodeFacts", "FontShelf", "LoadedFont"]


@dataclass(frozen=True, slots=True)
class CodeFacts:
    """What a code of a font comes to: its text and state, its advance and its position vector, in ems."""

    text: str
    state: int
    width: float
    vertical: tuple[float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class LoadedFont:
    """A font with what it takes to read strings in it; `facts` of a code are looked up once a document.

    cmap      how bytes part into codes, None where one byte is one code
    vertical  the metrics of vertical writing, None in horizontal fonts
    """

    font: Font
    cmap: CMap | None
    vertical: VerticalMetrics | None
    _facts: dict[int, CodeFacts] = field(default_factory=dict)

    def facts(self, code: int) -> CodeFacts:
        """Return what a code comes to."""
        found = self._facts.get(code)
        if found is None:
            text, state = self.font.text_of(code)
            vertical = self.vertical(self.font.cid_of(code)) if self.vertical else _HORIZONTAL
            found = self._facts[code] = CodeFacts(text, int(state), self.font.width_of(code), vertical)
        return found


_HORIZONTAL = (0.0, 0.0, 0.0)


class FontShelf:
    """The fonts of a document by object; a direct font dictionary is known by what is written in it."""

    __slots__ = ("_closed", "_first_pages", "_fonts", "_map_bytes", "_maps")

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, int] | bytes, LoadedFont] = {}
        self._maps: dict[tuple[int, int], ToUnicode] = {}
        self._map_bytes = 0
        self._first_pages: dict[int, int] = {}
        self._closed = False

    def get(self, dictionary: Dictionary) -> LoadedFont:
        """Return the font of a dictionary, set up on first use; what is wrong with it is among `Font.problems`."""
        key = dictionary.identity or dictionary.written()
        loaded = self._fonts.get(key)
        if loaded is None:
            loaded = self._fonts[key] = self._load(dictionary, len(self._fonts))
        return loaded

    def problems_of(self, font: Font, page: int) -> tuple[str, ...]:
        """Return what went wrong with a font, on the page where it is met first; () on all others."""
        return font.problems if self._first_pages.setdefault(font.number, page) == page else ()

    def close(self) -> None:
        """Forget where programs lie: fonts outlive the document, their programs do not."""
        self._closed = True

    def _load(self, dictionary: Dictionary, number: int) -> LoadedFont:
        subtype = _subtype_of(dictionary)
        parts = _parts_of(dictionary, subtype)
        to_unicode = self._to_unicode(dictionary.get("ToUnicode"))
        descriptor = parts.descriptor
        stream = program_stream(descriptor)

        def program() -> bytes:
            return stream.read() if stream is not None and not self._closed else b""

        name = font_name(dictionary)
        font = Font(
            number=number,
            name=name,
            subtype=subtype,
            is_vertical=parts.vertical is not None,
            is_embedded=stream is not None or subtype == "Type3",
            flags=int(descriptor.number("Flags")) if descriptor else 0,
            code_bytes=1 if parts.cmap is None else parts.cmap.code_bytes,
            to_unicode=to_unicode.map,
            names=parts.names,
            text_of=_text_of(to_unicode.map, parts.text_of),
            width_of=parts.width_of,
            cid_of=parts.cid_of,
            glyph_of=parts.glyph_of,
            program=program,
            problems=tuple(font_problem(name, one) for one in (*parts.problems, *to_unicode.problems)),
        )
        return LoadedFont(font, parts.cmap, parts.vertical)

    def _to_unicode(self, value: Value) -> ToUnicode:
        """Return the map of a font; one that several fonts share is read once."""
        identity = value.identity if isinstance(value, Stream) else None
        found = self._maps.get(identity) if identity is not None else None
        if found is None:
            if self._map_bytes > _MAPS_LIMIT:
                return ToUnicode(None, ("the document has too many maps: this one is not read",))
            found = read_to_unicode(value)
            self._map_bytes += found.size
            if identity is not None:
                self._maps[identity] = found
        return found


#: Bytes of maps that are read of a document: a hundred books of a hundred fonts each have less, and 1 MB of Flate may
#: hold a thousand times as much.
_MAPS_LIMIT = 64 << 20


#: The types of fonts (table 108).
_SUBTYPES = frozenset(("Type0", "Type1", "MMType1", "Type3", "TrueType"))


def _subtype_of(dictionary: Dictionary) -> str:
    """Return a font's type; where it says none that there is, the type of which it has the parts."""
    subtype = dictionary.name("Subtype")
    if subtype in _SUBTYPES:
        return subtype
    if dictionary.array("DescendantFonts"):
        return "Type0"
    return "Type3" if dictionary.dictionary("CharProcs") is not None else subtype or "Type1"


def _parts_of(dictionary: Dictionary, subtype: str) -> FontParts:
    """Return the parts of a font: of one that is damaged beyond reading the bare ones.

    This is the border of a font that is set up: whatever its dictionaries hold, it costs the font and not the page.
    """
    try:
        return composite_font(dictionary) if subtype == "Type0" else simple_font(dictionary, subtype)
    except Exception:  # what damage raises depends on where it is
        return bare_parts(subtype)


def _text_of(to_unicode: CodeMap | None, otherwise: Callable[[int], str | None]) -> Callable[[int], tuple[str, State]]:
    """Return the look-up of a code's letters: ToUnicode first, then the encoding (ISO 32000-2 9.10.2).

    What is mapped to nothing but characters that are no text has no letters that are known.
    """

    def text_of(code: int) -> tuple[str, State]:
        text = to_unicode.get(code) if to_unicode is not None else None
        if text is None:
            text = otherwise(code)
            if text is None:
                return "", State.ABSENT
        if not text:
            return "", State.EMPTY
        known = without_unprintable(text)
        if known.strip("\ufffd"):
            return known, State.MAPPED
        return text if not text.strip("\0\ufffd") else "\ufffd", State.NULL

    return text_of
