"""Letters lost to private codes, put back where words prove them.

Programs give a glyph without a code one of the private-use area: it stands for some letter in this file and for
another in the next. Which one, the words say that it makes, among their neighbours and in all of its places
(`codes.joint`); a year's digits are only guessed at (`codes.years`). What is not sure stays as it is, reported with
its candidates; or the caller's sign for the unknown takes its place (Options.unknown). On pages of a PDF that sign is
all there is to put: what tells their letters was asked before, glyph by glyph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import DEFAULT_THRESHOLD, Rounds, Rule
from tarmim.model.edit import NOTHING_TO_PUT, Candidate, Edit
from tarmim.model.passage import Passage
from tarmim.rules.codes.gaps import LOST, REPLACED
from tarmim.script.letters import TATWEEL

__all__ = ["CODES", "has_codes"]

KIND = "codes"

#: Symbol fonts put their bullets at U+F000 plus the byte; alone at a line's start such a code is a list's bullet.
_BULLET = "[\uf020-\uf0ff]"

#: Rounds of reading: letters that were put in are neighbours for the gaps that are left. The caller's sign takes one
#: more.
_ROUNDS = Rounds(most=6)

#: That a character of the private-use area among words of the script stands for a lost letter, and that one of a symbol
#: font alone at a line's start is a bullet: by judgement. U+FFFD, and the sign that the caller asked for, claim nothing
#: but that something is not known: that is certain.
_IS_LOST = 0.9
_IS_BULLET = 0.7
_CERTAIN = 1.0

_LETTER = "a letter here was lost to a private code; which one, the words around it do not tell for sure"
_BULLET_REASON = "a code of a symbol font, probably the bullet of a list"
_REPLACED = "a letter here was lost before the text was saved; which one, the words around it do not tell for sure"
_FILLED = "letters were lost to a private code; they are those that make a word here"
_FILLED_ALL = "letters were lost to a private code; they are those that make words in all of its places"
_YEAR = "the digits of a year were lost to private codes; equal codes are equal digits"
_SIGN = "a private code that is no letter: the word is whole without it; a sign or a vowel was lost"
_UNKNOWN = "a code here means nothing and no letter is sure: the sign for what is unknown stands in its place"


def has_codes(evidence: Evidence) -> bool:
    """Tell whether the document has private codes or U+FFFD."""
    profile = evidence.profile
    return profile.has(REPLACED) or profile.has_between("\ue000", "\uf8ff") or profile.has_between("\udb80", "\udbff")


def _trigger(passage: Passage, evidence: Evidence) -> bool:
    return (passage.ink is None or evidence.options.unknown is not None) and has_codes(evidence)


def _find(passage: Passage, evidence: Evidence) -> Iterator[Edit]:
    if passage.ink is not None:
        yield from _signs(passage.text, evidence.options.unknown or "")
        return
    text, unknown = passage.text, evidence.options.unknown
    threshold = evidence.threshold(CODES.threshold)
    read = {edit.start: edit for edit in _readings(text, evidence)}
    filled = {start: _with_strokes(edit, text) for start, edit in read.items() if _is_sure(edit, threshold)}
    yield from filled.values()
    for match in re.finditer(f"[{LOST}]+", text):
        start, end = match.span()
        bullet = _bullet(text, start, end)
        if bullet is not None:
            yield bullet
        elif start not in filled:
            if unknown is not None and not filled:  # what is put in may yet help to read what is left
                rivals = read[start].candidates if start in read else ()
                yield Edit(start, end, unknown * (end - start), KIND, _CERTAIN, _UNKNOWN, candidates=rivals)
            else:
                yield read.get(start) or _report(start, match[0], _reason(match[0]))


def _signs(text: str, unknown: str) -> Iterator[Edit]:
    """Yield the caller's sign for each letter of pages that stays unknown: what could be told was told by the page."""
    for match in re.finditer(f"[{LOST}]+", text):
        start, end = match.span()
        sign = Edit(start, end, unknown * (end - start), KIND, _CERTAIN, _UNKNOWN)
        yield _bullet(text, start, end) or sign


def _is_sure(edit: Edit, threshold: float) -> bool:
    return edit.held is None and edit.confidence >= threshold


def _bullet(text: str, start: int, end: int) -> Edit | None:
    """Return the report of a bullet, or None where the code is none."""
    begins_line = start == 0 or text[start - 1] == "\n"
    if begins_line and end - start == 1 and re.match(_BULLET, text[start]) and text[end : end + 1].isspace():
        rivals = (Candidate("\u2022", _IS_BULLET),)
        return _report(start, text[start], _BULLET_REASON, confidence=_IS_BULLET, candidates=rivals)
    return None


def _report(
    start: int, codes: str, reason: str, *, confidence: float | None = None, candidates: tuple[Candidate, ...] = ()
) -> Edit:
    """Return the report of codes that stay."""
    if confidence is None:
        confidence = _CERTAIN if codes[0] == REPLACED else _IS_LOST
    return Edit(start, start + len(codes), codes, KIND, confidence, reason, candidates=candidates, held=NOTHING_TO_PUT)


def _reason(codes: str) -> str:
    return _REPLACED if codes[0] == REPLACED else _LETTER


def _with_strokes(edit: Edit, text: str) -> Edit:
    """Return the edit with the strokes beside it taken out: they stretched a word that was not whole."""
    start, end = edit.start, edit.end
    while start and text[start - 1] == TATWEEL:
        start -= 1
    while text[end : end + 1] == TATWEEL:
        end += 1
    if re.match(f"[{LOST}]", text[end : end + 1]):
        end = edit.end
    return replace(edit, start=start, end=end)


def _readings(text: str, evidence: Evidence) -> Iterator[Edit]:
    """Yield what can be said of the gaps of a text; the caller's own sign for the unknown is none."""
    from tarmim.rules.codes.gaps import gaps
    from tarmim.rules.codes.joint import readings
    from tarmim.rules.codes.score import judge_of
    from tarmim.rules.codes.years import is_year, years

    models = evidence.models
    if models is None:
        return
    own = evidence.options.unknown is not None and REPLACED in evidence.options.unknown
    found = [gap for gap in gaps(text) if not (own and REPLACED in gap.codes)]
    found = [gap for gap in found if _bullet(text, gap.start, gap.end) is None and gap.is_word]
    if not found:
        return
    for gap in found:
        if is_year(gap):
            ranked = years(gap, text, models.words)
            yield _report(gap.start, gap.codes, _YEAR, candidates=tuple(Candidate(*rival) for rival in ranked))
    for reading in readings([gap for gap in found if not is_year(gap)], judge_of(text, models)):
        fill, chance = reading.rivals[0]
        lost = text[reading.start : reading.end]
        if not fill:
            yield _report(reading.start, lost, _SIGN, confidence=chance)
            continue
        reason = (_FILLED_ALL if reading.places > 1 else _FILLED) if chance >= _HELD else _reason(lost)
        candidates = tuple(Candidate(*rival) for rival in reading.rivals if rival[0])
        yield Edit(reading.start, reading.end, fill, KIND, chance, reason, candidates=candidates)


#: Below it the reason says that the letter is not sure.
_HELD = DEFAULT_THRESHOLD

CODES = Rule(
    name="codes",
    kind=KIND,
    summary="put back letters that were lost to private codes, where words prove them; report the rest",
    trigger=_trigger,
    find=_find,
    rounds=_ROUNDS,
)
