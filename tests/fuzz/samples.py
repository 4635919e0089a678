"""The sound PDFs that mutants are made of: the project's samples, small ones made here, and folders of others."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

__all__ = ["Sample", "news_words", "plain", "samples"]

_SAMPLES: Final = Path(__file__).parents[2] / "samples"
#: Pages of a sample that mutants are made of.
_PAGES: Final = 2
#: Bytes of the largest file of a folder that is taken.
_LARGEST: Final = 400_000
#: Points between the lines of made samples; words of a line, words of the longest.
_LINE, _WORDS, _COUNT = 18.0, 9, 90


@dataclass(frozen=True, slots=True)
class Sample:
    """A sound PDF: its name, and its bytes once they are asked for."""

    name: str
    read: Callable[[], bytes]


def samples(corpus: Sequence[Path] = ()) -> tuple[Sample, ...]:
    """Return the samples, always in the same order: those of the project, then those of folders."""
    files = sorted((_SAMPLES / "pdf").glob("*.pdf"))
    others = [path for folder in corpus for path in sorted(folder.rglob("*.pdf")) if path.stat().st_size <= _LARGEST]
    made = [Sample(f"made-{name}", make) for name, make in _MADE.items()]
    return (*made, *(Sample(path.stem, path.read_bytes) for path in (*files, *others)))


def plain(data: bytes) -> bytes:
    """Return a PDF's first pages with all streams decoded, so that damage meets what they say."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        while len(pdf.pages) > _PAGES:
            del pdf.pages[_PAGES]
        pdf.remove_unreferenced_resources()
        out = io.BytesIO()
        pdf.save(
            out,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            static_id=True,
        )
        return out.getvalue()


def news_words() -> list[str]:
    """Return the words that the made samples are set from: none with digits, which would have to run the other way."""
    words = (_SAMPLES / "news.txt").read_text(encoding="utf-8").split()
    return [word for word in words if not re.search(r"\d", word)][:_COUNT]


def _lines() -> list[str]:
    words = news_words()
    return [" ".join(words[start : start + _WORDS]) for start in range(0, len(words), _WORDS)]


@cache
def _alphabet() -> str:
    return "".join(sorted(set("".join(_lines()))))


def _shown(text: str, width: int) -> bytes:
    """Return a string of codes, from left to right; a code is the letter's place in the alphabet."""
    return b"<" + b"".join(b"%0*X" % (width, 1 + _alphabet().index(letter)) for letter in reversed(text)) + b">"


def _page(pdf: Pdf, content: bytes, **resources: Any) -> Any:
    sheet = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, 595, 842]),
        Contents=Stream(pdf, content),
        Resources=Dictionary(**resources),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(sheet)))
    return pdf.pages[-1].obj


def _saved(pdf: Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, static_id=True)
    return out.getvalue()


def _content(show: Callable[[str], bytes], lines: Sequence[str]) -> bytes:
    rows = (b"1 0 0 1 60 %d Tm %s Tj\n" % (780 - int(_LINE * row), show(line)) for row, line in enumerate(lines))
    return b"BT /F1 10 Tf\n" + b"".join(rows) + b"ET\n"


def _mapped() -> bytes:
    """A composite font without a program, with a map; two pages, one of them in a form."""
    pdf = pikepdf.new()
    pairs = b"".join(b"<%04X> <%04X>\n" % (code, ord(letter)) for code, letter in enumerate(_alphabet(), 1))
    to_unicode = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        b"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        b"%d beginbfchar\n%sendbfchar\nendcmap end end\n" % (len(_alphabet()), pairs)
    )
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Made"), Flags=4, Ascent=900, Descent=-300, ItalicAngle=0,
        FontBBox=Array([0, -300, 1000, 900]), CapHeight=700, StemV=80,
    )  # fmt: skip
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/ABCDEF+Made"), DW=500,
        W=Array([1, Array([250]), 2, 60, 500]), FontDescriptor=pdf.make_indirect(descriptor),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
    )  # fmt: skip
    font = pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/ABCDEF+Made"), Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]), ToUnicode=Stream(pdf, to_unicode),
        )
    )  # fmt: skip
    show, lines = lambda text: _shown(text, 4), _lines()
    _page(pdf, _content(show, lines[:5]), Font=Dictionary(F1=font))
    form = pdf.make_indirect(Stream(pdf, _content(show, lines[5:])))
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
    form.Resources = Dictionary(Font=Dictionary(F1=font))
    _page(pdf, b"q 1 0 0 1 0 -30 cm /X Do Q\n", XObject=Dictionary(X=form))
    return _saved(pdf)


def _named() -> bytes:
    """A simple font whose Differences name the letters, marked content, a layer, a Type 3 font, an inline image."""
    pdf = pikepdf.new()
    names = Array([1, *(Name(f"/uni{ord(letter):04X}") for letter in _alphabet())])
    count = len(_alphabet())
    font = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/ABCDEF+Named"), FirstChar=1, LastChar=count,
        Widths=Array([250, *[500] * (count - 1)]), Encoding=Dictionary(Type=Name.Encoding, Differences=names),
    )  # fmt: skip
    drawn = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), FirstChar=120, LastChar=120,
        Widths=Array([500]), CharProcs=Dictionary(x=Stream(pdf, b"500 0 d0")), FontBBox=Array([0, 0, 900, 900]),
        Encoding=Dictionary(Differences=Array([120, Name.x])),
    )  # fmt: skip
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("layer")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([])))
    content = (
        b"q 0 0 595 842 re W n /G gs\n/OC /L BDC\n" + _content(lambda text: _shown(text, 2), _lines()[:6]) + b"EMC Q\n"
        b"BI /W 2 /H 2 /BPC 8 /CS /G ID abcd EI\n"
        b"/Span <</ActualText <FEFF0644>>> BDC BT /F3 8 Tf 60 90 Td (x) Tj ET EMC\n"
        b"60 200 m 400 200 l S\n"
    )
    states, properties = Dictionary(G=Dictionary(ca=1)), Dictionary(L=group)
    _page(pdf, content, Font=Dictionary(F1=font, F3=drawn), ExtGState=states, Properties=properties)
    return _saved(pdf)


_MADE: Final = {"mapped": cache(_mapped), "named": cache(_named)}
