"""Broken lines put in order: which words fuse, how sure that is, and where the cut fell."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from tarmim.engine.rule import DEFAULT_THRESHOLD
from tarmim.language.document import DocumentWords
from tarmim.language.junctions import Junctions
from tarmim.language.keys import END, START, tokens
from tarmim.language.models import Models
from tarmim.language.words import Words
from tarmim.model.edit import Candidate, Edit, Span
from tarmim.rules._shared.odds import logistic
from tarmim.rules.line_order.pieces import LinePieces, pieces_of
from tarmim.rules.line_order.scores import scored
from tarmim.rules.line_order.seams import shares_of
from tarmim.rules.line_order.search import LineReading, Search, Surroundings
from tarmim.rules.line_order.suspects import may_fuse
from tarmim.script.letters import TATWEEL as STROKE

__all__ = ["in_order"]

KIND: Final = "chunks"

#: Characters of the text looked at together with a broken line: its own words are evidence.
_REGION_CHARACTERS: Final = 40_000
#: Cuts looked for in a line: without a stroke on it, and with.
_CUTS_PLAIN: Final = 4
_CUTS_MARKED: Final = 9
#: Nats by which two words must be likelier as one to be taken for its halves, whatever stands around them.
_FUSE_NATS: Final = 0.0
#: Keys beside a line that are looked at.
_KEYS_BESIDE: Final = 4
#: The width is the 90th percentile of the lengths of lines; a line below the second share of it is short. By judgement.
_WIDTH_PERCENTILE: Final = 0.9
_SHORT_SHARE: Final = 0.6
#: How many rival orders an edit lists at most, and the least probability of one.
_MOST_RIVALS: Final = 3
_LEAST_RIVAL_PROBABILITY: Final = 0.02
#: Nobody is surer than this of a line whose only readings make one word of two that is in no list.
_MOST_ODD_CONFIDENCE: Final = 0.5
#: Less probable edits are not reported.
_LEAST_REPORTED: Final = 0.3


@dataclass(frozen=True, slots=True)
class RankedOrders:
    """The orders in which a broken line may be read.

    readings  orders in which the same words fuse, the likeliest first
    shares    the probability of each order, those words given
    words     the probability that the line is broken and that these words fuse
    """

    readings: tuple[LineReading, ...]
    shares: tuple[float, ...]
    words: float


def in_order(text: str, lines: Sequence[Span], models: Models) -> Mapping[Span, Edit]:
    """Return an edit for each of the lines that seems broken; the lines are sorted by place."""
    found: dict[Span, Edit] = {}
    regions: dict[int, list[Span]] = defaultdict(list)
    for line in lines:
        regions[line[0] // _REGION_CHARACTERS].append(line)
    for region, members in regions.items():
        found.update(_in_region(text, region, members, models))
    return found


def _in_region(text: str, region: int, lines: Sequence[Span], models: Models) -> Iterator[tuple[Span, Edit]]:
    broken = set(lines)
    low, high = region * _REGION_CHARACTERS, (region + 1) * _REGION_CHARACTERS
    start, end = text.rfind("\n", 0, low) + 1, text.find("\n", high)
    sound = [line for line in _lines_within(text, start, len(text) if end < 0 else end) if line not in broken]
    document = DocumentWords.of(_keys(text, sound))
    lengths = sorted(b - a for a, b in sound)
    width = lengths[int(_WIDTH_PERCENTILE * len(lengths))] if lengths else 0
    searches = [_search(text, line, _around(text, line, broken, width), models.words) for line in lines]
    orders = _rank_orders(searches, models, document)
    unsure = [
        k for k, search in enumerate(searches) if any(search.pieces.marked) and _is_odd(search, orders[k], models.words)
    ]
    again = [searches[k].with_spaces() for k in unsure]
    for k, ranked in zip(unsure, _rank_orders(again, models, document), strict=True):
        odd = ranked is not None and _is_odd(searches[k], ranked, models.words)
        orders[k] = (
            replace(ranked, words=min(ranked.words, _MOST_ODD_CONFIDENCE)) if ranked is not None and odd else ranked
        )
    for line, search, ranked in zip(lines, searches, orders, strict=True):
        if ranked is not None and ranked.words > _LEAST_REPORTED:
            yield line, _edit(text, line, search.pieces, ranked)


def _keys(text: str, lines: Sequence[Span]) -> Iterator[Sequence[str]]:
    """Yield the keys of each of the lines, read in one pass."""
    if not lines:
        return
    first, last = lines[0][0], lines[-1][1]
    found = tokens(text[first:last])
    for start, end in lines:
        yield found.keys[bisect_left(found.starts, start - first) : bisect_left(found.starts, end - first)]


def _rank_orders(searches: Sequence[Search], models: Models, document: DocumentWords) -> list[RankedOrders | None]:
    sequences = models.sequences
    assert sequences is not None
    found = scored(searches, sequences, document)
    return [judged(search, readings, models.junctions) for search, readings in zip(searches, found, strict=True)]


def _is_odd(search: Search, ranked: RankedOrders | None, words: Words) -> bool:
    """Tell whether a broken line was not understood: it may have been cut between words too.

    So it seems where nothing is sure, and where two words of the list are said to be halves of one that is not in it
    and are likelier apart.
    """
    if ranked is None or ranked.words < DEFAULT_THRESHOLD:
        return True
    pieces, reading = search.pieces, ranked.readings[0]
    strange = [
        (word, pieces.keys[pieces.bounds[end] - 1], pieces.keys[pieces.bounds[start]])
        for word, start, end in zip(reading.joins, reading.starts[1:], (len(pieces), *reading.starts), strict=False)
        if word and word not in words
    ]
    scores = words.log_probability([key for row in strange for key in row]).reshape(-1, 3).tolist()
    return any(
        tail in words and head in words and whole < apart + rest
        for (_, tail, head), (whole, apart, rest) in zip(strange, scores, strict=True)
    )


def _search(text: str, line: Span, around: Surroundings, words: Words) -> Search:
    pieces = pieces_of(text, *line)
    marked = any(pieces.marked)
    ends = pieces.keys[-1], pieces.keys[0]

    def fuses(tail: str, head: str) -> bool:
        if (tail, head) == ends:
            return True
        fuse = may_fuse(tail, head, words, gain=_FUSE_NATS)
        return fuse is True or (fuse is None and (marked or tail not in words or head not in words))

    return Search(pieces, around, _CUTS_MARKED if marked else _CUTS_PLAIN, cache(fuses))


def _lines_within(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _around(text: str, line: Span, broken: set[Span], width: float) -> Surroundings:
    """Return the keys beside the line; nothing of a neighbour that is broken too, or beyond a blank line.

    A line that is short for the width of the others ends its paragraph: what stands below does not go on from it.
    """
    start, end = line
    before: tuple[str, ...] = (START,)
    if start:
        above = text.rfind("\n", 0, start - 1) + 1, start - 1
        if text[slice(*above)].strip():
            unknown = above in broken or above[1] - above[0] < _SHORT_SHARE * width
            before = () if unknown else tokens(text[slice(*above)]).keys[-_KEYS_BESIDE:]
    below = end + 1, text.find("\n", end + 1)
    below = (below[0], len(text)) if below[1] < 0 else below
    if end - start < _SHORT_SHARE * width:
        return Surroundings(before, (END,))
    after = () if below in broken else tokens(text[slice(*below)]).keys[:_KEYS_BESIDE]
    return Surroundings(before, after)


def judged(search: Search, readings: Sequence[LineReading], junctions: Junctions | None) -> RankedOrders | None:
    """Return what to think of a line of these readings, None where it cannot be broken."""
    standing = [reading.score for reading in readings if not reading.joins]
    ways: dict[tuple[str, ...], list[LineReading]] = defaultdict(list)
    for reading in readings:
        if reading.joins:
            ways[reading.words].append(reading)
    if not ways:
        return None
    sums = {joins: _log_sum([reading.score for reading in group]) for joins, group in ways.items()}
    best = max(sums, key=sums.__getitem__)
    words = BROKEN.probability(sums[best] - max(standing)) if standing else 1.0
    rest = [score for joins, score in sums.items() if joins != best]
    if rest:
        words *= RIGHT_WORDS.probability(sums[best] - _log_sum(rest))
    shares = shares_of(search, ways[best], junctions)
    order = sorted(range(len(shares)), key=lambda index: -shares[index])
    return RankedOrders(tuple(ways[best][k] for k in order), tuple(shares[k] for k in order), words)


@dataclass(frozen=True, slots=True)
class _Logistic:
    """A probability from a difference of log likelihoods."""

    slope: float
    offset: float

    def probability(self, gain: float) -> float:
        return logistic(self.slope * gain + self.offset)


#: That a line is broken, from what its best reading gains on the line as it stands; that the right words fuse, from
#: what they gain on all others. Fitted on 900 swapped lines, 900 in many pieces and 42,000 sound ones of held-out text
#: (slope .65, offset -1.1; .20, .9); for the first, broken lines are taken to be three times rarer than there.
BROKEN: Final = _Logistic(0.65, -2.2)
RIGHT_WORDS: Final = _Logistic(0.2, 0.9)


def _log_sum(scores: Sequence[float]) -> float:
    top = max(scores)
    return top + math.log(sum(math.exp(score - top) for score in scores))


def _edit(text: str, line: Span, pieces: LinePieces, ranked: RankedOrders) -> Edit:
    rivals = [
        Candidate(_put(text, _spans(text, pieces, reading)), share)
        for reading, share in zip(ranked.readings[1:], ranked.shares[1:], strict=True)
        if share >= _LEAST_RIVAL_PROBABILITY
    ]
    spans = _spans(text, pieces, ranked.readings[0])
    start, end = pieces.spans[0][0], pieces.spans[-1][1]
    sources = tuple((place, place + 1) for a, b in spans for place in range(a, b))
    return Edit(
        start,
        end,
        _put(text, spans),
        KIND,
        round(ranked.words, 3),
        _reason(ranked),
        sources=sources,
        candidates=tuple(rivals[:_MOST_RIVALS]),
    )


def _spans(text: str, pieces: LinePieces, reading: LineReading) -> list[Span]:
    """Return the spans of the passage in reading order; strokes that a cut left before a piece are left out."""
    ends = (len(pieces), *reading.starts)
    found: list[Span] = []
    for start, end, join in zip(reading.starts, ends, ("", *reading.joins), strict=False):
        first, last = pieces.spans[start][0], pieces.spans[end - 1][1]
        if found and not join:  # the cut was between two words: the space before the piece, or behind the first one
            found.append((first - 1, first) if start else (last, last + 1))
        if pieces.marked[start]:
            strokes = re.compile(f"{STROKE}+").match(text, first)
            first = strokes.end() if strokes else first
        found.append((first, last))
    return found


def _put(text: str, spans: Sequence[Span]) -> str:
    return "".join(text[start:end] for start, end in spans)


def _reason(ranked: RankedOrders) -> str:
    words = ", ".join(sorted(set(ranked.readings[0].words)))
    order = f"{ranked.shares[0]:.0%}"
    return f"the pieces of this line stood in reverse order; whole again: {words}; sure of their order: {order}"
