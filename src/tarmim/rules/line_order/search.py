"""Which pieces a broken line is made of and how they join: every way to cut it; `scores` says which is likely.

The pieces of a broken line stand in reverse order, each right inside. So reading begins with a piece at the line's end
and goes on to its beginning, and where two pieces meet, a word that was cut is whole again. A piece that begins with a
stroke was cut off a letter that joins; one without was cut off a letter that does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from tarmim.language.keys import is_class
from tarmim.rules.line_order.pieces import LinePieces, is_open
from tarmim.script.languages import languages

__all__ = ["NO_JOIN", "LineReading", "Search", "SearchStep", "Surroundings"]

#: Nats that a cut without a stroke costs; one with a stroke is known.
SEAM_COST: Final = 3.0
#: Nats that a cut between two words costs, in a line that strokes prove to be broken.
SPACE_COST: Final = 6.0
#: Nats that it costs to take a bare proclitic of Arabic (waw, feh, beh, lam, kaf) for a cut half: some people type it
#: apart, in three lines of a thousand of encyclopedia prose; whole pages without a broken line are far more.
_PROCLITIC_COST: Final = 4.0
#: Nats that a proclitic typed apart from its word costs: a habit, so that a line may end in a bare waw.
_APART_COST: Final = 1.0
#: What a step says in place of a word made whole: there is nothing to join; the cut was between two words.
NO_JOIN: Final = -1
_SPACE: Final = -2


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The last keys before the line and the first after it, in reading order; none where nothing is known."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class LineReading(NamedTuple):
    """One way to read a line.

    score   log probability, in nats
    starts  the groups that begin the pieces, in reading order; a single 0 for the line as it stands
    joins   for each piece but the first the word that it makes whole, "" where the cut was between two words
    """

    score: float
    starts: tuple[int, ...]
    joins: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words that were cut, whole again, sorted."""
        return tuple(sorted(filter(None, self.joins)))


class _SearchState(NamedTuple):
    """Reading has come to the beginning of a piece: all groups before `group` are still to come.

    before, last  the numbers of the last two whole words, -1 for none
    tail          the number of the last word of the piece read last, which may go on; -1 before the first piece
    ends          the group that this piece ends with
    """

    group: int
    before: int
    last: int
    tail: int
    ends: int


class SearchStep(NamedTuple):
    """One more piece, from the state numbered `origin` to the one numbered `goal`.

    queries  what it asks
    inside   the keys of the piece, half-open, whose scores depend on nothing outside it
    join     the number of the word that it makes whole, NO_JOIN or _SPACE
    cost     nats that it costs besides
    """

    origin: int
    goal: int
    queries: tuple[int, ...]
    inside: tuple[int, int]
    join: int
    cost: float


