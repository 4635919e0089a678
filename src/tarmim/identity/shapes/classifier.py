"""What an outline that no bank knows is like: a small net over pictures, trained on the fonts of the bank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.identity.shapes.raster import GlyphPictures

__all__ = ["WEIGHTS", "GlyphClassifier", "inputs", "load_classifier"]

WEIGHTS: Final = Path(__file__).parents[1] / "data" / "likeness.npz"
#: How many guesses a glyph has at most, and how probable each is at least; by judgement.
_MOST_GUESSES: Final = 16
_LEAST_PROBABILITY: Final = 0.002


def inputs(glyphs: GlyphPictures) -> NDArray[np.float32]:
    """Return what the net sees of glyphs: their pictures, and their measures within -2 to 2 or so."""
    count = len(glyphs.pictures)
    measures = glyphs.measures
    sizes = np.log(np.maximum(measures[:, :2], 0.02)) + 1
    numbers = (
        sizes,
        measures[:, 2:4] * 2,
        measures[:, 4:5].clip(0, 2) - 0.5,
        measures[:, 4:5] > 0.01,
        np.sqrt(np.maximum(measures[:, 5:6], 0)) * 2 - 0.5,
        measures[:, 6:10].clip(0, 5) / 2,
        measures[:, 10:11].clip(0, 1) * 2,
        measures[:, 11:14].clip(-1, 1) * 2,
    )
    return np.concatenate((glyphs.pictures.reshape(count, -1), *numbers), axis=1).astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class GlyphClassifier:
    """The net: layers of weights and biases with a ramp between them, and the labels of its outputs."""

    layers: Sequence[tuple[NDArray[np.float32], NDArray[np.float32]]]
    labels: Sequence[tuple[str, str]]

    def probabilities(self, seen: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return how likely each label is, n × labels, for what `inputs` returned."""
        for number, (weights, biases) in enumerate(self.layers):
            seen = seen @ weights + biases
            if number < len(self.layers) - 1:
                seen = np.maximum(seen, 0)
        seen = np.exp(seen - seen.max(axis=1, keepdims=True))
        likely: NDArray[np.float32] = seen / seen.sum(axis=1, keepdims=True)
        return likely

    def guesses(self, glyphs: GlyphPictures) -> list[dict[tuple[str, str], float]]:
        """Return the likeliest labels (letters, form) of each glyph with their probabilities, were all as common."""
        likely = self.probabilities(inputs(glyphs))
        best = np.argsort(-likely, axis=1)[:, :_MOST_GUESSES]
        return [
            {self.labels[k]: float(row[k]) for k in chosen if row[k] >= _LEAST_PROBABILITY}
            for row, chosen in zip(likely, best.tolist(), strict=True)
        ]


@cache
def load_classifier(path: Path) -> GlyphClassifier:
    """Return the net in a file, read once. Raises InputError where there is none."""
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        layers: list[tuple[NDArray[np.float32], NDArray[np.float32]]] = []
        while f"weights{len(layers)}" in arrays:
            n = len(layers)
            weights = arrays[f"weights{n}"].astype(np.float32) * arrays[f"steps{n}"].astype(np.float32)
            layers.append((weights, arrays[f"biases{n}"].astype(np.float32)))
        lines = arrays["labels"].tobytes().decode().split("\n")
    except (OSError, ValueError, KeyError) as error:
        raise InputError(f"no net of likeness in {path}: {error}") from error
    labels = [(letters, form) for letters, _, form in (line.rpartition("|") for line in lines)]
    return GlyphClassifier(layers, labels)
