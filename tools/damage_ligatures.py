"""Damage by ligatures taken apart from the left: their two letters stand exchanged wherever the font drew one.

Makers for tools/make_damage.py; each takes sound paragraphs and draws one pair (damaged, true), or None.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from random import Random

from tarmim.rules.ligatures.pairs import LAM_ALEFS, exchanges, known_shapes, shape_at
from tools.typesetting import wrapped

__all__ = ["any_lam_alef", "flipped", "ligature_flip", "part_flipped"]

MARKS = "\u064b-\u0652\u0670\u0640"
WORD = re.compile(f"[\u0620-\u063f\u0641-\u064a{MARKS}]+")

#: How long a text is, in words; a document of one paragraph has too little to learn from, a report of ten is easy.
WORDS = (30, 400)
#: A font has so many ligatures besides lam-alef, which most fonts flip first.
OTHERS = (1, 12)
LAM_ALEF_SHARE = 0.7
#: Fonts whose ligatures have every shape, against those that have some of the shapes Unicode lists.
EVERY_SHAPE = 0.6

#: A ligature: its letters and its shape.
Ligature = tuple[str, int]


def flipped(text: str, ligatures: Collection[Ligature]) -> str:
    """Return the text as it reads when these ligatures are taken apart from the left; marks stay where they are."""
    return WORD.sub(lambda match: _flipped_word(match[0], ligatures), text)


def _flipped_word(word: str, ligatures: Collection[Ligature]) -> str:
    places = [k for k, letter in enumerate(word) if not re.match(f"[{MARKS}]", letter)]
    letters = "".join(word[k] for k in places)
    put = list(word)
    at = 0
    while at < len(letters) - 1:
        if (letters[at : at + 2], shape_at(letters, at)) in ligatures:
            put[places[at]], put[places[at + 1]] = letters[at + 1], letters[at]
            at += 1
        at += 1
    return "".join(put)


def any_lam_alef(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Take every lam-alef apart from the left."""
    true = _drawn(paragraphs, rng)
    damaged = flipped(true, {(pair, shape) for pair in LAM_ALEFS for shape in range(4)})
    return (damaged, true) if damaged != true else None


def ligature_flip(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Take the ligatures of a font apart from the left: lam-alef mostly, and some others, of all shapes or of some."""
    true = _drawn(paragraphs, rng)
    damaged = flipped(true, _font(true, rng))
    return (damaged, true) if damaged != true else None


def part_flipped(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Flip some neighbouring lines alone: those in another font are sound."""
    lines = _drawn(paragraphs, rng).split("\n")
    font = _font("\n".join(lines), rng)
    first, last = sorted(rng.sample(range(len(lines) + 1), 2))
    damaged = [flipped(line, font) if first <= number < last else line for number, line in enumerate(lines)]
    return ("\n".join(damaged), "\n".join(lines)) if damaged != lines else None


def _drawn(paragraphs: Sequence[str], rng: Random) -> str:
    """Return some neighbouring paragraphs in lines, as many as make a text of the length drawn."""
    wanted = int(WORDS[0] * (WORDS[1] / WORDS[0]) ** rng.random())
    first = rng.randrange(len(paragraphs))
    words: list[str] = []
    lines: list[str] = []
    for paragraph in paragraphs[first:]:
        taken = paragraph.split()[: wanted - len(words)]
        words += taken
        lines += wrapped(" ".join(taken), 80)
        if len(words) >= wanted:
            break
    return "\n".join(lines)


def _font(text: str, rng: Random) -> frozenset[Ligature]:
    """Return the ligatures that a font flips: of those listed some that the text has, common ones rather."""
    known = known_shapes()
    words = [re.sub(f"[{MARKS}]", "", match[0]) for match in WORD.finditer(text)]
    counts = Counter(pair for word in words for _, pair in exchanges(word[::-1]) if pair in known)
    for pair in LAM_ALEFS:
        counts.pop(pair, None)
    pairs = sorted(counts, key=lambda pair: rng.random() ** (1 / counts[pair] ** 0.5), reverse=True)
    chosen = pairs[: rng.randint(*OTHERS)]
    every = rng.random() < EVERY_SHAPE
    font = {(pair, shape) for pair in chosen for shape in (range(4) if every else sorted(known[pair]))}
    if rng.random() < LAM_ALEF_SHARE:
        font |= {(pair, shape) for pair in LAM_ALEFS for shape in range(4)}
    return frozenset(font)
