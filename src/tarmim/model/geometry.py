"""Points, boxes and matrices of the plane, as plain tuples.

A matrix (a, b, c, d, e, f) maps x, y to a*x + c*y + e, b*x + d*y + f (ISO 32000-2 8.3.3); lengths are points unless
said otherwise, and y grows upwards.
"""

from __future__ import annotations

__all__ = ["IDENTITY", "Box", "Matrix", "bounds", "intersect", "is_empty", "product", "transform"]

#: a, b, c, d, e, f.
Matrix = tuple[float, float, float, float, float, float]

#: Left, bottom, right, top.
Box = tuple[float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def product(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that applies `first`, and to what comes out `then` (written first × then in ISO 32000).

    >>> product((1, 0, 0, 1, 10, 0), (2, 0, 0, 2, 0, 0))
    (2, 0, 0, 2, 20, 0)
    """
    a, b, c, d, e, f = first
    g, h, i, j, k, l = then  # noqa: E741 -- the twelve entries of two matrices, in order
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l)


def transform(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where the matrix puts the point.

    >>> transform((0, 1, -1, 0, 5, 0), 1, 2)
    (3, 1)
    """
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def bounds(matrix: Matrix, box: Box) -> Box:
    """Return the upright box around the transformed box."""
    left, bottom, right, top = box
    corners = [transform(matrix, x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def intersect(one: Box, other: Box) -> Box:
    """Return what two boxes share; the outcome is empty (see `is_empty`) where they share nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def is_empty(box: Box) -> bool:
    """Tell whether a box holds no area.

    >>> is_empty(intersect((0, 0, 1, 1), (2, 0, 3, 1)))
    True
    """
    return box[0] >= box[2] or box[1] >= box[3]
