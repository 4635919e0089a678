"""Fits how far a near outline is trusted beside likeness (`tarmim.identity.shapes.match`), on fonts of the bank itself.

    python -m tools.build_trust CACHE NET --families FAMILY ...

NET is trained without FAMILY ... (tools/build_likeness.py --without). Parts of each font of these families are read in
three ways: the bank knows the font; it knows other fonts of the family; it knows none of FAMILY ... at all. What is
fitted makes right letters likeliest; the numbers printed go into `match.py`.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tarmim.identity.labels import Labels, prior
from tarmim.identity.shapes import match
from tarmim.identity.shapes.bank import Bank, aspects_of
from tarmim.identity.shapes.classifier import load_classifier
from tarmim.identity.shapes.nearest import Near, nearest
from tarmim.identity.shapes.outline import Outline
from tarmim.identity.shapes.raster import draw
from tarmim.identity.training.build_bank import build_bank
from tarmim.identity.training.label_fonts import LabelledOutlines, read_labelled
from tools.build_outlines import gathered

#: Parts of a font that are read, and the glyphs of one.
PARTS: Final = 6
SIZES: Final = (8, 110)
#: Outlines of a PDF are drawn in thousandths of an em, often.
UNITS: Final = 1000
#: The share of the glyphs that is fitted to; all are reported on.
SHARE: Final = 0.4
#: Labels of a glyph that are looked at, at most, and one for all the rest.
LABELS: Final = 24
#: Steps of the fit, their size, and how far a number is moved to see what it does.
STEPS: Final = 160
STEP: Final = 0.08
NUDGE: Final = 1e-3

#: What is fitted: the logistic's weights, and the logarithms of stray, unnamed, floor and power (`match.Trust`).
BEGIN: Final = (1.0, -0.5, 0.3, 1.0, -3.0, -3.0, -4.0, -0.3)


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """Glyphs read, with what speaks for their labels; the last label is for all that neither names.

    bank, likeness, prior, truth  glyphs × labels; truth sums to 1
    evidence                      glyphs × 3
    """

    bank: NDArray[np.float64]
    likeness: NDArray[np.float64]
    prior: NDArray[np.float64]
    truth: NDArray[np.float64]
    evidence: NDArray[np.float64]


def parts_of(labelled: LabelledOutlines, font: int, random: np.random.Generator) -> Iterator[list[int]]:
    """Yield numbers of some outlines of a font: as texts have them, common letters rather than rare ones."""
    rows = [row for row, number in enumerate(labelled.fonts) if number == font]
    first = [next(iter(labelled.labels[row])) for row in rows]
    counts = Counter(first)
    weights = np.array([_commonness(letters) / counts[letters, form] for letters, form in first])
    weights /= weights.sum()
    able = int((weights > 0).sum())
    for _ in range(PARTS):
        size = min(int(random.integers(*SIZES)), able)
        yield random.choice(rows, size, replace=False, p=weights).tolist()


def _commonness(letters: str) -> float:
    if not letters or not "\u0600" <= letters[0] <= "\u08ff":
        return 0.1
    return prior(letters) * (1.0 if len(letters) == 1 else 0.3)


def rounded(outline: Outline) -> Outline:
    points: NDArray[np.float32] = np.rint(outline.points * UNITS).astype(np.float32) / np.float32(UNITS)
    return Outline(points, outline.ends, outline.advance)


def read(
    bank: Bank,
    fonts: NDArray[np.int64],
    labelled: LabelledOutlines,
    net: Path,
    left_out: Sequence[str],
    random: np.random.Generator,
) -> Read:
    """Return the glyphs of all fonts of the families, each part of a font read in the three ways."""
    is_out = np.isin(np.array(bank.families), left_out)
    chosen = {number for number, family in zip(labelled.fonts, labelled.families, strict=True) if family in left_out}
    columns: list[NDArray[np.float64]] = []
    evidence: list[tuple[float, float, float]] = []
    for font in sorted(chosen):
        for part in parts_of(labelled, font, random):
            glyphs = draw([rounded(labelled.outlines[row]) for row in part])
            guesses = load_classifier(net).guesses(glyphs)
            vectors, aspects = bank.basis.vectors(glyphs), aspects_of(glyphs)
            near = nearest(bank, vectors, aspects)
            others = _chosen(near, fonts[near.known] != font)
            for found in (near, others, nearest(bank, vectors, aspects, without=is_out)):
                spoken = dict(match._matches(bank, found, len(part)))
                for glyph, row in enumerate(part):
                    columns.append(_labels(spoken.get(glyph), guesses[glyph], labelled.labels[row]))
                    evidence.append(spoken[glyph].evidence if glyph in spoken else match._NO_NEIGHBOUR)
    tables = np.array(columns)
    return Read(tables[:, 0], tables[:, 1], tables[:, 2], tables[:, 3], np.array(evidence))


def _chosen(near: Near, kept: NDArray[np.bool_]) -> Near:
    return Near(near.glyph[kept], near.known[kept], near.distance[kept])


def _labels(
    verdict: match.BankMatch | None, guess: Mapping[tuple[str, str], float], truth: Labels
) -> NDArray[np.float64]:
    """Return bank, likeness, prior and truth of a glyph's labels, 4 × LABELS + 1."""
    shares = verdict.shares if verdict else {}
    named = sorted({*shares, *guess}, key=lambda label: -max(shares.get(label, 0.0), guess.get(label, 0.0)))[:LABELS]
    table = np.zeros((4, LABELS + 1))
    for place, label in enumerate(named):
        table[:, place] = shares.get(label, 0.0), guess.get(label, 0.0), prior(label[0]), truth.get(label, 0.0)
    table[:, -1] = 0.0, max(1 - table[1].sum(), 0.0), 1.0, max(1 - table[3].sum(), 0.0)
    return table


