"""The bank of known outlines: a short vector for each, the letters it stands for, and the family it is of."""

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

    from tarmim.identity.labels import Labels
    from tarmim.identity.shapes.raster import GlyphPictures

__all__ = [
    "SHIPPED",
    "Bank",
    "Basis",
    "aspects_of",
    "label_lines",
    "labels_of_lines",
    "read_bank",
    "shipped_bank",
    "write_bank",
]

SHIPPED: Final = Path(__file__).parents[1] / "data" / "outlines.npz"
#: Raised when files change so that older programs cannot read them.
FORMAT_VERSION: Final = 1
#: A number of a vector is stored in steps of this, from -127 to 127. The unit of vectors and their distances is the
#: cell: 1.0 is one of the 576 cells of a picture turned from white to black.
VECTOR_STEP: Final = 0.075


@dataclass(frozen=True, slots=True, eq=False)
class Basis:
    """How pictures become vectors: a mean picture, and the directions in which pictures differ most."""

    mean: NDArray[np.float32]
    directions: NDArray[np.float32]

    def vectors(self, glyphs: GlyphPictures) -> NDArray[np.int8]:
        """Return the vectors of glyphs, n × numbers, in steps of VECTOR_STEP."""
        pictures = glyphs.pictures.reshape(len(glyphs.pictures), -1)
        projected = (pictures - self.mean) @ self.directions
        numbers: NDArray[np.float32] = np.concatenate((projected, _size_and_place(glyphs)), axis=1, dtype=np.float32)
        steps: NDArray[np.int8] = np.rint(numbers / VECTOR_STEP).clip(-127, 127).astype(np.int8)
        return steps


def _size_and_place(glyphs: GlyphPictures) -> NDArray[np.float32]:
    """Return what a picture does not show: size, height over the baseline, advance."""
    width, height, low, _, advance = glyphs.measures[:, :5].T
    size = 3 * (np.log(np.maximum(np.maximum(width, height), 0.01)) + 0.9)
    return np.column_stack((size, 8 * (low + height / 2 - 0.2), 2 * (advance.clip(0, 2) - 0.6))).astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Bank:
    """Known outlines, ordered by `aspects`.

    vectors   n × numbers, in steps of VECTOR_STEP
    aspects   n, width over width and height together, 0 to 1
    label     n, the number of each one's labels in `labels`
    family    n, the number of each one's family in `families`
    """

    basis: Basis
    vectors: NDArray[np.int8]
    aspects: NDArray[np.float32]
    label: NDArray[np.uint16]
    labels: Sequence[Labels]
    family: NDArray[np.uint8]
    families: Sequence[str]


def aspects_of(glyphs: GlyphPictures) -> NDArray[np.float32]:
    """Return width over width and height together."""
    width, height = glyphs.measures[:, 0], glyphs.measures[:, 1]
    aspects: NDArray[np.float32] = (width / np.maximum(width + height, 1e-6)).astype(np.float32)
    return aspects


def label_lines(labels: Sequence[Labels]) -> tuple[str, NDArray[np.uint16]]:
    """Return distinct labels as text, one a line, and the number of the line of each."""
    lines: dict[str, int] = {}
    numbers = [lines.setdefault(_line(one), len(lines)) for one in labels]
    return "\n".join(lines), np.array(numbers, np.uint16)


def _line(labels: Labels) -> str:
    return "\t".join(f"{letters}|{form}|{weight:.2f}" for (letters, form), weight in labels.items())


def labels_of_lines(text: str) -> Sequence[Labels]:
    """Return what `label_lines` wrote as text."""
    return [{_label(field): float(field.rpartition("|")[2]) for field in line.split("\t")} for line in text.split("\n")]


def _label(field: str) -> tuple[str, str]:
    letters, form, _ = field.rsplit("|", 2)
    return letters, form


def write_bank(path: Path, bank: Bank) -> None:
    """Write a bank: one zipped file of plain arrays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines, numbers = label_lines([bank.labels[k] for k in bank.label])
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            format=np.array(FORMAT_VERSION),
            mean=bank.basis.mean.astype(np.float16),
            directions=bank.basis.directions.astype(np.float16),
            vectors=np.ascontiguousarray(bank.vectors.T),
            aspects=np.rint(bank.aspects * 65535).astype(np.uint16),
            labels=np.frombuffer(lines.encode(), np.uint8),
            label=numbers,
            families=np.frombuffer("\n".join(bank.families).encode(), np.uint8),
            family=bank.family,
        )


def read_bank(path: Path) -> Bank:
    """Return the bank in a file. Raises InputError where there is none, or of another format."""
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        if int(arrays["format"]) != FORMAT_VERSION:
            raise ValueError(f"format {arrays['format']}, not {FORMAT_VERSION}")
        return Bank(
            Basis(arrays["mean"].astype(np.float32), arrays["directions"].astype(np.float32)),
            np.ascontiguousarray(arrays["vectors"].T),
            arrays["aspects"].astype(np.float32) / 65535,
            arrays["label"],
            labels_of_lines(arrays["labels"].tobytes().decode()),
            arrays["family"],
            arrays["families"].tobytes().decode().split("\n"),
        )
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise InputError(f"no bank of outlines in {path}: {error}", hint="tarmim fonts list") from error


@cache
def shipped_bank() -> Bank:
    """Return the bank that comes with the package, read once."""
    return read_bank(SHIPPED)
