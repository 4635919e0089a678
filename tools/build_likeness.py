"""Trains the net that classifies glyphs (`tarmim.identity.shapes.classifier`) on what tools/build_outlines.py gathered.

    python -m tools.build_likeness CACHE [--epochs N] [--begin NET] [--out FILE] [--without FAMILY ...]

In every epoch each outline is drawn anew: wider or narrower, slanted, bolder or thinner, larger or smaller. Without a
family in training it can be measured on that family as on an unknown font. Numpy alone; some 20 s an epoch on one core.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tarmim.identity.labels import prior
from tarmim.identity.shapes.classifier import WEIGHTS, GlyphClassifier, inputs, load_classifier
from tarmim.identity.shapes.outline import Outline
from tarmim.identity.shapes.raster import draw
from tarmim.identity.training.label_fonts import LabelledOutlines, read_labelled
from tools.build_outlines import gathered

#: Sizes of the layers between input and output.
HIDDEN: Final = (224, 160)
#: A label is learnt where so many families have it.
FAMILIES: Final = 4
#: Step size at its highest; share of the epochs in which it rises; weight decay; size of a batch.
RATE: Final = 2e-3
RISE: Final = 0.1
DECAY: Final = 1e-4
BATCH: Final = 256
#: What is taken from the right labels and given to all.
SMOOTH: Final = 0.02
#: Share of a layer's numbers that are dropped in training.
DROPPED: Final = 0.1
#: Outlines of a label in an epoch, at most: letters have hundreds of alternates.
MOST: Final = 250
#: Outlines drawn at once.
DRAWN: Final = 4000


def changed(outline: Outline, random: np.random.Generator) -> Outline:
    """Return an outline drawn a little otherwise: stretched, slanted, bolder or thinner, its corners moved."""
    points = outline.points.astype(np.float32)
    height = max(float(np.ptp(points[:, 1])), 0.05)
    if random.random() < 0.5:
        points = points + _outward(points, outline.ends) * np.float32(random.normal(0, 0.008))
    middle = points.mean(axis=0)
    points = middle + (points - middle) * np.exp(random.normal(0, 0.07, 2)).astype(np.float32)
    points[:, 0] += (points[:, 1] - middle[1]) * np.float32(random.normal(0, 0.07))
    points = points * np.float32(np.exp(random.normal(0, 0.12)))
    points[:, 1] += np.float32(random.normal(0, 0.02))
    wave = random.normal(0, 0.012 * height, 4).astype(np.float32)
    points[:, 0] += wave[0] * np.sin(points[:, 1] / height * 3 + wave[1] * 300)
    points[:, 1] += wave[2] * np.sin(points[:, 0] / height * 3 + wave[3] * 300)
    return Outline(points, outline.ends, outline.advance * float(np.exp(random.normal(0, 0.1))))


def _outward(points: NDArray[np.float32], ends: NDArray[np.int32]) -> NDArray[np.float32]:
    """Return unit vectors away from the ink at each corner (to the left of the way round, for most fonts)."""
    starts = np.concatenate(([0], ends[:-1]))
    after, before = np.arange(1, len(points) + 1), np.arange(-1, len(points) - 1)
    after[ends - 1], before[starts] = starts, ends - 1
    along = points[after] - points[before]
    turned = np.column_stack((-along[:, 1], along[:, 0]))
    length = np.hypot(turned[:, 0], turned[:, 1])[:, None]
    return (turned / np.maximum(length, 1e-6)).astype(np.float32)


def targets(labelled: LabelledOutlines) -> tuple[NDArray[np.float32], list[tuple[str, str]]]:
    """Return what the net shall say of each outline, n × labels, and the labels; rows of rare labels are empty."""
    families: dict[tuple[str, str], set[str]] = defaultdict(set)
    for labels, family in zip(labelled.labels, labelled.families, strict=True):
        for label in labels:
            families[label].add(family)
    names = sorted(label for label, known in families.items() if len(known) >= FAMILIES)
    place = {label: number for number, label in enumerate(names)}
    wanted = np.zeros((len(labelled.labels), len(names)), np.float32)
    for row, labels in enumerate(labelled.labels):
        if sum(weight for label, weight in labels.items() if label in place) > 0.8:
            for label, weight in labels.items():
                if label in place:  # how common letters are is not for the net to say
                    wanted[row, place[label]] = weight / prior(label[0])
    total = wanted.sum(axis=1, keepdims=True)
    return np.divide(wanted, total, out=np.zeros_like(wanted), where=total > 0), names


def chosen(labelled: LabelledOutlines, wanted: NDArray[np.float32], random: np.random.Generator) -> NDArray[np.int64]:
    """Return the outlines of an epoch: MOST of a label, parted fairly among its families."""
    by_label: dict[int, list[int]] = defaultdict(list)
    for row, label in enumerate(wanted.argmax(axis=1).tolist()):
        if wanted[row].any():
            by_label[label].append(row)
    kept: list[int] = []
    for rows in by_label.values():
        if len(rows) > MOST:
            counts: dict[str, int] = defaultdict(int)
            for row in rows:
                counts[labelled.families[row]] += 1
            shares = np.array([1 / counts[labelled.families[row]] ** 0.7 for row in rows])
            kept.extend(random.choice(rows, MOST, replace=False, p=shares / shares.sum()).tolist())
        else:
            kept.extend(rows)
    return random.permutation(np.array(kept))


class Net:
    """Layers with Adam; no more than is needed here."""

    def __init__(self, sizes: Sequence[int], random: np.random.Generator) -> None:
        self.random = random
        self.layers = [
            [random.normal(0, (2 / first) ** 0.5, (first, second)).astype(np.float32), np.zeros(second, np.float32)]
            for first, second in pairwise(sizes)
        ]
        self.moments = [[np.zeros_like(part) for part in layer for _ in range(2)] for layer in self.layers]
        self.steps = 0

    def train(self, seen: NDArray[np.float32], wanted: NDArray[np.float32], rate: float) -> float:
        """Take one step; return the cross entropy before it."""
        kept = []
        for number, (weights, biases) in enumerate(self.layers):
            kept.append(seen)
            seen = seen @ weights + biases
            if number < len(self.layers) - 1:
                seen = np.maximum(seen, 0)
                seen *= (self.random.random(seen.shape, np.float32) > DROPPED) / np.float32(1 - DROPPED)
        seen -= seen.max(axis=1, keepdims=True)
        likely = np.exp(seen)
        likely /= likely.sum(axis=1, keepdims=True)
        loss = -float((wanted * np.log(likely + 1e-9)).sum(axis=1).mean())
        back = (likely - wanted) / np.float32(len(wanted))
        self.steps += 1
        for number in range(len(self.layers) - 1, -1, -1):
            weights = self.layers[number][0]
            slopes = (kept[number].T @ back, back.sum(axis=0))
            if number:
                back = (back @ weights.T) * (kept[number] > 0)
            self._move(number, slopes, rate)
        return loss

    def _move(self, number: int, slopes: Sequence[NDArray[np.float32]], rate: float) -> None:
        for which, slope in enumerate(slopes):
            part, (first, second) = self.layers[number][which], self.moments[number][2 * which : 2 * which + 2]
            first += (slope - first) * np.float32(0.1)
            second += (slope * slope - second) * np.float32(0.002)
            fair = rate * (1 - 0.998**self.steps) ** 0.5 / (1 - 0.9**self.steps)
            part -= np.float32(fair) * first / (np.sqrt(second) + np.float32(1e-8))
            if which == 0:
                part *= np.float32(1 - rate * DECAY * 10)


def trained(
    labelled: LabelledOutlines, epochs: int, begin: GlyphClassifier | None = None, seed: int = 7
) -> tuple[Net, list[tuple[str, str]]]:
    """Return a net trained on outlines, and its labels."""
    random = np.random.default_rng(seed)
    wanted, names = targets(labelled)
    net = Net((len(inputs(draw(labelled.outlines[:1]))[0]), *HIDDEN, len(names)), random)
    if begin is not None:
        resume(net, names, begin)
    highest = RATE if begin is None else RATE / 4
    begun = time.perf_counter()
    for epoch in range(epochs):
        rows = chosen(labelled, wanted, random)
        losses = []
        for start in range(0, len(rows), DRAWN):
            part = rows[start : start + DRAWN]
            seen = inputs(draw([changed(labelled.outlines[row], random) for row in part]))
            for at in range(0, len(part), BATCH):
                here = part[at : at + BATCH]
                done = (epoch + (start + at) / len(rows)) / epochs
                rate = highest * (
                    done / RISE if done < RISE else 0.5 + 0.5 * np.cos(np.pi * (done - RISE) / (1 - RISE))
                )
                goal = wanted[here] * (1 - SMOOTH) + SMOOTH / len(names)
                losses.append(net.train(seen[at : at + BATCH], goal, float(rate)))
        spent = time.perf_counter() - begun
        print(f"epoch {epoch + 1:3}: {len(rows)} outlines, loss {np.mean(losses):.3f}, {spent:.0f} s", flush=True)
    return net, names


def resume(net: Net, names: Sequence[tuple[str, str]], begin: GlyphClassifier) -> None:
    """Give a net the weights of an earlier one; labels that are new begin as they are."""
    for layer, (weights, biases) in zip(net.layers[:-1], begin.layers[:-1], strict=True):
        layer[0][:], layer[1][:] = weights, biases
    known = {label: number for number, label in enumerate(begin.labels)}
    for number, label in enumerate(names):
        if label in known:
            net.layers[-1][0][:, number] = begin.layers[-1][0][:, known[label]]
            net.layers[-1][1][number] = begin.layers[-1][1][known[label]]


def write(path: Path, net: Net, names: Sequence[tuple[str, str]]) -> None:
    """Write a net, a byte a weight: each column in steps of its own."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for number, (weights, biases) in enumerate(net.layers):
        steps = np.abs(weights).max(axis=0) / 127
        arrays[f"weights{number}"] = np.rint(weights / steps).astype(np.int8)
        arrays[f"steps{number}"] = steps.astype(np.float32)
        arrays[f"biases{number}"] = biases.astype(np.float32)
    text = "\n".join(f"{letters}|{form}" for letters, form in names)
    with path.open("wb") as file:
        np.savez_compressed(file, labels=np.frombuffer(text.encode(), np.uint8), **arrays)  # type: ignore[arg-type]


def without_families(labelled: LabelledOutlines, left_out: Sequence[str]) -> LabelledOutlines:
    """Return what was learnt but for some families."""
    kept = [number for number, family in enumerate(labelled.families) if family not in left_out]
    columns = (labelled.outlines, labelled.labels, labelled.families, labelled.fonts)
    return LabelledOutlines(*([column[k] for k in kept] for column in columns))  # type: ignore[arg-type]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", type=Path)
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--begin", type=Path, help="an earlier net, trained on")
    parser.add_argument("--without", nargs="*", default=[])
    arguments = parser.parse_args()
    labelled = without_families(read_labelled(gathered(arguments.cache)), arguments.without)
    net, names = trained(labelled, arguments.epochs, load_classifier(arguments.begin) if arguments.begin else None)
    write(arguments.out, net, names)
    print(f"{len(names)} labels, {arguments.out.stat().st_size / 1e3:.0f} KB")


if __name__ == "__main__":
    main()
