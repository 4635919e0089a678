"""A document as ALTO 4.4: XML that libraries and archives keep text with its places in.

https://www.loc.gov/standards/alto/
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from tarmim.model.document import Document
from tarmim.model.geometry import Box
from tarmim.writers.markup import as_attribute
from tarmim.writers.viewed import ViewedBlock, ViewedLine, ViewedPage, ViewedWord, around, viewed_pages

__all__ = ["UNITS_PER_INCH", "write_alto"]

#: The unit that ALTO calls inch1200.
UNITS_PER_INCH: Final = 1200
_POINTS_PER_INCH: Final = 72
_NAMESPACE: Final = "http://www.loc.gov/standards/alto/ns-v4#"
_SCHEMA: Final = "http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"


def write_alto(document: Document, *, version: str) -> Iterator[str]:
    """Yield the document as ALTO, a page at a time.

    Places are in units of 1/1200 inch from the upper left corner of the page as it is shown. Words are those of the
    repaired text; a word that goes on over a line's end is in parts (HypPart1, HypPart2), each with the whole.
    Furniture of the page's upper half stands in the top margin, that of the lower half in the bottom margin. There is
    no WC: no confidence of single words is known.

    version  of the package, for the head
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<alto xmlns="{_NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    yield f' xsi:schemaLocation="{_NAMESPACE} {_SCHEMA}" SCHEMAVERSION="4.4">\n'
    yield "<Description>\n<MeasurementUnit>inch1200</MeasurementUnit>\n"
    yield '<Processing ID="tarmim"><processingSoftware><softwareName>tarmim</softwareName>'
    yield f"<softwareVersion>{version}</softwareVersion></processingSoftware></Processing>\n</Description>\n<Layout>\n"
    for number, page in enumerate(viewed_pages(document), 1):
        yield from _page(page, number, document.language)
    yield "</Layout>\n</alto>\n"


def _page(page: ViewedPage, number: int, language: str | None) -> Iterator[str]:
    width, height = _units(page.width), _units(page.height)
    yield f'<Page ID="page_{number}" PHYSICAL_IMG_NR="{page.number}" WIDTH="{width}" HEIGHT="{height}">\n'
    numbered = [(f"block_{number}_{k}", block) for k, block in enumerate(page.blocks, 1)]
    furniture = [one for one in numbered if one[1].kind == "furniture"]
    heads = [one for one in furniture if one[1].box[1] + one[1].box[3] < page.height]
    feet = [one for one in furniture if one not in heads]
    body = [one for one in numbered if one[1].kind != "furniture"]
    for name, blocks in (("TopMargin", heads), ("BottomMargin", feet), ("PrintSpace", body)):
        if blocks:
            yield from _space(name, blocks, language)
    yield "</Page>\n"


def _space(name: str, blocks: Sequence[tuple[str, ViewedBlock]], language: str | None) -> Iterator[str]:
    yield f"<{name} {_place(around([block.box for _, block in blocks]))}>\n"
    for number, block in blocks:
        yield from _block(block, number, language)
    yield f"</{name}>\n"


def _block(block: ViewedBlock, number: str, language: str | None) -> Iterator[str]:
    turned = f' ROTATION="{block.angle}"' if block.angle else ""
    spoken = f' LANG="{language}"' if language and block.direction else ""
    direction = "rtl" if block.direction else "ltr"
    yield f'<TextBlock ID="{number}" {_place(block.box)}{turned}{spoken} BASEDIRECTION="{direction}">\n'
    for line in block.lines:
        yield _line(line)
    yield "</TextBlock>\n"


def _line(line: ViewedLine) -> str:
    return f"<TextLine {_place(line.box)}>{'<SP/>'.join(map(_string, line.words))}</TextLine>\n"


def _string(word: ViewedWord) -> str:
    part = ""
    if word.whole is not None:
        part = f' SUBS_TYPE="HypPart{2 if word.is_tail else 1}" SUBS_CONTENT={as_attribute(word.whole)}'
    return f"<String {_place(word.box)} CONTENT={as_attribute(word.text)}{part}/>"


def _place(box: Box) -> str:
    left, top, right, bottom = map(_units, box)
    return f'HPOS="{left}" VPOS="{top}" WIDTH="{right - left}" HEIGHT="{bottom - top}"'


def _units(points: float) -> int:
    return round(points * UNITS_PER_INCH / _POINTS_PER_INCH)
