"""The gate: what is measured may not get worse in silence.

    python -m evaluation.gate                    the repository's part, and the shared part where ../shared lies
    python -m evaluation.gate --pin              pin what got better, what is new, and material that changed
    python -m evaluation.gate --pin --lower WHY  pin what got worse too; the reason is kept in baseline.json
    python -m evaluation.gate --write-docs       write docs/wild.md

It ends with one line for a commit message. Exit code 1: a figure is below its floor, or not pinned.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

import tarmim
from evaluation.floors import Floors, Measure
from evaluation.indicators import Counts, counted, table, totals
from evaluation.material import ROOT, SLICES, Case, Shared, cases, digest, sample_pairs
from evaluation.outcomes import OUTCOMES, rows_by_kind, soundness_of
from tools.make_damage import Pair

BASELINE = Path(__file__).with_name("baseline.json")
WILD_DOCS = ROOT / "docs" / "wild.md"


def measure_cases() -> list[Measure]:
    """Return the share of cases that come out exactly as they should, by rule, in percent."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    texts: dict[str, list[str]] = {}
    for case in cases():
        if case.file != "known_failures":
            total[case.rule] += 1
            right[case.rule] += is_right(case)
            texts.setdefault(case.rule, []).extend((case.damaged, case.true))
    for rule, row in sorted(total.items()):
        say(f"{rule:<16} {right[rule]:4} of {row:4} exact")
    return [Measure(f"cases.{rule}", 100 * right[rule] / total[rule], digest(texts[rule])) for rule in sorted(total)]


def is_right(case: Case) -> bool:
    """Tell whether a case comes out exactly, or is reported where it should be."""
    repair = tarmim.repair(case.damaged)
    if case.found is None:
        return repair.text == case.true
    return any(
        change.before.strip() == case.found
        for change in repair.explain()
        if change.rule == case.rule and not change.applied
    )


def measure_pairs(part: str, pairs: list[Pair]) -> list[Measure]:
    """Return by kind the pairs restored (a floor) and harmed (a ceiling), in percent, and wrong words in a hundred."""
    found = []
    for kind, row in rows_by_kind(pairs).items():
        before, after = row.errors()
        rates = "  ".join(f"{outcome} {row.share(row.counts[outcome]):5.1f}" for outcome in OUTCOMES)
        say(f"{kind:<16} {rates}  harmed {row.share(row.harmed):4.1f}  wrong words {before:5.2f} -> {after:5.2f}")
        of = digest(text for pair in pairs if pair.kind == kind for text in (pair.damaged, pair.true))
        found.append(Measure(f"{part}.{kind}.restored", row.share(row.counts["restored"]), of))
        found.append(Measure(f"{part}.{kind}.harmed", row.share(row.harmed), of, more=False))
        found.append(Measure(f"{part}.{kind}.errors", after, of, more=False))
    return found


def measure_seed(shared: Shared) -> list[Measure]:
    """Return how many paragraphs of the article come out exactly."""
    damaged, restored = shared.seed()
    true = Counter(line.strip() for line in restored.split("\n") if line.strip())
    got = Counter(line.strip() for line in tarmim.repair(damaged).text.split("\n"))
    exact = (true & got).total()
    say(f"{exact} of {true.total()} paragraphs exact")
    return [Measure("seed.paragraphs", exact, digest((damaged, restored)))]


def measure_sound(shared: Shared) -> list[Measure]:
    """Return edits in 100,000 words and joins in 10,000 lines of sound prose; edits in Persian and Urdu."""
    found = []
    for name, texts in shared.corpora().items():
        suffered = soundness_of(texts)
        edits = 1e5 * suffered.edits / suffered.words
        joins = 1e4 * suffered.joins / suffered.lines
        rules = " ".join(f"{rule}:{count}" for rule, count in suffered.by_rule.most_common())
        say(f"{name:<24} {suffered.words:8} words  edits {edits:.2f} in 100,000  joins {joins:.2f} in 10,000 lines")
        if rules:
            say(f"{'':<24} by rule: {rules}")
        of = digest(texts)
        found.append(Measure(f"sound.{name}.edits", edits, of, more=False))
        found.append(Measure(f"sound.{name}.joins", joins, of, more=False))
    for name, text in shared.sound().items():
        suffered = soundness_of([text])
        edits = suffered.edits + suffered.joins
        say(f"{name:<24} {suffered.words:8} words  edits {edits}  {dict(suffered.by_rule) or ''}")
        found.append(Measure(f"sound.{name}.edits", edits, digest([text]), more=False))
    return found


