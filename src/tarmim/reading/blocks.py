"""Lines into blocks: the text of a paragraph or of a row of a table, and where each of its words stands in it."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate
from operator import add
from typing import Final

from tarmim.model.anchors import Anchors
from tarmim.model.geometry import Box
from tarmim.model.page import Block, Line

__all__ = ["joined_blocks", "paragraph_block", "row_block", "without_last_hyphen"]

_SOFT_HYPHEN: Final = "\u00ad"


def paragraph_block(lines: Sequence[Line], angle: int) -> Block:
    """Return the paragraph that lines make; angle: whole degrees by which they are turned against the clock.

    A soft hyphen at its very end stays: it waits for the next column or page.
    """
    text, anchors = _without_soft_hyphens(*_joined((line.text, partial(_anchors_of, line)) for line in lines))
    return Block("paragraph", text, tuple(lines), _around(lines), angle, anchors=anchors)


def row_block(cells: Sequence[Sequence[Line]], angle: int) -> Block:
    """Return the row of a table that cells of some lines each make: tabulators between the cells."""
    texts = [" ".join(line.text for line in cell) for cell in cells]
    lines = tuple(line for cell in cells for line in cell)
    starts, ends, offset = array("i"), array("i"), 0
    for cell, text in zip(cells, texts, strict=True):
        at = offset
        for line in cell:
            anchors = _anchors_of(line, at)
            starts.extend(anchors.starts)
            ends.extend(anchors.ends)
            at += len(line.text) + 1
        offset += len(text) + 1
    return Block("row", "\t".join(texts), lines, _around(lines), angle, anchors=Anchors(starts, ends))


def joined_blocks(blocks: Sequence[Block]) -> Block:
    """Return the paragraph whose parts stand in several columns or on several pages; its box is that of the first."""
    if len(blocks) == 1:
        return blocks[0]
    text, anchors = _joined((block.raw, block.anchors.shifted) for block in blocks)
    return replace(blocks[0], raw=text, lines=tuple(line for block in blocks for line in block.lines), anchors=anchors)


def without_last_hyphen(block: Block) -> Block:
    """Return the block without a soft hyphen at its end, which waited for the next column or page."""
    if not block.raw.endswith(_SOFT_HYPHEN):
        return block
    end = len(block.raw) - 1
    ends = array("i", (min(one, end) for one in block.anchors.ends))
    return replace(block, raw=block.raw[:-1], anchors=Anchors(block.anchors.starts, ends))


def _anchors_of(line: Line, offset: int) -> Anchors:
    """Return where the words of a line stand in a text in which the line begins at an offset."""
    lengths = [len(word.text) for word in line.words]
    starts = list(accumulate([length + 1 for length in lengths[:-1]], initial=offset)) if lengths else []
    return Anchors(array("i", starts), array("i", map(add, starts, lengths)))


def _joined(parts: Iterable[tuple[str, Callable[[int], Anchors]]]) -> tuple[str, Anchors]:
    """Return texts with spaces between, and the anchors of all: a word that a hyphen cut at a part's end is whole.

    parts  each text, and what returns the anchors of its words where it begins at an offset
    """
    texts: list[str] = []
    starts, ends, length, tail = array("i"), array("i"), 0, ""
    for text, anchors_at in parts:
        if texts:
            if _is_cut(tail, text):
                texts[-1] = texts[-1][:-1]
                length -= 1
                if len(ends):
                    ends[-1] = min(ends[-1], length)
            else:
                texts.append(" ")
                length += 1
                tail = " "
        moved = anchors_at(length)
        starts.extend(moved.starts)
        ends.extend(moved.ends)
        texts.append(text)
        length += len(text)
        tail = (tail + text)[-2:]
    return "".join(texts), Anchors(starts, ends)


def _is_cut(tail: str, text: str) -> bool:
    """Tell whether a hyphen at the end of a text, whose last two signs are its tail, cuts a word that goes on."""
    if tail.endswith(_SOFT_HYPHEN):
        return True
    return re.search("[A-Za-z]-\\Z", tail) is not None and re.match("[a-z]", text) is not None


def _without_soft_hyphens(text: str, anchors: Anchors) -> tuple[str, Anchors]:
    """Return the text without soft hyphens but for one at its very end."""
    places = [match.start() for match in re.finditer(f"{_SOFT_HYPHEN}(?!\\Z)", text)] if _SOFT_HYPHEN in text else []
    if not places:
        return text, anchors
    starts = array("i", (start - bisect_left(places, start) for start in anchors.starts))
    ends = array("i", (end - bisect_left(places, end) for end in anchors.ends))
    return re.sub(f"{_SOFT_HYPHEN}(?!\\Z)", "", text), Anchors(starts, ends)


def _around(lines: Sequence[Line]) -> Box:
    boxes = [line.box for line in lines] or [(0.0, 0.0, 0.0, 0.0)]
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
