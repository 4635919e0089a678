"""Furniture of pages: running heads, page numbers and watermarks, which come back at the edges of many pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from tarmim.model.page import APART, Block
from tarmim.reading.pages import Text

__all__ = ["with_furniture_marked"]

#: A line at a page's edge that comes back on at least this many pages, and this share of them, is furniture. By
#: judgement.
_LEAST_PAGES: Final = 3
_PAGE_SHARE: Final = 0.4
#: How many blocks at the top and at the bottom of a page are looked at, and how many characters they have at most.
_EDGE_BLOCKS: Final = 2
_MOST_CHARACTERS: Final = 90


def with_furniture_marked(pages: Sequence[Sequence[Text]], numbers: Sequence[int]) -> Sequence[Sequence[Text]]:
    """Return the texts of the pages, those marked as furniture that stand at the edge of many, numbers apart.

    numbers  of the pages: one that was asked for twice counts once

    What is all that most of its pages have is their text, though it comes back: pages that were copied, forms. What
    nobody can see, and what the file itself calls furniture, is no text beside it.
    """
    distinct = dict(zip(numbers, pages, strict=True))
    if len(distinct) < _LEAST_PAGES:
        return pages
    counts = Counter(key for texts in distinct.values() for key in {_key(texts[k].block) for k in _edges(texts)})
    often = {key for key, count in counts.items() if key and count >= max(_LEAST_PAGES, _PAGE_SHARE * len(distinct))}
    edges = [{k for k in _edges(texts) if _key(texts[k].block) in often} for texts in pages]
    having = [(here, texts) for here, texts in zip(edges, pages, strict=True) if here]
    if sum(len(here) == _body_size(texts) for here, texts in having) > len(having) / 2:
        return pages
    return [
        [text.marked("furniture") if k in here else text for k, text in enumerate(texts)]
        for here, texts in zip(edges, pages, strict=True)
    ]


def _body_size(texts: Sequence[Text]) -> int:
    """Return how many texts of a page do not stand apart already."""
    return sum(text.block.kind not in APART for text in texts)


def _edges(texts: Sequence[Text]) -> list[int]:
    """Return the numbers of the highest and the lowest blocks that show."""
    order = sorted(
        (k for k, text in enumerate(texts) if text.block.kind != "hidden"), key=lambda k: -texts[k].block.box[3]
    )
    count = _EDGE_BLOCKS if len(order) > 2 * _EDGE_BLOCKS else 1
    return list(dict.fromkeys([*order[:count], *order[-count:]]))


def _key(block: Block) -> str:
    """Return what comes back of a block: its text, numbers as one sign; "" for one that is too long."""
    if block.kind == "furniture" or len(block.raw) > _MOST_CHARACTERS:
        return ""
    return re.sub(r"\d+", "0", block.raw)
