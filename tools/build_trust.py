"""Fits how far a near outline is trusted beside likeness (`tarmim.identity.recognise`), on fonts of the bank itself.

    python -m tools.build_trust CACHE NET --families FAMILY ... [--near DISTANCE ...]

NET is trained without FAMILY ... (tools/build_likeness.py --without). Parts of each font of these families are read in
three ways: the bank knows the font; it knows other fonts of the family; it knows none of FAMILY ... at all. What is
fitted makes right letters likeliest; the numbers printed go into `recognise.py`.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tarmim.identity import recognise
from tarmim.identity.bank import Bank, aspects_of, built
from tarmim.identity.learning import Learnt, read_learnt
from tarmim.identity.likeness import likeness_in
from tarmim.identity.nearest import Near, nearest
from tarmim.identity.outline import Outline
from tarmim.identity.raster import drawn
from tarmim.identity.repertoire import prior
from tarmim.identity.shaping import Labels
from tools.build_outlines import gathered

#: Parts of a font that are read, and the glyphs of one.
PARTS: Final = 6
SIZES: Final = (8, 110)
#: Outlines of a PDF are drawn in thousandths of an em, often.
UNITS: Final = 1000
#: What counts for letters that neither names.
FLOOR: Final = 1e-3

#: One glyph read: bank's and likeness's share of each true label, the label's weight, and the evidence.
Row = tuple[float, float, float, tuple[float, float, float, float]]


def parts_of(learnt: Learnt, font: int, random: np.random.Generator) -> Iterator[list[int]]:
    """Yield numbers of some outlines of a font: as texts have them, common letters rather than rare ones."""
    rows = [row for row, number in enumerate(learnt.fonts) if number == font]
    first = [next(iter(learnt.labels[row])) for row in rows]
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


def rows_of(
    bank: Bank,
    fonts: NDArray[np.int64],
    learnt: Learnt,
    net: Path,
    left_out: Sequence[str],
    random: np.random.Generator,
) -> Iterator[Row]:
    """Yield rows for all fonts of the families, each part of one read in the three ways."""
    is_out = np.isin(np.array(bank.families), left_out)
    chosen = {number for number, family in zip(learnt.fonts, learnt.families, strict=True) if family in left_out}
    for font in sorted(chosen):
        for part in parts_of(learnt, font, random):
            glyphs = drawn([rounded(learnt.outlines[row]) for row in part])
            guesses = likeness_in(net).guesses(glyphs)
            truths = [learnt.labels[row] for row in part]
            vectors, aspects = bank.basis.vectors(glyphs), aspects_of(glyphs)
            near = nearest(bank, vectors, aspects)
            others = _chosen(near, fonts[near.known] != font)
            strangers = nearest(bank, vectors, aspects, without=is_out)
            for found in (near, others, strangers):
                spoken = dict(recognise._spoken(bank, found, len(part)))
                yield from _rows(spoken, guesses, truths)


def _chosen(near: Near, kept: NDArray[np.bool_]) -> Near:
    return Near(near.glyph[kept], near.known[kept], near.distance[kept])


def _rows(
    spoken: dict[int, recognise.Verdict], guesses: Sequence[dict[tuple[str, str], float]], truths: Sequence[Labels]
) -> Iterator[Row]:
    for glyph, truth in enumerate(truths):
        verdict, guess = spoken.get(glyph), guesses[glyph]
        if verdict is None:
            continue
        agreement = np.log(sum(guess.get(label, 0.0) for label in verdict.shares) + 1e-3)
        for label, weight in truth.items():
            yield verdict.shares.get(label, 0.0), guess.get(label, 0.0), weight, (*verdict.evidence, float(agreement))


def fitted(rows: Sequence[Row], *, alone: bool) -> tuple[NDArray[np.float64], float]:
    """Return the logistic's weights (constant first) that make true labels likeliest, and their mean log likelihood."""
    bank, net, share = (np.array([row[k] for row in rows]) for k in range(3))
    told = np.array([row[3] for row in rows])[:, : 3 if alone else 4]
    seen = np.column_stack((np.ones(len(told)), told))
    scale = np.maximum(seen.std(axis=0), 1e-6)
    scale[0] = 1
    seen = seen / scale
    net = np.full_like(net, FLOOR) if alone else net
    weights = np.zeros(seen.shape[1])
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, 3001):
        trust = 1 / (1 + np.exp(-seen @ weights))
        mixed = trust * bank + (1 - trust) * net + 1e-4
        slope = seen.T @ (share * (bank - net) / mixed * trust * (1 - trust)) / share.sum()
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights += 0.02 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    trust = 1 / (1 + np.exp(-seen @ weights))
    mean = float((share * np.log(trust * bank + (1 - trust) * net + 1e-4)).sum() / share.sum())
    return weights / scale, mean


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", type=Path)
    parser.add_argument("net", type=Path)
    parser.add_argument("--families", nargs="+", required=True)
    parser.add_argument("--near", nargs="*", type=float, default=[recognise._NEAR])
    arguments = parser.parse_args()
    learnt = read_learnt(gathered(arguments.cache))
    bank, kept = built_with_fonts(learnt)
    for near in arguments.near:
        recognise._NEAR = near  # type: ignore[misc]
        rows = list(rows_of(bank, kept, learnt, arguments.net, arguments.families, np.random.default_rng(11)))
        for alone in (False, True):
            weights, mean = fitted(rows, alone=alone)
            print(
                f"near {near}, {'alone' if alone else 'with likeness'}: {np.round(weights, 2).tolist()}, {mean:.4f}",
                flush=True,
            )


def built_with_fonts(learnt: Learnt) -> tuple[Bank, NDArray[np.int64]]:
    """Return the bank, and for each of its outlines the number of the font it is from."""
    from dataclasses import replace

    numbered = replace(learnt, families=[f"{number}" for number in learnt.fonts])
    by_font = built(numbered)
    names = dict(zip(learnt.fonts, learnt.families, strict=True))
    fonts = np.array([int(by_font.families[k]) for k in by_font.family])
    families = sorted(set(learnt.families))
    family = np.array([families.index(names[font]) for font in fonts.tolist()], np.uint8)
    return Bank(by_font.basis, by_font.vectors, by_font.aspects, by_font.label, by_font.labels, family, families), fonts


if __name__ == "__main__":
    main()
