"""A telephone number with a plus keeps its groups in order from the left, against what UAX #9 does in Arabic text.

A plus stands before its number; where it stands to the left of several groups, all were set from the left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tarmim.model.quirk import Quirk
from tarmim.reading.quirks.stages import LineSigns

__all__ = ["PLUS_NUMBERS"]

_NUMBER: Final = r"\+[0-9][0-9 ()-]*[ -][0-9 ()-]*[0-9]"


def _as_one_run(line: LineSigns) -> str | None:
    """Return the line with such numbers as letters that run from the left; None where there are none."""
    if "+" not in line.signs:
        return None
    found, count = re.subn(_NUMBER, lambda match: "a" * len(match[0]), line.signs)
    return found if count else None


def _notes(lines: Sequence[str]) -> Sequence[str]:
    return (f"telephone numbers with a plus keep the order of their groups, in lines: {len(lines)}",)


PLUS_NUMBERS: Final = Quirk(
    name="telephone numbers with a plus",
    seen_in=("Chromium (Skia)", "LibreOffice 7.4", "ReportLab"),
    stage=LineSigns,
    sign=_as_one_run,
    mend=lambda _, signs: LineSigns(signs),
    case="tests/unit/reading/quirks/test_plus_numbers.py",
    notes=_notes,
)
