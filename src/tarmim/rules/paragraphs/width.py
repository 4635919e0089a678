"""Whether a document's lines were cut at a width, and where.

The measure is a line's length in characters. Fonts are proportional and justification stretches, so the width is not
a number but a zone: its upper edge is where nearly all lines end, its lower edge is learnt from the lines that
certainly go on. Measured on our own wrapped prose, on 400 samples each of 5, 15, 50 and 300 lines of books, laws
and documentation (which are not cut), and on real pages.
"""

from __future__ import annotations

from dataclasses import dataclass

from tarmim.rules.paragraphs.lines import WIDEST, Lines

__all__ = ["Wrapping", "wrapping_of"]

#: The share of lines up to which the width reaches; the rest hang over. The second is tried where the first says that
#: the lines were not cut: uneven fonts, footnotes and tables let more of them hang over.
_WITHIN = (0.97, 0.92)
#: Where full lines begin before anything is learnt, as a share of the width.
_NEARLY_FULL = 0.88
#: A line more than this many times as wide as the others was not cut: it is a paragraph already.
_OVERHANG = 1.3
#: A stretched line was justified, and only full lines are; one this much shorter than full was stretched for show.
_STRETCHED_FULL = 0.75
#: Share of the edge from which, in a proportional font, a line with an open sentence is full.
_OPEN_FULL = 0.85
#: The width is a zone, not a number of characters, where the learnt edge is below this share of it.
_FUZZY = 0.97
#: Of the lines that are no paragraph's short last one, this share must be full. Cut prose: .67 for paragraphs of
#: two lines, .9 for longer ones; verse .25 to .7; paragraphs and lists .1.
_FULL_SHARE = 0.6
#: Of the full lines at most this share (and one) may end a sentence. Cut prose: .05 to .3; sentences a line: .9.
_FINISHED_SHARE = 0.45
#: Narrower lines may be verse of one metre: only ends that no verse has prove that they were cut.
_NARROW = 45
_NARROW_LINES = 8
_NARROW_DANGLING = 0.12
#: A paragraph of one line is a short one below this share of the width.
_SHORT = 0.7


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a document's lines were cut.

    edge   a line that reaches so many characters with the next line's first word is full
    widest  a line of more characters was not cut
    open_edge  the same for a line whose sentence is open
    goes_on  the probability that a full line that ends a sentence goes on below, no blank line between
    items  how many lines begin an item of a list
    has_lone_sentences  paragraphs of one short line that ends in a stop occur
    """

    edge: float
    widest: float
    open_edge: float
    goes_on: float
    items: int
    has_lone_sentences: bool

    def is_full(self, lines: Lines, i: int) -> bool:
        """Tell whether line i is full; the text's last line never is."""
        reach = lines.reach[i]
        if lines.lengths[i] > self.widest:
            return False
        edge = self.edge if lines.finished[i] else self.open_edge
        return reach >= edge or (lines.stretched[i] and reach >= _STRETCHED_FULL * self.edge)


def wrapping_of(lines: Lines) -> Wrapping | None:
    """Return how the lines were cut, or None where they were not."""
    lengths = sorted(lines.lengths)
    fitting = [length for length in lengths if length <= WIDEST]
    if len(fitting) < 2:
        return None
    widths = [fitting[int(within * (len(fitting) - 1) + 0.5)] for within in _WITHIN]
    return next((found for width in widths if (found := _wrapping_at(lines, width)) is not None), None)


def _wrapping_at(lines: Lines, width: int) -> Wrapping | None:
    """Return how the lines were cut, if they were, at the width."""
    candidates = [
        i
        for i in range(len(lines.lengths) - 1)
        if width <= 2 * lines.lengths[i] <= 2 * WIDEST and lines.is_prose(i) and not lines.items[i + 1]
    ]
    full = [i for i in candidates if lines.reach[i] >= _NEARLY_FULL * width and lines.lengths[i] <= _OVERHANG * width]
    if not full or len(full) < _FULL_SHARE * len(candidates) or not _ends_anywhere(lines, full, width):
        return None
    return _learn(lines, full, width)


def _ends_anywhere(lines: Lines, full: list[int], width: int) -> bool:
    """Tell whether full lines end where sentences do not, as only cut lines do."""
    finished = sum(lines.finished[i] for i in full)
    dangling = sum(lines.dangling[i] for i in full)
    if finished > _FINISHED_SHARE * len(full) + 1:
        return False
    if width >= _NARROW:
        return dangling > 0 or any(lines.has_inner_stop(i) for i in full)
    inner = sum(lines.has_inner_stop(i) for i in full)
    return len(full) >= _NARROW_LINES and dangling >= _NARROW_DANGLING * len(full) and 4 * inner >= len(full)


def _learn(lines: Lines, full: list[int], width: int) -> Wrapping:
    """Return the lower edge of full lines, learnt from lines that go on without a doubt, and the habits."""
    reaches = sorted(lines.reach[i] for i in full if not lines.finished[i] and not lines.after_blank[i + 1])
    edge = min(reaches[len(reaches) // 20], width + 1) if reaches else width
    lone = any(
        lines.is_lone(i) and lines.finished[i] and lines.lengths[i] < _SHORT * width and lines.reach[i - 1] < edge
        for i in range(1, len(lines.lengths))
    )
    open_edge = edge * _OPEN_FULL if edge < _FUZZY * width else edge
    return Wrapping(edge, _OVERHANG * width, open_edge, _goes_on(lines, edge), sum(lines.items), lone)


def _goes_on(lines: Lines, edge: float) -> float:
    """Return the probability that a full line that ends a sentence goes on below.

    A stop inside a paragraph and the end of a paragraph both fall on a full line's end about once in as many times as
    a line has words. So the odds are those of stops within lines against paragraph ends on short lines.
    """
    ends = sum(
        lines.finished[i] and lines.reach[i] < edge and not lines.after_blank[i + 1] and not lines.items[i + 1]
        for i in range(len(lines.lengths) - 1)
    )
    if not ends:
        return 1.0
    inner = lines.count_inner_sentences()
    return (inner + 1) / (inner + ends + 1)
