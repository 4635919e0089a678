"""A document as hOCR 1.2: XHTML whose classes and titles say what stands where on the pages.

https://kba.github.io/hocr-spec/1.2/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tarmim.model.document import Document
from tarmim.model.geometry import Box
from tarmim.writers.markup import as_attribute, as_content
from tarmim.writers.viewed import ViewedBlock, ViewedLine, ViewedPage, viewed_pages

__all__ = ["DOTS_PER_INCH", "write_hocr"]

#: hOCR counts in dots of a picture: those of a scan as archives make it.
DOTS_PER_INCH: Final = 300
_POINTS_PER_INCH: Final = 72
_CAPABILITIES: Final = "ocr_page ocr_carea ocr_par ocr_line ocrx_word ocr_header ocr_footer ocrp_lang ocrp_dir"


def write_hocr(document: Document, *, version: str) -> Iterator[str]:
    """Yield the document as hOCR, a page at a time.

    Boxes are in dots of 1/300 inch from the upper left corner of the page as it is shown. Words are those of the
    repaired text; a word that goes on over a line's end is in parts, a soft hyphen behind the first. Furniture is in
    areas of the classes ocr_header, in the page's upper half, and ocr_footer. There is no x_wconf: no confidence of
    single words is known.

    version  of the package, for the head
    """
    title = document.metadata.title or ""
    root = f' xml:lang="{document.language}" lang="{document.language}"' if document.language else ""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
    yield f'<html xmlns="http://www.w3.org/1999/xhtml"{root}>\n<head>\n<title>{as_content(title)}</title>\n'
    yield '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>\n'
    yield f'<meta name="ocr-system" content={as_attribute(f"tarmim {version}")}/>\n'
    yield f'<meta name="ocr-capabilities" content="{_CAPABILITIES}"/>\n'
    yield f'<meta name="ocr-number-of-pages" content="{len(document)}"/>\n'
    if document.language:
        yield f'<meta name="ocr-langs" content="{document.language}"/>\n'
    yield "</head>\n<body>\n"
    for number, page in enumerate(viewed_pages(document), 1):
        yield from _page(page, number, document.language)
    yield "</body>\n</html>\n"


def _page(page: ViewedPage, number: int, language: str | None) -> Iterator[str]:
    box = _bbox((0.0, 0.0, page.width, page.height))
    resolution = f"scan_res {DOTS_PER_INCH} {DOTS_PER_INCH}"
    yield f'<div class="ocr_page" id="page_{number}" title="{box}; ppageno {page.number - 1}; {resolution}">\n'
    for k, block in enumerate(page.blocks, 1):
        yield from _block(block, f"{number}_{k}", _class(page, block), language)
    yield "</div>\n"


def _class(page: ViewedPage, block: ViewedBlock) -> str:
    if block.kind != "furniture":
        return "ocr_carea"
    return "ocr_header" if block.box[1] + block.box[3] < page.height else "ocr_footer"


def _block(block: ViewedBlock, number: str, name: str, language: str | None) -> Iterator[str]:
    direction = "rtl" if block.direction else "ltr"
    spoken = f' xml:lang="{language}" lang="{language}"' if language and block.direction else ""
    yield f'<div class="{name}" id="block_{number}" title="{_bbox(block.box)}">\n'
    yield f'<p class="ocr_par" id="par_{number}" dir="{direction}"{spoken} title="{_bbox(block.box)}">\n'
    for k, line in enumerate(block.lines, 1):
        yield _line(line, f"{number}_{k}", block.angle)
    yield "</p>\n</div>\n"


def _line(line: ViewedLine, number: str, angle: int) -> str:
    turned = f"; textangle {angle}" if angle else ""
    words = []
    for k, word in enumerate(line.words, 1):
        hyphen = "\N{SOFT HYPHEN}" if word.whole is not None and not word.is_tail else ""
        title = _bbox(word.box)
        words.append(
            f'<span class="ocrx_word" id="word_{number}_{k}" title="{title}">{as_content(word.text)}{hyphen}</span>'
        )
    return f'<span class="ocr_line" id="line_{number}" title="{_bbox(line.box)}{turned}">{" ".join(words)}</span>\n'


def _bbox(box: Box) -> str:
    return "bbox " + " ".join(str(round(length * DOTS_PER_INCH / _POINTS_PER_INCH)) for length in box)
