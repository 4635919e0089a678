"""Brackets that were mirrored once too often, turned round again.

In a line that runs from the right a program shows an opening bracket by the glyph of a closing one. Programs that
write what they show, or turn it round twice, leave `)word(`. A bracket holds on to the word it opens or closes: that
tells which one was meant, line by line and for the document as a whole. Signs of lists (`1)`), faces and brackets
with a space on both sides tell nothing and follow the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import TEXT_ONLY, Rule
from tarmim.model.edit import Edit
from tarmim.model.passage import Passage
from tarmim.rules._shared.places import places
from tarmim.script.letters import ARABIC_DIGITS, DIGITS, LETTERS

__all__ = ["BRACKETS"]

KIND = "brackets"

#: Where a closing bracket begins a word or an opening one ends it. Found fast, as plain strings.
_NEEDLES = (" )", "\n)", " ]", "\n]", "( ", "(\n", "[ ")

_ENDS = r"(?![^\s.,:;!?\u060c\u061b\u061f)(\[\]])"
_RIGHT = rf"(?<!\S)[(\[](?=[^\s()\[\]])|(?<=[^\s()\[\]])[)\]]{_ENDS}"
_WRONG = rf"(?<!\S)[)\]](?=[^\s()\[\]])|(?<=[^\s()\[\]])[(\[]{_ENDS}"

#: A pair that holds on to its words and is turned round, on one line. Square ones begin with a letter: ]0, 1[ is how
#: French mathematics writes an open interval.
_PAIR = (
    rf"(?<!\S)\)(?=[^\s()\[\]])[^()\[\]\n]{{1,80}}(?<=[^\s()\[\]])\({_ENDS}"
    rf"|(?<!\S)\](?=[{LETTERS}])[^()\[\]\n]{{1,80}}(?<=[^\s()\[\]])\[{_ENDS}"
)

#: A pair with Latin letters in it is a run of its own, which no program turns round.
_LATIN = r"\([^()\n\u0600-\u06ff]*[A-Za-z][^()\n\u0600-\u06ff]*\)"

#: A number in brackets of which all but the first bracket was laid out from the left: closing, stops, opening, number.
_NUMBER = (
    rf"(?<!\S)\)([ .:\u060c\u061b]{{0,2}})\(([%\u066a]?[{DIGITS}](?:[{DIGITS}.,/]{{0,30}}[{DIGITS}])?[%\u066a]?)"
    rf"(?![{DIGITS}.,/%\u066a]*[)(])"
)

_BREAKS = "[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]"

#: A document has its brackets inverted when at least _LINES lines say so, and _TIMES times as many as say no. Books and
#: laws: one line in 20,000 says so; published gazettes that have it: all.
_LINES = 2
_TIMES = 4

#: The share of edits that are right, by evaluation/calibration.py on the fitting half of its paragraphs: 2,113 of 2,116
#: where the document has them inverted, all of 127 numbers, all of 376 brackets of a lone pair.
_CONFIDENCE = 0.99

_TURNED = {"(": ")", ")": "(", "[": "]", "]": "["}

_ALL_OVER = "the bracket faced the wrong way, as all brackets of this document did"
_HERE = "the pair of brackets faced outwards"
_AROUND_NUMBER = "the brackets and the number between them stood in each other's place"


@dataclass(frozen=True, slots=True)
class _BracketLine:
    """A line that holds brackets: its span and what they say. Numbers laid out from the left count as wrong."""

    start: int
    end: int
    right: int
    wrong: int
    balanced: bool

    @property
    def is_inverted(self) -> bool:
        """Tell whether its brackets face the wrong way for all one can see."""
        return self.wrong > 0 and not self.right and not self.balanced


def _trigger(passage: Passage, evidence: Evidence) -> bool:
    text = passage.text
    if not evidence.profile.has("()[]"):
        return False
    return text.startswith((")", "]")) or any(needle in text for needle in _NEEDLES)


def _find(passage: Passage, evidence: Evidence) -> Iterator[Edit]:
    text = passage.text
    wrong = [line for line in _bracket_lines(text, _suspects(text)) if line.is_inverted]
    if len(wrong) >= _LINES:
        lines = list(_bracket_lines(text, (match.start() for match in re.finditer(r"[()\[\]]", text))))
        right = sum(line.balanced or (line.right > 0 and not line.wrong) for line in lines)
        if sum(line.is_inverted for line in lines) >= _TIMES * right:
            for line in lines:
                if not line.balanced:
                    yield from _turned(text, line)
            return
    for line in wrong:
        yield from _pairs(text, line)


def _suspects(text: str) -> Iterator[int]:
    """Return the places where a bracket seems to face outwards, in text order."""
    found = [place + (needle[1] in ")]") for needle in _NEEDLES for place in places(text, needle)]
    return iter(sorted([0, *found] if text.startswith((")", "]")) else found))


def _bracket_lines(text: str, found: Iterator[int]) -> Iterator[_BracketLine]:
    """Yield the lines of Arabic script in which the places found, which ascend, lie.

    Other signs than the line feed end a line here, and few lines hold brackets: no view of all lines is asked for.
    """
    breaks, done = re.compile(_BREAKS), -1
    for place in found:
        if place < done:
            continue
        start = text.rfind("\n", 0, place) + 1
        for match in breaks.finditer(text, start, place):
            start = match.end()
        stop = breaks.search(text, place)
        done = stop.start() if stop else len(text)
        line = text[start:done]
        if re.search(f"[{LETTERS}{ARABIC_DIGITS}]", line):
            yield _read(line, start, done)


def _read(line: str, start: int, end: int) -> _BracketLine:
    bare = re.sub(_LATIN, _blank, line)
    numbers = 0
    if ")" in bare and not _is_balanced(bare):
        bare, numbers = re.subn(_NUMBER, _blank, bare)
    right = sum(1 for _ in re.finditer(_RIGHT, bare))
    wrong = sum(1 for _ in re.finditer(_WRONG, bare))
    return _BracketLine(start, end, right, wrong + numbers, _is_balanced(bare) and not numbers)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _is_balanced(line: str) -> bool:
    """Tell whether the line holds pairs and nothing else, as it stands."""
    depth, pairs = 0, 0
    for bracket in re.findall(r"[()\[\]]", line):
        depth += 1 if bracket in "([" else -1
        pairs += 1
        if depth < 0:
            return False
    return depth == 0 and pairs > 0


def _turned(text: str, line: _BracketLine) -> Iterator[Edit]:
    """Yield the edits that turn the brackets of the line but for those that face right and pairs around Latin.

    Where some face right, those that hold on to no word are left too: they may belong to either.
    """
    bare = re.sub(_LATIN, _blank, text[line.start : line.end])
    for match in re.finditer(_NUMBER, bare):
        yield _around_number(text, line.start, match)
    bare = re.sub(_NUMBER, _blank, bare)
    for match in re.finditer(_WRONG if line.right else r"(?<![)\]])[(\[]|[)\]](?![(\[])", bare):
        at = line.start + match.start()
        yield Edit(at, at + 1, _TURNED[match[0]], KIND, _CONFIDENCE, _ALL_OVER)


def _around_number(text: str, offset: int, match: re.Match[str]) -> Edit:
    """Return the edit that puts the number between its brackets and the space or stop behind them."""
    start, end = offset + match.start(), offset + match.end()
    stops, number = match[1], match[2]
    opening = start + 1 + len(stops)
    order = [start, *range(opening + 1, end), opening, *range(opening - 1, start, -1)]
    new = f"({number}){stops[::-1]}"
    return Edit(start, end, new, KIND, _CONFIDENCE, _AROUND_NUMBER, tuple((at, at + 1) for at in order))


def _pairs(text: str, line: _BracketLine) -> Iterator[Edit]:
    """Yield the edits that turn the pairs of a line whose document is no proof; every bracket must be of a pair."""
    whole = text[line.start : line.end]
    bare = re.sub(_LATIN, _blank, whole)
    rest = re.sub(_PAIR, "", bare)
    if re.search(r"[()\[\]]", rest):
        return
    for match in re.finditer(_PAIR, bare):
        for at in (line.start + match.start(), line.start + match.end() - 1):
            yield Edit(at, at + 1, _TURNED[text[at]], KIND, _CONFIDENCE, _HERE)


BRACKETS = Rule(
    name="brackets",
    kind=KIND,
    summary="turn brackets round that were mirrored twice",
    trigger=_trigger,
    find=_find,
    on=TEXT_ONLY,
)
