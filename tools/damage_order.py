"""Damage to the order of a line: its pieces written in reverse order, or two lines exchanged.

A program cuts a line where the pen jumps (a kern behind a letter that does not join the next, or a kashida, whose
stroke it writes and then nudges back), lays out each piece by itself and writes the pieces from left to right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from random import Random

from tools.typesetting import TATWEEL, columns, stretched, wrapped

__all__ = ["chunks", "exchanged", "reordered", "swap"]

#: A line's width in characters.
WIDTHS = (55, 95)

#: Letters that do not join the next one, and the pairs of letters where fonts kern most: measured in real files.
OPEN = "\u0622\u0623\u0625\u0627\u062f\u0630\u0631\u0632\u0648"
KERNED = "(?<=[\u0631\u0632\u062f\u0623])(?=[\u064a\u0643\u0639\u062c\u062d])"
JOINED = "\u0628\u062a\u062b\u062c\u062d\u062e\u0633-\u063a\u0641-\u0647\u064a\u0626"
LETTER = "\u0620-\u063f\u0641-\u064a"

#: How often a single cut falls where fonts kern, if the line has such a place.
AT_KERN = 0.5


def swap(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Exchange the halves of one line, cut inside a word; at times the line was justified with strokes."""
    lines, at = _line(paragraphs, rng)
    if not lines:
        return None
    open_places = _places(f"(?<=[{OPEN}])(?=[{LETTER}])", lines[at])
    kerned = _places(KERNED, lines[at])
    places = kerned if kerned and rng.random() < AT_KERN else open_places
    if not places:
        return None
    place = rng.choice(places)
    first, second = lines[at][:place], lines[at][place:]
    if rng.random() < 0.5:
        first, second = stretched(first, rng), stretched(second, rng)
    damaged = [*lines[:at], f"{second} {first}", *lines[at + 1 :]]
    return "\n".join(damaged), "\n".join(lines)


def chunks(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Cut one line in several places inside words and write the pieces in reverse order."""
    lines, at = _line(paragraphs, rng)
    places = _places(f"(?<=[{OPEN}{JOINED}])(?=[{LETTER}])", lines[at]) if lines else []
    if len(places) < 2:
        return None
    chosen = sorted(rng.sample(places, min(len(places), rng.randint(1, 6))))
    damaged = [*lines[:at], reordered(lines[at], chosen), *lines[at + 1 :]]
    return "\n".join(damaged), "\n".join(lines)


def exchanged(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Write the two pieces of a line that was cut between two words as two lines, the second one first."""
    lines, at = _line(paragraphs, rng)
    if not lines:
        return None
    words = lines[at].split(" ")
    cut = rng.randint(2, len(words) - 2)
    damaged = [*lines[:at], " " + " ".join(words[cut:]), " ".join(words[:cut]), *lines[at + 1 :]]
    return "\n".join(damaged), "\n".join(lines)


def reordered(line: str, places: Sequence[int]) -> str:
    """Return the pieces between the places in reverse order; one cut off a joined letter begins with strokes."""
    bounds = [0, *places, len(line)]
    pieces = [line[start:end] for start, end in pairwise(bounds)]
    joined = [False, *(re.search(f"[{JOINED}]\\Z", piece) is not None for piece in pieces[:-1])]
    marked = [2 * TATWEEL * strokes + piece for piece, strokes in zip(pieces, joined, strict=True)]
    return " ".join(reversed(marked))


def _line(paragraphs: Sequence[str], rng: Random) -> tuple[list[str], int]:
    """Return the lines of a paragraph and the number of one of them, not the last: nothing where it is too short."""
    width = rng.randrange(*WIDTHS)
    fitting = [
        lines for p in rng.sample(list(paragraphs), min(30, len(paragraphs))) if len(lines := wrapped(p, width)) > 3
    ]
    if not fitting:
        return [], 0
    lines = rng.choice(fitting)
    at = rng.randrange(len(lines) - 1)
    if len(lines[at].split(" ")) < 5 or columns(lines[at]) < width // 2:
        return [], 0
    return lines, at


def _places(pattern: str, line: str) -> list[int]:
    return [match.start() for match in re.finditer(pattern, line)]
