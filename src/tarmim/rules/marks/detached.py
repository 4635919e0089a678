"""Marks that stand away from their letter, and marks that stand twice.

A program that measures gaps takes the room under a mark for a space. Nunation ends a word, so a detached one belongs
to the word before it, unless what follows is the rest of that word: one letter and the alef that carries fathatan, or
teh marbuta. Other vowels may belong to either side and are left. The order of a shadda and a vowel is nobody's error,
and two different vowels on a letter say nothing about which is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import Rounds, Rule
from tarmim.model.edit import Edit, Span
from tarmim.model.passage import Passage
from tarmim.model.profile import Profile
from tarmim.rules._shared.places import places
from tarmim.script.letters import ARABIC_LANGUAGE, DIGITS, HIGH_MARKS, LETTERS
from tarmim.script.letters import TATWEEL as STROKE

__all__ = ["MARKS"]

KIND = "marks"

#: Fathatan, dammatan, kasratan: they end a word.
_NUNATION = "\u064b\u064c\u064d"

#: Nunation that stands twice; a vowel, sukun or shadda that does where it cannot have come late from the letter before:
#: that one has a mark of its own, carries none, does not join (so no ligature), begins the word, if need be behind waw
#: or feh, or is the article's lam. Else it is left to language: a second shadda nearly always came late. At a word's
#: end two vowels are how some people write nunation.
_VOWELS = "\u064e-\u0650"
_BEGINS = f"(?<![{LETTERS}{STROKE}{HIGH_MARKS}])"
_FREE = (
    f"(?:[{HIGH_MARKS}\u0621-\u0625\u0627\u062f-\u0632\u0648\u064a\u0649]"
    f"|{_BEGINS}[\u0648\u0641]?[{ARABIC_LANGUAGE}]|\u0627\u0644|{_BEGINS})[{ARABIC_LANGUAGE}][{HIGH_MARKS}{STROKE}]*\\Z"
)
#: So many characters before a mark are looked at for that.
_FREE_WINDOW = 16
_TWICE = (
    f"(?<=[{ARABIC_LANGUAGE}{HIGH_MARKS}{STROKE}])"
    f"(?:([{_NUNATION}])\\1+|([{_VOWELS}])\\2+(?=[{LETTERS}{STROKE}])|([\u0651\u0652])\\3+)"
)
#: Fathatan and fatha, dammatan and damma, kasratan and kasra on one letter: nunation says both, the vowel is one
#: too many. In a million nunations of books 53 have it, the vowel first in most: slips of the keyboard.
_OWN_VOWEL = {"\u064b": "\u064e", "\u064c": "\u064f", "\u064d": "\u0650"}
_EVERY = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"

_DETACHED = f"(?<=[{ARABIC_LANGUAGE}{STROKE}])[ \u00a0]([{_NUNATION}])(?![{HIGH_MARKS}])"

#: After fathatan: one letter and alef, or teh marbuta, then the word's end: the rest of the word before.
_REST = f"(?:[{ARABIC_LANGUAGE}]{STROKE}*\u0627|\u0629)(?![{LETTERS}{STROKE}{HIGH_MARKS}])"
#: A word cut behind a stretching stroke goes on; one letter more, and its nunation ended it.
_LAST_LETTER = f"[{ARABIC_LANGUAGE}](?![{LETTERS}{STROKE}{HIGH_MARKS}])"
#: What carries fathatan at a word's end: alef, alef maksura, teh marbuta, hamza.
_SEATS = "\u0627\u0649\u0629\u0621"

#: Words of one letter and alef: ma, la, ya, dha. After an alef with fathatan they are words, not rests.
_SHORT_WORDS = "[\u0645\u0644\u064a\u0630]\u0627"

#: What begins the next word, so that the space stays, behind the mark.
_GOES_ON = f"[{LETTERS}{DIGITS}A-Za-z(\\[{{\u00ab\u201c]"

#: Share of a document's nunation that is detached, or of its marks that are doubled, from which it was a program and
#: not a typist's slip. Detached: laws .0017, books .00002; three damaged texts in wild/ .73 to .86. Doubled: laws
#: .0003, books .00003; no damaged text at hand has any, so that share is a guess on the safe side. Held below.
_DETACHED_SHARE = 0.1
_TWICE_SHARE = 0.05

#: How sure a doubled mark by itself is where one of the two may have come late: none such proves another.
_LATE = 0.6

#: The share of edits that are right where such marks are typical of the document: 647 of 647 that
#: evaluation/calibration.py finds on the fitting half of its paragraphs; of marks that stand alone so it finds one, and
#: how sure those are is by judgement.
_TYPICAL = 0.99
_LONE_MARK = 0.6

#: Rounds: nunation brought to its letter meets its own vowel there; without that it may stand twice.
_ROUNDS = Rounds(most=4)

_AWAY = "the vowel sign was written away from its letter"
_BEFORE = "the vowel sign was written before its letter and the word was cut there"
_BOTH = "nunation and its own vowel stand on one letter"
_DOUBLE = "the same vowel sign stands twice on one letter"
_LONE = "; elsewhere in this text such signs are right"


def _trigger(passage: Passage, evidence: Evidence) -> bool:
    profile, text = evidence.profile, passage.text
    return any(needle in text for needle in _needles(profile))


def _needles(profile: Profile) -> Iterator[str]:
    """Yield what shows a detached or a doubled mark: plain strings, found several times as fast as a class."""
    spaces = " \u00a0" if profile.has("\u00a0") else " "
    for mark in _EVERY:
        if profile.has(mark):
            yield mark + mark
            if mark in _OWN_VOWEL and profile.has(_OWN_VOWEL[mark]):
                yield mark + _OWN_VOWEL[mark]
                yield _OWN_VOWEL[mark] + mark
            yield from (space + mark for space in spaces if mark in _NUNATION)


def _find(passage: Passage, evidence: Evidence) -> Iterator[Edit]:
    text = passage.text
    detached: list[Edit] = []
    twice: list[Edit] = []
    for needle in _needles(evidence.profile):
        if _same(needle):
            twice.extend(edit for start, _ in _stretches(text, needle) if (edit := _once(text, start)))
        elif _is_both(needle):
            yield from (edit for span in _stretches(text, needle) for edit in _nunation_alone(text, span))
        else:
            detached.extend(edit for place in places(text, needle) if (edit := _reattached(text, place)))
    nunation = sum(text.count(mark) for mark in _NUNATION) if detached else 0
    marks = sum(text.count(mark) for mark in _EVERY) if twice else 0
    away = bool(detached) and len(detached) >= _DETACHED_SHARE * nunation
    surplus = sum(edit.end - edit.start for edit in twice)
    doubled = surplus >= _TWICE_SHARE * marks and any(edit.confidence > _LATE for edit in twice)
    yield from _judged(detached, typical=away)
    yield from _judged(twice, typical=doubled or (away and bool(twice)))


def _same(needle: str) -> bool:
    return needle[0] == needle[1]


def _is_both(needle: str) -> bool:
    return not _same(needle) and not {*_OWN_VOWEL.values()}.isdisjoint(needle)


def _stretches(text: str, needle: str) -> Iterator[Span]:
    """Yield the longest stretches of the needle's characters that it stands in, each once; linear in the text."""
    end = 0
    place = text.find(needle)
    while place >= 0:
        start = place
        while start > end and text[start - 1] in needle:
            start -= 1
        end = place + len(needle)
        while end < len(text) and text[end] in needle:
            end += 1
        yield start, end
        place = text.find(needle, end)


