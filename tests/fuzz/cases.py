"""What the search has found, made small: files of `cases/`, and what is expected of each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.findings import Finding, findings_of
from tests.fuzz.readers import words_of
from tests.fuzz.trial import tried

__all__ = ["FOLDER", "Case", "Outcome", "cases", "outcomes"]

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Case:
    """A file, and what is expected of it.

    codes    exit codes of `tarmim extract` of which one must come
    words    how many words of text there must be at least
    verdict  what `tarmim inspect` must say of the worst page, "" where that does not matter
    why      what was wrong
    is_open  it is not mended yet: the test fails when it is
    """

    file: str
    codes: tuple[int, ...]
    words: int
    why: str
    verdict: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case: exit code, number of words, verdict, what was found wrong."""

    code: int
    words: int
    verdict: str
    findings: tuple[str, ...]


def cases() -> list[Case]:
    """Return the cases, in the order of their list."""
    lines = (FOLDER / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    found = (json.loads(line) for line in lines)
    return [Case(**{**one, "codes": tuple(one["codes"])}) for one in found]


def outcomes() -> Iterator[tuple[str, Outcome]]:
    """Yield what becomes of each case, with its file. Forks: see `isolation.isolated`."""
    for case in cases():
        ended = tried((FOLDER / case.file).read_bytes())
        command, inspected = ended.of("tarmim extract") or {}, ended.of("inspect") or {}
        yield (
            case.file,
            Outcome(
                code=command.get("code", -1),
                words=words_of(command.get("text", "")).total(),
                verdict=inspected.get("verdict", ""),
                findings=tuple(map(_in_words, findings_of(ended))),
            ),
        )


def _in_words(finding: Finding) -> str:
    return f"{finding.kind}: {finding.place}: {finding.what}"
