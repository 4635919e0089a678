"""Two rounds of edits as one: what a rule found in the text, and then in the text that its edits made."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tarmim.model.edit import Candidate, Cause, Span
from tarmim.model.edits import Edits, cause_numbers

__all__ = ["compose"]


def compose(first: Edits, then: Edits, text: str) -> Edits:
    """Return edits of the text that do at once what `first` and then `then` do; linear in both.

    Edits of the two that meet become one, which spans them all and has the cause and, where it is alone, the
    candidates of the later one. It is traced letter by letter where one of its parts is, else to the whole of its span.
    """
    if not len(first):
        return then
    if not len(then):
        return first
    groups = list(_groups(first, then))
    rows = [group.edit(first, then, text) for group in groups]
    causes: dict[Cause, int] = {}
    numbers = [causes.setdefault(row.cause, len(causes)) for row in rows]
    return Edits(
        then.kind,
        array("i", (row.span[0] for row in rows)),
        array("i", (row.span[1] for row in rows)),
        [row.text for row in rows],
        tuple(causes),
        cause_numbers(numbers) if len(causes) > 1 else None,
        sources={k: row.sources for k, row in enumerate(rows) if row.sources is not None},
        candidates={k: row.candidates for k, row in enumerate(rows) if row.candidates},
    )


@dataclass(frozen=True, slots=True)
class _ComposedEdit:
    """One composed edit, in offsets of the source."""

    span: Span
    text: str
    cause: Cause
    sources: tuple[Span, ...] | None
    candidates: tuple[Candidate, ...]


@dataclass(slots=True)
class _MeetingEdits:
    """Edits that meet, by their numbers: those of the first round, and those of the second.

    start, end  what they span in the text between the rounds
    shift       what an offset of that text lacks at `start` to be one of the source
    """

    start: int
    end: int
    shift: int
    first: list[int] = field(default_factory=list)
    then: list[int] = field(default_factory=list)

    def edit(self, first: Edits, then: Edits, text: str) -> _ComposedEdit:
        """Return the one edit that they make."""
        if not self.then:
            (k,) = self.first
            span = first.starts[k], first.ends[k]
            return _ComposedEdit(span, first.text(k), first.cause(k), first.sources.get(k), first.candidates.get(k, ()))
        if not self.first and len(self.then) == 1:
            return self._moved(then, self.then[0])
        start, end = self.start + self.shift, self._source_end(first)
        pieces = list(self._pieces(first, then, text))
        whole = "".join(piece for piece, _ in pieces)
        last = self.then[-1]
        traced = any(k in first.sources for k in self.first) or any(k in then.sources for k in self.then)
        sources = tuple(source for _, spans in pieces for source in spans) if traced else None
        candidates = self._candidates(then, whole) if len(self.then) == 1 else ()
        return _ComposedEdit((start, end), whole, then.cause(last), sources, candidates)

    def meets(self, first: Edits, start: int, end: int, *, inserts: bool | None = None) -> bool:
        """Tell whether an edit behind the group's first one meets it: it begins within, or both insert at one place.

        inserts  whether the edit inserts into the source; where not given, whether start:end is empty
        """
        if start < self.end:
            return True
        inserts = start == end if inserts is None else inserts
        return inserts and start == self.end and self._source_end(first) == self.start + self.shift

    def _moved(self, then: Edits, k: int) -> _ComposedEdit:
        """Return a second edit that met no first one."""
        span = then.starts[k] + self.shift, then.ends[k] + self.shift
        sources = then.sources.get(k)
        if sources is not None:
            sources = tuple((start + self.shift, end + self.shift) for start, end in sources)
        return _ComposedEdit(span, then.text(k), then.cause(k), sources, then.candidates.get(k, ()))

    def _source_end(self, first: Edits) -> int:
        """Return where the group ends in the source."""
        shift = self.shift + sum(first.ends[k] - first.starts[k] - len(first.text(k)) for k in self.first)
        return self.end + shift

    def _pieces(self, first: Edits, then: Edits, text: str) -> Iterator[tuple[str, list[Span]]]:
        """Yield the pieces of the new text, each with a source for every character."""
        between = self._between(first, text)
        place = self.start
        for k in self.then:
            yield self._kept(first, between, place, then.starts[k])
            new, sources = then.text(k), then.sources.get(k)
            spans = [(then.starts[k], then.ends[k])] * len(new) if sources is None else sources
            yield new, [self._before(first, *span) for span in spans]
            place = then.ends[k]
        yield self._kept(first, between, place, self.end)

    def _between(self, first: Edits, text: str) -> str:
        """Return the group's piece of the text between the rounds."""
        parts, place = [], self.start + self.shift
        for k in self.first:
            parts += [text[place : first.starts[k]], first.text(k)]
            place = first.ends[k]
        return "".join(parts) + text[place : self._source_end(first)]

    def _kept(self, first: Edits, between: str, start: int, end: int) -> tuple[str, list[Span]]:
        """Return what the second round left standing from start to end."""
        return between[start - self.start : end - self.start], [first.span_before(i, i + 1) for i in range(start, end)]

    def _before(self, first: Edits, start: int, end: int) -> Span:
        """Return what a span of the text between came from; where nothing stands, what is left of it."""
        if start < end:
            return first.span_before(start, end)
        place = self.start + self.shift if start == self.start else first.span_before(start - 1, start)[1]
        return place, place

    def _candidates(self, then: Edits, whole: str) -> tuple[Candidate, ...]:
        """Return the candidates of the only second edit, with what stands around it in the group."""
        (k,) = self.then
        before = then.starts[k] - self.start
        after = len(whole) - (self.end - then.ends[k])
        return tuple(
            replace(rival, text=whole[:before] + rival.text + whole[after:]) for rival in then.candidates.get(k, ())
        )


def _groups(first: Edits, then: Edits) -> Iterator[_MeetingEdits]:
    """Yield the edits of both rounds in text order, together where they meet."""
    places = first.out_starts()
    shift, i, k = 0, 0, 0
    while i < len(first) or k < len(then):
        if k == len(then) or (i < len(first) and _is_before(first, places, i, then.starts[k], then.ends[k])):
            group = _MeetingEdits(places[i], places[i] + len(first.text(i)), shift, [i])
            i += 1
        else:
            start, end = then.starts[k], then.ends[k]
            if i < len(first) and places[i] < end:
                start = min(start, places[i])
            group = _MeetingEdits(start, end, shift)
            while True:  # take in whatever meets the span, from either round
                if k < len(then) and (not group.then or group.meets(first, then.starts[k], then.ends[k])):
                    group.end = max(group.end, then.ends[k])
                    group.then.append(k)
                    k += 1
                elif i < len(first) and group.meets(first, places[i], places[i], inserts=_inserts(first, i)):
                    group.end = max(group.end, places[i] + len(first.text(i)))
                    group.first.append(i)
                    i += 1
                else:
                    break
        shift += sum(first.ends[n] - first.starts[n] - len(first.text(n)) for n in group.first)
        yield group


def _inserts(edits: Edits, k: int) -> bool:
    return edits.starts[k] == edits.ends[k]


def _is_before(first: Edits, places: array[int], i: int, start: int, end: int) -> bool:
    """Tell whether the first round's edit i ends before start:end, an insertion behind an insertion not counted."""
    stop = places[i] + len(first.text(i))
    return stop <= start and not (stop == start == end and _inserts(first, i))
