"""The pages of a PDF into a document: paragraphs over page breaks, furniture apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tarmim.model.document import APART, Block, Page
from tarmim.reading.pages import PageReading, Text, joined, read_page

if TYPE_CHECKING:
    from tarmim.model.glyph import PageGlyphs

__all__ = ["pages_of", "text_of"]

#: A line at a page's edge that comes back on so many pages is furniture: a running head, a page number.
_PAGES: Final = 3
_SHARE: Final = 0.4
#: So many blocks at the top and at the bottom of a page are looked at, and no longer ones.
_EDGE: Final = 2
_LONGEST: Final = 90
#: What a paragraph goes on past, from page to page.
_BESIDE: Final = (*APART, "footnote")


def pages_of(pages: Iterable[PageGlyphs]) -> tuple[Page, ...]:
    """Return the pages read; a paragraph that goes on over a page's end stays whole on the page where it begins."""
    empty: list[Page] = []
    read: list[Sequence[Text]] = []
    for page in pages:
        problems = [problem.message for problem in page.problems]
        try:
            reading = read_page(page)
        except (ArithmeticError, LookupError, ValueError) as error:  # one page must not cost the others
            reading = PageReading()
            problems.append(f"the page could not be read: {error}")
        empty.append(Page(page.number + 1, page.box, page.rotation, (), tuple(problems), reading.notes))
        read.append(reading.texts)
    return tuple(
        replace(page, blocks=tuple(_whole(text.block) for text in texts))
        for page, texts in zip(empty, _over_pages(_without_furniture(read)), strict=True)
    )


def _whole(block: Block) -> Block:
    """Return the block without a soft hyphen at its end, which waited for the next column or page."""
    return replace(block, text=block.text[:-1]) if block.text.endswith("\u00ad") else block


def text_of(pages: Sequence[Page]) -> str:
    """Return the text of the pages before any repair: a block a line, furniture and hidden text left out."""
    return "\n".join(block.text for page in pages for block in page.blocks if block.kind not in APART)


def _without_furniture(pages: Sequence[Sequence[Text]]) -> Sequence[Sequence[Text]]:
    """Return the texts, those marked as furniture that stand at the edge of many pages, numbers apart.

    What is all that most of its pages have is their text, though it comes back: pages that were copied, forms.
    """
    if len(pages) < _PAGES:
        return pages
    counts = Counter(key for texts in pages for key in {_key(texts[k].block) for k in _edges(texts)})
    often = {key for key, count in counts.items() if key and count >= max(_PAGES, _SHARE * len(pages))}
    edges = [{k for k in _edges(texts) if _key(texts[k].block) in often} for texts in pages]
    having = [(here, texts) for here, texts in zip(edges, pages, strict=True) if here]
    if sum(len(here) == len(texts) for here, texts in having) > len(having) / 2:
        return pages
    return [
        [text.marked("furniture") if k in here else text for k, text in enumerate(texts)]
        for here, texts in zip(edges, pages, strict=True)
    ]


def _edges(texts: Sequence[Text]) -> list[int]:
    """Return the numbers of the highest and the lowest blocks that show."""
    order = sorted(
        (k for k, text in enumerate(texts) if text.block.kind != "hidden"), key=lambda k: -texts[k].block.box[3]
    )
    count = _EDGE if len(order) > 2 * _EDGE else 1
    return list(dict.fromkeys([*order[:count], *order[-count:]]))


def _key(block: Block) -> str:
    """Return what comes back of a block: its text, numbers as one sign; "" for one that is too long."""
    if block.kind == "furniture" or len(block.text) > _LONGEST:
        return ""
    return re.sub(r"\d+", "0", block.text)


def _over_pages(pages: Sequence[Sequence[Text]]) -> list[list[Text]]:
    """Return the pages, what goes on over a page's end joined to where it begins."""
    found: list[list[Text]] = []
    last: tuple[int, int] | None = None  # page and place of the last text that does not stand apart
    for texts in pages:
        body = [k for k, text in enumerate(texts) if text.block.kind not in _BESIDE]
        kept = list(texts)
        if body and last is not None and found[last[0]][last[1]].goes_on:
            together = joined([found[last[0]][last[1]], texts[body[0]]])
            if len(together) == 1:
                found[last[0]][last[1]] = together[0]
                del kept[body[0]]
        found.append(kept)
        left = [k for k, text in enumerate(kept) if text.block.kind not in _BESIDE]
        last = (len(found) - 1, left[-1]) if left else last
    return found
