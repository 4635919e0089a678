"""Looks for PDFs and texts that break Tarmim: each is tried in a process with limits, PDFs with every verb.

    python -m tests.fuzz --minutes 30 --jobs 2
    python -m tests.fuzz --count 300 --seed 7 --corpus FOLDER --out FOLDER
    python -m tests.fuzz --seed 7 --only 1234           # one mutant again, with every step
    python -m tests.fuzz --texts --count 5000 --seed 7  # texts for `repair` instead of PDFs
    python -m tests.fuzz --try FILE                     # a file as it is
    python -m tests.fuzz --minimise FILE --out FOLDER   # a smaller file with the same findings

Exit code 1 where anything was found. Needs Unix: each input runs in a forked process.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy: a process with threads must not be forked

import argparse
import gc
import json
import shlex
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from tests.fuzz.cases import outcomes
from tests.fuzz.findings import findings_of
from tests.fuzz.minimise import minimise
from tests.fuzz.readers import readers
from tests.fuzz.samples import Sample, samples
from tests.fuzz.search import Plan, search
from tests.fuzz.summary import Summary, summary
from tests.fuzz.text_search import TriedText, search_texts, text_summary, warm_texts
from tests.fuzz.trial import tried, warm

_FOREVER = 10**9
#: Seconds between two lines that say how far the search is.
_EVERY = 60


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--minutes", type=float, default=0.0, help="how long to search (default: until --count)")
    parser.add_argument("--count", type=int, default=0, help="how many mutants (default: as many as fit; 300)")
    parser.add_argument("--seed", type=int, default=1, help="other seeds give other mutants (default: 1)")
    parser.add_argument("--first", type=int, default=0, help="the number of the first mutant (default: 0)")
    parser.add_argument("--corpus", type=Path, action="append", default=[], help="a folder of PDFs to damage as well")
    parser.add_argument("--jobs", type=int, default=2, help="processes at a time (default: 2)")
    parser.add_argument("--out", type=Path, help="for records and inputs with findings (default: a temporary folder)")
    parser.add_argument("--quick", action="store_true", help="ask other readers only where little was found")
    parser.add_argument("--texts", action="store_true", help="try `repair` with texts instead (one process at a time)")
    parser.add_argument("--only", type=int, metavar="N", help="the mutant of this number, with every step")
    parser.add_argument("--try", type=Path, dest="file", metavar="FILE", help="this file as it is, with every step")
    parser.add_argument("--minimise", type=Path, metavar="FILE", help="make FILE smaller while its findings stay")
    parser.add_argument("--cases", action="store_true", help="what becomes of the cases, in JSON")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    chosen = _arguments(arguments)
    out = chosen.out or Path(tempfile.mkdtemp(prefix="fuzz-"))
    out.mkdir(parents=True, exist_ok=True)
    if chosen.texts:
        return _search_texts(chosen, out)
    known = samples(chosen.corpus)
    warm([sample.read() for sample in known if sample.name in ("made-mapped", "fpdf2-news", "weasyprint-vowelled")])
    readers()
    gc.collect()
    gc.freeze()  # what is shared with the forked processes is not to be copied by counting references
    if chosen.file:
        return _try(chosen.file)
    if chosen.cases:
        for file, outcome in outcomes():
            print(json.dumps((file, asdict(outcome))))
        return 0
    if chosen.minimise:
        return minimise(chosen.minimise, out)
    return _search(chosen, known, out)


def _search_texts(chosen: argparse.Namespace, out: Path) -> int:
    """Try texts and print what is wrong with each as it is found."""
    warm_texts()
    gc.collect()
    gc.freeze()
    is_one = chosen.only is not None
    found: list[TriedText] = []
    for one in search_texts(
        chosen.seed,
        first=chosen.only if is_one else chosen.first,
        count=1 if is_one else chosen.count or (_FOREVER if chosen.minutes else 300),
        minutes=chosen.minutes or _FOREVER,
        keep=out,
    ):
        found.append(one)
        for finding in one.findings:
            print(f"{one.name}: {finding.kind}: {finding.place}", flush=True)
            if is_one:
                print(finding.what)
    print(text_summary(found))
    print(f"texts with findings: {out}")
    return int(any(one.findings for one in found))


def _try(path: Path) -> int:
    """Try a file and print each step and what is wrong."""
    ended = tried(path.read_bytes())
    for report in ended.reports:
        if report.get("done"):
            print({name: str(value)[:300] for name, value in report.items() if name != "done"})
    print(f"{ended.cpu:.2f} CPU s, {ended.peak:.0f} MB {ended.killed}")
    found = findings_of(ended)
    for finding in found:
        print(f"{finding.kind}: {finding.place}\n{finding.what}")
    return int(bool(found))


def _search(chosen: argparse.Namespace, known: Sequence[Sample], out: Path) -> int:
    is_one = chosen.only is not None
    plan = Plan(
        seed=chosen.seed,
        first=chosen.only if is_one else chosen.first,
        count=1 if is_one else chosen.count or (_FOREVER if chosen.minutes else 300),
        minutes=chosen.minutes or _FOREVER,
        jobs=1 if is_one else max(1, chosen.jobs),
        all_steps=is_one,
        is_quick=chosen.quick,
    )
    found, said, records = Summary(), time.monotonic(), out / "tried.jsonl"
    for one in search(plan, known, out):
        with records.open("a", encoding="utf-8") as file:
            file.write(one.to_json() + "\n")
        if time.monotonic() > said + _EVERY:
            said = time.monotonic()
            print(f"{len(found.tried)} tried", file=sys.stderr, flush=True)
        for finding in found.add(one):
            print(f"{one.number}  {one.damage}  {one.sample}: {finding.kind}: {finding.place}", flush=True)
            if is_one:
                print(finding.what)
    folders = "".join(f" --corpus {shlex.quote(str(folder))}" for folder in chosen.corpus)
    print(summary(found, lambda number: f"python -m tests.fuzz --seed {plan.seed} --only {number}{folders}"))
    print(f"records, and inputs with findings: {out}")
    return int(found.has_failed)


if __name__ == "__main__":
    sys.exit(main())
