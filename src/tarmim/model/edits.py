"""Many edits of one rule, kept in columns: made, split, and followed from the text before to the one after."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, chain, islice, repeat
from operator import add, eq, le, sub
from typing import overload

from tarmim.model.edit import NOTHING_TO_PUT, Candidate, Cause, Edit, Span

__all__ = ["EMPTY", "Edits", "cause_numbers"]


class Edits(Sequence[Edit]):
    """Edits kept in columns, in text order and without overlap, shown as Edit when asked for.

    A stretched page has an edit every ten characters: columns keep that at some 20 bytes an edit.

    starts, ends  offsets (characters, half-open)
    texts         the replacements, or one string where all are the same
    causes        the distinct causes; cause_of[k] says which one edit k has (None: all the first)
    sources, candidates  sparse, by the edit's number
    """

    __slots__ = ("_out_starts", "candidates", "cause_of", "causes", "ends", "kind", "sources", "starts", "texts")

    def __init__(
        self,
        kind: str,
        starts: array[int],
        ends: array[int],
        texts: Sequence[str] | str,
        causes: tuple[Cause, ...],
        cause_of: array[int] | None = None,
        *,
        sources: Mapping[int, tuple[Span, ...]] | None = None,
        candidates: Mapping[int, tuple[Candidate, ...]] | None = None,
    ) -> None:
        self.kind = kind
        self.starts = starts
        self.ends = ends
        self.texts = texts
        self.causes = causes
        self.cause_of = cause_of
        self.sources = sources or {}
        self.candidates = candidates or {}
        self._out_starts: array[int] | None = None

    @classmethod
    def alike(cls, kind: str, starts: Iterable[int], ends: Iterable[int], text: str, cause: Cause) -> Edits:
        """Return edits that all put the same text, for the same reason, at spans given in text order."""
        return cls(kind, array("i", starts), array("i", ends), text, (cause,))

    @classmethod
    def of(cls, kind: str, edits: Iterable[Edit]) -> Edits:
        """Return the edits as columns, sorted by place.

        Of two edits that overlap the one to be made stays before the one that its rule holds, then the surer, then the
        earlier. Two insertions at one place overlap too: their order would be a guess.
        """
        return cls.in_order(kind, _without_overlap(sorted(edits, key=lambda edit: (edit.start, edit.end))))

    @classmethod
    def in_order(cls, kind: str, ordered: Sequence[Edit]) -> Edits:
        """Return the edits as columns; they come in text order and do not overlap."""
        if not ordered:
            return EMPTY
        causes: dict[Cause, int] = {}
        numbers = [causes.setdefault(Cause(e.reason, e.confidence, e.held), len(causes)) for e in ordered]
        return cls(
            kind,
            array("i", (e.start for e in ordered)),
            array("i", (e.end for e in ordered)),
            [e.text for e in ordered],
            tuple(causes),
            cause_numbers(numbers) if len(causes) > 1 else None,
            sources={k: e.sources for k, e in enumerate(ordered) if e.sources is not None},
            candidates={k: e.candidates for k, e in enumerate(ordered) if e.candidates},
        )

    def __len__(self) -> int:
        return len(self.starts)

    def __eq__(self, other: object) -> bool:
        """Tell whether these are the same edits, however they are kept."""
        return isinstance(other, Edits) and len(self) == len(other) and all(map(eq, self, other))

    def __hash__(self) -> int:
        """Return a number that equal edits share, however many there are: their count and where they begin and end."""
        return hash((len(self), self.starts[0], self.ends[-1])) if len(self) else 0

    def __iter__(self) -> Iterator[Edit]:
        return (self[k] for k in range(len(self.starts)))

    @overload
    def __getitem__(self, index: int) -> Edit: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Edit]: ...
    def __getitem__(self, index: int | slice) -> Edit | Sequence[Edit]:
        if isinstance(index, slice):
            return [self[k] for k in range(*index.indices(len(self.starts)))]
        k = range(len(self.starts))[index]
        cause = self.cause(k)
        return Edit(
            self.starts[k],
            self.ends[k],
            self.text(k),
            self.kind,
            cause.confidence,
            cause.reason,
            self.sources.get(k),
            self.candidates.get(k, ()),
            cause.held,
        )

    def cause(self, k: int) -> Cause:
        """Return why edit k is made."""
        if self.cause_of is None:
            return self.causes[0]
        return self.causes[self.cause_of[k]]

    def text(self, k: int) -> str:
        """Return what edit k puts in place."""
        return self.texts if isinstance(self.texts, str) else self.texts[k]

    def inserted(self) -> str:
        """Return all that the edits put in place, one after the other (a shared text once)."""
        return self.texts if isinstance(self.texts, str) else "".join(self.texts)

    def split(self, threshold: float, text: str) -> tuple[Edits, Edits]:
        """Return the edits to make and those to hold, each of these with the reason why (`Edit.held`).

        Held are those that their rule holds, that are less sure than the threshold, and that change nothing.
        """
        made = [cause.held is None and cause.confidence >= threshold for cause in self.causes]
        if isinstance(self.texts, str) and all(made) and _all_change(self, text):
            return self, EMPTY
        of = self.cause_of
        keep = [
            k
            for k in range(len(self))
            if made[of[k] if of is not None else 0] and text[self.starts[k] : self.ends[k]] != self.text(k)
        ]
        if len(keep) == len(self):
            return self, EMPTY
        chosen = set(keep)
        rest = self.take([k for k in range(len(self)) if k not in chosen])
        return self.take(keep), rest.held_for(lambda cause: _why_held(cause, threshold))

    def fault(self, length: int) -> str | None:
        """Return what is wrong with the edits as edits of a text of so many characters, None for nothing; linear."""
        starts, ends = self.starts, self.ends
        if not len(starts) and not len(ends):
            return None
        if len(starts) != len(ends) or not all(map(le, starts, ends)):
            return "has an edit that ends before it starts"
        if starts[0] < 0 or ends[-1] > length:
            return "has an edit outside the text"
        if not all(map(le, ends, islice(starts, 1, None))):
            return "has edits that overlap, or stand in another order than the text"
        if not all(0 <= cause.confidence <= 1 for cause in self.causes):
            return "has an edit whose confidence is not between 0 and 1"
        for k, spans in self.sources.items():
            if len(spans) != len(self.text(k)) or not all(0 <= start <= end <= length for start, end in spans):
                return "has an edit whose `sources` are no spans of the text, one for each of its characters"
        return None

    def held_for(self, why: Callable[[Cause], str]) -> Edits:
        """Return the edits, each held for the reason that `why` gives for its cause."""
        return Edits(
            self.kind,
            self.starts,
            self.ends,
            self.texts,
            tuple(replace(cause, held=why(cause)) for cause in self.causes),
            self.cause_of,
            sources=self.sources,
            candidates=self.candidates,
        )

    def take(self, indices: Sequence[int]) -> Edits:
        """Return the edits with the numbers given, which ascend."""
        if not indices:
            return EMPTY
        of = self.cause_of
        return Edits(
            self.kind,
            array("i", (self.starts[k] for k in indices)),
            array("i", (self.ends[k] for k in indices)),
            self.texts if isinstance(self.texts, str) else [self.texts[k] for k in indices],
            self.causes,
            None if of is None else array(of.typecode, (of[k] for k in indices)),
            sources={n: self.sources[k] for n, k in enumerate(indices) if k in self.sources},
            candidates={n: self.candidates[k] for n, k in enumerate(indices) if k in self.candidates},
        )

    def apply(self, text: str) -> str:
        """Return the text with the edits made; the time is linear in text and edits."""
        done: list[str] = []
        for first in range(0, len(self.starts), _EDITS_AT_ONCE):
            last = min(first + _EDITS_AT_ONCE, len(self.starts))
            begins = [self.ends[first - 1] if first else 0, *self.ends[first:last]]
            stops = [*self.starts[first:last], self.ends[last - 1]]
            kept = [text[begin:stop] for begin, stop in zip(begins, stops, strict=True)]
            if isinstance(self.texts, str):
                done.append(self.texts.join(kept))
            else:
                done.extend(chain.from_iterable(zip(kept, self.texts[first:last], strict=False)))
        done.append(text[self.ends[-1] if len(self.ends) else 0 :])
        return "".join(done)

    def out_starts(self) -> array[int]:
        """Return where each edit's new text begins in the text that comes out."""
        if self._out_starts is None:
            shrinks = map(sub, self.starts, self.ends)
            grows = repeat(len(self.texts)) if isinstance(self.texts, str) else map(len, self.texts)
            shifts = accumulate(map(add, shrinks, grows), initial=0)
            self._out_starts = array("i", map(add, self.starts, shifts))
        return self._out_starts

    def span_before(self, start: int, end: int) -> Span:
        """Return the span of the text before the edits that became start:end of the text after them."""
        if end <= start:
            place = self._before(start)[0]
            return place, place
        first, last = self._before(start), self._before(end - 1)
        inner = [first, last]
        if self.sources and end - start > 2:
            inner.extend(self._before(i) for i in range(start + 1, end - 1))
        return min(span[0] for span in inner), max(span[1] for span in inner)

    def before(self, edit: Edit) -> Edit:
        """Return an edit of the text after these edits as one of the text before; what it puts in follows its left."""
        if not len(self):
            return edit
        if edit.start < edit.end:
            start, end = self.span_before(edit.start, edit.end)
        else:
            start = end = self.span_before(edit.start - 1, edit.start)[1]
        sources = edit.sources and tuple(self.span_before(*span) for span in edit.sources)
        return replace(edit, start=start, end=end, sources=sources)

    def span_after(self, start: int, end: int) -> Span:
        """Return the span of the text after the edits that start:end of the text before them became."""
        return self._after(start, end=False), self._after(max(start, end), end=True)

    def offsets_after(self, offsets: array[int], *, ends: bool) -> array[int]:
        """Return what `span_after` returns for ascending offsets, which are starts or ends of spans; linear in both."""
        found, k, shift = array("i"), -1, 0
        after = -1  # what begins behind edit k is moved by the shift and no more
        for offset in offsets:
            while k + 1 < len(self.starts) and self.starts[k + 1] <= offset:
                k += 1
                after = self.ends[k]
                shift = self.out_starts()[k] + len(self.text(k)) - after
            found.append(offset + shift if offset > after else self._after_edit(k, offset, end=ends))
        return found

    def move(self, places: array[int]) -> array[int]:
        """Return where ascending offsets of the text before the edits stand after them; linear in both."""
        moved, k, shift = array("i"), 0, 0
        for place in places:
            while k < len(self.starts) and self.ends[k] <= place:
                shift += len(self.text(k)) - (self.ends[k] - self.starts[k])
                k += 1
            moved.append(place + shift if k == len(self.starts) or place < self.starts[k] else self.starts[k] + shift)
        return moved

    def _before(self, i: int) -> Span:
        k = bisect_right(self.out_starts(), i) - 1
        if k < 0:
            return i, i + 1
        offset = i - self.out_starts()[k]
        if offset < len(self.text(k)):
            return self.sources[k][offset] if k in self.sources else (self.starts[k], self.ends[k])
        place = self.ends[k] + offset - len(self.text(k))
        return place, place + 1

    def _after(self, i: int, *, end: bool) -> int:
        return self._after_edit(bisect_right(self.starts, i) - 1, i, end=end)

    def _after_edit(self, k: int, i: int, *, end: bool) -> int:
        """Return where offset i stands after the edits; k is the last that begins at or before it, -1 for none."""
        if k < 0:
            return i
        out = self.out_starts()[k]
        if i >= self.ends[k] and (i > self.starts[k] or end):
            return out + len(self.text(k)) + i - self.ends[k]
        if i == self.starts[k]:  # of an edit and an insertion before it at one place, a span takes in both
            is_second = not end and k > 0 and self.starts[k - 1] == i
            return self.out_starts()[k - 1] if is_second else out
        return out + len(self.text(k)) if end else out


