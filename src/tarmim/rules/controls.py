"""Characters that are not seen: direction controls an extractor left behind, byte-order marks, NUL, soft hyphens.

Some of them mean something. A writer of mixed text puts a mark or an isolate beside Latin words and numbers; joiners
are letters' business in Persian and Urdu and are not looked at here; code points 80 to 9F beside Latin letters are a
misread file that decoding needs whole. So controls go where they cannot matter, or where nearly every line is wrapped
in them: then a program wrote them, not a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tarmim.engine.rule import Rule
from tarmim.model.edit import Edit, Span
from tarmim.model.passage import Passage
from tarmim.model.profile import Evidence
from tarmim.script.letters import DIGITS, LETTERS, MARKS, TATWEEL

__all__ = ["CONTROLS"]

KIND = "controls"

_SOFT_HYPHEN = "\u00ad"
_BYTE_ORDER = "\ufeff"
_MARKS = "\u200e\u200f\u061c"
#: Above this share of a text C0 controls are halves of wider characters (UTF-16 read byte by byte), not strays.
_MISREAD_SHARE = 0.2

#: A line that is one embedding: wrapped right to left by pdftotext and its kin, which put a left-to-right embedding
#: round every number inside. On forms-egypt-* every line is; a person wraps a word, not a line.
_WRAPPED = "^[^\\S\n]*[\u202b\u202e][^\n]*\u202c[^\\S\n]*$"
_LINE = f"^[^\n]*[{LETTERS}\ufb50-\ufdff\ufe70-\ufefc][^\n]*$"
_WRAPPED_SHARE = 0.5

#: A left-to-right piece of a wrapped line without a letter in it: it stands as it was seen, from the left.
_PIECE = f"\u202a([^\u202a-\u202e\n{LETTERS}A-Za-z\u00c0-\u024f\ufb50-\ufdff\ufe70-\ufefc]*)\u202c"
_GROUPED = f"[{DIGITS}]{{1,3}}(?:[ \u00a0][{DIGITS}]{{3}})+(?![{DIGITS}])"
_TOKEN = f"{_GROUPED}|[{DIGITS}]+(?:[.,/\u066b\u066c][{DIGITS}]+)*|[^{DIGITS}]"

#: Direction marks are strewn by a program when there is one for so many words; people write one in thousands
#: (32 in 5.3 million words of laws).
_WORDS_A_MARK = 8

_BREAK = "the word was broken at a line's end: its halves are joined"
_INVISIBLE = "an invisible character that means nothing here"
_NUL = "a code that is no character"
_EMPTY = "direction signs that close nothing or hold nothing"
_WRAP = "invisible direction signs that a program put round every line"
_TURNED = "direction signs that a program put round a number; what they hold was written from the left"
_STREWN = "an invisible direction sign between letters that run the same way anyhow"
_INSIDE = "an invisible direction sign inside a word"


@cache
def _every() -> frozenset[str]:
    """Return every control looked at."""
    codes = (*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0))
    bidi = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
    return frozenset(map(chr, (*codes, *bidi))) | {_SOFT_HYPHEN, _BYTE_ORDER, *_MARKS}


def _trigger(passage: Passage, evidence: Evidence) -> bool:
    return not evidence.profile.characters.isdisjoint(_every())


def _find(passage: Passage, evidence: Evidence) -> Iterator[Edit]:
    text = passage.text
    present = sorted(evidence.profile.characters & _every())
    misread = sum(text.count(character) for character in present if character < " ") > _MISREAD_SHARE * len(text)
    wrapped = _is_wrapped(text)
    strewn = _is_strewn(text)
    matched = frozenset() if wrapped else _matched(text)
    turned = -1
    if wrapped:
        yield from _pieces(text)
    pieces = {match.start(): match.end() for match in re.finditer(_PIECE, text)} if wrapped else {}
    for match in re.finditer(f"[{re.escape(''.join(present))}]", text):
        at = match.start()
        turned = max(turned, pieces.get(at, -1))
        if at < turned:
            continue
        edit = _single(text, at, misread=misread)
        if edit is None and "\u202a" <= text[at] <= "\u202e" and wrapped:
            edit = Edit(at, at + 1, "", KIND, 0.97, _WRAP)
        elif edit is None and at not in matched and text[at] in "\u202c\u2069":
            edit = Edit(at, at + 1, "", KIND, 0.95, _EMPTY)
        elif edit is None and text[at] in _MARKS:
            edit = _direction_mark(text, at, strewn=strewn)
        if edit is not None:
            yield edit


def _single(text: str, at: int, *, misread: bool) -> Edit | None:
    """Return the edit for a character that is no direction control, or None."""
    character, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if character == _BYTE_ORDER:
        return Edit(at, at + 1, "", KIND, 0.97, _INVISIBLE)
    if character == _SOFT_HYPHEN:
        return _soft_hyphen(text, at)
    if character < " ":
        return None if misread else Edit(at, at + 1, "", KIND, 0.95, _NUL)
    if character <= "\x9f" and not ("\x7f" <= before <= "\u2122" or "\x7f" <= after <= "\u2122"):
        return Edit(at, at + 1, "", KIND, 0.95, _NUL)
    if character <= "\x9f" and _is_letter(before) and _is_letter(after):
        return Edit(at, at + 1, "", KIND, 0.95, _NUL)
    return None


def _soft_hyphen(text: str, at: int) -> Edit | None:
    if not _is_letter(text[at - 1 : at]):  # at a line's start it is somebody's bullet (21 times in the laws)
        return None
    halves = re.compile(f"\u00ad[^\\S\n]*(?:\r?\n)?(?=[{LETTERS}])").match(text, at)
    if halves is None or (len(halves[0]) > 1 and not halves[0].endswith("\n")):
        return None
    reason = _BREAK if len(halves[0]) > 1 else _INVISIBLE
    return Edit(at, halves.end(), "", KIND, 0.95, reason)


def _is_letter(character: str) -> bool:
    return re.match(f"[{LETTERS}{MARKS}{TATWEEL}\ufb50-\ufdff\ufe70-\ufefc]", character) is not None


def _is_wrapped(text: str) -> bool:
    """Tell whether half of the lines with Arabic letters are embeddings as a whole."""
    if "\u202b" not in text and "\u202e" not in text:
        return False
    wrapped = sum(1 for _ in re.finditer(_WRAPPED, text, re.MULTILINE))
    return wrapped > 0 and wrapped >= _WRAPPED_SHARE * sum(1 for _ in re.finditer(_LINE, text, re.MULTILINE))


def _pieces(text: str) -> Iterator[Edit]:
    """Yield the pieces of wrapped lines, put in reading order and freed of their controls.

    Numbers keep the order of their digits, groups of three with them; what stands left of a number follows it.
    """
    for match in re.finditer(_PIECE, text):
        start = match.start(1)
        spans: list[Span] = [(start + token.start(), start + token.end()) for token in re.finditer(_TOKEN, match[1])]
        spans.reverse()
        put = "".join(text[a:b] for a, b in spans)
        sources = tuple((i, i + 1) for a, b in spans for i in range(a, b))
        reason = _WRAP if put == match[1] else _TURNED
        yield Edit(*match.span(), put, KIND, 0.95, reason, sources=sources)


def _matched(text: str) -> frozenset[int]:
    """Return the places of closing controls that close something that holds text; paragraphs end all."""
    found: set[int] = set()
    open_: list[tuple[str, int]] = []
    for match in re.finditer("[\u202a-\u202e\u2066-\u2069\n]", text):
        character, at = match[0], match.start()
        if character == "\n":
            open_.clear()
        elif character in "\u202c\u2069":
            if open_ and (open_[-1][0] >= "\u2066") == (character == "\u2069"):
                open_.pop()
                found.add(at)
            elif open_:  # crossed: leave it to whoever wrote it
                found.add(at)
        else:
            open_.append((character, at))
    return frozenset(found)


def _is_strewn(text: str) -> bool:
    count = sum(text.count(mark) for mark in _MARKS)
    return count > 1 and count * _WORDS_A_MARK >= text.count(" ") + text.count("\n") + 1


def _direction_mark(text: str, at: int, *, strewn: bool) -> Edit | None:
    """Return the edit for a direction mark inside a word, or strewn where both sides run from the right."""
    if _is_letter(text[at - 1 : at]) and _is_letter(text[at + 1 : at + 2]):
        return Edit(at, at + 1, "", KIND, 0.95, _INSIDE)
    if not strewn or text[at] == "\u200e":
        return None
    neutral = f"[^{LETTERS}{DIGITS}A-Za-z\u00c0-\u024f\u202a-\u202e\u2066-\u2069\n]{{0,40}}"
    before = re.compile(f"(?:^|\n|[{LETTERS}]){neutral}\\Z").search(text[max(0, at - 40) : at])
    after = re.compile(f"{neutral}(?:\\Z|\n|[{LETTERS}])").match(text[at + 1 : at + 42])
    return Edit(at, at + 1, "", KIND, 0.92, _STREWN) if before and after else None


CONTROLS = Rule(
    name="controls",
    kind=KIND,
    summary="take out invisible controls that a program left behind",
    trigger=_trigger,
    find=_find,
)
