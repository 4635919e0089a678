"""Lines whose pieces stand in reverse order, put back in order.

A program cuts a line where the pen jumps (a stroke that stretches a word, a kern behind a letter that does not join
the next), lays out each piece by itself and writes the pieces from left to right. So the pieces of a line stand in
reverse order, each right inside, and where it was cut inside words their halves stand apart. Which words fuse can
nearly always be told; between which words of the line as it stands the cut fell is often a guess. So a line is put in
order when the first is sure, and the edit says how sure the second is, with its rivals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeGuard

from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import TEXT_ONLY, Rule
from tarmim.model.edit import NOTHING_TO_PUT, Edit, Span
from tarmim.model.passage import Passage
from tarmim.rules._shared.text_lines import raw_lines
from tarmim.rules.line_order.suspects import LONGEST, marked_lines
from tarmim.script.letters import HIGH_MARKS, LETTERS
from tarmim.script.letters import TATWEEL as STROKE

if TYPE_CHECKING:
    from tarmim.language.models import Models

__all__ = ["CHUNKS", "is_stretched"]

KIND: Final = "chunks"

#: A document is stretched when at least this share of its words hold a stroke between two letters. Books: 0.00004;
#: stretched pages: .2 and more; a sound page with one justified paragraph: .01 and more.
_STRETCHED_SHARE: Final = 0.005

#: And a few: in a text of ten words one stroke is no share.
_LEAST_PLACES: Final = 3

_INNER: Final = f"{STROKE}(?<=[{LETTERS}{HIGH_MARKS}]{STROKE}){STROKE}*[{LETTERS}]"

#: That a line on which a stroke begins a word is broken: by judgement. Affixes cited alone begin so too.
_IS_BROKEN: Final = 0.9

_REASON: Final = "pieces of this line seem to stand in reverse order: a word begins with a stretching stroke"


def is_stretched(text: str, places: int) -> bool:
    """Tell whether a document with strokes between letters at that many places was stretched as a whole."""
    words = text.count(" ") + text.count("\n") + 1
    return places >= max(_LEAST_PLACES, _STRETCHED_SHARE * words)


def _trigger(passage: Passage, evidence: Evidence) -> bool:
    return evidence.profile.has(STROKE) or _has_sequences(evidence.models)


def _has_sequences(models: Models | None) -> TypeGuard[Models]:
    """Tell whether the words of the language can judge a line by themselves."""
    return models is not None and "sequences" in models.parts


def _find(passage: Passage, evidence: Evidence) -> Iterator[Edit]:
    marked = list(_marked(passage.text)) if evidence.profile.has(STROKE) else []
    models = evidence.models
    if _has_sequences(models):
        yield from _repairs(passage.text, evidence.view(raw_lines, passage), marked, models)
    else:
        yield from (_report(passage.text, line) for line in marked)


def _marked(text: str) -> Iterator[Span]:
    """Yield the lines on which a stroke begins a word; one stroke alone only where the document is stretched."""
    stretched: bool | None = None
    for line, certain in marked_lines(text):
        if not certain and stretched is None:
            stretched = is_stretched(text, sum(1 for _ in re.finditer(_INNER, text)))
        if certain or stretched:
            yield line


def _repairs(text: str, every: Sequence[str], marked: list[Span], models: Models) -> Iterator[Edit]:
    from tarmim.rules.line_order.suspects import fused_ends

    lines = [line for line in marked if line[1] - line[0] <= LONGEST]  # a paragraph is not put in order as a line
    suspects = sorted({*lines, *fused_ends(text, every, models.words)})
    put_in_order: Mapping[Span, Edit] = {}
    if suspects:
        from tarmim.rules.line_order.broken_lines import in_order

        put_in_order = in_order(text, suspects, models)
    yield from put_in_order.values()
    yield from (_report(text, line) for line in marked if line not in put_in_order)


def _report(text: str, line: Span) -> Edit:
    return Edit(*line, text[slice(*line)], KIND, _IS_BROKEN, _REASON, held=NOTHING_TO_PUT)


CHUNKS = Rule(
    name="chunks",
    kind=KIND,
    summary="put lines in order whose pieces stand in reverse order",
    trigger=_trigger,
    find=_find,
    on=TEXT_ONLY,
)
