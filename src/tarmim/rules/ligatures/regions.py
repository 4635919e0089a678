"""Where a text may have flipped ligatures: cheap tests, so that sound text need not be read word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from tarmim.language.keys import tokens
from tarmim.model.edit import Span
from tarmim.rules._shared.places import places
from tarmim.rules.ligatures.flips import learnt, may_flip
from tarmim.rules.ligatures.votes import exchanged, is_word, log_counts
from tarmim.script.letters import HIGH_MARKS, LONGEST_WORD, TATWEEL

if TYPE_CHECKING:
    from tarmim.language.words import Words

__all__ = ["regions"]

#: What flips make and sound text hardly has: alef before an alef of another kind and lam, alef maksura before lam;
#: as words the flipped `fi`, `lam`, `la`; at the start of words lam-meem, lam-hah, lam-jeem, lam-khah after the
#: article's alef. All together stand 12 times in two million characters of sound books.
_SIGNS: Final = (
    *("\u0627\u0623\u0644", "\u0627\u0625\u0644", "\u0627\u0622\u0644", " \u0627\u0627\u0644", "\u0649\u0644"),
    *(" \u064a\u0641 ", " \u0645\u0644 ", " \u0627\u0644 ", "\u0627\u0647\u0644\u0644"),
    *(" \u0627\u0645\u0644", " \u0627\u062d\u0644", " \u0627\u062c\u0644", " \u0627\u062e\u0644"),
)
#: Texts up to this many characters are probed whole; longer ones are cut into blocks of this size at spaces, and
#: probed in some slices.
_BLOCK: Final = 4000
_SLICES: Final = 4
#: Characters of a longer text, in pieces evenly taken, in which signs are looked for first: a font flips all of a
#: document.
_GLANCED: Final = 400_000
#: Share of the blocks from which all blocks are read where these have a sign.
_ALL_FROM: Final = 0.25
#: Only words up to this log count are probed: rare and unknown ones. Frequent ones that flips make are among the signs.
_PROBED: Final = 3.0
_LIGHT: Final = f"[{HIGH_MARKS}{TATWEEL}]+"
_WORD: Final = "[\u0621-\u063a\u0641-\u064a]{2,}"


def regions(words: Words, text: str) -> list[Span]:
    """Return the spans of a text that are to be read word by word, in its order.

    A text without signs is probed: its rare words, or those of four slices of a long one. So a long text in which a
    few words are flipped, and none of them a sign, is taken for sound; so is a very long one with flips in a corner.
    """
    if len(text) <= _BLOCK:
        spaced = f" {text} ".replace("\n", " ")
        found = any(sign in spaced for sign in _SIGNS) or _is_suspect(words, text)
        return [(0, len(text))] if found else []
    glance = text if len(text) <= _GLANCED else "\n".join(_pieces(text))
    shown = [sign for sign in _SIGNS if sign in glance]
    signs = sorted(place for sign in shown for place in places(text, sign))
    if not signs:
        sample = " ".join(_slices(text))
        return [(0, len(text))] if _is_suspect(words, sample) and _flips(words, sample) else []
    bounds = list(_bounds(text))
    marked = _marked(bounds, signs)
    if len(marked) >= _ALL_FROM * (len(bounds) - 1):
        return [(0, len(text))]
    return _merged(bounds, marked)


def _pieces(text: str) -> Iterator[str]:
    """Yield pieces of a long text, evenly taken."""
    step = len(text) * _BLOCK // _GLANCED
    return (text[start : start + _BLOCK] for start in range(0, len(text), step))


def _is_suspect(words: Words, text: str) -> bool:
    """Tell whether rare words of the text are words once two letters are exchanged, as of a flipped ligature."""
    found = dict.fromkeys(re.findall(_WORD, re.sub(_LIGHT, "", text) if re.search(_LIGHT, text) else text))
    keys = [key for key in found if len(key) <= LONGEST_WORD]
    known = dict(zip(keys, log_counts(words, keys), strict=True))
    rare = {key: count for key, count in known.items() if count < _PROBED}
    return may_flip(rare, exchanged(words, rare), len(known))


def _flips(words: Words, text: str) -> bool:
    """Tell whether a text read word by word says that it flips something."""
    keys = [key for key in tokens(text).keys if is_word(key)]
    kinds = list(dict.fromkeys(keys))
    return learnt(words, keys, dict(zip(kinds, log_counts(words, kinds), strict=True))) is not None


def _slices(text: str) -> Iterator[str]:
    step = len(text) // _SLICES
    return (text[start : start + _BLOCK // _SLICES] for start in range(0, step * _SLICES, step))


def _bounds(text: str) -> Iterator[int]:
    """Yield where blocks begin, and the text's end."""
    start = 0
    while start < len(text):
        yield start
        cut = max(text.rfind(" ", start + 1, start + _BLOCK), text.rfind("\n", start + 1, start + _BLOCK))
        start = cut + 1 if cut > start else start + _BLOCK
    yield len(text)


def _marked(bounds: list[int], signs: list[int]) -> list[int]:
    """Return the blocks that have a sign, and their neighbours."""
    found: set[int] = set()
    block = 0
    for sign in signs:
        while bounds[block + 1] <= sign:
            block += 1
        found.update((block - 1, block, block + 1))
    return sorted(block for block in found if 0 <= block < len(bounds) - 1)


def _merged(bounds: list[int], blocks: list[int]) -> list[Span]:
    spans: list[Span] = []
    for block in blocks:
        start, end = bounds[block], bounds[block + 1]
        if spans and spans[-1][1] == start:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans
