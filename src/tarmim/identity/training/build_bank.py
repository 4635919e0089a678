"""A bank made of labelled outlines: in which directions pictures differ most, and which outlines are one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tarmim.identity.shapes.bank import VECTOR_STEP, Bank, Basis, aspects_of, label_lines, labels_of_lines
from tarmim.identity.shapes.raster import draw

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.identity.training.label_fonts import LabelledOutlines

__all__ = ["build_bank"]

#: How many numbers of a vector stand for the picture (the rest for size and place); by judgement.
_DIRECTION_COUNT: Final = 44
#: Outlines of a family and with the same labels that are nearer are kept once; in cells (bank.VECTOR_STEP), by
#: judgement.
_SAME_DISTANCE: Final = 0.45
#: How many outlines are drawn at once, which bounds memory.
_OUTLINES_AT_ONCE: Final = 2000


def build_bank(labelled: LabelledOutlines, *, basis: Basis | None = None) -> Bank:
    """Return a bank of labelled outlines; the basis is made of them where none is given."""
    glyphs = [
        draw(labelled.outlines[start : start + _OUTLINES_AT_ONCE])
        for start in range(0, len(labelled.outlines), _OUTLINES_AT_ONCE)
    ]
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
    chosen = directions[:, ::-1][:, :_DIRECTION_COUNT].astype(np.float16).astype(np.float32)
    return Basis(mean.astype(np.float16).astype(np.float32), chosen)


def _distinct(vectors: NDArray[np.int8], label: NDArray[Any], family: NDArray[Any]) -> NDArray[np.int64]:
    """Return which outlines are kept, so that none has one of its family and labels very near."""
    kept: list[int] = []
    groups: dict[tuple[int, int], list[int]] = {}
    limit = (_SAME_DISTANCE / VECTOR_STEP) ** 2
    for number, key in enumerate(zip(label.tolist(), family.tolist(), strict=True)):
        group = groups.setdefault(key, [])
        if group:
            apart = vectors[group].astype(np.int32) - vectors[number]
            if (apart * apart).sum(axis=1).min() < limit:
                continue
        group.append(number)
        kept.append(number)
    return np.array(kept)
