"""What is wrong with what became of an input."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tarmim.errors import ExitCode
from tests.fuzz.isolation import CPU_SECONDS, Ended, Report

__all__ = ["HALF", "MEGABYTES", "Finding", "Kind", "findings_of", "gist", "is_silent_loss"]

#: Megabytes that reading a file may take at most, the program itself included.
MEGABYTES: Final = 512
#: A share of the words: below it text counts as lost; where another reader finds as much it need not be.
HALF: Final = 0.5

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_OWN_LINE: Final = re.compile(r"(tarmim|hint): ")
#: Codes that `tarmim extract` and `tarmim inspect` may leave with after they have read a file.
_READ: Final = frozenset(code for code in ExitCode if code.name in ("OK", "PARTIAL", "NEEDS_OCR"))


class Kind(StrEnum):
    """Kinds of findings, the worst first."""

    DEATH = "the process died"
    TRACEBACK = "traceback"
    TIME = "over time"
    MEMORY = "over memory"
    SILENT = "text lost in silence"
    SOUND = "a page that gave nothing is called sound"
    RESTLESS = "another repair changes the text again"
    EXIT = "exit code"
    NOISE = "noise on standard error"
    CONTROLS = "control characters in messages"
    DIFFERENT = "the command line gives other text"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong: its kind, where it shows (findings of one place are one), and the particulars."""

    kind: Kind
    place: str
    what: str

    @property
    def key(self) -> tuple[Kind, str]:
        """Return what findings of one cause have in common."""
        return self.kind, self.place


def findings_of(ended: Ended) -> list[Finding]:
    """Return what is wrong with what became of an input, but for losses: these need the original."""
    found = [*_of_process(ended), *_noise(ended.stderr, "Python")]
    for report in ended.reports:
        if report.get("done"):
            found += _of_step(report)
    found += _of_commands(ended)
    return sorted(found)


def _of_process(ended: Ended) -> Iterator[Finding]:
    step = next((str(report["step"]) for report in reversed(ended.reports)), "")
    place = _innermost(ended.stack) or step
    if ended.killed == "SIGXCPU":
        yield Finding(Kind.TIME, place, f"{step}: more than {CPU_SECONDS} CPU seconds")
    elif ended.killed:
        yield Finding(Kind.DEATH, f"{ended.killed} {place}", f"{step}\n{ended.stack[:1500]}")
    if ended.peak > MEGABYTES:
        yield Finding(Kind.MEMORY, "peak", f"{ended.peak:.0f} MB, the steps up to {step}")


def _of_step(report: Report) -> Iterator[Finding]:
    step = str(report["step"])
    if "raised" in report:
        kind = Kind.MEMORY if report["raised"] == "MemoryError" else Kind.TRACEBACK
        yield Finding(kind, f"{report['raised']} {report['place']}", f"{step}\n{report['trace']}")
    if report.get("cpu", 0) > CPU_SECONDS:
        yield Finding(Kind.TIME, step, f"{report['cpu']:.1f} CPU seconds")
    if report.get("unread"):
        yield Finding(
            Kind.SOUND, gist(report["messages"][0]), f"pages {report['unread']}: {report['messages'][0][:200]}"
        )
    for message in report.get("messages", ()):
        if control := _CONTROL.search(message):
            yield Finding(Kind.CONTROLS, f"{step}: {gist(message)}", f"U+{ord(control[0]):04X} in {message[:300]!r}")


def _of_commands(ended: Ended) -> Iterator[Finding]:
    for verb in ("extract", "inspect"):
        by_python, command = ended.of(verb), ended.of(f"tarmim {verb}")
        if command is None or "raised" in command:
            continue
        said, code = str(command["said"]), command["code"]
        yield from _noise(said, f"tarmim {verb}")
        shown = said if verb == "extract" else said + str(command["text"])
        if control := _CONTROL.search(shown):
            around = shown[max(0, control.start() - 80) : control.end() + 40]
            yield Finding(Kind.CONTROLS, f"tarmim {verb}", f"U+{ord(control[0]):04X} in {around!r}")
        if by_python is not None and "raised" not in by_python:
            yield from _wrong_exit(verb, by_python, code)
            if (
                verb == "extract"
                and code in _READ
                and str(command["text"]).rstrip("\n") != by_python["text"].rstrip("\n")
            ):
                yield Finding(Kind.DIFFERENT, verb, "the texts differ")


def _wrong_exit(verb: str, by_python: Report, code: object) -> Iterator[Finding]:
    """Yield a code that does not fit what the same verb does in Python."""
    if "error" in by_python:
        fits = {by_python["code"]}
    else:
        fits = set(_READ) - ({ExitCode.OK} if by_python["messages"] else set())
        if by_python["messages"] and not by_python.get("text"):
            fits.add(ExitCode.PDF)  # no page could be read
    if code not in fits or code == ExitCode.FAILED:
        wanted = ", ".join(str(int(one)) for one in sorted(fits))
        yield Finding(
            Kind.EXIT, f"tarmim {verb}: {code}", f"{code} where {wanted} would fit; {by_python.get('error', '')}"
        )


def _noise(said: str, place: str) -> Iterator[Finding]:
    lines = [line for line in said.splitlines() if line.strip() and not _OWN_LINE.match(line)]
    if place == "Python":
        lines = said.splitlines()
    if lines:
        yield Finding(Kind.NOISE, f"{place}: {gist(lines[0])}", "\n".join(lines)[:600])


def gist(message: str = "") -> str:
    """Return what messages of one cause have in common: their first words without numbers and names."""
    return " ".join(re.sub(r"[^A-Za-z ]+", " ", message).split()[:6])


def _innermost(stack: str) -> str:
    """Return the innermost function of the package in what faulthandler wrote."""
    calls = re.findall(r'File "[^"]*/(tarmim/[^"]+)", line \d+ in (\w+|<\w+>)', stack)
    return f"{'/'.join(calls[0][0].split('/')[-2:])}:{calls[0][1]}" if calls else ""


def is_silent_loss(ended: Ended, ours: float, others: Mapping[str, float]) -> bool:
    """Tell whether nothing is said of text that is gone, though another reader still finds half of it."""
    extracted, inspected = ended.of("extract"), ended.of("inspect")
    if ours >= HALF or extracted is None or inspected is None or max(others.values(), default=0.0) < HALF:
        return False
    said = extracted.get("messages") or inspected.get("messages") or "error" in extracted or "raised" in extracted
    return not said and inspected.get("verdict") == "sound"
