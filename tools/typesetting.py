"""How a page is set and what a tool that knows no direction reads of it: shapes, kashida, lines, visual order.

The joining of letters is taken from Python's Unicode data, not from the package, so that a mistake in the package's
tables cannot hide in text made with this.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from random import Random

__all__ = ["ALEFS", "LAM", "TATWEEL", "broken", "columns", "shaped", "stretched", "turned", "wrapped"]

TATWEEL = "\u0640"
LAM = "\u0644"
ALEFS = "\u0627\u0623\u0625\u0622"  # alef, with hamza above, with hamza below, with madda


@cache
def _forms() -> dict[tuple[str, str], str]:
    """Return the presentation form of (letters, shape), read from Python's Unicode data."""
    found: dict[tuple[str, str], str] = {}
    for code in (*range(0xFE80, 0xFEFD), *range(0xFB50, 0xFBB2), *range(0xFBD3, 0xFBEA), *range(0xFBFC, 0xFC00)):
        shape, *letters = unicodedata.decomposition(chr(code)).split()
        found.setdefault(("".join(chr(int(letter, 16)) for letter in letters), shape.strip("<>")), chr(code))
    return found


def _joins_next(letter: str) -> bool:
    return letter == TATWEEL or (letter, "initial") in _forms()


def _joins_previous(letter: str) -> bool:
    return letter == TATWEEL or (letter, "final") in _forms()


def shaped(text: str) -> str:
    """Return the text in presentation forms, in reading order; lam and alef become one ligature."""
    units = re.findall(f"{LAM}[{ALEFS}]|.", text, re.DOTALL)
    solid = [k for k, unit in enumerate(units) if not unicodedata.combining(unit[-1])]
    for n, k in enumerate(solid):
        before = units[solid[n - 1]] if n else " "
        after = units[solid[n + 1]] if n + 1 < len(solid) else " "
        joined = _base_joins_next(before) and _joins_previous(units[k])
        joins = _base_joins_next(units[k]) and _joins_previous(_base(after)[0])
        shape = {(0, 0): "isolated", (0, 1): "initial", (1, 1): "medial", (1, 0): "final"}[joined, joins]
        units[k] = _forms().get((units[k], shape), units[k])
    return "".join(units)


def _base(unit: str) -> str:
    """Return the letters of a unit that may have been shaped already."""
    return unicodedata.normalize("NFKC", unit) if unit >= "\ufb50" else unit


def _base_joins_next(unit: str) -> bool:
    return len(_base(unit)) == 1 and _joins_next(_base(unit))


def stretched(line: str, rng: Random, *, share: float = 0.6) -> str:
    """Return the line with tatweel put into a share of its words: a justified line, its kashida written as strokes.

    A stroke stands where two letters join, never inside lam-alef, which is one glyph.
    """
    words = line.split(" ")
    for k, word in enumerate(words):
        places = [
            i
            for i in range(1, len(word))
            if _joins_next(word[i - 1]) and _joins_previous(word[i]) and TATWEEL not in word
            if not (word[i - 1] == LAM and word[i] in ALEFS)
        ]
        if places and rng.random() < share:
            place = rng.choice(places)
            words[k] = word[:place] + TATWEEL * rng.randint(1, 3) + word[place:]
    return " ".join(words)


def turned(line: str) -> str:
    """Return the line in visual order, left to right, as a tool writes it that knows no direction (UAX #9)."""
    from tarmim.bidi.reorder import display

    return display(line, base=1)


def columns(text: str) -> int:
    """Return the width of a text in letters: marks stand over them and take no room."""
    return sum(not unicodedata.combining(character) for character in text)


def wrapped(paragraph: str, width: int) -> list[str]:
    """Return the paragraph's lines, each as full as whole words can make it."""
    lines: list[str] = []
    room = 0
    for word in paragraph.split():
        size = columns(word)
        if lines and size + 1 <= room:
            lines[-1] += " " + word
            room -= size + 1
        else:
            lines.append(word)
            room = width - size
    return lines


def broken(paragraph: str, width: float, wide: Callable[[str], float]) -> Iterator[str]:
    """Yield the lines of a paragraph, as many words in each as fit."""
    line = ""
    for word in paragraph.split(" "):
        longer = f"{line} {word}" if line else word
        if line and wide(longer) > width:
            yield line
            longer = word
        line = longer
    yield line
