"""Measures whether confidences are probabilities: `python -m evaluation.calibration [--shared PATH] [--write-docs]`.

Damage of each kind is made from text that the language models have not seen (tools/build_language.py, held out), and as
much of that text is given sound. Each rule runs alone and makes every edit that it proposes, however unsure. An edit is
right where the words that it puts are those of the truth at that place; of a line put in order, where its words are
whole, whatever their order. Half of the paragraphs (by their SHA-256) served to fit the rules; these are the others.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from random import Random

from rapidfuzz.distance import Levenshtein

import tarmim
from tarmim.model.repair import Change
from tools.build_language import held_out
from tools.damage_letters import late_shadda, lost_glyph, pulled_codes, run_together, split_words
from tools.damage_ligatures import any_lam_alef, ligature_flip
from tools.damage_order import chunks, exchanged, swap
from tools.make_damage import Maker, Pair
from tools.typesetting import TATWEEL, wrapped

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "calibration.md"

#: The damage that each rule is measured on.
MAKERS: Mapping[str, Sequence[Maker]] = {
    "chunks": (swap, chunks),
    "exchanged": (exchanged,),
    "ligatures": (any_lam_alef, ligature_flip),
    "codes-order": (pulled_codes, lost_glyph),
    "codes": (lost_glyph,),
    "late-marks": (late_shadda,),
    "words": (split_words, run_together),
}
#: Pairs made of each kind and source, paragraphs of this length.
PAIRS = 200
LENGTHS = (250, 1500)
WIDTHS = (55, 95)
BINS = (0.0, 0.5, 0.7, 0.9, 0.95, 0.99, 1.001)
PRECISION = 0.99


@dataclass(slots=True)
class Outcome:
    """Edits of a rule: how sure each was and whether it was right; places damaged, of which each is one at most."""

    confidences: list[float] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    damaged: int = 0


def paragraphs(corpus: Path) -> dict[str, list[str]]:
    """Return the paragraphs that nothing was fitted on, by their source."""
    found: dict[str, list[str]] = {}
    for name, line in held_out(corpus):
        if LENGTHS[0] < len(line) < LENGTHS[1] and hashlib.sha256(line.encode()).digest()[0] % 2:
            found.setdefault(name, []).append(line)
    return found


def pairs(texts: Mapping[str, list[str]], maker: Maker) -> Iterator[Pair]:
    """Yield pairs of one kind from every source."""
    for name, lines in texts.items():
        rng = Random(f"{maker.__name__} {name}")
        made = 0
        for _ in range(20 * PAIRS):
            pair = maker(lines, rng)
            if pair is not None:
                yield Pair(maker.__name__, *pair)
                made += 1
            if made == PAIRS:
                break


def sound(texts: Mapping[str, list[str]]) -> Iterator[Pair]:
    """Yield as much sound text, cut into lines."""
    rng = Random("sound")
    for lines in texts.values():
        for line in rng.sample(lines, min(PAIRS, len(lines))):
            text = "\n".join(wrapped(line, rng.randrange(*WIDTHS)))
            yield Pair("sound", text, text)


def measure(rule: str, texts: Mapping[str, list[str]]) -> Outcome:
    """Return what became of every edit that the rule proposes."""
    outcome = Outcome()
    options = tarmim.Options(only=(rule,), threshold=0.0)
    for maker in (*MAKERS[rule], None):
        for pair in pairs(texts, maker) if maker else sound(texts):
            repair = tarmim.repair(pair.damaged, options=options)
            outcome.damaged += _places(pair) if maker else 0
            changes = [change for change in repair.explain() if change.applied]
            for change, right in zip(changes, _judge(rule, repair.text, changes, pair.true), strict=True):
                outcome.confidences.append(change.edit.confidence)
                outcome.right.append(right)
    return outcome


def _places(pair: Pair) -> int:
    """Return how many places are damaged: words that differ; a line out of order is one."""
    if pair.kind in ("swap", "chunks", "exchanged"):
        return 1
    codes = Levenshtein.opcodes(_bare(pair.damaged).split(), pair.true.split())
    return sum(
        max(code.src_end - code.src_start, code.dest_end - code.dest_start) for code in codes if code.tag != "equal"
    )


def _judge(rule: str, text: str, changes: Sequence[Change], true: str) -> Iterator[bool]:
    if rule == "chunks":
        lines = true.split("\n")
        for change in changes:
            number = text.count("\n", 0, change.output[0])
            yield Counter(_bare(change.edit.text).split()) == Counter(_bare(lines[number]).split())
        return
    words = [(match.start(), match.end()) for match in re.finditer(r"\S+", text)]
    got = [_bare(text[slice(*span)]) for span in words]
    wrong = {
        index
        for code in Levenshtein.opcodes(got, _bare(true).split())
        if code.tag != "equal"
        for index in range(code.src_start, max(code.src_end, code.src_start + 1))
    }
    for change in changes:
        start, end = change.output
        yield not any(index in wrong for index, (a, b) in enumerate(words) if a < max(end, start + 1) and b > start)


def _bare(text: str) -> str:
    return text.replace(TATWEEL, "")


def table(outcome: Outcome) -> list[str]:
    """Return the reliability table as lines of Markdown."""
    rows = ["| confidence | edits | mean confidence | right |", "|---|--:|--:|--:|"]
    for low, high in pairwise(BINS):
        inside = [k for k, p in enumerate(outcome.confidences) if low <= p < high]
        if inside:
            mean = sum(outcome.confidences[k] for k in inside) / len(inside)
            right = sum(outcome.right[k] for k in inside) / len(inside)
            rows.append(f"| {low:.2f} to {min(high, 1):.2f} | {len(inside)} | {mean:.3f} | {right:.3f} |")
    return rows


def calibration_error(outcome: Outcome) -> float:
    """Return the expected calibration error: the mean distance of confidence and share right, in ten bins."""
    total = 0.0
    for step in range(10):
        inside = [k for k, p in enumerate(outcome.confidences) if min(int(10 * p), 9) == step]
        total += abs(sum(outcome.confidences[k] - outcome.right[k] for k in inside))
    return total / max(1, len(outcome.confidences))


def area(outcome: Outcome) -> float:
    """Return the area under the ROC curve: how often a right edit is surer than a wrong one; ties count half."""
    ordered = sorted(zip(outcome.confidences, outcome.right, strict=True))
    good, bad, below, won = sum(outcome.right), len(outcome.right) - sum(outcome.right), 0, 0.0
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
    return won / (good * bad) if good and bad else 1.0


def share_at_precision(outcome: Outcome) -> float:
    """Return the share of damaged places repaired by the surest edits of which PRECISION are right."""
    right, best = 0, 0
    for count, (_, good) in enumerate(sorted(zip(outcome.confidences, outcome.right, strict=True), reverse=True), 1):
        right += good
        if right >= PRECISION * count:
            best = right
    return min(1.0, best / max(1, outcome.damaged))


_HEAD = """# How sure is sure
Written by `python -m evaluation.calibration --write-docs`. Each rule that asks the language models runs alone, on
damage made from {paragraphs} paragraphs of books, laws and documentation that nothing was fitted on, and
on as much sound text; every edit that it proposes is judged, those that it would hold as well.

