"""Measures whether confidences are probabilities: `python -m evaluation.calibration [--shared PATH] [--write-docs]`.

Every rule runs alone (with those whose findings it reads) on damage of its kinds made from text that the language
models have not seen, and on as much sound text. Every edit that it reports is judged, made or held: is the text at its
place the true one? Half of the paragraphs served to fit the rules; these are the others (`--fitting` measures on the
first half: constants are taken from there). `--reasons` shows what each reason is worth.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import tarmim
from evaluation.calibration_material import PLANS, Material, Plan, material, pairs_of
from evaluation.judged_edits import Judged, judged
from tarmim.rules.pipeline import DEFAULT_RULES

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "calibration.md"

BINS = (0.0, 0.5, 0.7, 0.9, 0.95, 0.99, 1.001)
#: With fewer edits a rule has too little material for its error to say much.
FEW = 100


def measure(rule: str, plan: Plan, known: Material) -> list[Judged]:
    """Return what became of every edit that the rule reports."""
    reads = next(one.reads for one in DEFAULT_RULES if one.name == rule)
    options = tarmim.Options(only=(*reads, rule))
    found: list[Judged] = []
    for pair in pairs_of(plan, known):
        repair = tarmim.repair(pair.damaged, options=options)
        found.extend(judged(rule, repair, pair.true, unit=plan.unit, breaks=plan.breaks))
    return found


def calibration_error(edits: Sequence[Judged]) -> float:
    """Return the expected calibration error: the mean distance of confidence and share right, in ten bins."""
    total = 0.0
    for step in range(10):
        inside = [edit for edit in edits if min(int(10 * edit.confidence), 9) == step]
        total += abs(sum(edit.confidence - edit.right for edit in inside))
    return total / max(1, len(edits))


def area(edits: Sequence[Judged]) -> float | None:
    """Return the area under the ROC curve: how often a right edit is surer than a wrong one; ties count half.

    None where all edits are right, all wrong, or all equally sure.
    """
    ordered = sorted((edit.confidence, edit.right) for edit in edits)
    good = sum(right for _, right in ordered)
    bad, below, won = len(ordered) - good, 0, 0.0
    if not good or not bad or ordered[0][0] == ordered[-1][0]:
        return None
    k = 0
    while k < len(ordered):
        last = k
        while last < len(ordered) and ordered[last][0] == ordered[k][0]:
            last += 1
        right = sum(row[1] for row in ordered[k:last])
        wrong = last - k - right
        won += right * (below + wrong / 2)
        below += wrong
        k = last
    return won / (good * bad)


def row(rule: str, edits: Sequence[Judged]) -> str:
    """Return the rule's row of the summary, as a line of Markdown."""
    if not edits:
        return f"| {rule} | 0 | 0 | – | – | – | – |"
    curve = area(edits)
    figures = [
        str(len(edits)),
        str(sum(edit.made for edit in edits)),
        f"{sum(edit.confidence for edit in edits) / len(edits):.3f}",
        f"{sum(edit.right for edit in edits) / len(edits):.3f}",
        f"{calibration_error(edits):.3f}",
        "–" if curve is None else f"{curve:.3f}",
    ]
    return f"| {rule} | {' | '.join(figures)} |"


def by_confidence(edits: Sequence[Judged]) -> Iterator[str]:
    """Yield the reliability table as lines of Markdown."""
    yield from ("| confidence | edits | mean confidence | right |", "|---|--:|--:|--:|")
    for low, high in pairwise(BINS):
        inside = [edit for edit in edits if low <= edit.confidence < high]
        if inside:
            yield f"| {low:.2f} to {min(high, 1):.2f} | {_shares(inside)} |"


def by_reason(edits: Sequence[Judged]) -> Iterator[str]:
    """Yield a line for each reason, made and held apart: its edits, their mean confidence, the share right."""
    groups: dict[tuple[str, bool], list[Judged]] = {}
    for edit in edits:
        groups.setdefault((edit.reason[:90].partition("whole again")[0], edit.made), []).append(edit)
    for (reason, made), group in sorted(groups.items()):
        yield f"  {'made' if made else 'held'} {_shares(group)}  {reason}"


def _shares(edits: Sequence[Judged]) -> str:
    mean = sum(edit.confidence for edit in edits) / len(edits)
    right = sum(edit.right for edit in edits) / len(edits)
    return f"{len(edits)} | {mean:.3f} | {right:.3f}"


_HEAD = """# How sure is sure
Written by `python -m evaluation.calibration --write-docs`. A confidence is meant as a probability: of all edits that
say .9, nine in ten are right. Each rule runs alone on damage of its kinds, made from {paragraphs} paragraphs of books,
laws and documentation that nothing was fitted on, and on sound text of the same sources. Every edit that it reports is
judged, those that it holds as well. Right means that the text at the place is the true one to the character (of
ligatures, codes, marks and words: the word; of furniture: the line; of `chunks`: the words of the line, whatever their
order); of a report that changes nothing, that there is damage. Slips of typists in the sound text count as wrong.

How much damage a text has decides what share of the edits is right: in a text that has none, none is. The figures
are those of this mixture. The calibration error is the mean distance between confidence and share right, in ten bins;
the area is that under the ROC curve, where edits are not all right or all as sure. Rules with fewer than {few} edits
have too little material for more than a hint. What is above .05 stands in [limits.md](limits.md).

| rule | edits | of them made | mean confidence | right | calibration error | area |
|---|--:|--:|--:|--:|--:|--:|
"""


def main() -> int:
    """Measure, print and, where asked, write the page; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="default: ../shared")
    parser.add_argument("--write-docs", action="store_true", help="write docs/calibration.md")
    parser.add_argument("--only", choices=[*PLANS], action="append", help="one rule; repeatable")
    parser.add_argument("--fitting", action="store_true", help="the half of the paragraphs that serves to fit")
    parser.add_argument("--reasons", action="store_true", help="show what each reason is worth")
    arguments = parser.parse_args()
    corpus = arguments.shared / "corpus"
    if not corpus.is_dir():
        sys.stdout.write(f"skipped: {corpus} is not here\n")
        return 0
    if arguments.write_docs and (arguments.only or arguments.fitting):
        parser.error("--write-docs wants all rules, on the half that nothing was fitted on")
    known = material(corpus, half=0 if arguments.fitting else 1)
    summary, tables = [], []
    for rule in arguments.only or PLANS:
        edits = measure(rule, PLANS[rule], known)
        summary.append(row(rule, edits))
        kinds = ", ".join(f"`{maker.__name__}`" for maker in PLANS[rule].makers)
        tables.append("\n".join([f"\n## {rule}", f"On {kinds}.", "", *by_confidence(edits)]))
        shown = [summary[-1], *(by_reason(edits) if arguments.reasons else [tables[-1]])]
        sys.stdout.write("\n".join(shown) + "\n")
        sys.stdout.flush()
    if arguments.write_docs:
        head = _HEAD.format(paragraphs=sum(map(len, known.paragraphs.values())), few=FEW)
        PAGE.write_text(head + "\n".join([*summary, *tables]) + "\n", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
