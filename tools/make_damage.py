"""Makes pairs of damaged and true text, by the mechanisms that damage text on its way through a PDF.

    python -m tools.make_damage samples/news.txt --kinds kashida,wraps --count 100 --seed 7 > pairs.jsonl

The text is UTF-8, a paragraph a line. Each line that comes out is {"kind", "damaged", "true"}. The same text, seed,
kinds and count give the same pairs.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random

from tools.damage_letters import late_shadda, lost_glyph, run_together, split_words
from tools.damage_ligatures import any_lam_alef, ligature_flip
from tools.damage_order import chunks, exchanged, swap
from tools.typesetting import ALEFS, LAM, TATWEEL, columns, shaped, stretched, turned, wrapped

__all__ = ["KINDS", "Pair", "make_pairs", "paragraphs_of"]

PARTS = Path(__file__).parents[1] / "samples" / "parts.json"

ALEF = "\u0627"
MARKS = "\u064b-\u0652\u0670"
LETTER = "\u0620-\u063f\u0641-\u064a"  # the letters of Arabic
STOPS = "\u060c\u061b"  # the comma and the semicolon

#: A line's width in characters, drawn once for each text.
WIDTHS = (55, 95)

#: A last line is at most this share of the width: with a longer one nobody can see that the paragraph ends there.
LAST_LINE = 0.75

#: How often a justified paragraph has a blank line before its last line, as nearly all have in the article that
#: this project began with.
BLANK_BEFORE_LAST = 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """A text as it comes out of a PDF, and as it should read."""

    kind: str
    damaged: str
    true: str


#: Takes sound paragraphs and draws one pair (damaged, true), or None where they do not lend themselves to it.
Maker = Callable[[Sequence[str], Random], tuple[str, str] | None]


def _fits(lines: Sequence[str], width: int) -> bool:
    """Tell whether there are three lines or more and the last one ends before the margin."""
    return len(lines) >= 3 and columns(lines[-1]) <= LAST_LINE * width


def _set(paragraphs: Sequence[str], rng: Random) -> list[str] | None:
    """Return the lines of a paragraph of three lines and more, whose last line ends before the margin."""
    paragraph = rng.choice(paragraphs)
    widths = list(range(*WIDTHS))
    rng.shuffle(widths)
    for width in widths:
        lines = wrapped(paragraph, width)
        if _fits(lines, width):
            return lines
    return None


def _joined(lines: Sequence[str], rng: Random) -> str:
    """Return the lines of a paragraph as text, at times with a blank line before the last."""
    end = "\n\n" if rng.random() < BLANK_BEFORE_LAST else "\n"
    return "\n".join(lines[:-1]) + end + lines[-1]


def kashida(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Stretch words to fill their lines, all but the last, which is not justified."""
    lines = _set(paragraphs, rng)
    if lines is None:
        return None
    damaged = "\n".join([stretched(line, rng) for line in lines[:-1]] + lines[-1:])
    return (damaged, " ".join(lines)) if TATWEEL in damaged else None


