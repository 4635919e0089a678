"""A line that was cut between two words and written as two lines, the second piece first.

The two together are as long as a full line, and neither is. Which order is right is for the words at the seams to say:
the first piece's end and the second's beginning, and the lines around. A quotation that closes before it opens says so
too. Lists, verse and headings have short lines, so only texts that were cut at a width are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import TEXT_ONLY, Rule
from tarmim.model.edit import Edit, Span
from tarmim.model.passage import Passage
from tarmim.rules._shared.odds import logistic
from tarmim.rules._shared.text_lines import Contents, contents
from tarmim.script.letters import TATWEEL as STROKE

if TYPE_CHECKING:
    from tarmim.language.junctions import Junction
    from tarmim.language.models import Models

__all__ = ["EXCHANGED"]

KIND: Final = "chunks"

#: The width is what a tenth of the lines reach; that many of the lines are near it in a text that was cut.
_WIDTH_SHARE: Final = 0.1
_NEAR_WIDTH: Final = 0.85
_NEAR_SHARE: Final = 0.4
#: Shares of the width: how long each piece is at most, and both together. By judgement.
_MOST_PIECE_SHARE: Final = 0.85
_TOGETHER_SHARES: Final = (0.8, 1.15)
#: How many words on each side of a seam are looked at, how many a piece has at least, and characters a line at most.
_WORDS_BESIDE: Final = 4
_LEAST_WORDS: Final = 2
_MOST_CHARACTERS: Final = 180
#: A line that ends a sentence is a paragraph's last.
_STOPS: Final = (".", "!", "\u061f", ":")

#: Probability from the nats by which the exchanged order fits better: fitted on 920 exchanged lines and the 76 pairs of
#: sound lines of 2,280 held-out texts that might be such, the first taken to be three times rarer than the second; and
#: what it gains, in log odds, where a quotation closes before it opens (a cautious guess: sound text hardly has it).
_SLOPE: Final = 0.4
_OFFSET: Final = -2.65
_QUOTED_LOG_ODDS: Final = 3.0
#: Less likely ones are not reported.
_LEAST_REPORTED: Final = 0.5

_REASON: Final = "one line was cut in two and its pieces written as two lines, the second one first"


def _trigger(passage: Passage, evidence: Evidence) -> bool:
    return "\n" in passage.text


def _find(passage: Passage, evidence: Evidence) -> Iterator[Edit]:
    lines = evidence.view(contents, passage)
    found = list(_candidates(passage.text, lines)) if lines else []
    if not found:
        return
    models = evidence.models
    if models is None or "junctions" not in models.parts:
        return
    for index, probability in zip(found, _probabilities(passage.text, lines, found, models), strict=True):
        if probability > _LEAST_REPORTED:
            pair = lines.span(index), lines.span(index + 1)
            yield _edit(passage.text, pair, probability, keep_lines=evidence.options.keep_lines)


def _candidates(text: str, lines: Contents) -> Iterator[int]:
    """Yield the numbers of lines that make a full one with the next."""
    lengths = [_width(text, lines.span(index)) for index in range(len(lines))]
    ordered = sorted(lengths, reverse=True)
    width = ordered[int(_WIDTH_SHARE * len(ordered))]
    near = sum(length >= _NEAR_WIDTH * width for length in lengths)
    if width > _MOST_CHARACTERS or near < _NEAR_SHARE * len(lengths):
        return
    low, high = (bound * width for bound in _TOGETHER_SHARES)
    for index in range(len(lines) - 1):
        one, other = lengths[index], lengths[index + 1]
        if one < _MOST_PIECE_SHARE * width > other and low <= one + other + 1 <= high:
            first, last = lines.ends[index], lines.starts[index + 1]
            pieces = lines.texts[index], lines.texts[index + 1]
            if text.count("\n", first, last) == 1 and _are_prose(*pieces):
                yield index


def _are_prose(one: str, other: str) -> bool:
    """Tell whether the lines may be pieces of one: words enough, no columns, and the first ends no sentence."""
    columns = "\t" in one or "\t" in other or "   " in one or "   " in other
    return not columns and min(one.count(" "), other.count(" ")) >= _LEAST_WORDS - 1 and not one.endswith(_STOPS)


def _width(text: str, line: Span) -> int:
    return line[1] - line[0] - text.count(STROKE, *line)


def _probabilities(text: str, lines: Contents, found: Sequence[int], models: Models) -> Iterator[float]:
    """Yield for each pair of lines the probability that they were exchanged."""
    from tarmim.language.keys import tokens

    junctions = models.junctions
    assert junctions is not None
    asked: list[Junction] = []
    quotes: list[bool] = []
    for index in found:
        one, other = (tokens(lines.texts[index + k]).keys for k in (0, 1))
        before, after = (_beside(text, lines, index, step) for step in (-1, 2))
        asked.extend(((before, other), (other, one), (one, after), (before, one), (one, other), (other, after)))
        quotes.append(_closes_first(one) and _stays_open(other))
    fits = junctions.fit([(left[-_WORDS_BESIDE:], right[:_WORDS_BESIDE]) for left, right in asked]).reshape(-1, 6)
    for row, quoted in zip(fits.tolist(), quotes, strict=True):
        gain = sum(row[:3]) - sum(row[3:])
        yield logistic(_SLOPE * gain + _OFFSET + _QUOTED_LOG_ODDS * quoted)


def _beside(text: str, lines: Contents, index: int, step: int) -> tuple[str, ...]:
    """Return the keys of the line before or after the pair, or the paragraph's edge where a blank line parts them."""
    from tarmim.language.keys import END, START, tokens

    edge = (START,) if step < 0 else ()
    place = index + step
    if not 0 <= place < len(lines):
        return edge or (END,)
    before, after = (place, index) if step < 0 else (index + 1, place)
    near = lines.ends[before], lines.starts[after]
    if step < 0 and text.count("\n", *near) > 1:
        return edge
    return tokens(lines.texts[place]).keys


def _closes_first(keys: Sequence[str]) -> bool:
    """Tell whether a quotation closes that did not open."""
    places = [keys.index(sign) if sign in keys else len(keys) for sign in ("\u201c", "\u201d")]
    return places[1] < places[0]


def _stays_open(keys: Sequence[str]) -> bool:
    return list(keys).count("\u201c") > list(keys).count("\u201d")


def _edit(text: str, pair: tuple[Span, Span], probability: float, *, keep_lines: bool) -> Edit:
    """Return the edit that makes one line of both, or, where lines are kept, exchanges them."""
    one, other = pair
    gap = text[one[1] : other[0]] if keep_lines else " "
    between = (one[1], other[0])
    put = text[slice(*other)] + gap + text[slice(*one)]
    places = (range(*other), [between] * len(gap), range(*one))
    sources = tuple(place if isinstance(place, tuple) else (place, place + 1) for part in places for place in part)
    return Edit(one[0], other[1], put, KIND, round(probability, 3), _REASON, sources=sources)


EXCHANGED = Rule(
    name="exchanged",
    kind=KIND,
    summary="put two lines in order that are the pieces of one, the second written first",
    trigger=_trigger,
    find=_find,
    on=TEXT_ONLY,
    languages=frozenset(("ar",)),
)