@dataclass(slots=True)
class Search:
    """All steps from a line's end to its beginning, and the words and queries that occur on the way.

    most     cuts at most
    fuses    whether two halves may be one word
    spaced   whether cuts between two words are looked for too
    words    the keys of the line, of its surroundings, and the words made whole
    queries  (word before the last, last word, word): numbers of words, -1 where nothing is known
    states   every state that can be reached, the line's end first; a step leads to an earlier group
    steps    for each state the steps that lead out of it
    """

    pieces: LinePieces
    around: Surroundings
    most: int
    fuses: Callable[[str, str], bool]
    spaced: bool = False
    words: list[str] = field(default_factory=list)
    queries: dict[tuple[int, int, int], int] = field(default_factory=dict)
    states: list[_SearchState] = field(default_factory=list)
    steps: list[list[SearchStep]] = field(default_factory=list)
    _numbers: dict[_SearchState, int] = field(default_factory=dict)
    _made: dict[str, int] = field(default_factory=dict)
    _outer: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())

    def __post_init__(self) -> None:
        self.words.extend(self.pieces.keys)
        count = len(self.words)
        before, after = self.around.before, self.around.after
        before, after = before[-2:], after[:2]
        self.words.extend((*before, *after))
        self._outer = (
            tuple(range(count, count + len(before))),
            tuple(range(count + len(before), count + len(before) + len(after))),
        )
        self._explore()

    def with_spaces(self) -> Search:
        """Return a search for cuts between words too."""
        return Search(self.pieces, self.around, self.most, self.fuses, spaced=True)

    @property
    def start(self) -> _SearchState:
        """Return the state before the first piece."""
        before = (-1, -1, *self._outer[0])
        return _SearchState(len(self.pieces), before[-2], before[-1], -1, -1)

    def inner(self) -> list[tuple[int, int, int]]:
        """Return for each key of the line the query that only keys before it on the line answer."""
        return [(k - 2 if k > 1 else -1, k - 1 if k else -1, k) for k in range(len(self.pieces.keys))]

    def sequence(self, reading: LineReading) -> list[str]:
        """Return the keys of the line in the order of a reading, the cut words whole."""
        found: list[str] = []
        ends = pairwise((len(self.pieces), *reading.starts))
        for (end, start), join in zip(ends, ("", *reading.joins), strict=True):
            keys = self.pieces.keys[self.pieces.bounds[start] : self.pieces.bounds[end]]
            if join:
                found[-1], keys = join, keys[1:]
            found.extend(keys)
        return found

    def by_group(self) -> list[list[int]]:
        """Return for each group the numbers of the states whose piece begins with it."""
        found: list[list[int]] = [[] for _ in range(len(self.pieces) + 1)]
        for number, state in enumerate(self.states):
            found[state.group].append(number)
        return found

    def _explore(self) -> None:
        """Find every state that can be reached, and the steps that lead out of it."""
        self._state(self.start)
        self._read_apart()
        seams = [0] * len(self.states)
        reached = self.by_group()
        for group in range(len(self.pieces), 0, -1):
            may_go_on = self.spaced or self._may_go_on(group)
            for origin in reached[group]:
                out = seams[origin] + 1
                for step in self._steps(origin, goes_on=may_go_on and out <= self.most):
                    self.steps[origin].append(step)
                    if step.goal == len(seams):
                        reached[self.states[step.goal].group].append(step.goal)
                        seams.append(out)
                    elif out < seams[step.goal]:
                        seams[step.goal] = out

    def _state(self, state: _SearchState) -> int:
        """Return the number of a state, a new one where it was not reached before."""
        found = self._numbers.get(state)
        if found is None:
            found = self._numbers[state] = len(self.states)
            self.states.append(state)
            self.steps.append([])
        return found

    def _read_apart(self) -> None:
        """Add the reading in which the line ends in a proclitic, typed apart from the first word of the next line."""
        last, after = len(self.pieces.keys) - 1, self._outer[1]
        if len(self.pieces.keys[last]) > 1 or not (after and self.pieces.is_word(last)) or any(self.pieces.marked):
            return
        whole = self._number(self.pieces.keys[last] + self.words[after[0]])
        start = self.start
        row = [start.before, start.last, *range(last), whole, *after[1:]]
        queries = tuple(self._query((row[k - 2], row[k - 1], row[k])) for k in range(2, len(row)))
        goal = self._state(_SearchState(0, whole, whole, -1, -1))
        self.steps[0].append(SearchStep(0, goal, queries, (0, 0), NO_JOIN, _APART_COST))

    def _steps(self, origin: int, *, goes_on: bool) -> Iterator[SearchStep]:
        """Yield the steps that lead from a state: every piece that may end where reading has come to."""
        pieces, state = self.pieces, self.states[origin]
        marked, bounds = pieces.marked, pieces.bounds
        last = next((group for group in range(state.group - 1, 0, -1) if marked[group]), 0)  # a stroke begins a piece
        groups = range(state.group - 1, last - 1, -1) if goes_on else range(1 - bool(last))
        if state.tail < 0:
            for group in groups:
                if not marked[group]:  # what begins with a stroke goes on from something
                    yield self._step(origin, group, NO_JOIN, 0.0)
            return
        half = self.words[state.tail]
        may_fuse = not pieces.ended[state.ends] and not is_class(half)
        if not (may_fuse or self.spaced):
            return
        open_half, seam = is_open(half), self._seam_cost(half)
        for group in groups:
            stroke, first = marked[group], bounds[group]
            if may_fuse and open_half != stroke and self._can_fuse(half, first, stroke):
                join = self._number(half + pieces.keys[first])
                yield self._step(origin, group, join, 0.0 if stroke else seam)
            elif self.spaced and not stroke:
                yield self._step(origin, group, _SPACE, SPACE_COST)

    def _may_go_on(self, group: int) -> bool:
        """Tell whether the last word before the group may be half of one."""
        last = self.pieces.bounds[group] - 1
        if self.pieces.ended[group - 1] or not self.pieces.is_word(last):
            return False
        return any(self.pieces.marked) or is_open(self.pieces.keys[last])

    def _can_fuse(self, half: str, first: int, marked: bool) -> bool:
        return self.pieces.is_word(first) and (marked or self.fuses(half, self.pieces.keys[first]))

    def _step(self, origin: int, group: int, join: int, cost: float) -> SearchStep:
        state, bounds, spaced = self.states[origin], self.pieces.bounds, join == _SPACE
        first, end = bounds[group], bounds[state.group]
        row = [state.before, state.last, state.tail] if spaced else [state.before, state.last]
        row.append(join if join >= 0 else first)
        row.extend(range(first + 1, end))
        tail = -1 if group == 0 else row.pop()
        asked = [*zip(row[:3], row[1:4], row[2:5], strict=False)]
        before, last = row[-2], row[-1]
        if group == 0:
            for after in self._outer[1]:
                asked.append((row[-2], row[-1], after))
                row.append(after)
        queries = tuple(map(self._query, asked))
        size = end - first + spaced - (group > 0)
        inside = (first + 3 - spaced, first + max(3, size) - spaced)
        goal = self._state(_SearchState(group, before, last, tail, state.group - 1))
        return SearchStep(origin, goal, queries, inside, join, cost)

    def _seam_cost(self, half: str) -> float:
        """Return what a cut without a stroke costs behind a half."""
        bare = half in languages()[0].proclitics and not any(self.pieces.marked)
        return SEAM_COST + (_PROCLITIC_COST if bare else 0.0)

    def _number(self, word: str) -> int:
        found = self._made.get(word)
        if found is None:
            found = self._made[word] = len(self.words)
            self.words.append(word)
        return found

    def _query(self, query: tuple[int, int, int]) -> int:
        found = self.queries.get(query)
        if found is None:
            found = self.queries[query] = len(self.queries)
        return found
