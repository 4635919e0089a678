"""Neutral and isolate formatting characters (UAX #9 N1, N2), one function a rule.

Codes come between their edges, as in `weak`.
"""

from __future__ import annotations

import re
from typing import Final

_NEUTRALS_IN_LEFT: Final = re.compile("(?<=L)[BSwo6789]+(?=L)")
_NEUTRALS_IN_RIGHT: Final = re.compile("(?<=[REN])[BSwo6789]+(?=[REN])")
_AS_EMBEDDING: Final = {side: dict.fromkeys(b"BSwo6789", side) for side in "LR"}


def neutrals_between_equals(codes: str, embedding: str) -> str:
    """Return the codes with the neutrals between two equal directions as that direction, EN and AN as R (N1).

    Only the direction against the embedding is looked for: between two of the embedding's own, N2 gives
    the same answer for less work.
    """
    if embedding == "R":
        return _NEUTRALS_IN_LEFT.sub(lambda found: "L" * len(found.group()), codes)
    return _NEUTRALS_IN_RIGHT.sub(lambda found: "R" * len(found.group()), codes)


def neutrals_as_embedding(codes: str, embedding: str) -> str:
    """Return the codes with the neutrals left over as the embedding direction (N2)."""
    return codes.translate(_AS_EMBEDDING[embedding])
