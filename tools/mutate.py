"""Changes thresholds and decisions in the source one by one, and says which changes no test notices.

    python -m tools.mutate                  # all of tools/mutations.toml
    python -m tools.mutate --only 13 --only 20 --jobs 2

Each change is made in a copy of `src` in a temporary folder, which comes first on PYTHONPATH: the working tree is never
touched. Before any change the tests that are to notice it must pass on the copy. A change that does not apply, because
its line is not there any more or stands there twice, is an error: the table says so, and the exit code is 1. So is more
than `ALLOWED` changes that nothing notices.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from queue import SimpleQueue
from typing import Final

__all__ = ["ROOT", "Mutation", "Outcome", "applies", "mutated", "read_mutations"]

ROOT: Final = Path(__file__).parents[1]
LIST: Final = Path(__file__).with_suffix(".toml").with_name("mutations.toml")

#: Changes that nothing may notice before the run fails.
ALLOWED: Final = 6
#: Seconds that the tests of one change may take: a change that makes the program run on and on is noticed too.
LIMIT: Final = 600
#: pytest's exit codes where tests passed, and where some failed.
_PASSED: Final = 0
_FAILED: Final = 1


class Outcome(StrEnum):
    """What became of a change."""

    CAUGHT = "caught"  # a test fails
    SURVIVED = "SURVIVED"  # all tests pass
    GONE = "gone"  # the list says that the line is no more, and why
    STALE = "DOES NOT APPLY"  # the line is not there, or there twice
    BROKEN = "BROKEN"  # the tests could not run: the change makes no program, or the tests are wrong


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change to one place of the source.

    number   its number in the list
    module   the file, from src/tarmim on
    pattern  a regular expression (multi-line) that matches once in the file; its one group is what is replaced
    put      what is put there
    what     the change in words
    tests    the test files that are to notice it, from the root of the repository
    gone     why there is nothing to change any more; "" where there is
    """

    number: int
    module: str
    pattern: str
    put: str
    what: str
    tests: tuple[str, ...]
    gone: str = ""


def read_mutations(path: Path = LIST) -> list[Mutation]:
    """Return the changes of a list; ValueError where it has a number twice or an entry says too little."""
    found = []
    for entry in tomllib.loads(path.read_text("utf-8"))["mutation"]:
        number = entry.pop("number")
        pattern = entry.pop("pattern", None) or _assignment(entry.pop("name", "[A-Z_]+"), entry.pop("value", ""))
        entry.pop("value", None)
        entry.setdefault("put", "")
        mutation = Mutation(number=number, pattern=pattern, **{**entry, "tests": tuple(entry.get("tests", ()))})
        if re.compile(pattern).groups != 1:
            raise ValueError(f"change {number}: the pattern wants one group, around what is replaced")
        if not mutation.gone and not mutation.tests:
            raise ValueError(f"change {number}: no tests are named that are to notice it")
        found.append(mutation)
    numbers = Counter(mutation.number for mutation in found)
    if twice := [number for number, count in numbers.items() if count > 1]:
        raise ValueError(f"numbers that stand twice in the list: {twice}")
    return found


def _assignment(name: str, value: str) -> str:
    """Return the pattern of a constant of a module: by its value, whatever its name, unless a name is given."""
    return f"^{name}(?:: Final)? = ({re.escape(value)})(?= *$|  #)"


def mutated(source: str, mutation: Mutation) -> str:
    """Return a module's text with the change made; LookupError where its place is not there exactly once."""
    places = list(re.finditer(mutation.pattern, source, re.MULTILINE))
    if len(places) != 1:
        raise LookupError(f"{mutation.module} has {len(places)} places like {mutation.pattern}")
    start, end = places[0].span(1)
    return source[:start] + mutation.put + source[end:]


def applies(mutation: Mutation, source: Path = ROOT / "src") -> bool:
    """Tell whether the place of a change is there, once, in the source."""
    try:
        mutated((source / "tarmim" / mutation.module).read_text("utf-8"), mutation)
    except (OSError, LookupError):
        return False
    return True


