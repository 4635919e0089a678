"""Pages whose blocks carry the text that a repair made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tarmim.model.page import Block, Page
from tarmim.model.repair import Repair

__all__ = ["with_repaired_text"]


def with_repaired_text(pages: Sequence[Page], repair: Repair) -> tuple[tuple[Page, ...], Repair]:
    """Return the pages, each block with what the repair made of it, and the repair, whose places lead to them.

    Pages without a repaired block come back as the same objects; so does all where nothing was changed.
    """
    if not repair.changed:
        return tuple(pages), repair
    found = tuple(_repaired_page(page, repair) for page in pages)
    ink = repair.passage.ink
    if ink is None:
        return found, repair
    return found, replace(repair, passage=replace(repair.passage, ink=ink.on_pages(found)))


def _repaired_page(page: Page, repair: Repair) -> Page:
    blocks = tuple(_repaired_block(block, repair) for block in page.blocks)
    is_same = all(one is other for one, other in zip(blocks, page.blocks, strict=True))
    return page if is_same else replace(page, blocks=blocks)


def _repaired_block(block: Block, repair: Repair) -> Block:
    """Return the block with its text; two binary searches a rule: a page has few blocks, and edits by the hundred."""
    if block.span is None:
        return block
    start, end = repair.passage.span_after(*block.span)
    text = repair.text[start:end]
    return block if text == block.raw else replace(block, repaired=text)
