"""How sure a reading is: the probability that the models give it, made one that comes true."""

from __future__ import annotations

from typing import Final

from tarmim.rules._shared.odds import logistic, logit

__all__ = ["confidence"]

#: A logistic fitted on 40,000 edits of flipped held-out paragraphs (tools/damage_ligatures.py on books, laws and
#: manuals of even SHA-256; half of the edits made with rare words hidden from the list). On those of odd SHA-256,
#: 20,404 edits of which 99.2 % are right, the expected calibration error is .0025.
_BASE: Final = -1.654
_BY_SHARE: Final = 0.896
_BY_RATE: Final = 0.474
_UNKNOWN: Final = 0.195
_UNKNOWN_BY_SHARE: Final = -0.18
_SHARE_MOST: Final = 6.0
_SHARE_LEAST: Final = 0.01
_RATE: Final = (0.05, 0.985)


def confidence(share: float, *, rate: float, known: bool) -> float:
    """Return the probability that a reading is right.

    share  the probability that the models give it
    rate   the probability that its ligatures are flipped in the text at all
    known  whether it is a word of the list
    """
    odds = min(_SHARE_MOST, logit(min(max(share, _SHARE_LEAST), 1 - 1e-6)))
    value = _BASE + _BY_SHARE * odds + _BY_RATE * logit(min(max(rate, _RATE[0]), _RATE[1]))
    if not known:
        value += _UNKNOWN + _UNKNOWN_BY_SHARE * odds
    return logistic(value)
