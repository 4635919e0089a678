"""The search with texts: each is repaired in a process with limits until it is to have come to rest, and once more."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import tarmim
from tests.fuzz.findings import Finding, Kind, findings_of
from tests.fuzz.isolation import Report, Say, isolated
from tests.fuzz.texts import settles, text_of
from tests.fuzz.trial import outcome

__all__ = ["TriedText", "search_texts", "text_summary", "try_text", "warm_texts"]

#: How many of the slowest are shown.
_WORST: Final = 3


@dataclass(frozen=True, slots=True)
class TriedText:
    """A text that was tried: what was wrong, the CPU seconds of its slowest repair, peak megabytes of memory."""

    name: str
    findings: tuple[Finding, ...]
    cpu: float
    peak: float


def try_text(name: str, text: str) -> TriedText:
    """Return what became of a text, repaired as often as its name allows and once more."""
    times = settles(name) + 1

    def task(say: Say) -> None:
        now = text
        for number in range(1, times + 1):
            step = f"repair {number}"
            say({"step": step})
            start, made = time.process_time(), [now]
            report = outcome(partial(_repaired, made=made), now)
            say({"step": step, "done": True, "cpu": time.process_time() - start, **report})
            now = made[-1]

    ended = isolated(task)
    found = findings_of(ended)
    if (last := ended.of(f"repair {times}")) is not None and last.get("rules"):
        found.append(Finding(Kind.RESTLESS, ", ".join(last["rules"]), f"repair {times} of {name}"))
    cpu = max((report.get("cpu", 0.0) for report in ended.reports), default=0.0)
    return TriedText(name, tuple(found), cpu, ended.peak)


def _repaired(text: str, *, made: list[str]) -> Report:
    """Report by which rules a text was changed, and put what was made of it into the list."""
    repair = tarmim.repair(text)
    made.append(repair.text)
    return {"rules": [step.rule for step in repair.steps if len(step.edits)]}


def search_texts(seed: int, *, first: int, count: int, minutes: float, keep: Path) -> Iterator[TriedText]:
    """Yield the texts of a seed as they were tried; those with findings are kept in the folder `keep`."""
    until = time.monotonic() + 60 * minutes
    for number in range(first, first + count):
        if time.monotonic() > until:
            return
        name, text = text_of(seed, number)
        one = try_text(name, text)
        if one.findings:
            content = text.encode("utf-8", "surrogatepass")
            (keep / f"{seed}-{name.replace('/', '-')}.txt").write_bytes(content)
        yield one


def warm_texts() -> None:
    """Load what repairing takes, so that it is not done anew in each process."""
    for number in range(15):
        tarmim.repair(text_of(0, number)[1])


def text_summary(tried: Sequence[TriedText]) -> str:
    """Return the counts by kind and the slowest."""
    lines = [f"{len(tried)} texts tried"]
    for kind in Kind:
        found = [(one, finding) for one in tried for finding in one.findings if finding.kind == kind]
        if found:
            lines.append(f"{kind}: {len(found)}")
            lines += [f"  {one.name}: {finding.place}" for one, finding in found]
    lines += [f"  {one.cpu:.2f} CPU s  {one.name}" for one in sorted(tried, key=lambda one: -one.cpu)[:_WORST]]
    lines.append(f"  {max((one.peak for one in tried), default=0.0):.0f} MB at most")
    return "\n".join(lines)
