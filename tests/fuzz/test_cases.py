"""What the search has found stays mended."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.fuzz.cases import FOLDER, Case, Outcome, cases

ROOT = Path(__file__).parents[2]


@cache
def known_outcomes() -> dict[str, Outcome]:
    """Return what becomes of all cases: tried in a process of its own, because trying forks."""
    command = [sys.executable, "-m", "tests.fuzz", "--cases"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=True)
    lines = (json.loads(line) for line in done.stdout.splitlines())
    return {file: Outcome(**fields) for file, fields in lines}


def parameter(case: Case) -> object:
    marks = [pytest.mark.xfail(reason=case.why)] if case.is_open else []
    return pytest.param(case, id=case.file, marks=marks)


@pytest.mark.parametrize("case", list(map(parameter, cases())))
def test_case(case: Case) -> None:
    outcome = known_outcomes()[case.file]
    assert not outcome.findings
    assert outcome.code in case.codes
    assert outcome.words >= case.words
    assert not case.verdict or outcome.verdict == case.verdict


def test_every_file_is_a_case() -> None:
    assert {path.name for path in FOLDER.glob("*.pdf")} == {case.file for case in cases()}
