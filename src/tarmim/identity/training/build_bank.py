"""A bank made of labelled outlines: which directions tell pictures apart, and which outlines are one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tarmim.identity.shapes.bank import STEP, Bank, Basis, aspects_of, label_lines, labels_of_lines
from tarmim.identity.shapes.raster import drawn

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.identity.training.label_fonts import LabelledOutlines

__all__ = ["build_bank"]

#: Numbers of a vector that tell the picture; the rest tell size and place.
_DIRECTIONS: Final = 44
#: Outlines of a family nearer than this, with the same labels, are one.
_SAME: Final = 0.45
#: How many outlines are drawn at once.
_BATCH: Final = 2000


def build_bank(labelled: LabelledOutlines, *, basis: Basis | None = None) -> Bank:
    """Return a bank of labelled outlines; the basis is made of them where none is given."""
    glyphs = [drawn(labelled.outlines[start : start + _BATCH]) for start in range(0, len(labelled.outlines), _BATCH)]
    basis = basis or _basis(np.concatenate([one.pictures for one in glyphs]))
    vectors = np.concatenate([basis.vectors(one) for one in glyphs])
    aspects = np.concatenate([aspects_of(one) for one in glyphs])
    lines, label = label_lines(labelled.labels)
    families = sorted(set(labelled.families))
    place = {name: number for number, name in enumerate(families)}
    family = np.array([place[name] for name in labelled.families], np.uint8)
    kept = _distinct(vectors, label, family)
    kept = kept[np.argsort(aspects[kept], kind="stable")]
    table = labels_of_lines(lines)
    return Bank(basis, vectors[kept], aspects[kept], label[kept], table, family[kept], families)


def _basis(pictures: NDArray[np.float32]) -> Basis:
    flat = pictures.reshape(len(pictures), -1)
    mean = flat.mean(axis=0)
    _, directions = np.linalg.eigh(np.cov((flat - mean).T))
    chosen = directions[:, ::-1][:, :_DIRECTIONS].astype(np.float16).astype(np.float32)
    return Basis(mean.astype(np.float16).astype(np.float32), chosen)


def _distinct(vectors: NDArray[np.int8], label: NDArray[Any], family: NDArray[Any]) -> NDArray[np.int64]:
    """Return which outlines are kept, so that none has one of its family and labels very near."""
    kept: list[int] = []
    groups: dict[tuple[int, int], list[int]] = {}
    limit = (_SAME / STEP) ** 2
    for number, key in enumerate(zip(label.tolist(), family.tolist(), strict=True)):
        group = groups.setdefault(key, [])
        if group:
            apart = vectors[group].astype(np.int32) - vectors[number]
            if (apart * apart).sum(axis=1).min() < limit:
                continue
        group.append(number)
        kept.append(number)
    return np.array(kept)