def _copied(folder: Path) -> Path:
    """Return a copy of the source."""
    copy = folder / "src"
    shutil.copytree(ROOT / "src", copy, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    return copy


def _run(copy: Path, tests: Iterable[str]) -> tuple[int, str]:
    """Return pytest's exit code for some test files on a copy of the source, and what it said."""
    environment = {**os.environ, "PYTHONPATH": str(copy)}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=LIMIT, check=False
        )
    except subprocess.TimeoutExpired:
        return _FAILED, f"no end after {LIMIT} s"
    return done.returncode, done.stdout + done.stderr


def _tried(copy: Path, mutation: Mutation) -> tuple[Outcome, str]:
    """Return what becomes of a change, and which test noticed; the copy of the source is mended again."""
    path = copy / "tarmim" / mutation.module
    if mutation.gone:
        return (Outcome.STALE, "it is there again") if applies(mutation) else (Outcome.GONE, mutation.gone)
    try:
        source = path.read_text("utf-8")
        changed = mutated(source, mutation)
    except (OSError, LookupError) as error:
        return Outcome.STALE, str(error)
    times = path.stat()
    path.write_text(changed, "utf-8")
    os.utime(path, (mutation.number, mutation.number))  # compiled files are known by time and size: both may be alike
    try:
        code, said = _run(copy, mutation.tests)
    finally:
        path.write_text(source, "utf-8")
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    if code == _PASSED:
        return Outcome.SURVIVED, ""
    if code == _FAILED:
        noticed = re.search(r"^FAILED (.+?)(?: - |$)", said, re.MULTILINE)
        return Outcome.CAUGHT, noticed[1] if noticed else said.strip().splitlines()[-1]
    return Outcome.BROKEN, said.strip().splitlines()[-1]


def _all_tried(mutations: Sequence[Mutation], jobs: int) -> Iterator[tuple[Mutation, Outcome, str]]:
    """Yield what became of each change, in the order of the list."""
    with tempfile.TemporaryDirectory(prefix="mutate-") as folder, ThreadPoolExecutor(jobs) as pool:
        copies: SimpleQueue[Path] = SimpleQueue()
        for job in range(jobs):
            copies.put(_copied(Path(folder) / str(job)))

        def tried(mutation: Mutation) -> tuple[Outcome, str]:
            copy = copies.get()
            try:
                return _tried(copy, mutation)
            finally:
                copies.put(copy)

        for mutation, (outcome, said) in zip(mutations, pool.map(tried, mutations), strict=True):
            yield mutation, outcome, said


def _fails_unchanged(tests: Iterable[str]) -> str:
    """Return what pytest says where the tests fail without any change, "" where they pass."""
    with tempfile.TemporaryDirectory(prefix="mutate-") as folder:
        code, said = _run(_copied(Path(folder)), tests)
    return "" if code == _PASSED else said


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.mutate", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--only", type=int, action="append", metavar="N", help="only the change of this number")
    parser.add_argument("--jobs", type=int, default=1, help="changes tried at a time (default: 1)")
    chosen = parser.parse_args(arguments)
    mutations = [one for one in read_mutations() if not chosen.only or one.number in chosen.only]
    if not mutations:
        parser.error("no change of that number is in the list")
    if said := _fails_unchanged(dict.fromkeys(test for one in mutations for test in one.tests if not one.gone)):
        print(said, "the tests must pass before anything is changed", sep="\n", file=sys.stderr)
        return 2
    counts: Counter[Outcome] = Counter()
    for mutation, outcome, said in _all_tried(mutations, max(chosen.jobs, 1)):
        counts[outcome] += 1
        print(f"{mutation.number:>3}  {outcome:<14}  {mutation.module}: {mutation.what}", flush=True)
        if said:
            print(f"{'':>21}{said}", flush=True)
    print(", ".join(f"{outcome.lower()} {counts[outcome]}" for outcome in Outcome if counts[outcome]))
    failed = counts[Outcome.STALE] + counts[Outcome.BROKEN]
    return int(counts[Outcome.SURVIVED] > ALLOWED or failed > 0)


if __name__ == "__main__":
    sys.exit(main())
