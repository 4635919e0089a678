"""PDFs set by the tests: a font whose codes are UTF-16, half an em a letter, and lines put where one wants them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Stream

import tarmim
from tarmim.model.document import Document
from tests.unit.pdf.made import composite_font, saved

#: The side of a page, the right margin of its text, an em, the distance of lines, in points.
PAGE = 400.0
RIGHT = 380.0
SIZE = 10.0
LEADING = 15.0

_MIRRORED = str.maketrans("()[]«»", ")(][»«")
_RUNS = re.compile(r"[A-Za-z0-9]+(?:[ .,:/-][A-Za-z0-9]+)*%?|.[\u064b-\u0652]*", re.DOTALL)
COLUMNS = 60
#: The last y of a line, the first, in points.
FOOT, HEAD = 30, 370


def visual(text: str, *, mirrored: bool = True) -> str:
    """Return a line of Arabic from the left as a page shows it, marks before their letters.

    Latin words and numbers that stand together keep their order.
    """
    found = []
    for run in reversed(_RUNS.findall(text)):
        if re.match("[A-Za-z0-9]", run):
            found.append(run)
        else:
            found.append(run[1:] + (run[0].translate(_MIRRORED) if mirrored else run[0]))
    return "".join(found)


def width(text: str, size: float = SIZE) -> float:
    return len(re.sub("[\u064b-\u0652\u00ad]", "", text)) * size / 2


def at(text: str, x: float, y: float, *, size: float = SIZE, before: str = "") -> bytes:
    """Return the operators that show a text from the left as it is; `before` comes before the text object's text."""
    codes = text.encode("utf-16-be").hex().upper()
    return f"BT /F1 {size} Tf {before} 1 0 0 1 {x:.2f} {y:.2f} Tm <{codes}> Tj ET\n".encode()


def line(text: str, y: float, *, right: float = RIGHT, size: float = SIZE, before: str = "") -> bytes:
    """Return the operators that set a line of Arabic flush right."""
    return at(visual(text), right - width(text, size), y, size=size, before=before)


def lines(texts: Sequence[str], top: float, *, right: float = RIGHT) -> bytes:
    return b"".join(line(text, top - k * LEADING, right=right) for k, text in enumerate(texts))


def wrapped(text: str) -> list[str]:
    """Return the lines of a text, at most so many characters each."""
    found: list[str] = []
    for paragraph in text.strip().split("\n"):
        now = ""
        for word in paragraph.split():
            if now and len(now) + 1 + len(word) > COLUMNS:
                found.append(now)
                now = word
            else:
                now = f"{now} {word}".strip()
        found.append(now)
    return found


def sheets(text: str) -> list[bytes]:
    """Return pages with the lines of a text."""
    rows = wrapped(text)
    many = int((HEAD - FOOT) / LEADING)
    return [lines(rows[k : k + many], HEAD) for k in range(0, len(rows), many)]


def one_line_each(count: int, text: str) -> list[bytes]:
    """Return so many pages with a line each, the lines of a text over and over."""
    rows = wrapped(text)
    return [line(rows[k % len(rows)], 300) for k in range(count)]


def made(
    *pages: bytes,
    letters: Mapping[int, str | None] | None = None,
    page: Mapping[str, Any] | None = None,
    **settings: Any,
) -> bytes:
    """Return a PDF; `letters` says what codes stand for where it is not themselves, None for codes not mapped."""
    pdf = pikepdf.new()
    font = _font(pdf, letters or {})
    for content in pages:
        pdf.add_blank_page(page_size=(PAGE, PAGE))
        sheet = pdf.pages[-1].obj
        sheet.Contents = Stream(pdf, content)
        sheet.Resources = Dictionary(Font=Dictionary(F1=font))
        for key, value in (page or {}).items():
            sheet["/" + key] = value
    return saved(pdf, **settings)


def _font(pdf: pikepdf.Pdf, letters: Mapping[int, str | None]) -> Any:
    singles = [f"<{code:04X}> <{text.encode('utf-16-be').hex()}>" for code, text in letters.items() if text is not None]
    edges = [0x1F, *sorted(letters), 0xFFFF]
    ranges = [f"<{low + 1:04X}> <{high - 1:04X}> <{low + 1:04X}>" for low, high in pairwise(edges) if high - low > 1]
    cmap = ["/CIDInit /ProcSet findresource begin 12 dict begin begincmap"]
    cmap += ["1 begincodespacerange <0000> <FFFF> endcodespacerange"]
    cmap += [f"{len(ranges)} beginbfrange", *ranges, "endbfrange"]
    if singles:
        cmap += [f"{len(singles)} beginbfchar", *singles, "endbfchar"]
    cmap += ["endcmap end end"]
    marks = Array([0x064B, Array([0] * 8), 0x00AD, Array([0])])
    return pdf.make_indirect(composite_font(pdf, to_unicode="\n".join(cmap).encode(), W=marks, DW=500))


def document_of(*pages: bytes, options: tarmim.Options | None = None, **settings: Any) -> Document:
    return tarmim.extract(made(*pages, **settings), options=options)


def text_of(*pages: bytes, **settings: Any) -> str:
    """Return the text as it was read off the pages, before the rules."""
    return document_of(*pages, **settings).repair.source
