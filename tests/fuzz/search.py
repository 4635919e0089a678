"""The search: mutants one after the other, some processes at a time, each mutant judged as it ends."""

from __future__ import annotations

import json
import os
import select
import time
import traceback
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, Final

from tests.fuzz.findings import HALF, Finding, Kind, findings_of, is_silent_loss
from tests.fuzz.isolation import Say, isolated
from tests.fuzz.mutants import Mutant, mutant
from tests.fuzz.readers import Words, is_witness, readers, share, words_of
from tests.fuzz.samples import Sample
from tests.fuzz.trial import ALWAYS, IN_TURN, STEPS, tried

__all__ = ["Plan", "Tried", "is_lost", "search", "try_mutant"]

#: Originals whose words are kept in mind.
_KEPT: Final = 400


@dataclass(frozen=True, slots=True)
class Plan:
    """What to try.

    seed       of the mutants; `first` is the number of the first one
    count      how many mutants
    minutes    no mutant is begun after that
    jobs       processes that work at a time
    all_steps  every step with every mutant, and not one of those that take turns
    is_quick   other readers are asked only where we find less than half of the words
    """

    seed: int
    first: int
    count: int
    minutes: float
    jobs: int
    all_steps: bool = False
    is_quick: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """A mutant that was tried: what was wrong, and the share of the original's words that each reader still found.

    number    of the mutant; `damage` is "" where it could not be made
    cpu       CPU seconds of the longest step, peak megabytes of memory
    findings  what was wrong
    ours      our share of the words, others those of other readers; hidden text and furniture count, for what
              damages places moves text to where nobody sees it; in_text is the share without them
    said      the first message, "" where nothing was said
    is_quiet  most of our words are gone, the page is called sound, and no other reader finds them either
    """

    number: int
    sample: str = ""
    damage: str = ""
    size: int = 0
    findings: tuple[Finding, ...] = ()
    ours: float = 1.0
    in_text: float = 1.0
    others: Mapping[str, float] = field(default_factory=dict)
    said: str = ""
    is_quiet: bool = False
    cpu: float = 0.0
    peak: float = 0.0

    def to_json(self) -> str:
        """Return it as a line of JSON."""
        fields = {name: getattr(self, name) for name in self.__slots__}
        return json.dumps({**fields, "findings": [(one.kind, one.place, one.what) for one in self.findings]})

    @classmethod
    def from_json(cls, line: bytes | str) -> Tried:
        """Return what a line of JSON says."""
        fields: dict[str, Any] = json.loads(line)
        found = tuple(Finding(Kind(kind), place, what) for kind, place, what in fields.pop("findings"))
        return cls(findings=found, **fields)


class _Originals:
    """The words of the originals, as we and those of the other readers read them that find them there."""

    def __init__(self) -> None:
        self._known: OrderedDict[bytes, dict[str, Words]] = OrderedDict()

    def words(self, data: bytes) -> dict[str, Words]:
        """Return the words by reader; ours under ""."""
        if data not in self._known:
            report = tried(data, ("extract",)).of("extract") or {}
            read = {name: words_of(reader(data)) for name, reader in readers().items()}
            own = words_of(report.get("text", ""))
            self._known[data] = {"": own, **{name: words for name, words in read.items() if is_witness(words, own)}}
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return self._known[data]


def made(plan: Plan, number: int, samples: Sequence[Sample]) -> Mutant | str:
    """Return a mutant, made in a process of its own: damage to objects may bring down the library that writes them.

    Where it cannot be made the reason comes back.
    """
    with TemporaryDirectory(prefix="fuzz-") as folder:
        original, data = Path(folder) / "original.pdf", Path(folder) / "mutant.pdf"

        def make(say: Say) -> None:
            say({"step": "make"})
            one = mutant(plan.seed, number, samples)
            original.write_bytes(one.original)
            data.write_bytes(one.data)
            say({"step": "make", "done": True, "sample": one.sample, "damage": one.damage})

        ended = isolated(make)
        report = ended.of("make")
        if report is None:
            return ended.killed or ended.stderr[-300:]
        return Mutant(report["sample"], report["damage"], original.read_bytes(), data.read_bytes())


