"""Predictors of Flate and LZW streams, undone (ISO 32000-2 7.4.4.4; PNG 9, TIFF 6.0 section 14)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tarmim.pdf.decoded import Decoded, Parameters, Work

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["undo_predictor"]

_TIFF = 2
_FIRST_PNG = 10

#: What PNG calls the ways in which a row is predicted.
_NONE, _SUB, _UP, _AVERAGE, _PAETH = range(5)

#: Steps that a group of rows predicted in one way is counted as; a row that is undone byte by byte, beside its bytes.
_GROUP_STEPS = 50
_ROW_STEPS = 15

#: Rows whose ways of prediction are looked at together.
_ROWS = 4096


def undo_predictor(content: bytes, parameters: Parameters, work: Work) -> Decoded:
    """Return the bytes as they were before prediction; rows past what `work` allows are left out."""
    if not content or parameters.predictor not in (_TIFF, *range(_FIRST_PNG, _FIRST_PNG + 6)):
        return Decoded(content)
    bits = parameters.colours * parameters.bits
    pixel, width = (bits + 7) // 8, (bits * parameters.columns + 7) // 8
    if parameters.predictor == _TIFF:
        return _undo_tiff(content, parameters, width)
    longest = -(-len(content) // pixel) * pixel  # a row that is longer than all there is
    return _undo_png(content, pixel, min(width, longest), work)


def _undo_tiff(content: bytes, parameters: Parameters, width: int) -> Decoded:
    """Undo prediction by the pixel before, in rows of whole bytes."""
    import numpy as np

    if parameters.bits not in (8, 16):
        return Decoded(content, f"its TIFF predictor of {parameters.bits} bits is not undone")
    kind = np.dtype(np.uint8 if parameters.bits == 8 else ">u2")
    width = min(width, len(content))
    samples = width // kind.itemsize // parameters.colours * parameters.colours
    width = samples * kind.itemsize
    rows = len(content) // width if width else 0
    if not rows:
        return Decoded(content)
    table = np.frombuffer(content, kind, rows * samples).reshape(rows, -1, parameters.colours)
    summed = np.cumsum(table, axis=1, dtype=kind.newbyteorder("="))
    return Decoded(summed.astype(kind).tobytes() + content[rows * width :])


def _undo_png(content: bytes, pixel: int, width: int, work: Work) -> Decoded:
    import numpy as np

    missing = -len(content) % (width + 1)
    table = np.frombuffer(content + b"\0" * missing, np.uint8).reshape(-1, width + 1)
    kinds, rows = table[:, 0], table[:, 1:].copy()
    above = np.zeros(width, np.uint8)
    problem = "rows of its PNG predictor are damaged" if kinds.max() > _PAETH else ""
    for start, end in _groups(kinds):
        kind = int(kinds[start])
        work.steps -= _steps(kind, end - start, width, pixel)
        if work.steps < 0:
            return Decoded(rows[:start].tobytes(), f"its predictor is undone for {start:,} rows only")
        _undo_rows(kind, rows[start:end], above, pixel)
        above = rows[end - 1]
    return Decoded(rows.tobytes()[: max(0, rows.size - missing)], problem)


def _steps(kind: int, rows: int, width: int, pixel: int) -> int:
    """Return how many steps it takes to undo the prediction of rows."""
    if kind in (_AVERAGE, _PAETH):
        return rows * (width + _ROW_STEPS)
    return _GROUP_STEPS * (pixel if kind == _SUB else 1)


def _groups(kinds: NDArray[np.uint8]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each group of rows that are predicted in one way, some thousand rows at a time."""
    import numpy as np

    for start in range(0, len(kinds), _ROWS):
        some = kinds[start : start + _ROWS]
        changes = (np.flatnonzero(some[1:] != some[:-1]) + start + 1).tolist()
        yield from pairwise([start, *changes, start + len(some)])


def _undo_rows(kind: int, rows: NDArray[Any], above: NDArray[Any], pixel: int) -> None:
    """Undo the prediction of rows in place; `above` is the row before them."""
    import numpy as np

    if kind == _SUB:
        for k in range(min(pixel, rows.shape[1])):
            rows[:, k::pixel] = np.cumsum(rows[:, k::pixel], axis=1, dtype=np.uint8)
    elif kind == _UP:
        rows[0] += above
        rows[...] = np.cumsum(rows, axis=0, dtype=np.uint8)
    elif kind in (_AVERAGE, _PAETH):
        undo = _undo_average if kind == _AVERAGE else _undo_paeth
        before = bytearray(above.tobytes())
        for k in range(len(rows)):
            before = undo(bytearray(rows[k].tobytes()), before, pixel)
            rows[k] = np.frombuffer(before, np.uint8)


def _undo_average(row: bytearray, above: bytearray, pixel: int) -> bytearray:
    for k in range(len(row)):
        left = row[k - pixel] if k >= pixel else 0
        row[k] = row[k] + (left + above[k] >> 1) & 0xFF
    return row


def _undo_paeth(row: bytearray, above: bytearray, pixel: int) -> bytearray:
    for k in range(len(row)):
        left, corner = (row[k - pixel], above[k - pixel]) if k >= pixel else (0, 0)
        up = above[k]
        by_left, by_up, by_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
        nearest = left if by_left <= by_up and by_left <= by_corner else up if by_up <= by_corner else corner
        row[k] = row[k] + nearest & 0xFF
    return row
