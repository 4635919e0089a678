"""Presentation forms folded into the letters they are shapes of, form by form.

Fonts name their glyphs by shape, and many programs copy those names out: an initial beh instead of beh. Unicode's
blind NFKC would also take apart what people type on purpose (the honorific signs, fractions, Latin ligatures), so
only the forms are folded, and of a sound text's few forms those stay that show a shape: an initial letter with
nothing after it (U+FEEB after a Hijri year, U+FEDF in a cited prefix) is no damage.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import Rule
from tarmim.model.edit import Cause
from tarmim.model.edits import Edits
from tarmim.model.passage import Passage
from tarmim.model.profile import Profile
from tarmim.rules._shared.places import are_rare, places_of, runs
from tarmim.rules.letters.form_letters import Alphabet, alphabet_of, arabic_at_end, letters_of_forms
from tarmim.script.drawn_alike import lookalikes
from tarmim.script.forms import FORM_CLASS, form_of
from tarmim.script.letters import DIGITS, LETTERS, MARKS, TATWEEL, ZWJ

__all__ = ["FORMS", "forms_class", "forms_of", "is_of_forms"]

KIND = "forms"

#: A document is one of forms when at least this share of its text is forms that join their neighbours. Books
#: with cited shapes: .0001 and none joined; the published laws: .8; one such page in a hundred would still be seen.
_OF_FORMS = 0.005

#: Letters, evenly taken, that say which alphabet a longer text is in.
_SAMPLE = 200_000

#: What a form may join: letters, marks, strokes, other forms.
_JOINED = LETTERS + MARKS + TATWEEL + ZWJ + FORM_CLASS

#: ALLAH ISOLATED FORM after an alef: the glyph of many fonts has no alef of its own.
_ALLAH = "\ufdf2"
_ALEF = "\u0627"
_HEH_INITIAL = "\ufeeb"

#: evaluation/calibration.py finds all right on the fitting half of its paragraphs: 29,007 runs of shapes, 1,193 with
#: Persian ones, 288 marks, 3 names; what those few leave open is by judgement.
_SHAPES = Cause("the letters were written as the shapes they take in a word; they are plain letters now", 0.99)
_ARABIC = Cause("shapes of Persian letters stood in Arabic words; they are plain Arabic letters now", 0.97)
_MARK = Cause("the mark stood on a space or stroke of its own; it is on its letter now", 0.95)
_GOD = Cause("the sign for Allah stood after an alef that belongs to it; it is spelt out now", 0.95)
_CAUSES = (_SHAPES, _ARABIC, _MARK, _GOD)
_SHAPES_AT, _ARABIC_AT, _MARK_AT, _GOD_AT = range(4)


@dataclass(slots=True)
class _Columns:
    starts: array[int]
    ends: array[int]
    texts: list[str]
    cause_of: array[int]

    def add(self, start: int, end: int, text: str, cause: int) -> None:
        self.starts.append(start)
        self.ends.append(end)
        self.texts.append(text)
        self.cause_of.append(cause)


@cache
def forms_class() -> str:
    """Return the body of a character class of the forms that are folded: all but ornaments and Allah."""
    return FORM_CLASS.replace("\ufdf0-\ufdfc", "")


@cache
def _many() -> str:
    """Return the body of a class of the forms of several letters, or of marks."""
    table = letters_of_forms("any")
    return "".join(chr(code) for code, letters in table.items() if len(letters) != 1 or _is_mark(chr(code)))


@cache
def _single() -> str:
    """Return the body of a class of the forms of one letter, as ranges."""
    many = set(_many())
    codes = [code for code in letters_of_forms("any") if chr(code) not in many]
    ranges: list[list[int]] = []
    for code in sorted(codes):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


@cache
def _lookalikes() -> str:
    """Return letters of other alphabets drawn like Arabic ones: fonts that have no form for them give the letters."""
    return "".join(lookalikes())


@cache
def _lookalike_forms() -> str:
    """Return the forms of those letters."""
    return "".join(chr(code) for code, letters in letters_of_forms("any").items() if letters in lookalikes())


@cache
def _alefs() -> str:
    """Return alef and the forms that end in one."""
    return _ALEF + "".join(chr(code) for code, letters in letters_of_forms("any").items() if letters[-1] == _ALEF)


def _is_mark(char: str) -> bool:
    form = form_of(char)
    return form is not None and form.letters[0] in (" ", TATWEEL)


def _trigger(passage: Passage, evidence: Evidence) -> bool:
    characters = evidence.profile.characters
    return not characters.isdisjoint(_foldable()) or (_ALLAH in characters)


def _find(passage: Passage, evidence: Evidence) -> Edits:
    text = passage.text
    if is_of_forms(text, evidence.profile):
        step = 1 + len(text) // _SAMPLE
        definite = (text.count("\u0627\ufedf") + text.count("\ufe8d\ufedf")) // step
        found = _in_document_of_forms(text, alphabet_of(Counter(text[::step]), definite))
    else:
        alphabet: Alphabet = "arabic" if evidence.profile.language == "ar" else "any"
        found = _in_sound_document(text, _runs(text, forms_of(evidence.profile)), alphabet)
    columns = _with_allah(text, found) if _ALLAH in text else found
    return Edits(KIND, columns.starts, columns.ends, columns.texts, _CAUSES, columns.cause_of)


def is_of_forms(text: str, profile: Profile) -> bool:
    """Tell whether the document is written in presentation forms, by the share of forms that join a neighbour."""
    forms = forms_of(profile)
    if not forms:
        return False
    shown = sum(end - start for start, end in _runs(text, forms))
    least = max(1, _OF_FORMS * len(text))
    if shown < least:
        return False
    alone = f"(?<![{_JOINED}])[{forms_class()}](?![{_JOINED}])|(?<=\u0627)\ufedf(?![{_JOINED}])"
    return shown - sum(1 for _ in re.finditer(alone, text)) >= least


def forms_of(profile: Profile) -> frozenset[str]:
    """Return the forms that occur and can be folded."""
    return profile.characters & _foldable()


@cache
def _foldable() -> frozenset[str]:
    return frozenset(map(chr, letters_of_forms("any")))


def _in_document_of_forms(text: str, alphabet: Alphabet) -> _Columns:
    columns = _Columns(array("i"), array("i"), [], array("H"))
    add_start, add_end = columns.starts.append, columns.ends.append
    add_text, add_cause = columns.texts.append, columns.cause_of.append
    looks = _lookalikes() if alphabet == "arabic" else ""
    fold = _fold_of(text, alphabet)
    known: dict[str, tuple[str, int]] = {}  # words come again and again
    for match in re.finditer(f"[{_single()}{looks}]+|[{_many()}]", text):
        run, (start, end) = match[0], match.span()
        folded = known.get(run)
        if folded is None:
            folded, lasting = fold(run, start, end)
            if lasting:
                known[run] = folded
        if folded[0] != run:
            add_start(start)
            add_end(end)
            add_text(folded[0])
            add_cause(folded[1])
    return columns


def _fold_of(text: str, alphabet: Alphabet) -> Callable[[str, int, int], tuple[tuple[str, int], bool]]:
    """Return the function that gives a run's letters and cause, and whether they hold for it anywhere in the text."""
    table, many = letters_of_forms(alphabet), frozenset(_many())

    def fold(run: str, start: int, end: int) -> tuple[tuple[str, int], bool]:
        letters = run.translate(table)
        if run in many:
            if not _is_mark(run):
                return (letters, _SHAPES_AT), True
            return (letters if _has_letter(text, start, end) else run, _MARK_AT), False
        if run == _HEH_INITIAL:
            return (letters + TATWEEL * _is_year_sign(text, start, end), _SHAPES_AT), False
        if alphabet == "arabic" and re.search(f"[{_lookalikes()}]", run):
            return (_arabic_run(text, start, end, letters), _ARABIC_AT), False
        foreign = alphabet == "arabic" and re.search(f"[{_lookalike_forms()}]", run)
        return (letters, _ARABIC_AT if foreign else _SHAPES_AT), True

    return fold


