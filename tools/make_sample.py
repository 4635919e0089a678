"""Makes samples/damaged.txt: our own prose, damaged in one file by what damages text on its way through a PDF.

    python -m tools.make_sample

The same seed gives the same file. What is done stands in `misread`, `flipped` and
`in_lines`; tools/make_damage.py has the mechanisms one by one.
"""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

from tools.make_damage import paragraphs_of
from tools.typesetting import shaped, stretched, wrapped

SAMPLES = Path(__file__).parents[1] / "samples"
SEED = 5
WIDTH = 66

#: Of the words of a justified line so many are stretched; of a paragraph's lines one in so many is in drawn shapes.
STRETCHED = 0.4
DRAWN = 4


def misread(paragraph: str, rng: Random) -> str:
    """Return the paragraph with its letters and stops as such a program reads them, before it is set in lines."""
    paragraph = re.sub("([\u060c\u061b]) ", r" \1", paragraph)  # comma and semicolon change places with their space
    paragraph = re.sub(r"(?<= )([0-9]+) (?=\w{2})", r"\1", paragraph)  # the space after a number is lost
    words = paragraph.split(" ")
    for k in rng.sample(range(len(words)), 2):
        words[k] += "\x00"  # a glyph without a code
    return " ".join(words)


def flipped(line: str) -> str:
    """Return the line with lam and alef the wrong way round after the article, where the ligature was taken apart."""
    return re.sub("\u0627\u0644([\u0623\u0625\u0622])", "\u0627\\1\u0644", line)


def in_lines(paragraph: str, rng: Random) -> str:
    """Return the paragraph's lines, stretched or drawn, between direction controls, a blank one before the last."""
    *lines, last = wrapped(paragraph, WIDTH)
    set_lines = [
        shaped(line) if k % DRAWN == 1 else stretched(flipped(line), rng, share=STRETCHED)
        for k, line in enumerate(lines)
    ]
    return "\n".join(f"\u202b{line}\u202c" for line in set_lines) + f"\n\n\u202b{last}\u202c"


def damaged(text: str) -> str:
    """Return the sample: the paragraphs as one program would leave them, blank lines between."""
    rng = Random(SEED)
    return "\n\n".join(in_lines(misread(paragraph, rng), rng) for paragraph in paragraphs_of(text)) + "\n"


def main() -> None:
    text = (SAMPLES / "columns.txt").read_text(encoding="utf-8")
    (SAMPLES / "damaged.txt").write_text(damaged(text), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
