"""How sure a reading is: the probability that the models give it, made one that comes true."""

from __future__ import annotations

__all__ = ["confidence"]


def confidence(share: float, *, known: bool) -> float:
    """Return the probability that a reading is right, from the probability that the models give it."""
    return share