def _arabic_run(text: str, start: int, end: int, letters: str) -> str:
    """Return the Arabic letters of a run that holds look-alikes: itself where none of it touches a form.

    A Farsi yeh as a base letter has no dots at a word's end: alef maksura.
    """
    run = text[start:end]
    if not run.strip(_lookalikes()):
        around = text[max(0, start - 1) : start] + text[end : end + 1]
        if not re.search(f"[{forms_class()}]", around):
            return run
    if not re.match(f"[{_JOINED}]", text[end : end + 1]):
        return letters[:-1] + arabic_at_end(run[-1], letters[-1])
    return letters


def _is_year_sign(text: str, start: int, end: int) -> bool:
    """Tell whether an initial heh is the sign of a Hijri year: it follows a digit and joins nothing."""
    return (
        re.match(f"[{DIGITS}] ?", text[max(0, start - 2) : start].lstrip() or " ") is not None
        and re.match(f"[{_JOINED}]", text[end : end + 1]) is None
    )


def _has_letter(text: str, start: int, end: int) -> bool:
    """Tell whether a mark's form stands behind a letter, or behind a gap inside a word."""
    before = text[max(0, start - 2) : start]
    if re.search(f"[{_JOINED}]$", before):
        return True
    return bool(re.search(f"[{_JOINED}] $", before) and re.match(f"[{LETTERS}{FORM_CLASS}]", text[end : end + 1]))


