"""Which parts of a document are set in a font whose ligatures are flipped."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final

__all__ = ["shares"]

#: The chance that two neighbouring certain words are of two fonts; that a word of a flipping font is intact; that a
#: word of a sound font looks flipped (two bare alefs before lam are a slip that typists make).
_SWITCH: Final = 0.01
_INTACT_IN_FLIPPING: Final = 0.01
_FLIPPED_IN_SOUND: Final = 0.01


def shares(keys: Sequence[str], flipped: AbstractSet[str], intact: AbstractSet[str]) -> list[float]:
    """Return for each token the probability that its font flips: two states, which certain words tell apart."""
    places = [place for place, key in enumerate(keys) if key in flipped or key in intact]
    if not intact or not places:
        return [1 - _INTACT_IN_FLIPPING] * len(keys)
    seen = [
        (1 - _INTACT_IN_FLIPPING, _FLIPPED_IN_SOUND)
        if keys[place] in flipped
        else (_INTACT_IN_FLIPPING, 1 - _FLIPPED_IN_SOUND)
        for place in places
    ]
    forward = _passed(seen)
    backward = _passed(seen[::-1])[::-1]
    certain = []
    for ahead, behind, (flipping, sound) in zip(forward, backward, seen, strict=True):
        one, other = (
            ahead * behind / flipping,
            (1 - ahead) * (1 - behind) / sound,
        )  # seen counts in both: once is taken off
        certain.append(one / (one + other))
    found = [certain[0]] * len(keys)
    for (first, last), (before, after) in zip(
        pairwise([*places, len(keys)]), pairwise([*certain, certain[-1]]), strict=True
    ):
        found[first] = before
        found[first + 1 : last] = [(before + after) / 2] * (last - first - 1)
    return found


def _passed(seen: Sequence[tuple[float, float]]) -> list[float]:
    """Return P(flipping) at each certain word, given it and those before it."""
    states = []
    flipping = 0.5
    for in_flipping, in_sound in seen:
        flipping = flipping * (1 - _SWITCH) + (1 - flipping) * _SWITCH
        one, other = flipping * in_flipping, (1 - flipping) * in_sound
        flipping = one / (one + other)
        states.append(flipping)
    return states
