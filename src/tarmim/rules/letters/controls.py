"""Characters that are not seen: direction controls an extractor left behind, byte-order marks, NUL, soft hyphens.

Some of them mean something. A writer of mixed text puts a mark or an isolate beside Latin words and numbers; joiners
are letters' business in Persian and Urdu and are not looked at here; code points 80 to 9F beside Latin letters are a
misread file that decoding needs whole. So controls go where they cannot matter, or where nearly every line is wrapped
in them: then a program wrote them, not a person.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import TEXT_ONLY, Rule
from tarmim.model.edit import Edit, Span
from tarmim.model.passage import Passage
from tarmim.script.letters import DIGITS, LETTERS, MARKS, TATWEEL

__all__ = ["CONTROLS"]

KIND = "controls"

_SOFT_HYPHEN = "\u00ad"
_BYTE_ORDER = "\ufeff"
_MARKS = "\u200e\u200f\u061c"
#: Above this share of a text C0 controls are halves of wider characters (UTF-16 read byte by byte), not strays.
_MISREAD_SHARE = 0.2

#: A line that is one embedding: wrapped right to left by pdftotext and its kin, which put a left-to-right embedding
#: round every number inside. On forms-egypt-64967 626 lines are (592 lines hold Arabic letters); people wrap words.
#: What may stand before and behind it on its line:
_LOOSE = "".join(map(chr, (*range(0x0A), *range(0x0B, 0x21), *range(0x7F, 0xA1), 0xAD, 0xFEFF, 0x200E, 0x200F, 0x061C)))
_RIGHTWARD = ("\u202b", "\u202e")
_CLOSES = "\u202c"
_LINE = f"^[^\n]*[{LETTERS}\ufb50-\ufdff\ufe70-\ufefc][^\n]*$"
_WRAPPED_SHARE = 0.5

#: A left-to-right piece of a wrapped line without a letter in it: it stands as it was seen, from the left.
_PIECE = f"\u202a([^\u202a-\u202e\n{LETTERS}A-Za-z\u00c0-\u024f\ufb50-\ufdff\ufe70-\ufefc]*)\u202c"
_GROUPED = f"[{DIGITS}]{{1,3}}(?:[ \u00a0][{DIGITS}]{{3}})+(?![{DIGITS}])"
_TOKEN = f"{_GROUPED}|[{DIGITS}]+(?:[.,/\u066b\u066c][{DIGITS}]+)*|[^{DIGITS}]"

#: Direction marks are strewn by a program when there is one for at most this many words; people write one in thousands
#: (32 in 5.3 million words of laws).
_WORDS_A_MARK = 8

#: How far a neighbour is looked for behind other controls.
_NEAR = 64

#: The share of edits that are right: 7,091 of 7,091 that evaluation/calibration.py finds on the fitting half of its
#: paragraphs, among them 2,350 strewn marks, 1,485 wraps, 551 codes. Direction signs that close nothing, and those
#: inside a word, it does not make: those are by judgement.
_CONFIDENCE = 0.99

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
    pieces = {match.start(): match for match in re.finditer(_PIECE, text)} if wrapped else {}
    rightward = evidence.profile.has("\u202b\u202e")  # then idle closers may yet belong to a wrapped line
    idle = _idle(text, "\u2066-\u2069" if rightward else "\u202a-\u202e\u2066-\u2069")
    strong = _strong(text) if _is_strewn(text) else None
    turned = -1
    for match in re.finditer(f"[{re.escape(''.join(present))}]", text):
        at, character = match.start(), match[0]
        if at in pieces:
            turned = pieces[at].end()
            yield _turned(text, pieces[at])
        elif at < turned:
            continue
        elif "\u202a" <= character <= "\u202e" and wrapped:
            yield Edit(at, at + 1, "", KIND, _CONFIDENCE, _WRAP)
        elif at in idle:
            yield Edit(at, at + 1, "", KIND, _CONFIDENCE, _EMPTY)
        elif character in _MARKS:
            yield from _direction_mark(text, at, strong)
        elif not (misread and character < " "):
            yield from _single(text, at)


def _single(text: str, at: int) -> Iterator[Edit]:
    """Yield the edit for a character that is no direction control."""
    character = text[at]
    if character == _BYTE_ORDER:
        yield Edit(at, at + 1, "", KIND, _CONFIDENCE, _INVISIBLE)
    elif character == _SOFT_HYPHEN:
        yield from _soft_hyphen(text, at)
    elif character < " ":
        yield Edit(at, at + 1, "", KIND, _CONFIDENCE, _NUL)
    elif character <= "\x9f":
        sides = _seen(text, at, -1), _seen(text, at, 1)
        if all(map(_is_letter, sides)) or not any("\x7f" <= side <= "\u2122" for side in sides):
            yield Edit(at, at + 1, "", KIND, _CONFIDENCE, _NUL)


def _seen(text: str, at: int, step: int) -> str:
    """Return the nearest character in the direction of the step that is no control, or nothing."""
    every = _every()
    for place in range(at + step, max(-1, at + step - _NEAR) if step < 0 else min(len(text), at + step + _NEAR), step):
        if text[place] not in every and not (text[place] in " \t\r\n" and _is_broken(text, place)):
            return text[place]
    return ""


def _is_broken(text: str, place: int) -> bool:
    """Tell whether the white space at the place belongs to a line's end that a soft hyphen precedes."""
    every = re.escape("".join(sorted(_every())))
    if re.compile("[ \t]{0,8}\r?\n").match(text, place) is None:
        return False
    return re.search(f"\u00ad[{every}]*+[ \t\r]*+\\Z", text[max(0, place - 20) : place]) is not None


