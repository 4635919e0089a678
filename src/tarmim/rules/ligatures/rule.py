"""Flipped ligatures turned back: the two letters of a ligature that was taken apart from the left stand exchanged.

With language models every word of a document that flips ligatures is decided; without them only the words that could be
nothing else are turned (`ligatures.certain`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import Rounds, Rule
from tarmim.model.edit import Candidate, Edit, Span
from tarmim.model.passage import Passage
from tarmim.rules.ligatures.certain import KIND, SLIP, certain_edits
from tarmim.rules.ligatures.confidence import confidence
from tarmim.script.letters import MARKS, TATWEEL, ZWJ, ZWNJ

if TYPE_CHECKING:
    from tarmim.language.models import Models
    from tarmim.rules.ligatures.words import WordReadings

__all__ = ["LIGATURES"]

#: In a document that flips ligatures a word left flipped is as wrong as one flipped in error, so the likelier reading
#: is taken. Whether the document flips any is asked first, and needs far better evidence.
_THRESHOLD: Final = 0.5
#: A reading that was not taken is reported from this probability on; rivals are listed below that certainty.
_REPORTED: Final = 0.2
_CERTAIN: Final = 0.95

#: Rounds: once its flipped words are turned back, others may show; a third reading finds nothing.
_ROUNDS: Final = Rounds(most=4, why="a further look at the text would turn it again")
#: A text of fewer characters has no two words: it is left alone, and no models are read for it.
_SHORTEST: Final = 6

_REASON: Final = "letters of a joined pair changed places, as they do elsewhere in this text"
_RIVAL_REASON: Final = "letters of a joined pair may have changed places here; the word may also be right as it stands"
_HELD: Final = "another reading of the word is likelier"
_MARK: Final = f"[{MARKS}{TATWEEL}{ZWJ}{ZWNJ}]"


def _trigger(passage: Passage, evidence: Evidence) -> bool:
    return len(passage.text) >= _SHORTEST


def _find(passage: Passage, evidence: Evidence) -> Iterator[Edit]:
    text = passage.text
    certain = list(certain_edits(text))
    models = evidence.models
    if models is None or "sequences" not in models.parts:
        yield from certain
        return
    from tarmim.rules.ligatures.regions import regions

    sure = {edit.start: edit for edit in certain if edit.reason != SLIP}
    decided = [edit for span in regions(models.words, text) for edit in _in_region(models, text, span, sure)]
    covered = {place for edit in decided for place in range(edit.start, edit.end)}
    yield from decided
    yield from (edit for edit in certain if edit.start not in covered)


def _in_region(models: Models, text: str, region: Span, certain: Mapping[int, Edit]) -> Iterator[Edit]:
    from tarmim.rules.ligatures.words import word_readings

    start, end = region
    for found in word_readings(models, text[start:end]):
        span = found.start + start, found.end + start
        letters = _letters(text, span, len(found.readings[0][0].text))
        sure = next((certain[place] for place in letters if place in certain), None) if certain else None
        edit = _edit(text, letters, found)
        if edit is not None and (sure is None or _confirms(edit, sure)):
            yield edit if sure is None else replace(edit, confidence=max(edit.confidence, sure.confidence))


def _letters(text: str, span: Span, size: int) -> Sequence[int]:
    """Return where the letters of a word stand, of which there are `size`: between them may be marks and strokes."""
    if span[1] - span[0] == size:
        return range(*span)
    return [place for place in range(*span) if not re.match(_MARK, text[place])]


def _confirms(edit: Edit, sure: Edit) -> bool:
    """Tell whether the edit turns the letters that are certain, and perhaps others of the word."""
    return (
        edit.start <= sure.start and sure.end <= edit.end and edit.text[sure.start - edit.start :].startswith(sure.text)
    )


def _edit(text: str, letters: Sequence[int], found: WordReadings) -> Edit | None:
    """Return the edit of a word whose letters stand at these places; None where no other reading is near."""
    taken = next(((way, share) for way, share in found.readings if way.flips), None)
    if taken is None or len(letters) != len(taken[0].text):
        return None
    way, share = taken
    likeliest = found.readings[0][0] is way
    if not likeliest and share < _REPORTED:
        return None
    sure = confidence(share, rate=found.rate, known=found.known) if likeliest else share
    start, end = letters[way.flips[0]], letters[way.flips[-1] + 1] + 1
    sources = _sources(letters, way.flips, start, end)
    rivals = found.readings if share < _CERTAIN else ()
    candidates = tuple(
        Candidate("".join(text[a:b] for a, b in _sources(letters, rival.flips, start, end)), round(probability, 3))
        for rival, probability in rivals
        if not rival.flips or (letters[rival.flips[0]] >= start and letters[rival.flips[-1] + 1] < end)
    )
    return Edit(
        start,
        end,
        "".join(text[a:b] for a, b in sources),
        KIND,
        round(sure, 3),
        _REASON if likeliest else _RIVAL_REASON,
        sources,
        candidates,
        None if likeliest else _HELD,
    )


def _sources(letters: Sequence[int], flips: Sequence[int], start: int, end: int) -> tuple[Span, ...]:
    """Return where each character of start:end comes from; marks and strokes stay where they are."""
    spans: list[Span] = [(place, place + 1) for place in range(start, end)]
    for flip in flips:
        one, two = letters[flip] - start, letters[flip + 1] - start
        spans[one], spans[two] = spans[two], spans[one]
    return tuple(spans)


LIGATURES = Rule(
    name="ligatures",
    kind=KIND,
    summary="turn back the letters of joined pairs, lam-alef above all, that the document has exchanged",
    trigger=_trigger,
    find=_find,
    languages=frozenset(("ar",)),
    threshold=_THRESHOLD,
    rounds=_ROUNDS,
)