def likelihoods(numbers: NDArray[np.float64], glyphs: Read, *, alone: bool) -> NDArray[np.float64]:
    """Return probabilities of labels as `match.joined` has them, glyphs × labels."""
    known = 1 / (1 + np.exp(-numbers[0] - glyphs.evidence @ numbers[1:4]))[:, None]
    stray, unnamed, floor, power = np.exp(numbers[4:])
    scores = known * glyphs.bank + (1 - known) * stray * glyphs.prior
    scores[:, -1:] = (1 - known) * unnamed
    if alone:
        scores[:, :-1] *= glyphs.bank[:, :-1] > 0
    else:
        scores *= (glyphs.likeness + floor) ** power
    likely: NDArray[np.float64] = scores * (glyphs.prior > 0)
    likely /= likely.sum(axis=1, keepdims=True)
    return likely


def loss(numbers: NDArray[np.float64], glyphs: Read, *, alone: bool) -> float:
    return -float((glyphs.truth * np.log(likelihoods(numbers, glyphs, alone=alone) + 1e-5)).sum(axis=1).mean())


def fitted(glyphs: Read, *, alone: bool) -> NDArray[np.float64]:
    """Return the numbers that make true labels likeliest."""
    numbers = np.array(BEGIN)
    free = range(6 if alone else 8)
    first, second = np.zeros_like(numbers), np.zeros_like(numbers)
    for step in range(1, STEPS + 1):
        slope = np.zeros_like(numbers)
        for place in free:
            moved = np.eye(len(numbers))[place] * NUDGE
            up, down = (loss(numbers + sign * moved, glyphs, alone=alone) for sign in (1, -1))
            slope[place] = (up - down) / (2 * NUDGE)
        first, second = 0.9 * first + 0.1 * slope, 0.98 * second + 0.02 * slope**2
        numbers -= STEP * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.98**step)) + 1e-9)
    return numbers


def report(numbers: NDArray[np.float64], glyphs: Read, *, alone: bool) -> None:
    likely = likelihoods(numbers, glyphs, alone=alone)[:, :-1]
    best = likely.argmax(axis=1)
    rows = np.arange(len(best))
    sure, right = likely[rows, best], glyphs.truth[rows, best] > 0
    print("alone" if alone else "with likeness", f"{loss(numbers, glyphs, alone=alone):.4f}, first {right.mean():.3f}")
    print("  logistic", np.round(numbers[:4], 2).tolist(), "stray, unnamed, floor, power", np.exp(numbers[4:]).round(4))
    for low, high in ((0.97, 1.01), (0.9, 0.97), (0.7, 0.9), (0.4, 0.7), (0.0, 0.4)):
        some = (sure >= low) & (sure < high)
        print(f"  p from {low:.2f}: {some.sum():6}, said {sure[some].mean():.3f}, right {right[some].mean():.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", type=Path)
    parser.add_argument("net", type=Path)
    parser.add_argument("--families", nargs="+", required=True)
    arguments = parser.parse_args()
    labelled = read_labelled(gathered(arguments.cache))
    bank, kept = built_with_fonts(labelled)
    random = np.random.default_rng(11)
    glyphs = read(bank, kept, labelled, arguments.net, arguments.families, random)
    some = random.random(len(glyphs.truth)) < SHARE
    part = Read(*(getattr(glyphs, name)[some] for name in ("bank", "likeness", "prior", "truth", "evidence")))
    for alone in (False, True):
        report(fitted(part, alone=alone), glyphs, alone=alone)


def built_with_fonts(labelled: LabelledOutlines) -> tuple[Bank, NDArray[np.int64]]:
    """Return the bank, and for each of its outlines the number of the font it is from."""
    numbered = replace(labelled, families=[f"{number}" for number in labelled.fonts])
    by_font = build_bank(numbered)
    names = dict(zip(labelled.fonts, labelled.families, strict=True))
    fonts = np.array([int(by_font.families[k]) for k in by_font.family])
    families = sorted(set(labelled.families))
    family = np.array([families.index(names[font]) for font in fonts.tolist()], np.uint8)
    return Bank(by_font.basis, by_font.vectors, by_font.aspects, by_font.label, by_font.labels, family, families), fonts


if __name__ == "__main__":
    main()
