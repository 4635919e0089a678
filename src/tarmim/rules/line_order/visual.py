"""Lines stored as they are seen, from left to right: read from the right again.

Some programs write the glyphs of a line from left to right and take that for the text, some turn every word round
and leave the words in order. Each line is judged by itself, for pages are mixed; lines that say nothing follow a
document in which all others agree. Numbers and Latin words stand right in a line as it is seen; where they are
reversed too, the document shows it by its years and capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tarmim.bidi.classes import mirror
from tarmim.bidi.clusters import Marks
from tarmim.bidi.inverse import inverse_order, logical_chars
from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import TEXT_ONLY, Rule
from tarmim.model.edit import NOTHING_TO_PUT, Edit
from tarmim.model.passage import Passage
from tarmim.rules._shared.places import are_rare, places_of, runs
from tarmim.rules.letters.forms import forms_class, forms_of
from tarmim.rules.line_order.visual_evidence import (
    final_only,
    fold,
    impossible_start,
    reading,
    shape_violations,
    words_in_order,
)
from tarmim.script.forms import FORM_CLASS
from tarmim.script.languages import languages
from tarmim.script.languages.language import Language
from tarmim.script.letters import LETTERS, MARKS

__all__ = ["VISUAL"]

KIND = "visual"

#: Brackets and quotation marks at the ends of words: as they look, and as the characters that are mirrored there.
_OUTWARD = r"(?<!\S)[(\[{\u00ab]|[)\]}\u00bb](?!\S)"
_INWARD = r"(?<!\S)[)\]}\u00bb]|[(\[{\u00ab](?!\S)"

#: Letters of alphabets that have no record among the languages: Saraiki, Ormuri, Kazakh, Kyrgyz and their like.
_WITHOUT_RECORD = "\u068b\u068e\u0694\u0697\u06bd\u06c4\u06c5\u06c9\u06ca\u06cf\u06d1"

#: A line has at least this number of impossible shapes more as stored than backwards, and backwards at most this share
#: of them. Egyptian gazettes write medial for initial forms throughout: as many impossible pairs both ways.
_SHAPES_MARGIN = 3
_SHAPES_SHARE = 0.25

#: How many nats the ends of words weigh at least for reading backwards, for an edit and for a report. One impossible
#: word and its reversal make 8, an article more makes 10; the books have no such line in 36,000,000 words.
_WORDS_MARGIN = 10.0
_HELD_MARGIN = 6.0

#: In a document in which at least this number of lines is stored as seen, and this share of those that say anything,
#: a line follows the others unless its words say no.
_LEAST_LINES = 3
_LINES_SHARE = 0.8

#: With fewer such lines, and on mixed pages, a line follows them from this number of nats of its own: two articles.
_FOLLOWING_MARGIN = 4.0

#: Log odds of whole lines before any evidence: turning words only is rare.
_WHOLE_LINES_PRIOR = 2.0

#: The share of lines that come out right to the character, by evaluation/calibration.py on the fitting half of its
#: paragraphs: of documents whose lines were turned whole .996 that their shapes prove (3,654 lines), .991 that their
#: words prove (2,697) and .991 that follow others (795); .996, .851 and .855 where a third of the documents had their
#: words turned one by one, which is rare. Of words turned by themselves, in that mixture, .91 (22,918).
_BY_SHAPES = 0.97
_BY_WORDS = 0.95
_LIKE_THE_OTHERS = 0.92
_WORD_BY_WORD = 0.93

#: That a line whose words say something, but too little to turn it, is stored from left to right: by judgement. Made
#: damage and sound text hold none.
_MAY_BE = 0.5

_SHAPE_REASON = "the line was stored from left to right, as its letters' shapes prove; it reads from the right again"
_WORD_REASON = "the line was stored from left to right: its words begin with letters that only end words"
_LIKE_OTHERS = "the line was stored from left to right, as the other lines of this document were"
_EACH_WORD = "the letters of the word stood in reverse order"
_UNSURE = "this line may be stored from left to right; there is too little in it to be sure"


@dataclass(frozen=True, slots=True)
class _StoredLine:
    """A line that may be stored as seen: its span without the spaces at its ends, how sure, and why."""

    start: int
    end: int
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Manner:
    """How the lines of a document were stored: whole or word by word, and what of them was reversed."""

    order: float
    mirrored: bool
    marks: Marks
    numbers_reversed: bool


def _trigger(passage: Passage, evidence: Evidence) -> bool:
    text = passage.text
    if forms_of(evidence.profile):
        return True
    return evidence.profile.has(final_only()) and (
        text.startswith(tuple(final_only())) or any(needle in text for needle in _needles())
    )


def _needles() -> Sequence[str]:
    """Return how a word begins with a letter that only ends words: a line's words are read where one stands."""
    return [before + letter for before in " \n" for letter in final_only()]


