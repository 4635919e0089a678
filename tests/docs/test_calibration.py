"""Every rule's confidences are measured, and where they are no probabilities the limits say so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from evaluation.calibration_material import PLANS
from tarmim.rules.pipeline import DEFAULT_RULES

DOCS = Path(__file__).parents[2] / "docs"
NAMES = [rule.name for rule in DEFAULT_RULES]
MOST = 0.05


def rows() -> dict[str, list[str]]:
    """Return the cells behind the rule's name of each row of the summary."""
    summary = (DOCS / "calibration.md").read_text(encoding="utf-8").split("\n## ", 1)[0]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in summary.split("\n") if line[:1] == "|"]
    return {name: rest for name, *rest in cells if name in NAMES}


def test_every_rule_is_measured() -> None:
    assert list(PLANS) == NAMES
    assert list(rows()) == NAMES


@pytest.mark.parametrize("rule", NAMES)
def test_a_rule_is_calibrated_or_the_limits_say_that_it_is_not(rule: str) -> None:
    edits, error = rows()[rule][0], rows()[rule][4]
    section = (DOCS / "limits.md").read_text(encoding="utf-8").split("## How sure it says it is\n", 1)[1]
    section = section.split("\n## ", 1)[0]
    if int(edits) == 0 or float(error) > MOST:
        assert re.search(f"`{rule}`", section), f"{rule}: {error} on {edits} edits"
