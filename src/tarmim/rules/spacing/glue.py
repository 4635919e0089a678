"""Spaces lost beside numbers, and stops on the wrong side of their space.

A program that lays out numbers and stops from the left inside a line that runs from the right writes `word ,word` for
`word, word` and glues what follows a number to it. The stops prove it: people write a space before a comma (a habit,
with one behind it too) or none, but not one before and none behind. A document proved so is taken at its word for the
numbers; units, calendar signs and letters of an enumeration stay where their writer put them.

In some documents whole runs are turned round, number and stop together (`in .244` for `in 244.`): see glue_runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import TEXT_ONLY, Rule
from tarmim.model.edit import Edit, Span
from tarmim.model.passage import Passage
from tarmim.rules.spacing.glue_runs import is_turned, turned_runs
from tarmim.script.letters import ARABIC_LANGUAGE, DIGITS, HIGH_MARKS, LETTERS

__all__ = ["GLUE"]

KIND = "glue"

#: Comma, semicolon, colon, full stop, question mark, exclamation mark.
_STOPS = "\u060c\u061b:.\u061f!"

#: What a misplaced stop stands against: a letter or an opening quotation mark.
_AGAINST = f"(?=[{ARABIC_LANGUAGE}\u00ab\u201c])"

#: What may end the word before: a letter, a mark, a digit, a closing bracket or quotation mark, a Latin letter.
_ENDS = f"[{LETTERS}{HIGH_MARKS}{DIGITS}A-Za-z\\u00c0-\\u024f)\\]}}\u00bb\u201d\"'%\u066a]"

#: Some space, or up to three line breaks with their indentation.
_SPACE = "(?:[ \u00a0]{1,3}|(?:[ \t]{0,3}\r?\n){1,3}[ \t]{0,12})"
_SPACE_BEFORE = f"(?<={_ENDS}){_SPACE}\\Z"
_SPACE_WINDOW = 48

#: A stop that begins a line, and the line's words; a line that ends in a stop of its own is no match.
_BEGINS_LINE = f"^[ \t]*([{_STOPS}])([{ARABIC_LANGUAGE}][^\n]*[^\\s{_STOPS}])(?=[ \t\r]*$)"
#: Lines that begin with a stop from which, if they are more than the other misplaced stops, a program laid lines out
#: from the left.
_LEAST_LINES = 3

#: Share of misplaced ones among a document's stops between words from which a program misplaced them.
#: dev.jsonl: 1 in all 158 damaged ones that have any; laws .0016, computing documents .0003, books less than .0001.
_PROVED_SHARE = 0.3

#: A number with a word of two letters or more behind it.
_NUMBER = (
    f"(?<![{LETTERS}{HIGH_MARKS}A-Za-z.,/:\\-{DIGITS}])[(\u00ab\u201c\\[]?[{DIGITS}][{DIGITS}.,/\u066b\u066c\\-\u2013]*"
)
#: With a digit behind that too it is a table whose cells ran together.
_GLUED = f"[{DIGITS}%\u066a]([{ARABIC_LANGUAGE}]{{2,}}+)(?![{LETTERS}{DIGITS}])"
_GLUED_AND = f"[{DIGITS}%\u066a](\u0648)(?=[ \u00a0\n]?[{DIGITS}])"

#: Units and signs written on to their number: mm, cm, km, ml, nm, kg, mg, g, hectare; before Christ, Hijri.
_UNITS = (
    "\u0645\u0645|\u0633\u0645|\u0643\u0645|\u0645\u0644\u0645|\u0645\u0644|\u0643\u0644\u0645|\u0646\u0645"
    "|\u0643\u063a|\u0643\u063a\u0645|\u0643\u062c\u0645|\u0645\u063a|\u0645\u062c\u0645|\u0645\u0644\u063a|\u063a\u0645"
    "|\u0647\u0643|\u0642\u0645|\u0647\u0640|\u0647"
)

_EVERY_DIGIT = "0123456789\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669"

#: Texts up to this length are searched for glued numbers without the proof of stops.
_SHORT_TEXT_LENGTH = 20_000

#: Words before a number that name it (year, article, number, paragraph, item, page, issue): what follows is a word.
_NAMED = (
    "(?<![\u0621-\u064a])[\u0648\u0641]?[\u0628\u0644\u0643]?(?:\u0627\u0644|\u0644)?(?:\u0633\u0646\u0629|\u0639\u0627\u0645"
    "|\u0645\u0627\u062f\u0629|\u0631\u0642\u0645|\u0641\u0642\u0631\u0629|\u0628\u0646\u062f|\u0635\u0641\u062d\u0629|\u0639\u062f\u062f)"
    f"[ \u00a0]{{1,2}}[{DIGITS}]{{1,9}}\\Z"
)
_NAME_WINDOW = 30

#: Words that are no unit and no thing counted: min, fi, ila, ala, an, alladhi, allati, and any with the article.
_FUNCTION = (
    "\u0645\u0646|\u0641\u064a|\u0625\u0644\u0649|\u0627\u0644\u0649|\u0639\u0644\u0649|\u0639\u0646|\u0623\u0646"
    "|\u0648?\u0627\u0644[\u0621-\u064a]{3,}|\u062b\u0645|\u0643\u0627\u0646\u062a?|\u062a\u0645|\u0623\u0648|\u0642\u062f|\u062d\u062a\u0649"
)
#: That many of them glued (_FUNCTION_WORDS), and two words glued for one spaced (_GLUED_SHARE), prove a text without
#: misplaced stops. Of 8,001 pieces of 40 paragraphs from laws, documents and books three have 4, 8 and 11 such words
#: glued, and none reaches the share.
_FUNCTION_WORDS = 2
_GLUED_SHARE = 0.67

#: The share of edits that are right, by evaluation/calibration.py on the fitting half of its paragraphs: of stops in a
#: document proved .96 (2,826); all of 1,403 that end their line; of spaces behind numbers 55 of 56 where numbers were
#: only glued, and .28 (105) where their stop was turned too and stays. A stop that ends its line is said to be less
#: sure than a space behind a number, which its edit would take away. One stop alone is a typist's slip: by judgement.
_PROVED_STOP = 0.97
_LONE_STOP = 0.5
_LINE_STOP = 0.92
_GLUED_WORD = 0.95
_GLUED_WAW = 0.92

_STOP = "the space stood before the stop instead of behind it, as it does all over this text"
_STOP_LONE = "the space stands before the stop instead of behind it, but not elsewhere in this text"
_LINE_END = "the stop that ends this line was written at its start, as in other lines of this text"
_NUMBER_REASON = "the space behind the number was lost"


def _trigger(passage: Passage, evidence: Evidence) -> bool:
    profile, text = evidence.profile, passage.text
    if any(True for stop in _STOPS if profile.has(stop) for _ in _suspects(text, stop)):
        return True
    return len(text) <= _SHORT_TEXT_LENGTH and profile.has(_EVERY_DIGIT) and re.search(_GLUED, text) is not None


def _suspects(text: str, stop: str) -> Iterator[int]:
    """Yield the places of stops with white space before and none behind, searched as literals for speed."""
    for match in re.finditer(re.escape(stop) + _AGAINST, text):
        if match.start() and text[match.start() - 1].isspace():
            yield match.start()


def _misplaced(text: str) -> list[Span]:
    """Return the spans of the white space and the stop behind it, in text order."""
    found: list[Span] = []
    for stop in _STOPS:
        for at in _suspects(text, stop):
            low = max(0, at - _SPACE_WINDOW)
            space = re.search(_SPACE_BEFORE, text[low:at])
            if space is not None:
                found.append((low + space.start(), at + 1))
    return sorted(found)


def _find(passage: Passage, evidence: Evidence) -> Iterator[Edit]:
    text = passage.text
    misplaced = _misplaced(text)
    proved = bool(misplaced) and len(misplaced) >= _PROVED_SHARE * (len(misplaced) + _placed(text, misplaced))
    within = [span for span in misplaced if "\n" not in text[slice(*span)]]
    begun = [] if len(within) == len(misplaced) else list(re.finditer(_BEGINS_LINE, text, re.MULTILINE))
    if len(begun) >= _LEAST_LINES and len(begun) > len(within):
        yield from _line_ends(begun)
        misplaced = within
    yield from _together(text, misplaced, proved=proved)


def _together(text: str, misplaced: list[Span], *, proved: bool) -> Iterator[Edit]:
    """Yield turned runs, and what of misplaced stops and glued numbers is outside them."""
    runs = list(turned_runs(text, KIND)) if proved and is_turned(text) else []
    yield from runs
    taken = {place for run in runs for place in range(run.start, run.end)}
    ends = {run.end for run in runs}
    for start, end in misplaced:
        if start not in taken and end - 1 not in taken:
            yield _stop(text, start, end, proved=proved)
    if proved or len(text) <= _SHORT_TEXT_LENGTH:
        yield from (edit for edit in _numbers(text, proved=proved) if edit.start not in taken | ends)


def _stop(text: str, start: int, end: int, *, proved: bool) -> Edit:
    """Return the edit that exchanges the space and the stop behind it."""
    put = text[end - 1] + text[start : end - 1]
    sources = ((end - 1, end), *((i, i + 1) for i in range(start, end - 1)))
    confidence, reason = (_PROVED_STOP, _STOP) if proved else (_LONE_STOP, _STOP_LONE)
    return Edit(start, end, put, KIND, confidence, reason, sources=sources)


def _line_ends(begun: list[re.Match[str]]) -> Iterator[Edit]:
    """Yield the edits that bring a stop from its line's start to its end."""
    for match in begun:
        stop, words = match.span(1), match.span(2)
        sources = (*((i, i + 1) for i in range(*words)), stop)
        yield Edit(stop[0], words[1], match[2] + match[1], KIND, _LINE_STOP, _LINE_END, sources=sources)


