"""Log odds and probabilities: what rules weigh evidence in, and what an edit says."""

from __future__ import annotations

import math

__all__ = ["logistic", "logit"]

#: Nats beyond which nothing changes, and `exp` would overflow.
_LARGEST_NATS = 500.0


def logistic(nats: float) -> float:
    """Return the probability with these log odds; any finite number will do.

    >>> logistic(0.0), logistic(1e6)
    (0.5, 1.0)
    """
    return 1 / (1 + math.exp(-max(-_LARGEST_NATS, min(_LARGEST_NATS, nats))))


def logit(chance: float) -> float:
    """Return the log odds of a probability between 0 and 1, both left out, in nats.

    >>> logit(0.5)
    0.0
    """
    return math.log(chance / (1 - chance))