def _shapes(text: str, evidence: Evidence) -> list[int]:
    """Return a place in each line in which forms stand side by side; forms cited for their shape stand alone."""
    forms = forms_of(evidence.profile)
    if are_rare(text, forms):
        return [start for start, end in runs(places_of(text, forms)) if end - start > 1]
    return list(_lines_with(text, re.compile(f"[{forms_class()}]{{2}}")))


def _find(passage: Passage, evidence: Evidence) -> Iterator[Edit]:
    text = passage.text
    shaped = _shapes(text, evidence)
    shapes = bool(shaped)
    judged = [_judged(text, start, end, shapes=shapes) for start, end in _suspects(text, shaped)]
    lines = [line for line in judged if line is not None]
    sure = [line for line in lines if line.reason is not _UNSURE]
    if len(sure) > text.count("\n") // 20:
        sure = _with_silent(text, sure, shapes=shapes)
    if sure:
        manner = _manner([text[line.start : line.end] for line in sure])
        for line in sure:
            yield from _turned(text, line, manner)
    chosen = {line.start for line in sure}
    for line in lines:
        if line.start not in chosen:
            yield Edit(line.start, line.end, text[line.start : line.end], KIND, _MAY_BE, _UNSURE, held=NOTHING_TO_PUT)


def _suspects(text: str, shaped: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the spans of the lines worth a look: those with forms side by side or a word that no word begins like."""
    done = -1
    for place in sorted([0, *shaped, *places_of(text, _needles())]):
        if place > done:
            start, end = text.rfind("\n", 0, place + 1) + 1, text.find("\n", place + 1)
            done = len(text) if end < 0 else end
            yield from _spans(text, start, done)


def _lines_with(text: str, pattern: re.Pattern[str]) -> Iterator[int]:
    """Yield a place in each line that has a match."""
    match = pattern.search(text)
    while match:
        yield match.start()
        end = text.find("\n", match.end())
        match = pattern.search(text, end) if end >= 0 else None


def _spans(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the spans of the lines without the white space at their ends, blank ones left out."""
    for match in re.compile("[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+").finditer(
        text, start, len(text) if end is None else end
    ):
        line = match[0]
        content = line.strip()
        if content:
            first = match.start() + len(line) - len(line.lstrip())
            yield first, first + len(content)


def _judged(text: str, start: int, end: int, *, shapes: bool) -> _StoredLine | None:
    """Return the line if something says that it is stored as seen."""
    line = text[start:end]
    as_stored, backwards = shape_violations(line) if shapes else (0, 0)
    by_shapes = as_stored - backwards >= _SHAPES_MARGIN and backwards <= _SHAPES_SHARE * as_stored
    if not by_shapes and (not re.search(impossible_start(), line) or _is_foreign(line)):
        return None
    margin, impossible, still = _words_margin(line)
    if by_shapes and margin >= _WORDS_MARGIN / -2:
        return _StoredLine(start, end, _BY_SHAPES, _SHAPE_REASON)
    if margin >= _WORDS_MARGIN and still * 4 <= impossible and not _is_foreign(line):
        return _StoredLine(start, end, _BY_WORDS, _WORD_REASON)
    return _StoredLine(start, end, _MAY_BE, _UNSURE) if margin >= _HELD_MARGIN else None


def _is_foreign(line: str) -> bool:
    """Tell whether a line holds letters of languages whose words begin and end otherwise than Arabic ones."""
    return re.search(_foreign(languages()), line) is not None


@cache
def _foreign(known: tuple[Language, ...]) -> str:
    alike = {letter for record in known if record.ends_like_arabic for letter in record.all_letters}
    others = {letter for record in known if not record.ends_like_arabic for letter in record.all_letters}
    return f"[{''.join(sorted(others - alike))}{_WITHOUT_RECORD}]"


def _words_margin(line: str) -> tuple[float, int, int]:
    """Return by how much the words speak for reading backwards, and the impossible words as stored and backwards."""
    score, impossible = reading(fold(line))
    turned, still = reading(fold(line[::-1]))
    return turned - score, impossible, still


def _with_silent(text: str, sure: Sequence[_StoredLine], *, shapes: bool) -> list[_StoredLine]:
    """Return the sure lines and those that follow them: all that do not object, where nearly no line does."""
    known = {line.start for line in sure}
    silent: list[tuple[float, int, int]] = []
    against = 0
    for start, end in _spans(text):
        line = text[start:end]
        if start in known or not re.search(f"[{LETTERS}{FORM_CLASS}]{{2}}", line) or _is_foreign(line):
            continue
        as_stored, backwards = shape_violations(line) if shapes else (0, 0)
        margin = _words_margin(line)[0] + as_stored - backwards
        against += margin < 0
        silent.append((margin, start, end))
    all_alike = len(sure) >= max(_LEAST_LINES, _LINES_SHARE * (len(sure) + against))
    least = 0.0 if all_alike else _FOLLOWING_MARGIN
    follow = [
        _StoredLine(start, end, _LIKE_THE_OTHERS, _LIKE_OTHERS) for margin, start, end in silent if margin >= least
    ]
    return sorted([*sure, *follow], key=lambda line: line.start)


def _manner(lines: Sequence[str]) -> _Manner:
    """Return how the lines were stored, by all of them together."""
    order, looks, before, reversed_numbers = _WHOLE_LINES_PRIOR, 0, 0, 0
    for line in lines:
        words = [fold(word[::-1]) for word in line.split()]
        words = [word for word in words if word]
        order += words_in_order(words[::-1]) - words_in_order(words)
        looks += len(re.findall(_OUTWARD, line)) - len(re.findall(_INWARD, line))
        before += len(re.findall(f"(?<![{LETTERS}{MARKS}{FORM_CLASS}])[{MARKS}]", line))
        before -= len(re.findall(f"[{MARKS}](?![{LETTERS}{MARKS}{FORM_CLASS}])", line))
        reversed_numbers += _reversed_signs(line)
    return _Manner(order, looks >= 0, "after" if before < 0 else "before", reversed_numbers >= 2)


def _reversed_signs(line: str) -> int:
    """Return how much more the line's numbers and Latin words look reversed than right."""
    turned = re.findall(
        r"(?<!\d)(?:\d\d(?:91|02|\u0669\u0661|\u0660\u0662)|0{2,3}[.,]\d+)(?!\d)|\b[a-z]{2,}[A-Z]\b", line
    )
    right = re.findall(
        r"(?<!\d)(?:(?:19|20|\u0661\u0669|\u0662\u0660)\d\d|\d+[.,]0{2,3})(?!\d)|\b[A-Z][a-z]{2,}\b", line
    )
    return len(turned) - len(right)


def _turned(text: str, line: _StoredLine, manner: _Manner) -> Iterator[Edit]:
    """Yield the edits that put a line, or each word of it, into reading order."""
    if manner.order >= 0:
        yield from _edit(text, line.start, line.end, line.confidence, line.reason, manner)
        return
    for match in re.compile(r"\S+").finditer(text, line.start, line.end):
        if re.search(f"[{LETTERS}{FORM_CLASS}]", match[0]) or not re.search("[A-Za-z]", match[0]):
            yield from _edit(text, match.start(), match.end(), min(line.confidence, _WORD_BY_WORD), _EACH_WORD, manner)


def _edit(text: str, start: int, end: int, confidence: float, reason: str, manner: _Manner) -> Iterator[Edit]:
    stored = text[start:end]
    if manner.numbers_reversed:
        order: Sequence[int] = range(len(stored) - 1, -1, -1)
        new = stored[::-1]
        if manner.mirrored:
            new = "".join(map(mirror, new))
    else:
        found = inverse_order(stored, base=1, marks=manner.marks, mirrored=manner.mirrored)
        order, new = found.order, logical_chars(stored, found, mirrored=manner.mirrored)
    if new != stored:
        yield Edit(start, end, new, KIND, confidence, reason, tuple((start + at, start + at + 1) for at in order))


VISUAL = Rule(
    name="visual",
    kind=KIND,
    summary="read lines from the right that were stored from left to right",
    trigger=_trigger,
    find=_find,
    on=TEXT_ONLY,
)
