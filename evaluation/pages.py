"""PDFs with known truth: how much of the text comes out, beside what other extractors got on the same files.

    python -m evaluation.pages           measure the files of ../shared/bench
    python -m evaluation.pages --pin     pin the means and medians as floors in pages.json

In are the files whose own maps (ToUnicode, ActualText) hold at least 98 % of the letters; out are the others, where
only the font program can tell. All figures are percent:
  letters  characters wrong, without marks, tatweel, invisible characters; digits are all alike
  strict   characters wrong, marks, digits and ZWNJ included
  lines    paragraphs that come out exactly
Exit code 1: a figure is below its floor, or not pinned.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import statistics
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

import tarmim
from evaluation.floors import Floors, Measure
from evaluation.gate import say
from evaluation.material import ROOT, digest
from tarmim.errors import TarmimError

BASELINE = Path(__file__).with_name("pages.json")

#: From this share of letters in the file's own maps on, a file is among those that are in.
IN_MAPS = 0.98

_MARK = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]")
_CONTROL = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u061c]")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u061c]")
#: The forms FE70 to FE7F of marks, without the space or tatweel that they stand on.
_BARE_MARKS = {
    code: unicodedata.normalize("NFKC", chr(code))[1:] for code in range(0xFE70, 0xFE80) if code not in (0xFE73, 0xFE75)
}
_DIGITS = {zero + value: str(value) for zero in (0x660, 0x6F0) for value in range(10)}


@dataclass(frozen=True, slots=True)
class Record:
    """A file of the bench."""

    name: str
    producer: str
    pdf: Path
    truth: str
    is_in: bool


@dataclass(frozen=True, slots=True)
class Scores:
    """What came out of a file, in percent; the fault where nothing did."""

    letters: float
    strict: float
    lines: float
    fault: str = ""


def spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def letters_of(text: str) -> str:
    """Return what counts as letters: forms folded, no marks, one kind of digits."""
    text = unicodedata.normalize("NFKC", text.translate(_BARE_MARKS)).replace("\u0640", "")
    return spaced(_CONTROL.sub("", _MARK.sub("", text).translate(_DIGITS)))


def strict_of(text: str) -> str:
    """Return all that counts strictly: no tatweel, no invisible direction marks."""
    return spaced(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).replace("\u0640", ""))


def rate(got: str, want: str) -> float:
    """Return the characters that are wrong, in percent of those wanted, 100 at most."""
    return min(100.0, 100 * Levenshtein.distance(got, want) / max(1, len(want)))


def score(got: str, want: str, fault: str = "") -> Scores:
    """Return how well a text came out."""
    lines = {strict_of(line) for line in got.split("\n")}
    truth = [strict_of(line) for line in want.split("\n") if line.strip()]
    exact = 100 * sum(line in lines for line in truth) / max(1, len(truth))
    return Scores(rate(letters_of(got), letters_of(want)), rate(strict_of(got), strict_of(want)), exact, fault)


def extracted(record: Record) -> Scores:
    """Return the scores of what Tarmim reads in a file."""
    try:
        document = tarmim.extract(record.pdf)
    except TarmimError as error:
        return score("", record.truth, f"{type(error).__name__}: {error}")
    fault = "; ".join(f"page {number}: {problem}" for number, problem in document.problems)
    return score(document.text, record.truth, fault)


def records_of(folder: Path) -> list[Record]:
    """Return the files of the bench that show what their truth says."""
    found = []
    for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        entry: dict[str, Any] = json.loads(line)
        if not entry.get("visual_fault"):
            truth = (folder / entry["truth"]).read_text(encoding="utf-8")
            is_in = (entry["letters_in_maps"] or 0) >= IN_MAPS
            found.append(Record(entry["id"], entry["producer"], folder / entry["pdf"], truth, is_in))
    return found


def best_peers(folder: Path) -> dict[str, tuple[float, str]]:
    """Return for each file the lowest rate of letters that another extractor got, and its name."""
    best: dict[str, tuple[float, str]] = {}
    with (folder / "peers.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["letters"]:
                mine = (float(row["letters"]), row["extractor"])
                best[row["id"]] = min(best.get(row["id"], mine), mine)
    return best


def measure_part(
    part: str, records: Iterable[Record], peers: Mapping[str, tuple[float, str]]
) -> tuple[list[Measure], list[str]]:
    """Return the figures of a part, and the files on which another extractor is as good or better."""
    chosen = list(records)
    rows = [(record, extracted(record)) for record in chosen]
    beaten: list[str] = []
    for record, got in sorted(rows, key=lambda row: -row[1].letters):
        peer, who = peers.get(record.name, (100.0, "nobody"))
        # nothing wrong cannot be bettered; the peers' figures are rounded
        if got.letters > 0.005 and got.letters >= peer - 0.005:
            beaten.append(f"{record.name}: {got.letters:.2f}, {who} {peer:.2f}")
        figures = f"letters {got.letters:6.2f}  strict {got.strict:6.2f}  lines {got.lines:5.1f}"
        say(f"{record.name:<60} {figures}  best peer {peer:6.2f} {who:<14} {got.fault}".rstrip())
    of = digest(text for record in chosen for text in (record.name, record.truth, digest_of(record.pdf)))
    found = []
    for name, more in (("letters", False), ("strict", False), ("lines", True)):
        values = [getattr(got, name) for _, got in rows]
        for kind, value in (("mean", statistics.mean(values)), ("median", statistics.median(values))):
            suffix = "" if kind == "mean" else ".median"
            found.append(Measure(f"bench.{part}.{name}{suffix}", value, of, more=more))
    return found, beaten


def digest_of(path: Path) -> str:
    return digest([path.read_bytes().decode("latin-1")])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="default: ../shared")
    parser.add_argument("--only", default="", metavar="TEXT", help="files with this in their names; no floors")
    parser.add_argument("--pin", action="store_true", help="write pages.json")
    parser.add_argument("--lower", metavar="REASON", help="with --pin: what got worse is pinned, with this reason")
    arguments = parser.parse_args()
    if arguments.pin and arguments.only:
        parser.error("--pin wants all files")
    folder = arguments.shared / "bench"
    if not (folder / "manifest.jsonl").is_file():
        say(f"pages: skipped: {folder} is not here")
        return 0
    records, peers = records_of(folder), best_peers(folder)
    measures: list[Measure] = []
    for part in ("in", "out"):
        chosen = [r for r in records if r.is_in == (part == "in") and arguments.only in r.name]
        if not chosen:
            continue
        say(f"== maps {part}: {len(chosen)} files")
        found, beaten = measure_part(part, chosen, peers)
        measures += found
        say(f"-- not better than the best peer: {len(beaten)} of {len(chosen)}")
        for line in beaten:
            say(f"   {line}")
    for measure in measures:
        say(f"{measure.name:<28} {measure.value:7.2f}")
    return 0 if arguments.only else _compare(measures, pin=arguments.pin, reason=arguments.lower)


def _compare(measures: list[Measure], *, pin: bool, reason: str | None) -> int:
    floors = Floors(BASELINE)
    for line in floors.better(measures):
        say(f"better  {line}")
    if pin:
        faults = floors.pin(measures, ["bench"], reason=reason)
        floors.write()
    else:
        faults = floors.faults(measures, ["bench"])
    for line in faults:
        say(f"FAULT   {line}")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