def wraps(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Break a paragraph where its lines ended on the page."""
    lines = _set(paragraphs, rng)
    return (_joined(lines, rng), " ".join(lines)) if lines else None


def paragraphs(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Set wrapped paragraphs among headings, lists and verse, blank lines between all of them or between none."""
    parts = _parts()
    width = rng.randrange(*WIDTHS)
    fitting = [paragraph for paragraph in paragraphs if _fits(wrapped(paragraph, width), width)]
    if not fitting:
        return None
    blocks: list[tuple[str, str]] = []
    for _ in range(rng.randint(2, 4)):
        lines = wrapped(rng.choice(fitting), width)
        kind = rng.choice(["headings", "lists", "verses", "", ""])
        if kind:
            own = rng.choice(parts[kind])
            blocks.append(("\n".join(own), "\n".join(own)))
        blocks.append((_joined(lines, rng), " ".join(lines)))
    between = rng.choice(["\n\n", "\n"])
    if between == "\n":  # a blank line is not a paragraph's end only where others show where paragraphs end
        blocks = [(damaged.replace("\n\n", "\n"), true) for damaged, true in blocks]
    return between.join(damaged for damaged, _ in blocks), "\n".join(true for _, true in blocks)


def glue(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Take the space after a number away, which was laid out left to right; let a stop and its space change places."""
    true = rng.choice(paragraphs)
    damaged = re.sub(rf"(?<=[{LETTER}])([{STOPS}]) (?=[{LETTER}])", r" \1", true)
    damaged = re.sub(rf"(?<= )([0-9]+) (?=[{LETTER}]{{2}})", r"\1", damaged)
    return (damaged, true) if damaged != true else None


def controls(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Put in what programs leave: embeddings round every line and number, marks strewn about, NUL, byte-order marks.

    Not single embeddings round single words: those people write too, and mean them.
    """
    true = rng.choice(paragraphs)
    way = rng.choice(["lines", "strewn", "codes"])
    if way == "lines":
        lines = [re.sub(r"(?<!\S)([0-9]+)(?!\S)", "\u202a\\1\u202c", line) for line in wrapped(true, 70)]
        return "\n".join(f"\u202b{line}\u202c" for line in lines), true
    words = true.split(" ")
    inside = f"[{LETTER}{MARKS}] [{LETTER}]"
    between = [k for k, pair in enumerate(pairwise(words)) if re.fullmatch(inside, f"{pair[0][-1]} {pair[1][0]}")]
    for k in rng.sample(between, len(between) // (3 if way == "strewn" else 12)):
        words[k] += "\u200f" if way == "strewn" else "\x00"
    return ("\ufeff" if way == "codes" else "") + " ".join(words), true


def forms(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Write letters as the shapes they were drawn with, lam-alef as one character."""
    true = rng.choice(paragraphs)
    damaged = shaped(true)
    return (damaged, true) if damaged != true else None


def detached_marks(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Put nunation behind its letter's advance, where the gap reads as a space, or before its letter; double marks.

    Of fathatan the alef behind it is drawn first, so that it may come out one letter early: all seen in published text.
    """
    true = rng.choice(paragraphs)
    if rng.random() < 0.3:
        damaged = re.sub("([\u064b-\u064d\u0651\u0652])", r"\1\1", true)  # nunation, shadda, sukun
        return (damaged, true) if damaged != true else None
    damaged = re.sub(
        rf"(?<=[{LETTER}]{{2}})(?<!{ALEF})([{LETTER}])(\u064b{ALEF})(?![{LETTER}{MARKS}])", _mark_first, true
    )
    damaged = re.sub(rf"(?<=[{LETTER}])([\u064b-\u064d])(?= )", r" \1", damaged)
    return (damaged, true) if damaged != true else None


def _mark_first(match: re.Match[str]) -> str:
    return f" {match[2][0]}{match[1]}{match[2][1]}"


def lam_alef(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Map the glyph lam-alef to its letters as they stand on the page, left to right: alef, lam.

    A font does that everywhere. Only sentences are taken in which every flipped word is impossible as it stands
    (the article's alef, then an alef with hamza, then lam), so that no dictionary is needed to undo it.
    """
    certain = rf"(?<![{LETTER}])([\u0648\u0641\u0628\u0643]?{ALEF}){LAM}([\u0623\u0625\u0622])"  # wa-, fa-, bi-, ka-
    sentences = [s for p in paragraphs for s in re.split(r"(?<=[.!?\u061f]) ", p)]
    fitting = [
        s
        for s in sentences
        if (flips := re.findall(certain, s)) and len(flips) == len(re.findall(f"{LAM}[{ALEFS}]", s))
    ]
    if not fitting:
        return None
    true = " ".join(rng.sample(fitting, min(len(fitting), 3)))
    return re.sub(f"{LAM}([{ALEFS}])", rf"\1{LAM}", true), true


def visual_forms(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Write lines in the order of the page, left to right, in presentation forms, as drawing programs do."""
    lines = _set(paragraphs, rng)
    return ("\n".join(turned(shaped(line)) for line in lines), " ".join(lines)) if lines else None


def visual_letters(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Write lines in the order of the page, left to right, in base letters."""
    lines = _set(paragraphs, rng)
    return ("\n".join(turned(line) for line in lines), " ".join(lines)) if lines else None


def clean(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Leave sound prose as it is, a paragraph a line."""
    true = "\n".join(rng.sample(list(paragraphs), min(len(paragraphs), rng.randint(1, 3))))
    return true, true


def keep(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Leave what looks like damage and is not: calendar letters, units, habits of spacing, other languages, vowels."""
    true = "\n\n".join(line for block in rng.sample(_parts()["keep"], 5) for line in block)
    return true, true


KINDS: dict[str, Maker] = {
    maker.__name__: maker
    for maker in (
        kashida, wraps, paragraphs, glue, controls, forms, detached_marks, lam_alef, visual_forms, visual_letters,
        clean, keep, any_lam_alef, ligature_flip, late_shadda, lost_glyph, split_words, run_together,
        swap, chunks, exchanged,
    )
}  # fmt: skip

#: Draws in a row that may fail before a kind is given up for a text.
_PATIENCE = 50


@cache
def _parts() -> dict[str, list[list[str]]]:
    """Return blocks of lines by what they are."""
    found: dict[str, list[list[str]]] = json.loads(PARTS.read_text(encoding="utf-8"))
    return found


def paragraphs_of(text: str) -> list[str]:
    """Return the paragraphs of a text that has one a line; the shortest, headings mostly, are left out."""
    return [line for line in text.split("\n") if len(line) > 60]


def make_pairs(paragraphs: Sequence[str], kind: str, *, seed: int, count: int) -> Iterator[Pair]:
    """Yield `count` pairs of a kind, or fewer where the paragraphs do not lend themselves to it."""
    rng = Random(f"{kind} {seed}")
    failed = 0
    while count and failed < _PATIENCE and paragraphs:
        made = KINDS[kind](paragraphs, rng)
        if made is None:
            failed += 1
            continue
        count, failed = count - 1, 0
        yield Pair(kind, *made)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path, help="UTF-8 text, a paragraph a line")
    parser.add_argument("--kinds", default=",".join(KINDS), help="names with commas between (default: all)")
    parser.add_argument("--count", type=int, default=50, help="pairs of each kind (default: 50)")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    found = [p for path in arguments.texts for p in paragraphs_of(path.read_text(encoding="utf-8"))]
    for kind in arguments.kinds.split(","):
        if kind not in KINDS:
            parser.error(f"there is no kind {kind!r}; there are {', '.join(KINDS)}")
        for pair in make_pairs(found, kind, seed=arguments.seed, count=arguments.count):
            sys.stdout.write(json.dumps(asdict(pair), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
