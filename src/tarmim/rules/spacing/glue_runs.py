"""Runs of numbers, stops and brackets that were laid out from the left as a whole, turned round again.

Between two words a program took everything from the first digit or stop on as one run and wrote it from the left:
`28( 1444` for `1444 (28`, `.244` for `244.`, `-14` for `14-`. A number keeps the order of its digits. The run ends
with the space before the next word, so the space comes first in what was written and melts into the one there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tarmim.model.edit import Edit, Span
from tarmim.script.letters import ARABIC_LANGUAGE, DIGITS, HIGH_MARKS

__all__ = ["is_turned", "turned_runs"]

#: A stop between a space and a number that ends at a word or at the line's end; and the same the right way round.
_TURNED = f"[ \n][\u060c.:][)\u00ab]?[%\u066a]?[{DIGITS}][{DIGITS}.,/\\-]*+(?:[{ARABIC_LANGUAGE}]|\n|$)"
_RIGHT = f"[{DIGITS}][\u060c.:](?= |\n|$)"

_RUN = f"[{DIGITS} \u00a0\u060c.:()\\-%\u066a/,]++"
_NUMBER = (
    f"[%\u066a]?[{DIGITS}]{{1,3}}(?:[ \u00a0][{DIGITS}]{{3}})+(?![{DIGITS}])[%\u066a]?"
    f"|[%\u066a]?[{DIGITS}]+(?:[.,/\\-][{DIGITS}]+)*[%\u066a]?"
)
_TOKEN = f"{_NUMBER}|[ \u00a0]+|."

# What a turned run looks like once its tokens are named: 9 a number, . a stop, brackets, hyphens and spaces themselves.
#: Before a word: a stop that went before its number, brackets that did, a comma of the word before, a number twice.
_BEFORE_WORD = r"\.\)?9|\)9|9 ?\( 9|\)9\( 9|9 \."
#: At a line's end: a stop or a closing bracket that went before its number.
_AT_LINE_END = r"\.\)?9|\)9"
#: At a line's start, before a word: the sign of a list.
_AT_LINE_START = r"- ?9|\( -9|\.9"
#: An opening bracket before a number turns only where the word behind is an enumerating letter in brackets.
_BEFORE_LETTER = r"\( ?-?9"
_ENUMERATING = f"[{ARABIC_LANGUAGE}]{{1,2}}\\)"
#: A number in brackets, of which the opening one stayed.
_BRACKETED = r"\( \)9"

#: Two years with a hyphen were turned round too, so that the later comes first.
_YEARS = "((?:1[89]|20)[0-9]{2})-((?:1[89]|20)[0-9]{2})"

_LETTER = f"[{ARABIC_LANGUAGE}{HIGH_MARKS}]"

#: The share of runs that come out right: all 602, by evaluation/calibration.py on the fitting half of its paragraphs.
_CONFIDENCE = 0.99

_REASON = "numbers and stops between two words were written from the left; they are put in reading order"


def is_turned(text: str) -> bool:
    """Tell whether stops and numbers stand in turned order more often than not in a document of misplaced stops."""
    turned = sum(1 for _ in re.finditer(_TURNED, text))
    return turned > 0 and turned > sum(1 for _ in re.finditer(_RIGHT, text))


def turned_runs(text: str, kind: str) -> Iterator[Edit]:
    """Yield the edits of the runs whose order is certain; runs that read in two ways are left."""
    for match in re.finditer(_RUN, text):
        start, end = match.span()
        before, after = text[start - 1 : start] or "\n", text[end : end + 1] or "\n"
        at_word = re.match(_LETTER, after) is not None
        if not (at_word or after == "\n") or not (before == "\n" or re.match(_LETTER, before)):
            continue
        tokens = [(start + token.start(), start + token.end()) for token in re.finditer(_TOKEN, match[0])]
        lead = tokens.pop(0) if text[start] in " \u00a0" else None
        signs = "".join(_kind(text[a:b]) for a, b in tokens)
        if not _is_certain(text, signs, end, starts_line=before == "\n", at_word=at_word):
            continue
        spans = _reading_order(text, tokens, signs)
        if lead is not None and before != "\n" and _kind(text[slice(*spans[0])]) != ".":
            spans.insert(0, lead)
        yield _edit(text, (start, end), spans, space=at_word and text[spans[-1][0]] != "(", kind=kind)


def _kind(token: str) -> str:
    if re.search(f"[{DIGITS}]", token):
        return "9"
    return "." if token in "\u060c.:," else " " if token.isspace() else token


def _is_certain(text: str, signs: str, end: int, *, starts_line: bool, at_word: bool) -> bool:
    if not at_word:
        return not starts_line and re.fullmatch(_AT_LINE_END, signs) is not None
    if starts_line and re.fullmatch(_AT_LINE_START, signs):
        return True
    if re.fullmatch(_BEFORE_LETTER, signs):
        return re.compile(_ENUMERATING).match(text, end) is not None
    return re.fullmatch(f"{_BEFORE_WORD}|{_BRACKETED}", signs) is not None


def _reading_order(text: str, tokens: list[Span], signs: str) -> list[Span]:
    if re.fullmatch(_BRACKETED, signs):
        return [tokens[0], tokens[3], tokens[2]]
    spans: list[Span] = []
    for start, end in reversed(tokens):
        years = re.search(_YEARS, text[start:end])
        if years and years[1] > years[2]:
            spans += [(start + years.start(2), end), (start + years.end(1), start + years.start(2))]
            spans += [(start, start + years.end(1))]
        else:
            spans.append((start, end))
    return spans


def _edit(text: str, run: Span, spans: list[Span], *, space: bool, kind: str) -> Edit:
    put = "".join(text[start:end] for start, end in spans)
    sources = tuple((i, i + 1) for start, end in spans for i in range(start, end))
    if space:
        put, sources = put + " ", (*sources, (run[1], run[1]))
    return Edit(*run, put, kind, _CONFIDENCE, _REASON, sources=sources)
