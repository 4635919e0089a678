"""Makes samples/damaged.txt: our own prose, damaged in one file by what damages text on its way through a PDF.

    python -m tools.make_sample

The same seed gives the same file. What is done to each paragraph stands in `damaged`; tools/make_damage.py has the
mechanisms one by one.
"""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

from tools.make_damage import paragraphs_of
from tools.typesetting import shaped, stretched, wrapped

SAMPLES = Path(__file__).parents[1] / "samples"
SEED = 5
WIDTH = 72

#: Justified lines: share of the words that are stretched.
STRETCHED = 0.5


def justified(paragraph: str, rng: Random) -> str:
    """Return the paragraph in lines, stretched to the margin, and a blank line before the last one."""
    *lines, last = wrapped(paragraph, WIDTH)
    return "\n".join(stretched(line, rng, share=STRETCHED) for line in lines) + "\n\n" + last


def drawn(paragraph: str, rng: Random) -> str:
    """Return the paragraph in lines, of which some hold the letters as they were drawn (presentation forms)."""
    lines = wrapped(paragraph, WIDTH)
    chosen = rng.sample(range(len(lines)), 2)
    return "\n".join(shaped(line) if k in chosen else line for k, line in enumerate(lines))


def glued(paragraph: str, rng: Random) -> str:
    """Return the paragraph in lines between direction controls, its numbers and commas on the wrong side of a space."""
    paragraph = re.sub("(\u060c) ", r" \1", paragraph)  # the comma and its space change places
    paragraph = re.sub(r"(?<= )([0-9]+) (?=\w{2})", r"\1", paragraph)
    return "\n".join(f"\u202b{line}\u202c" for line in wrapped(paragraph, WIDTH))


def flipped(paragraph: str, rng: Random) -> str:
    """Return the paragraph in lines, lam and alef the wrong way round after the article, and NULs after some words."""
    paragraph = re.sub("\u0627\u0644([\u0623\u0625\u0622])", "\u0627\\1\u0644", paragraph)  # al- and a hamza alef
    words = paragraph.split(" ")
    for k in rng.sample(range(len(words)), 4):
        words[k] += "\x00"
    *lines, last = wrapped(" ".join(words), WIDTH)
    return "\n".join(lines) + "\n\n" + last


def damaged(text: str) -> str:
    """Return the sample: each of the four paragraphs damaged in its own way, blank lines between them."""
    rng = Random(SEED)
    ways = (justified, drawn, glued, flipped)
    parts = [way(paragraph, rng) for way, paragraph in zip(ways, paragraphs_of(text), strict=True)]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    text = (SAMPLES / "columns.txt").read_text(encoding="utf-8")
    (SAMPLES / "damaged.txt").write_text(damaged(text), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
