"""Makers of what a page has besides its running text: numbers, running heads, passages set apart.

Each takes sound paragraphs and draws one pair (damaged, true), or None where they do not lend themselves to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from tools.typesetting import wrapped

__all__ = ["furnished_pages", "pull_quotes"]

WIDTHS = (55, 95)
#: Paragraphs of a document, and lines of a page.
PARAGRAPHS = (20, 60)
PAGE = (24, 40)
#: How a page number is written.
FOLIOS = ("{}", "- {} -", "\u2014 {} \u2014", "[{}]")
#: How often form feeds stand between pages.
FEEDS = 0.5
#: How often what comes back is the author's own: by judgement, nobody has counted.
AUTHORS = 1 / 3
#: Words and characters of a passage that is set apart.
QUOTE_WORDS = (8, 20)
QUOTE_LENGTH = 200


def _neighbours(paragraphs: Sequence[str], rng: Random) -> list[str]:
    count = min(len(paragraphs), rng.randint(*PARAGRAPHS))
    first = rng.randrange(len(paragraphs) - count + 1)
    return list(paragraphs[first : first + count])


def furnished_pages(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Set a document in pages with a number, a running head, or a head with a number; form feeds between some.

    Now and then these lines are the author's: numbered parts, a refrain; then nothing is damaged.
    """
    width = rng.randrange(*WIDTHS)
    lines = [line for text in _neighbours(paragraphs, rng) for line in wrapped(text, width)]
    kind, size, number = rng.choice(("folio", "head", "numbered")), rng.randint(*PAGE), rng.randint(1, 300)
    own_lines = rng.random() < AUTHORS
    folio, head = rng.choice(FOLIOS), " ".join(rng.choice(paragraphs).split()[:4])
    at_top, feed = own_lines or rng.random() < 0.5, "\f" if not own_lines and rng.random() < FEEDS else ""
    damaged: list[str] = []
    true: list[str] = []
    for place in range(0, len(lines), size):
        page = lines[place : place + size]
        own = {"folio": folio.format(number), "head": head, "numbered": f"{head} {number}"}[kind]
        shown = [own, *page] if at_top else [*page, own]
        begins = feed if place else ""  # it stays where it stood, before the text, when the line behind it goes
        damaged += [begins + shown[0], *shown[1:]]
        true += [begins + page[0], *page[1:]]
        number += 1
    return "\n".join(damaged), "\n".join(damaged if own_lines else true)


def pull_quotes(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Set a sentence apart between the lines of a document, words that stand in its running text.

    Now and then it is the author who says them twice; then they belong to the text.
    """
    width = rng.randrange(*WIDTHS)
    chosen = _neighbours(paragraphs, rng)[:12]
    sentences = [part for text in chosen for part in re.split("(?<=[.\u061f!]) ", text)]
    fitting = [
        part for part in sentences if QUOTE_WORDS[0] <= len(part.split()) <= QUOTE_WORDS[1] and len(part) < QUOTE_LENGTH
    ]
    if not fitting:
        return None
    quote, place = rng.choice(fitting), rng.randrange(1, len(chosen) + 1)
    blocks = ["\n".join(wrapped(text, width)) for text in chosen]
    damaged = [*blocks[:place], "\n".join(wrapped(quote, width)), *blocks[place:]]
    repeated = rng.random() < AUTHORS
    return "\n\n".join(damaged), "\n\n".join([*chosen[:place], quote, *chosen[place:]] if repeated else chosen)