def _nunation_alone(text: str, span: Span) -> Iterator[Edit]:
    """Yield the edits that leave one nunation of a stretch of nunation and its vowel."""
    start, end = span
    kept = next(place for place in range(start, end) if text[place] in _NUNATION)
    for first, last in ((start, kept), (kept + 1, end)):
        if first < last:
            yield Edit(first, last, "", KIND, _TYPICAL, _BOTH)


def _once(text: str, place: int) -> Edit | None:
    """Return the edit that leaves one of the equal marks that begin at the place, or None where both may be meant."""
    match = re.compile(_TWICE).match(text, place)
    if match is None:
        return None
    certain = match[1] or re.search(_FREE, text[max(0, place - _FREE_WINDOW) : place])
    return Edit(place + 1, match.end(), "", KIND, _TYPICAL if certain else _LATE, _DOUBLE)


def _judged(found: list[Edit], *, typical: bool) -> Iterator[Edit]:
    """Yield the edits, sure where they are typical of the document; else they are held."""
    for edit in found:
        reason = edit.reason if typical else edit.reason + _LONE
        yield replace(edit, confidence=_TYPICAL if typical else _LONE_MARK, reason=reason)


def _reattached(text: str, place: int) -> Edit | None:
    """Return the edit that brings a nunation to its letter, or None where that may be either one."""
    match = re.compile(_DETACHED).match(text, place)
    if match is None:
        return None
    space, mark = match.start(), match.start(1)
    rest = re.compile(_REST).match(text, mark + 1) if match[1] == "\u064b" else None
    if text[space - 1] == STROKE and not rest:
        rest = re.compile(_LAST_LETTER).match(text, mark + 1)
        if rest is None:
            return None
    if rest and not (text[space - 1] == "\u0627" and re.fullmatch(_SHORT_WORDS, rest[0])):
        return _moved(text, (space, mark + 2), [(mark + 1, mark + 2), (mark, mark + 1)], _BEFORE)
    if match[1] == "\u064b" and text[space - 1] not in _SEATS:
        return None
    if re.compile(_GOES_ON).match(text, mark + 1):
        return _moved(text, (space, mark + 1), [(mark, mark + 1), (space, space + 1)], _AWAY)
    return _moved(text, (space, mark + 1), [(mark, mark + 1)], _AWAY)


def _moved(text: str, span: Span, order: list[Span], reason: str) -> Edit:
    put = "".join(text[start:end] for start, end in order)
    return Edit(*span, put, KIND, _TYPICAL, reason, sources=tuple(order))


MARKS = Rule(
    name="marks",
    kind=KIND,
    summary="bring detached nunation back to its letter and take out marks that stand twice",
    trigger=_trigger,
    find=_find,
    languages=frozenset(("ar",)),
    rounds=_ROUNDS,
)