def _placed(text: str, misplaced: list[Span]) -> int:
    """Return how many stops of the kinds that are misplaced stand right: at a word, with a space behind."""
    return sum(
        len(re.findall(f"{re.escape(stop)} (?=[{ARABIC_LANGUAGE}])", text))
        - len(re.findall(f" {re.escape(stop)} (?=[{ARABIC_LANGUAGE}])", text))
        for stop in {text[end - 1] for _, end in misplaced}
    )


def _numbers(text: str, *, proved: bool) -> Iterator[Edit]:
    """Yield the spaces to put behind numbers."""
    glued = [match for match in re.finditer(_GLUED, text) if _is_free(text, match)]
    words = [match for match in glued if re.fullmatch(_UNITS, match[1]) is None]
    proved = proved or _is_proved_by_words(text, words)
    for match in words:
        named = proved or re.search(_NAMED, text[max(0, match.start(1) - _NAME_WINDOW) : match.start(1)])
        if named:
            yield Edit(match.start(1), match.start(1), " ", KIND, _GLUED_WORD, _NUMBER_REASON)
    if proved:
        for match in re.finditer(_GLUED_AND, text):
            if _is_free(text, match):
                yield Edit(match.start(1), match.start(1), " ", KIND, _GLUED_WAW, _NUMBER_REASON)


def _is_free(text: str, match: re.Match[str]) -> bool:
    """Tell whether the number before stands by itself: no letter or sign joins it to a word, a code, an address."""
    return re.search(f"{_NUMBER}[%\u066a]?\\Z", text[max(0, match.start(1) - 24) : match.start(1)]) is not None


def _is_proved_by_words(text: str, words: list[re.Match[str]]) -> bool:
    function = sum(1 for match in words if re.fullmatch(_FUNCTION, match[1]))
    if function < _FUNCTION_WORDS:
        return False
    spaced = sum(1 for _ in re.finditer(f"[{DIGITS}] (?=[{ARABIC_LANGUAGE}]{{2}})", text))
    return len(words) >= _GLUED_SHARE * (len(words) + spaced)


GLUE = Rule(
    name="glue",
    kind=KIND,
    summary="put spaces back behind numbers, and stops back at the word they end",
    trigger=_trigger,
    find=_find,
    on=TEXT_ONLY,
    languages=frozenset(("ar",)),
)
