"""The fonts of a document, each set up once (ISO 32000-2 9.5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tarmim.model.font import CodeMap, Font, State
from tarmim.pdf.cmaps import CMap
from tarmim.pdf.composite import composite_font
from tarmim.pdf.fontparts import font_name, program_stream
from tarmim.pdf.open import Dictionary
from tarmim.pdf.simple import simple_font
from tarmim.pdf.to_unicode import read_to_unicode
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

    __slots__ = ("_closed", "_fonts")

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, int] | bytes, LoadedFont] = {}
        self._closed = False

    def get(self, dictionary: Dictionary) -> LoadedFont:
        """Return the font of a dictionary, set up on first use; raises PdfError and ValueError where it cannot be."""
        key = dictionary.identity or dictionary.written()
        loaded = self._fonts.get(key)
        if loaded is None:
            loaded = self._fonts[key] = self._load(dictionary, len(self._fonts))
        return loaded

    def close(self) -> None:
        """Forget where programs lie: fonts outlive the document, their programs do not."""
        self._closed = True

    def _load(self, dictionary: Dictionary, number: int) -> LoadedFont:
        subtype = dictionary.name("Subtype") or "Type1"
        parts = composite_font(dictionary) if subtype == "Type0" else simple_font(dictionary, subtype)
        to_unicode = _readable(dictionary)
        text_of = _text_of(to_unicode, parts.text_of)
        descriptor = parts.descriptor
        stream = program_stream(descriptor)

        def program() -> bytes:
            return stream.read() if stream is not None and not self._closed else b""

        font = Font(
            number=number,
            name=font_name(dictionary),
            subtype=subtype,
            is_vertical=parts.vertical is not None,
            is_embedded=stream is not None or subtype == "Type3",
            flags=int(descriptor.number("Flags")) if descriptor else 0,
            code_bytes=1 if parts.cmap is None else parts.cmap.code_bytes,
            to_unicode=to_unicode,
            names=parts.names,
            text_of=text_of,
            width_of=parts.width_of,
            cid_of=parts.cid_of,
            glyph_of=parts.glyph_of,
            program=program,
        )
        return LoadedFont(font, parts.cmap, parts.vertical)


def _readable(dictionary: Dictionary) -> CodeMap | None:
    """Return the ToUnicode map; one that cannot be read counts as none."""
    from tarmim.errors import PdfError

    try:
        return read_to_unicode(dictionary.get("ToUnicode"))
    except PdfError:
        return None


def _text_of(to_unicode: CodeMap | None, otherwise: Callable[[int], str | None]) -> Callable[[int], tuple[str, State]]:
    """Return the look-up of a code's letters: ToUnicode first, then the encoding (ISO 32000-2 9.10.2)."""

    def text_of(code: int) -> tuple[str, State]:
        text = to_unicode.get(code) if to_unicode is not None else None
        if text is None:
            text = otherwise(code)
            if text is None:
                return "", State.ABSENT
        if not text:
            return "", State.EMPTY
        return text, State.NULL if not text.strip("\0\ufffd") else State.MAPPED

    return text_of
