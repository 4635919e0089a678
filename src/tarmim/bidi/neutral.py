"""Neutral and isolate formatting characters (UAX #9 N1, N2), one function a rule.

Codes come between their edges, as in `weak`.
"""

from __future__ import annotations

import re
from typing import Final

_NEUTRALS: Final = re.compile("[BSwo6789]+")
_NEUTRAL_ORDINALS: Final = b"BSwo6789"


def neutrals_between_equals(codes: str) -> str:
    """Return the codes with the neutrals between two equal directions as that direction, EN and AN as R (N1)."""

    def between(found: re.Match[str]) -> str:
        left, right = codes[found.start() - 1], codes[found.end()]
        if (left == "L") == (right == "L"):
            return ("L" if left == "L" else "R") * len(found.group())
        return found.group()

    return _NEUTRALS.sub(between, codes)


def neutrals_as_embedding(codes: str, embedding: str) -> str:
    """Return the codes with the neutrals left over as the embedding direction (N2)."""
    return codes.translate(dict.fromkeys(_NEUTRAL_ORDINALS, embedding))
