"""What became of a damaged text: restored, words, held or wrong; and how many edits sound text suffered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

import tarmim
from tools.make_damage import Pair

__all__ = ["OUTCOMES", "Row", "Soundness", "outcome_of", "rows_by_kind", "soundness_of"]

#: The best first.
#: restored  the text is the truth: to the code point but for runs of white space, which count as one space; where
#:           lines are the matter (LINED) line breaks count too, blank lines do not
#: words     every word is there, whole, and no other: only their order differs
#: held      left alone, but for tatweel and white space
#: wrong     changed into something that is not the truth
OUTCOMES = ("restored", "words", "held", "wrong")

LINED = frozenset({"wraps", "paragraphs", "keep"})

TATWEEL = "\u0640"


def outcome_of(pair: Pair, got: str) -> str:
    """Return what a repair made of a pair: one of OUTCOMES."""
    as_compared = _lines if pair.kind in LINED else _words
    if as_compared(got) == as_compared(pair.true):
        return "restored"
    if pair.kind != "keep" and _words(got.replace(TATWEEL, "")) == _words(pair.damaged.replace(TATWEEL, "")):
        return "held"
    return "words" if Counter(got.split()) == Counter(pair.true.split()) else "wrong"


@dataclass(slots=True)
class Row:
    """What became of the pairs of one kind.

    counts   pairs by outcome
    harmed   pairs that hold more wrong words than before: a half repair is wrong and no harm
    words    words of the truth
    before, after  wrong words (edit distance over words), tatweel in the damaged text not counted
    """

    counts: Counter[str] = field(default_factory=Counter)
    harmed: int = 0
    words: int = 0
    before: int = 0
    after: int = 0

    def share(self, count: int) -> float:
        """Return a number of pairs in percent."""
        return 100 * count / self.counts.total()

    def errors(self) -> tuple[float, float]:
        """Return the wrong words in a hundred, before and after."""
        return 100 * self.before / self.words, 100 * self.after / self.words


def rows_by_kind(pairs: Iterable[Pair]) -> Mapping[str, Row]:
    """Return what became of the pairs, by kind."""
    rows: dict[str, Row] = {}
    for pair in pairs:
        row = rows.setdefault(pair.kind, Row())
        got = tarmim.repair(pair.damaged).text
        given = pair.damaged if pair.kind == "keep" else pair.damaged.replace(TATWEEL, "")
        true = pair.true.split()
        before, after = (Levenshtein.distance(text.split(), true) for text in (given, got))
        row.counts[outcome_of(pair, got)] += 1
        row.harmed += after > before
        row.words += len(true)
        row.before += before
        row.after += after
    return dict(sorted(rows.items()))


@dataclass(slots=True)
class Soundness:
    """What sound text suffered: applied edits that join no lines, lines joined, and the edits by rule."""

    words: int = 0
    lines: int = 0
    edits: int = 0
    joins: int = 0
    by_rule: Counter[str] = field(default_factory=Counter)


def soundness_of(texts: Iterable[str]) -> Soundness:
    """Return what the texts, each repaired as one document, suffered together."""
    found = Soundness()
    for text in texts:
        found.words += len(text.split())
        found.lines += text.count("\n") + 1
        for change in tarmim.repair(text).explain():
            if change.applied:
                joined = max(0, change.before.count("\n") - change.edit.text.count("\n"))
                found.joins += joined
                found.edits += not joined
                found.by_rule[change.rule] += 1
    return found


def _words(text: str) -> list[str]:
    return text.split()


def _lines(text: str) -> list[list[str]]:
    return [line.split() for line in text.split("\n") if line.strip()]