#: How many edits `apply` makes at a time: a slice of the text costs ten times its letters.
_EDITS_AT_ONCE = 1 << 15


def cause_numbers(numbers: Iterable[int]) -> array[int]:
    """Return which cause each edit has as a column, of two bytes an edit where there are no more causes than that.

    >>> cause_numbers([0, 1]).typecode, cause_numbers([70_000]).typecode
    ('H', 'I')
    """
    found = array("I", numbers)
    return found if any(number > _TWO_BYTES for number in found) else array("H", found)


#: The largest number that a column of two bytes holds.
_TWO_BYTES = 0xFFFF


def _why_held(cause: Cause, threshold: float) -> str:
    if cause.held is not None:
        return cause.held
    return f"less sure than {threshold:g}" if cause.confidence < threshold else NOTHING_TO_PUT


#: No edits.
EMPTY = Edits("", array("i"), array("i"), "", ())


def _all_change(edits: Edits, text: str) -> bool:
    """Tell whether every edit changes something: true of deletions without looking."""
    if edits.texts == "":
        return all(map(int.__lt__, edits.starts, edits.ends))
    return all(text[s:e] != edits.texts for s, e in zip(edits.starts, edits.ends, strict=True))


def _without_overlap(ordered: list[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in ordered:
        while kept and _overlap(kept[-1], edit) and _precedence(kept[-1]) < _precedence(edit):
            kept.pop()
        if not kept or not _overlap(kept[-1], edit):
            kept.append(edit)
    return kept


def _precedence(edit: Edit) -> tuple[bool, float]:
    return edit.held is None, edit.confidence


def _overlap(one: Edit, other: Edit) -> bool:
    return other.start < one.end or (one.start, one.end) == (other.start, other.end)