def _runs(text: str, forms: frozenset[str]) -> list[tuple[int, int]]:
    if are_rare(text, forms):
        return runs(places_of(text, forms))
    return [match.span() for match in re.finditer(f"[{forms_class()}]+", text)]


def _in_sound_document(text: str, found: list[tuple[int, int]], alphabet: Alphabet) -> _Columns:
    """Return edits of the forms inside words, a run at a time; a run in which one shows its shape stays."""
    columns = _Columns(array("i"), array("i"), [], array("H"))
    table: Mapping[int, str] = letters_of_forms(alphabet)
    for start, end in found:
        folded = [_folded_at(text, at, table) for at in range(start, end)]
        if None not in folded:
            marks = all(map(_is_mark, text[start:end]))
            columns.add(start, end, "".join(filter(None, folded)), _MARK_AT if marks else _SHAPES_AT)
    return columns


def _folded_at(text: str, at: int, table: Mapping[int, str]) -> str | None:
    """Return the letters of the form at a place inside a word, or None where it stands to show its shape."""
    form = text[at]
    letters = table.get(ord(form))
    if _is_mark(form):
        return letters if re.match(f"[{LETTERS}{MARKS}{FORM_CLASS}]", text[max(0, at - 1) : at]) else None
    return letters if _is_inside(text, at, form) else None


def _is_inside(text: str, at: int, form: str) -> bool:
    """Tell whether a form joins what its shape says it joins; the sign of a Hijri year joins nothing."""
    known = form_of(form)
    if known is not None and known.shape in ("initial", "medial"):
        if form == _HEH_INITIAL and re.match(f"[{DIGITS}]", text[max(0, at - 1) : at]):
            return False
        return re.match(f"[{MARKS}]{{0,3}}[{LETTERS}{FORM_CLASS}]", text[at + 1 : at + 5]) is not None
    return re.match(f"[{LETTERS}{MARKS}{FORM_CLASS}]", text[max(0, at - 1) : at]) is not None


def _with_allah(text: str, columns: _Columns) -> _Columns:
    """Return the columns with the sign for Allah spelt out behind an alef, which it must not double."""
    places = [match.end() - 1 for match in re.finditer(f"[{_alefs()}]{_ALLAH}", text)]
    if not places:
        return columns
    rows = [*zip(columns.starts, columns.ends, columns.texts, columns.cause_of, strict=True)]
    rows = sorted([*rows, *((at, at + 1, "\u0644\u0644\u0647", _GOD_AT) for at in places)])
    merged = _Columns(array("i"), array("i"), [], array("H"))
    for row in rows:
        merged.add(*row)
    return merged


FORMS = Rule(
    name="forms",
    kind=KIND,
    summary="fold presentation forms into plain letters",
    trigger=_trigger,
    find=_find,
)