def _soft_hyphen(text: str, at: int) -> Iterator[Edit]:
    if not _is_letter(_seen(text, at, -1)):  # at a line's start it is somebody's bullet (21 times in the laws)
        return
    halves = re.compile(f"\u00ad[{re.escape(''.join(sorted(_every())))}]{{0,8}}([ \t]{{0,8}}\r?\n)?").match(text, at)
    if halves is None or not _is_letter(_seen(text, halves.end() - 1, 1)):
        return
    yield Edit(at, at + 1, "", KIND, _CONFIDENCE, _BREAK if halves[1] else _INVISIBLE)
    if halves[1]:
        yield Edit(*halves.span(1), "", KIND, _CONFIDENCE, _BREAK)


def _is_letter(character: str) -> bool:
    return re.match(f"[{LETTERS}{MARKS}{TATWEEL}\ufb50-\ufdff\ufe70-\ufefc]", character) is not None


def _is_wrapped(text: str) -> bool:
    """Tell whether half of the lines with Arabic letters are embeddings as a whole."""
    if "\u202b" not in text and "\u202e" not in text:
        return False
    wrapped = _wrapped_lines(text)
    return wrapped > 0 and wrapped >= _WRAPPED_SHARE * sum(1 for _ in re.finditer(_LINE, text, re.MULTILINE))


def _wrapped_lines(text: str) -> int:
    """Return how many lines are embeddings as a whole, or those that one holds which was broken into lines later."""
    count = begun = 0
    for line in text.split("\n"):
        content = line.strip(_LOOSE)
        if content.startswith(_RIGHTWARD):
            begun = 1
        elif begun and content:
            begun = 0 if any(sign in content for sign in _RIGHTWARD) else begun + 1
        if begun and content.endswith(_CLOSES):
            count, begun = count + begun, 0
    return count


def _turned(text: str, piece: re.Match[str]) -> Edit:
    """Return the edit that puts a piece of a wrapped line in reading order and frees it of its controls.

    Numbers keep the order of their digits, groups of three with them; what stands left of a number follows it.
    """
    start, every = piece.start(1), _every()
    spans: list[Span] = [(start + token.start(), start + token.end()) for token in re.finditer(_TOKEN, piece[1])]
    places = [i for a, b in reversed(spans) for i in range(a, b) if text[i] not in every]
    put = "".join(text[i] for i in places)
    reason = _WRAP if put == piece[1] else _TURNED
    return Edit(*piece.span(), put, KIND, _CONFIDENCE, reason, sources=tuple((i, i + 1) for i in places))


def _idle(text: str, kinds: str) -> frozenset[int]:
    """Return the places of closing controls, of the kinds given, that close nothing; a line's end closes all."""
    found: set[int] = set()
    open_: list[str] = []
    for match in re.finditer(f"[{kinds}\n]", text):
        character = match[0]
        if character == "\n":
            open_.clear()
        elif character not in "\u202c\u2069":
            open_.append(character)
        elif not open_:
            found.add(match.start())
        elif (open_[-1] >= "\u2066") == (character == "\u2069"):  # else crossed: left to whoever wrote it
            open_.pop()
    return frozenset(found)


def _is_strewn(text: str) -> bool:
    count = sum(text.count(mark) for mark in _MARKS)
    return count > 1 and count * _WORDS_A_MARK >= text.count(" ") + text.count("\n") + 1


def _strong(text: str) -> list[int]:
    """Return the places of all that has a direction of its own, and of line breaks."""
    return [match.start() for match in re.finditer(f"[{LETTERS}{DIGITS}A-Za-z\u00c0-\u024f\n]", text)]


def _direction_mark(text: str, at: int, strong: list[int] | None) -> Iterator[Edit]:
    """Yield the edit for a direction mark inside a word, or strewn where both sides run from the right."""
    if _is_letter(_seen(text, at, -1)) and _is_letter(_seen(text, at, 1)):
        yield Edit(at, at + 1, "", KIND, _CONFIDENCE, _INSIDE)
    elif strong is not None and text[at] != "\u200e":
        k = bisect_left(strong, at)
        sides = [text[place] for place in (*strong[max(0, k - 1) : k], *strong[k : k + 1])]
        if all(side == "\n" or _is_letter(side) for side in sides):
            yield Edit(at, at + 1, "", KIND, _CONFIDENCE, _STREWN)


CONTROLS = Rule(
    name="controls",
    kind=KIND,
    summary="take out invisible controls that a program left behind",
    trigger=_trigger,
    find=_find,
    on=TEXT_ONLY,
)