def measure_wild(shared: Shared, *, write: bool) -> list[Measure]:
    """Return how much of each sign of damage is left in the published texts."""
    texts = shared.wild()
    rows: dict[str, Counts] = {name: counted(text, tarmim.repair(text).text) for name, text in texts.items()}
    say(table(rows))
    if write:
        WILD_DOCS.write_text(_WILD_PAGE.format(count=len(rows), table=table(rows)), encoding="utf-8", newline="\n")
        say(f"wrote {WILD_DOCS.relative_to(ROOT)}")
    of = digest(texts.values())
    return [
        Measure(f"wild.{name.replace(' ', '_')}", after, of, more=False)
        for name, (_, after) in totals(rows.values()).items()
    ]


_WILD_PAGE = """# Published damage, before and after
Written by `python -m evaluation.gate --write-docs`; the texts themselves are not in the repository.

{count} excerpts of text that other people extracted from PDFs and published (official texts of Morocco and Egypt, one
central-bank report). No truth is known, so signs of damage are counted: before → after the repair. What an indicator
counts stands in `evaluation/indicators.py`. Not every count should become 0: a text can hold tatweel that means
something (`هـ`) and private-use codes that nobody can read without the font.

{table}
"""


def summary(measures: list[Measure]) -> str:
    """Return one line for a commit message."""
    known: dict[str, float] = {measure.name: measure.value for measure in measures}
    parts = []
    rate = "dev" if any(name.startswith("dev.") for name in known) else "made"
    for name, value in known.items():
        if name.startswith(f"{rate}.") and name.endswith(".restored"):
            harmed = known[name.removesuffix(".restored") + ".harmed"]
            parts.append(f"{name.split('.')[1]} {value:.1f}" + (f" (harmed {harmed:.1f})" if harmed else ""))
    if "seed.paragraphs" in known:
        parts.append(f"seed {known['seed.paragraphs']:.0f}")
        sound = [
            (name.split(".")[1].split("_")[0], value)
            for name, value in known.items()
            if name.startswith("sound.") and name.endswith(".edits")
        ]
        parts.append("sound " + " ".join(f"{name} {value:.1f}" for name, value in sound))
    return "gate: " + " ".join(parts)


def say(line: str) -> None:
    """Print a line at once: the whole takes minutes."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def measure_all(shared: Shared, *, repository_only: bool, write: bool) -> tuple[list[Measure], list[str]]:
    """Return every figure and the parts that were measured."""
    say("== cases of tests/cases")
    found = measure_cases()
    say("== pairs made from samples/")
    found += measure_pairs("made", sample_pairs())
    parts = ["cases", "made"]
    if repository_only or not shared.exists():
        why = "left out (--repository-only)" if repository_only else f"skipped: {shared.folder} is not here"
        say(f"== the shared part is {why}")
        return found, parts
    say("== pairs of damage/dev.jsonl")
    found += measure_pairs("dev", shared.pairs())
    say("== the article of seed/")
    found += measure_seed(shared)
    say(f"== sound prose, {SLICES} MB of each corpus")
    found += measure_sound(shared)
    say("== published damage, before → after")
    found += measure_wild(shared, write=write)
    return found, [*parts, "dev", "seed", "sound", "wild"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="default: ../shared")
    parser.add_argument("--repository-only", action="store_true", help="leave the shared part out")
    parser.add_argument("--pin", action="store_true", help="write baseline.json")
    parser.add_argument("--lower", metavar="REASON", help="with --pin: what got worse is pinned, with this reason")
    parser.add_argument("--write-docs", action="store_true", help="write docs/wild.md (needs the shared part)")
    arguments = parser.parse_args()
    if arguments.lower is not None and not (arguments.pin and arguments.lower.strip()):
        parser.error("--lower goes with --pin and needs a reason")
    measures, parts = measure_all(
        Shared(arguments.shared), repository_only=arguments.repository_only, write=arguments.write_docs
    )
    floors = Floors(BASELINE)
    for line in floors.better(measures):
        say(f"better  {line}")
    if arguments.pin:
        faults = floors.pin(measures, parts, reason=arguments.lower)
        floors.write()
    else:
        faults = floors.faults(measures, parts)
    for line in faults:
        say(f"FAULT   {line}")
    say(summary(measures))
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
