"""How likely each way to read a broken line is: the steps of its search, scored by the words that come out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.rules.line_order.search import NO_JOIN, LineReading, Search, SearchStep

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.language.document import DocumentWords
    from tarmim.language.sequences import Sequences

__all__ = ["scored"]

#: Nats that a word costs which neither a list nor the document has: two rare words in a row fuse into one as well.
UNKNOWN_WORD_COST: Final = 4.0
#: How many ways to come to one place are kept.
_KEPT: Final = 4


def scored(
    searches: Sequence[Search], sequences: Sequences, document: DocumentWords | None = None
) -> list[list[LineReading]]:
    """Return the best readings of each line, the likeliest first; all lines are scored in one pass."""
    words: list[str] = []
    tables: list[NDArray[np.int64]] = []
    for search in searches:
        asked = [*search.inner(), *search.queries]
        table = np.fromiter(chain.from_iterable(asked), dtype=np.int64, count=3 * len(asked)).reshape(-1, 3)
        table[table >= 0] += len(words)
        words.extend(search.words)
        tables.append(table)
    if not words:
        return [[] for _ in searches]
    before, left, right = np.concatenate(tables).T
    keys = sequences.ready(words, document=document)
    scores = sequences.follow(keys, left, right, before=before, document=document)
    strangers = (keys.ids == 0) if keys.own is None else (keys.ids == 0) & (keys.own < 0)
    found, rows, base = [], 0, 0
    for search, table in zip(searches, tables, strict=True):
        strange = strangers[base : base + len(search.words)].tolist()
        found.append(_best(search, scores[rows : rows + len(table)], strange))
        rows, base = rows + len(table), base + len(search.words)
    return found


#: A way to a state: its score, the step that came there and which of the ways to its origin went before.
_Way = tuple[float, SearchStep | None, int]


def _best(search: Search, scores: NDArray[np.float32], strange: Sequence[bool]) -> list[LineReading]:
    """Return the best readings of a line from the scores of its keys as they stand and of its queries."""
    count = len(search.pieces.keys)
    sums = np.concatenate([[0.0], np.cumsum(scores[:count], dtype=np.float64)]).tolist()
    asked = scores[count:].tolist()
    ways: list[list[_Way]] = [[] for _ in search.states]
    ways[0] = [(0.0, None, 0)]
    *groups, whole = reversed(search.by_group())
    for origin in chain.from_iterable(groups):  # every step leads to an earlier group: all ways to this one are known
        came = ways[origin]
        came.sort(key=_score_of, reverse=True)
        del came[_KEPT:]
        ranked = [(way[0], rank) for rank, way in enumerate(came)]
        for step in search.steps[origin]:
            _, goal, queries, (low, high), join, cost = step
            gain = sum([asked[query] for query in queries]) - cost
            if high > low:
                gain += sums[high] - sums[low]
            if join >= 0 and strange[join]:
                gain -= UNKNOWN_WORD_COST
            ways[goal] += [(score + gain, step, rank) for score, rank in ranked]
    ends = sorted((way for number in whole for way in ways[number]), key=_score_of, reverse=True)
    return [_reading(search, ways, way) for way in ends]


def _score_of(way: _Way) -> float:
    return way[0]


def _reading(search: Search, ways: list[list[_Way]], way: _Way) -> LineReading:
    score, step, rank = way
    starts, joins = [], []
    while step is not None:
        starts.append(search.states[step.goal].group)
        if step.join != NO_JOIN:
            joins.append(search.words[step.join] if step.join >= 0 else "")
        _, step, rank = ways[step.origin][rank]
    return LineReading(score, tuple(reversed(starts)), tuple(reversed(joins)))