def try_mutant(plan: Plan, number: int, samples: Sequence[Sample], originals: _Originals) -> tuple[Tried, bytes]:
    """Return what became of the mutant of that number, and its bytes."""
    one = made(plan, number, samples)
    if isinstance(one, str):
        return Tried(number, said=one), b""
    steps = tuple(STEPS) if plan.all_steps else (*ALWAYS, IN_TURN[number % len(IN_TURN)])
    ended = tried(one.data, steps)
    known, report = originals.words(one.original), ended.of("extract") or {}
    in_text = words_of(report.get("text", ""))
    ours = share(in_text + words_of(report.get("apart", "")), known[""])
    asked = {} if plan.is_quick and ours >= HALF else readers()
    others = {
        name: share(words_of(reader(one.data)), known[name]) if name in known else 0.0 for name, reader in asked.items()
    }
    found = findings_of(ended)
    if is_silent_loss(ended, ours, others):
        found.append(Finding(Kind.SILENT, one.damage.split("+")[0], f"{ours:.2f} of the words; {_shares(others)}"))
    tried_one = Tried(
        number=number,
        sample=one.sample,
        damage=one.damage,
        size=len(one.data),
        findings=tuple(found),
        ours=ours,
        in_text=share(in_text, known[""]),
        others=others,
        said=[*report.get("messages", ()), ""][0],
        is_quiet=is_silent_loss(ended, ours, {"": 1.0}) and known[""].total() > 0,
        cpu=max((step.get("cpu", 0.0) for step in ended.reports), default=0.0),
        peak=ended.peak,
    )
    return tried_one, one.data


def _shares(others: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:.2f}" for name, value in others.items())


def search(plan: Plan, samples: Sequence[Sample], keep: Path) -> Iterator[Tried]:
    """Yield the mutants tried, in the order in which they end; those with findings are kept in the folder `keep`."""
    workers = [_worker(plan, job, samples, keep) for job in range(plan.jobs)]
    open_pipes = [pipe for _, pipe in workers]
    while open_pipes:
        ready, _, _ = select.select(open_pipes, [], [])
        for pipe in ready:
            line = pipe.readline()
            if line:
                yield Tried.from_json(line)
            else:
                open_pipes.remove(pipe)
                pipe.close()
    if any(os.waitpid(worker, 0)[1] for worker, _ in workers):
        raise RuntimeError("a process of the search itself has failed: what it said stands above")


def _worker(plan: Plan, job: int, samples: Sequence[Sample], keep: Path) -> tuple[int, IO[bytes]]:
    """Start a process that tries every jobs-th mutant; return its id and the pipe that it writes what it has tried to.

    A pipe is read a line at a time and unbuffered, so that `select` sees all that is there.
    """
    reading, writing = os.pipe()
    worker = os.fork()
    if worker == 0:
        os.close(reading)
        code = 1
        try:
            _work(plan, job, samples, keep, writing)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(writing)
    return worker, os.fdopen(reading, "rb", buffering=0)


def _work(plan: Plan, job: int, samples: Sequence[Sample], keep: Path, writing: int) -> None:
    until, originals = time.monotonic() + 60 * plan.minutes, _Originals()
    for number in range(plan.first + job, plan.first + plan.count, plan.jobs):
        if time.monotonic() > until:
            break
        one, data = try_mutant(plan, number, samples, originals)
        if one.findings or is_lost(one):
            name = f"{plan.seed}-{number}-{one.damage.split('+')[0]}-{one.sample}"
            (keep / f"{name}.pdf").write_bytes(data)
        content = one.to_json().encode() + b"\n"
        while content:
            content = content[os.write(writing, content) :]


def is_lost(one: Tried) -> bool:
    """Tell whether another reader still finds half of the words, and we less than half of its share."""
    return any(share_of >= HALF and one.ours < share_of / 2 for share_of in one.others.values())
