"""Level runs and isolating run sequences (UAX #9 BD7, BD13, X10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

REMOVED: Final = frozenset("b12345")
"""Codes of the characters that X9 removes: BN, the embedding and override controls, PDF."""

_INITIATORS: Final = frozenset("678")


@dataclass(frozen=True, slots=True)
class RunSequence:
    """One isolating run sequence: indices into the paragraph in logical order, level, and its two edges.

    `start` and `end` are the directions `"L"` or `"R"` that X10 calls sos and eos.
    """

    positions: Sequence[int]
    level: int
    start: str
    end: str


def direction_of(level: int) -> str:
    """Return the embedding direction of a level, `"L"` or `"R"` (BD3)."""
    return "R" if level & 1 else "L"


def level_runs(positions: Sequence[int], levels: bytearray) -> list[list[int]]:
    """Return the maximal runs of one level among the given positions (BD7)."""
    runs: list[list[int]] = []
    last = -1
    for position in positions:
        if levels[position] != last:
            last = levels[position]
            runs.append([])
        runs[-1].append(position)
    return runs


def run_sequences(codes: str, levels: bytearray, base: int, ends: Mapping[int, int]) -> list[RunSequence]:
    """Return the isolating run sequences of a paragraph (BD13, X10).

    `codes` are the original ones, before overrides: a run that ends in an isolate initiator goes on in
    the run that begins with its PDI, whatever the override did to them.
    """
    runs = level_runs([position for position, code in enumerate(codes) if code not in REMOVED], levels)
    run_of_first = {run[0]: number for number, run in enumerate(runs)}
    continuing = set(ends.values())
    sequences = []
    for number, run in enumerate(runs):
        if run[0] in continuing:
            continue
        chain = [number]
        while (end := ends.get(runs[chain[-1]][-1])) is not None:
            chain.append(run_of_first[end])
        positions = [position for link in chain for position in runs[link]]
        before = levels[runs[number - 1][0]] if number else base
        after = levels[runs[chain[-1] + 1][0]] if chain[-1] + 1 < len(runs) else base
        if codes[positions[-1]] in _INITIATORS:  # an isolate without end borders on the paragraph level
            after = base
        level = levels[run[0]]
        start, end_side = direction_of(max(level, before)), direction_of(max(level, after))
        sequences.append(RunSequence(positions, level, start, end_side))
    return sequences
