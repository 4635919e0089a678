"""The letters of one word step down at full size, each lower than the last: Nastaliq.

Their baselines are too far apart for one row, and their type is not smaller, as that of raised signs is.
"""

from __future__ import annotations

from typing import Final, Literal

from tarmim.layout.rows import SideGroup
from tarmim.model.quirk import Quirk

__all__ = ["NASTALIQ_STEPS"]

#: At most this number of units on a baseline of their own are a step of the word beside them: more are a line. By
#: judgement.
_MOST_STEP_UNITS: Final = 3


def _few_at_full_size(side: SideGroup) -> Literal[True] | None:
    return True if not side.is_raised and side.count <= _MOST_STEP_UNITS else None


NASTALIQ_STEPS: Final = Quirk(
    name="letters of one word step down",
    seen_in=("Noto Nastaliq Urdu in Chromium, LibreOffice and XeTeX",),
    stage=SideGroup,
    sign=_few_at_full_size,
    mend=lambda side, _: SideGroup(side.count, is_raised=True),
    case="tests/unit/reading/quirks/test_nastaliq_steps.py",
)
