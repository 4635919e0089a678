"""A task in a process of its own: what it costs is measured, what kills it kills nothing else."""

from __future__ import annotations

import contextlib
import faulthandler
import json
import os
import resource
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

__all__ = ["CPU_SECONDS", "Ended", "Report", "Say", "isolated"]

#: What a task reports while it runs, and what it calls to report.
Report = dict[str, Any]
Say = Callable[[Report], None]

#: CPU seconds that a step of a task may take.
CPU_SECONDS: Final = 10
#: Seconds of wall-clock time after which a task is ended, however little it worked: for what waits for ever.
_WALL_SECONDS: Final = 400
#: Bytes of address space that a task may take beyond what it was given: more than the limit of findings, so that what
#: breaks the limit is measured and not only refused.
_ADDRESS_SPACE: Final = 900 << 20


@dataclass(frozen=True, slots=True)
class Ended:
    """A task that has come to its end.

    reports  what it said, the last step perhaps begun only
    killed   the signal that ended it, "" where it ended by itself
    stack    where it was when the signal came, the innermost call first
    stderr   what was written to the standard error
    peak     megabytes (10^6 bytes) of memory at most, those of the process it was forked from included
    cpu      CPU seconds
    """

    reports: tuple[Report, ...]
    killed: str
    stack: str
    stderr: str
    peak: float
    cpu: float

    def of(self, step: str) -> Report | None:
        """Return what was said of a step that came to its end, None where it did not or was not tried."""
        return next((report for report in self.reports if report.get("step") == step and report.get("done")), None)


def isolated(task: Callable[[Say], None]) -> Ended:
    """Return what becomes of a task in a forked process with limits.

    The process that calls must have one thread only. What the task writes to the standard output goes nowhere.
    """
    reading, writing = os.pipe()
    with tempfile.TemporaryFile() as stderr, tempfile.TemporaryFile() as stack:
        child = os.fork()
        if child == 0:
            os.close(reading)
            _live(task, writing, stderr, stack)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            lines = pipe.read().split(b"\n")
        _, status, usage = os.wait4(child, 0)
        killed = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else ""
        return Ended(
            reports=tuple(_reports(lines)),
            killed=killed,
            stack=_content(stack),
            stderr=_content(stderr),
            peak=usage.ru_maxrss * 1024 / 1e6,
            cpu=usage.ru_utime + usage.ru_stime,
        )


def _live(task: Callable[[Say], None], writing: int, stderr: IO[bytes], stack: IO[bytes]) -> None:
    """Run the task in the child, and end the process."""
    try:
        sys.stdout.flush()
        nothing = os.open(os.devnull, os.O_RDWR)
        for target, source in ((0, nothing), (1, nothing), (2, stderr.fileno())):
            os.dup2(source, target)
        _limit(stack)
        task(lambda report: _say(writing, report))
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.flush()
        os._exit(0)


def _say(writing: int, report: Report) -> None:
    """Send a report; before a step that begins the CPU limit is set anew."""
    if not report.get("done"):
        _allow_cpu(CPU_SECONDS)
    content = json.dumps(report).encode() + b"\n"
    while content:
        content = content[os.write(writing, content) :]


def _limit(stack: IO[bytes]) -> None:
    size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + _ADDRESS_SPACE, size + _ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(_WALL_SECONDS)
    faulthandler.enable(stack)
    faulthandler.register(signal.SIGXCPU, stack, chain=True)
    _allow_cpu(CPU_SECONDS)


def _allow_cpu(seconds: int) -> None:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(usage.ru_utime + usage.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _reports(lines: list[bytes]) -> list[Report]:
    found = []
    for line in lines:
        with contextlib.suppress(ValueError):  # the last line of a process that was killed
            found.append(json.loads(line))
    return found


def _content(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "backslashreplace")
