"""Letters lost to private codes, put back where words prove them.

Programs give a glyph without a code one of the private-use area: it stands for some letter in this file and for
another in the next. Which one, the words say that it makes, among their neighbours and in all of its places
(`codes_joint`); a year's digits are only guessed at (`codes_years`). What is not sure stays as it is, reported with
its candidates; or the caller's sign for the unknown takes its place (Options.unknown).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import DEFAULT_THRESHOLD, Rule
from tarmim.model.edit import Candidate, Edit, Edits
from tarmim.model.passage import Passage
from tarmim.rules.codes.gaps import LOST, REPLACED
from tarmim.script.letters import TATWEEL

__all__ = ["CODES", "has_codes"]

KIND = "codes"

#: Symbol fonts put their bullets at U+F000 plus the byte; alone at a line's start such a code is a list's bullet.
_BULLET = "[\uf020-\uf0ff]"

#: Rounds of reading: letters that were put in are neighbours for the gaps that are left.
_ROUNDS = 4

_LETTER = "a letter here was lost to a private code; which one, the words around it do not tell for sure"
_BULLET_REASON = "a code of a symbol font, probably the bullet of a list"
_REPLACED = "a letter here was lost before the text was saved; which one, the words around it do not tell for sure"
_FILLED = "letters were lost to a private code; they are those that make a word here"
_FILLED_ALL = "letters were lost to a private code; they are those that make words in all of its places"
_YEAR = "the digits of a year were lost to private codes; equal codes are equal digits"
_SIGN = "a private code that is no letter: the word is whole without it; a sign or a vowel was lost"
_UNKNOWN = "a letter here was lost and cannot be told: the sign for what is unknown stands in its place"


def has_codes(evidence: Evidence) -> bool:
    """Tell whether the document has private codes or U+FFFD."""
    profile = evidence.profile
    return profile.has(REPLACED) or profile.has_between("\ue000", "\uf8ff") or profile.has_between("\udb80", "\udbff")


def _trigger(passage: Passage, evidence: Evidence) -> bool:
    return has_codes(evidence)


def _find(passage: Passage, evidence: Evidence) -> Iterator[Edit]:
    text, unknown = passage.text, evidence.options.unknown
    threshold = DEFAULT_THRESHOLD if evidence.options.threshold is None else evidence.options.threshold
    read = _read(text, evidence, threshold)
    for match in re.finditer(f"[{LOST}]+", text):
        start, end = match.span()
        edit = _bullet(text, start, end)
        if edit is None:
            edit = read.get(start) or Edit(start, end, match[0], KIND, 0.0, _unread(match[0]))
            if unknown is not None and edit.confidence < threshold:
                edit = replace(edit, text=unknown * (end - start), confidence=1.0, reason=_UNKNOWN)
        yield edit


def _bullet(text: str, start: int, end: int) -> Edit | None:
    """Return the report of a bullet, or None where the code is none."""
    begins_line = start == 0 or text[start - 1] == "\n"
    if begins_line and end - start == 1 and re.match(_BULLET, text[start]) and text[end : end + 1].isspace():
        return Edit(start, end, text[start], KIND, 0.0, _BULLET_REASON, candidates=(Candidate("\u2022", 0.7),))
    return None


def _unread(codes: str) -> str:
    return _REPLACED if codes[0] == REPLACED else _LETTER


def _read(text: str, evidence: Evidence, threshold: float) -> Mapping[int, Edit]:
    """Return the edits of runs that something can be said of, by their starts.

    Letters put in help to read what is left, so the text is read again until nothing more is sure; what is said last of
    the rest is reported. A second repair then finds nothing to add.
    """
    if evidence.models is None:
        return {}
    own = evidence.options.unknown is not None and REPLACED in evidence.options.unknown
    done = Edits.of(KIND, ())
    found: list[Edit] = []
    for _ in range(_ROUNDS):
        now = done.apply(text)
        found = [done.before(edit) for edit in _round(now, evidence, own=own)]
        sure = [edit for edit in found if edit.confidence >= threshold and edit.text]
        if not sure:
            break
        done = Edits.of(KIND, [*done, *(_with_strokes(edit, text) for edit in sure)])
    else:
        found = [replace(edit, confidence=min(edit.confidence, threshold / 2)) for edit in found if edit not in sure]
    filled = {place: edit for edit in done for place in range(edit.start, edit.end)}
    return {**{edit.start: edit for edit in found if edit.start not in filled}, **filled}


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


def _round(text: str, evidence: Evidence, *, own: bool) -> Iterator[Edit]:
    """Yield what can be said of the gaps of a text."""
    from tarmim.rules.codes.gaps import gaps
    from tarmim.rules.codes.joint import readings
    from tarmim.rules.codes.score import judge_of
    from tarmim.rules.codes.years import is_year, years

    models = evidence.models
    found = [gap for gap in gaps(text) if not (own and REPLACED in gap.codes)]
    found = [gap for gap in found if _bullet(text, gap.start, gap.end) is None]
    if not found or models is None:
        return
    for gap in found:
        if is_year(gap):
            ranked = years(gap, text, models.words)
            candidates = tuple(Candidate(*rival) for rival in ranked)
            yield Edit(gap.start, gap.end, gap.codes, KIND, 0.0, _YEAR, candidates=candidates)
    for reading in readings([gap for gap in found if not is_year(gap)], judge_of(text, models)):
        fill, chance = reading.rivals[0]
        lost = text[reading.start : reading.end]
        if not fill:
            yield Edit(reading.start, reading.end, lost, KIND, 0.0, _SIGN)
            continue
        reason = (_FILLED_ALL if reading.places > 1 else _FILLED) if chance >= _HELD else _unread(lost)
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
)