The last column: of all damaged places, those repaired by the surest edits, of which {precision:.0%} are right.
`exchanged` and `codes-order` are less sure than they might be here: what they would wrongly take for damage is rare in
this text, and they assume more of it, for the sake of other texts. `words` is unsure of what shows only once or twice.

| rule | edits judged | calibration error | area under the ROC curve | repaired |
|---|--:|--:|--:|--:|
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="default: ../shared")
    parser.add_argument("--write-docs", action="store_true", help="write docs/calibration.md")
    parser.add_argument("--only", choices=[*MAKERS], action="append", help="one rule; repeatable")
    arguments = parser.parse_args()
    corpus = arguments.shared / "corpus"
    if not corpus.is_dir():
        sys.stdout.write(f"skipped: {corpus} is not here\n")
        return 0
    texts = paragraphs(corpus)
    head = _HEAD.format(paragraphs=sum(map(len, texts.values())), precision=PRECISION)
    summary, tables = [], []
    for rule in arguments.only or MAKERS:
        outcome = measure(rule, texts)
        figures = (calibration_error(outcome), area(outcome), 100 * share_at_precision(outcome))
        summary.append("| {} | {} | {:.3f} | {:.3f} | {:.1f} % |".format(rule, len(outcome.right), *figures))
        kinds = ", ".join(maker.__name__ for maker in MAKERS[rule])
        tables.append("\n".join([f"\n## {rule}", f"On {kinds}.", "", *table(outcome)]))
        sys.stdout.write(summary[-1] + "\n" + tables[-1] + "\n")
        sys.stdout.flush()
    if arguments.write_docs:
        PAGE.write_text(head + "\n".join([*summary, *tables]) + "\n", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
