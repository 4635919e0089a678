r"""Logical order of a line from its visual order: UAX #9 run backwards and checked forwards.

A display can have several logical texts.  The answer is the one a reader would take: a Latin phrase and
the number after it stay together, brackets pair up.  Each answer is verified by the forward algorithm.

>>> logical_text("12.5 \N{HEBREW LETTER ALEF}") == "\N{HEBREW LETTER ALEF} 12.5"
True
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from tarmim.bidi.brackets import bracket_pairs
from tarmim.bidi.classes import brackets_of, codes_of, mirror, mirrored_at
from tarmim.bidi.clusters import Marks, clusters, spread
from tarmim.bidi.levels import resolve_paragraph
from tarmim.bidi.reorder import logical_order, visual_order
from tarmim.bidi.visual import VisualLine, visual_levels

_AGAINST_RIGHT: Final = re.compile("[LEN1-9]")
_AGAINST_LEFT: Final = re.compile("[RAN1-9]")
_MOST_RERUNS: Final = 3
"""How often a guess is replaced by the levels its own forward run gives."""


@dataclass(frozen=True, slots=True)
class InverseOrder:
    """Logical order of a visual line.

    `order` holds the visual index of the character at each logical position: the source of each one.
    `levels` holds the embedding level at each logical position and `base` the paragraph level, 0 or 1.
    `exact` says that the forward algorithm displays the logical text as the given line.
    """

    order: tuple[int, ...]
    levels: tuple[int, ...]
    base: int
    exact: bool


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A guess and what the forward run made of it; `forward` is in visual order, `pairs` counts brackets."""

    order: tuple[int, ...]
    guess: bytes
    forward: bytes
    exact: bool
    pairs: int


def inverse_order(visual: str, *, base: int | None = 1, marks: Marks = "after", mirrored: bool = True) -> InverseOrder:
    """Return the logical order of one line given in visual order, left to right.

    `base` is the paragraph level 0 or 1; None takes the direction of most letters, and the other one if
    only that is exact.  `marks` says on which side of an RTL letter its combining marks are stored.
    `mirrored` is True when brackets are given as they look, False when as the characters they stand for.
    Raises ValueError for another base.
    """
    if base not in (None, 0, 1):
        raise ValueError(f"base must be 0, 1 or None, not {base!r}")
    codes = codes_of(visual)
    if "m" not in codes:
        return _of_bases(visual, codes, base, mirrored)
    groups = clusters(codes, marks)
    bases = [group[0] for group in groups]
    found = _of_bases("".join([visual[at] for at in bases]), "".join([codes[at] for at in bases]), base, mirrored)
    levels = [level for at, level in zip(found.order, found.levels, strict=True) for _ in groups[at]]
    return InverseOrder(spread(found.order, groups), tuple(levels), found.base, found.exact)


def _of_bases(visual: str, codes: str, base: int | None, mirrored: bool) -> InverseOrder:
    """Return the order of a line without combining marks."""
    if base is not None:
        return _of_line(visual, codes, base, mirrored)
    preferred = int(codes.count("A") + codes.count("R") > codes.count("L"))
    found = _of_line(visual, codes, preferred, mirrored)
    if found.exact:
        return found
    other = _of_line(visual, codes, 1 - preferred, mirrored)
    return other if other.exact else found


def _of_line(visual: str, codes: str, base: int, mirrored: bool) -> InverseOrder:
    size = len(codes)
    if not (_AGAINST_RIGHT if base else _AGAINST_LEFT).search(codes):
        order = range(size - 1, -1, -1) if base else range(size)
        return InverseOrder(tuple(order), (base,) * size, base, exact=True)
    neutral = "o" in codes  # only ON characters are brackets or have mirrored counterparts
    line = VisualLine(codes, brackets_of(visual) if neutral else {}, base, mirrored)
    fixed = mirrored_at(visual) if mirrored and neutral else []
    attempt = _best(line, fixed)
    levels = attempt.forward if attempt.exact else attempt.guess
    return InverseOrder(attempt.order, tuple([levels[at] for at in attempt.order]), base, attempt.exact)


def _best(line: VisualLine, fixed: list[int]) -> _Attempt:
    """Return the first exact attempt that pairs no fewer brackets than the first guess, or that guess."""
    first = _attempt(line, visual_levels(line), fixed)
    if first.exact:
        return first
    for guess in _alternatives(line, first):
        attempt = _attempt(line, guess, fixed)
        for _ in range(_MOST_RERUNS):
            if attempt.exact or attempt.forward == attempt.guess:
                break
            attempt = _attempt(line, attempt.forward, fixed)
        if attempt.exact and attempt.pairs >= first.pairs:
            return attempt
    return first


def _alternatives(line: VisualLine, first: _Attempt) -> Iterator[bytes]:
    """Yield other levels to try: the forward run's own, then numbers and brackets left out of the stretches."""
    yield first.forward
    yield visual_levels(line, numbers=False)
    yield visual_levels(line, brackets=False)
    yield visual_levels(line, numbers=False, brackets=False)


def _attempt(line: VisualLine, guess: bytes, fixed: list[int]) -> _Attempt:
    """Return what the forward algorithm makes of the logical order that the guessed levels give.

    `fixed` are the visual indices of characters that must keep the direction they were guessed at,
    for they were mirrored back by it.
    """
    order = logical_order(guess)
    pick = itemgetter(*order) if len(order) > 1 else tuple
    codes = "".join(pick(line.codes))
    brackets: dict[int, int] = {}
    if line.brackets:
        for place, at in enumerate(order):
            number = line.brackets.get(at)
            if number is not None:
                brackets[place] = -number if line.mirrored and guess[at] & 1 else number
    forward = resolve_paragraph(codes, line.base, brackets)
    pairs = len(bracket_pairs(list(brackets.items()))) if brackets else 0
    if forward == bytes(pick(guess)):
        return _Attempt(order, guess, guess, True, pairs)
    by_visual = bytearray(len(order))
    for place, at in enumerate(order):
        by_visual[at] = forward[place]
    exact = all((by_visual[at] ^ guess[at]) & 1 == 0 for at in fixed) and all(
        order[place] == at for at, place in enumerate(visual_order(forward))
    )
    return _Attempt(order, guess, bytes(by_visual), exact, pairs)


def logical_chars(visual: str, found: InverseOrder, *, mirrored: bool = True) -> str:
    """Return the logical text of a visual line for an order that `inverse_order` gave.

    With `mirrored`, a character seen at an odd level comes back as the one it mirrors: the glyph `)` of
    an Arabic line is the character `(`.  Character n of the result comes from `visual[found.order[n]]`.
    """
    chars = [visual[at] for at in found.order]
    if mirrored:
        for place in mirrored_at("".join(chars)):
            if found.levels[place] & 1:
                chars[place] = mirror(chars[place])
    return "".join(chars)


def logical_text(visual: str, *, base: int | None = 1, marks: Marks = "after", mirrored: bool = True) -> str:
    """Return the logical text of one line given in visual order; the arguments are those of `inverse_order`."""
    found = inverse_order(visual, base=base, marks=marks, mirrored=mirrored)
    return logical_chars(visual, found, mirrored=mirrored)
