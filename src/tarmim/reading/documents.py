"""The pages of a PDF into a document: paragraphs over page breaks, furniture apart, the text tied to its words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tarmim.model.page import APART, Block, BlockKind, Page
from tarmim.reading.blocks import without_last_hyphen
from tarmim.reading.failures import failure_of
from tarmim.reading.page_furniture import with_furniture_marked
from tarmim.reading.pages import PageReading, Text, as_one, goes_on_in, read_page
from tarmim.reading.verdict import needs_ocr

if TYPE_CHECKING:
    from tarmim.model.glyph import PageGlyphs

__all__ = ["read_pages", "text_of"]

#: What a paragraph goes on past, from page to page.
_BESIDE: Final = (*APART, "footnote")


def read_pages(
    pages: Iterable[PageGlyphs], *, as_mapped: bool = False, keep_furniture: bool = False
) -> tuple[Page, ...]:
    """Return the pages read; a paragraph that goes on over a page's end stays whole on the page where it begins.

    The blocks know their spans in `text_of` these pages. What fails on a page is one of its problems.

    as_mapped       letters stay as the file's own maps have them, to the code point
    keep_furniture  furniture is part of the text, where it stands on the page
    """
    empty: list[Page] = []
    read: list[Sequence[Text]] = []
    for page in pages:
        reading, is_lost = _read(page, as_mapped=as_mapped)
        problems = (*(problem.message for problem in page.problems), *reading.problems)
        empty.append(Page(page.number + 1, page.box, page.rotation, (), problems, reading.notes, is_lost))
        read.append(reading.texts)
    numbers = [page.number for page in empty]
    texts_of_pages = _over_pages(with_furniture_marked(read, numbers), numbers)
    blocks = [[without_last_hyphen(text.block) for text in texts] for texts in texts_of_pages]
    if keep_furniture:
        blocks = [_with_heads_first(texts) for texts in blocks]
    apart = ("hidden",) if keep_furniture else APART
    placed_blocks = _with_spans(blocks, apart)
    return tuple(replace(page, blocks=tuple(placed)) for page, placed in zip(empty, placed_blocks, strict=True))


def _read(page: PageGlyphs, *, as_mapped: bool) -> tuple[PageReading, bool]:
    """Return a page read, and whether it needs OCR.

    This is the border of a page: whatever stands on it, it costs the page and not the others.
    """
    try:
        return read_page(page, as_mapped=as_mapped), needs_ocr(page, as_mapped=as_mapped)
    except Exception as error:
        return PageReading(problems=(failure_of("the page cannot be read", error),)), False


def text_of(pages: Sequence[Page]) -> str:
    """Return the text of the pages before any repair: a block a line, blocks that stand apart left out."""
    return "\n".join(block.raw for page in pages for block in page.blocks if block.is_in_text)


def _with_heads_first(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of a page, the furniture that stands above all others first: it was put behind the body."""
    tops = [block.box[3] for block in blocks if block.kind not in APART]
    heads = [block for block in blocks if block.kind == "furniture" and all(block.box[3] > top for top in tops)]
    return [*heads, *(block for block in blocks if not any(block is head for head in heads))]


def _with_spans(pages: Sequence[Sequence[Block]], apart: Collection[BlockKind]) -> Iterator[list[Block]]:
    """Yield the blocks of each page, those that make the text with their spans in it."""
    offset = 0
    for blocks in pages:
        found = []
        for block in blocks:
            if block.kind in apart:
                found.append(block)
                continue
            found.append(replace(block, span=(offset, offset + len(block.raw))))
            offset += len(block.raw) + 1
        yield found


def _over_pages(pages: Sequence[Sequence[Text]], numbers: Sequence[int]) -> list[list[Text]]:
    """Return the texts of the pages, what goes on over a page's end joined to where it begins.

    Nothing goes on where pages between were not asked for, or pages were asked for in another order.
    """
    found: list[list[list[Text]]] = []  # of each page its texts, each as the parts it has on this page and later ones
    last: list[Text] | None = None  # the parts of the last text that does not stand apart
    for k, texts in enumerate(pages):
        if k and numbers[k] != numbers[k - 1] + 1:
            last = None
        kept = [[text] for text in texts]
        body = [parts for parts in kept if parts[0].block.kind not in _BESIDE]
        if body and last is not None and goes_on_in(last, body[0][0]):
            last.extend(body[0])
            kept = [parts for parts in kept if parts is not body[0]]
            body = body[1:]
        found.append(kept)
        last = body[-1] if body else last
    return [[as_one(parts) for parts in texts] for texts in found]
