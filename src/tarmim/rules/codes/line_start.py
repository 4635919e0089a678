"""Codes pulled to a line's start: the lost end of the line's last word.

A private code counts as a letter written from the left. A program that lays out each piece of a line by itself and
writes the pieces from left to right makes the codes a piece of their own; those at the line's left end, where it ends,
are then written first. Proof is that the line's first word is whole without them, and its last word with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import TEXT_ONLY, Rule
from tarmim.language.keys import fold
from tarmim.model.edit import Edit
from tarmim.model.passage import Passage
from tarmim.rules._shared.odds import logistic
from tarmim.rules.codes.rule import has_codes
from tarmim.script.letters import ARABIC_LANGUAGE, HIGH_MARKS, TATWEEL

if TYPE_CHECKING:
    from tarmim.language.words import Words

__all__ = ["CODES_ORDER"]

KIND = "codes"

_WORD: Final = f"[{ARABIC_LANGUAGE}{HIGH_MARKS}{TATWEEL}]+"
#: Codes, but for those where symbol fonts have their bullets, which stand at lines' starts.
_CODES: Final = "\ue000-\uf01f\uf100-\uf8ff\U000f0000-\U0010fffd"
#: Codes, the line's first word against them, the rest, the line's last word.
_PULLED: Final = f"^[ \t]*([{_CODES}]+)({_WORD})(?!\\w)([^\n]*[^\\w\n])({_WORD})(?=[ \t\r]*$)"

#: How many codes at most: more letters make too many words.
_MOST_CODES: Final = 2

#: log P of codes at a line's start being no letters but a sign, as bullets are.
_SIGN_SCORE: Final = -3.0

#: How sure, by the nats that the move gains in the likelihood of the two words: a logistic, fitted on held-out
#: paragraphs (even ones) set in lines: ends pulled to the start, against first letters lost and signs before whole
#: lines. Calibration error on the odd ones .018, area under the curve .976.
_SLOPE: Final = 0.69
_CONSTANT: Final = -1.33

_REASON = "the end of the line's last word was written at its start; its letters are lost behind private codes"


def _trigger(passage: Passage, evidence: Evidence) -> bool:
    return has_codes(evidence)


def _find(passage: Passage, evidence: Evidence) -> Iterator[Edit]:
    models = evidence.models
    if models is None:
        return
    for match in re.finditer(_PULLED, passage.text, re.MULTILINE):
        codes = match[1]
        if len(codes) <= _MOST_CODES:
            gain = _gain(fold(match[2]), fold(match[4]), len(codes), models.words)
            yield _moved(match, logistic(_CONSTANT + _SLOPE * gain))


def _gain(first: str, last: str, count: int, words: Words) -> float:
    """Return by how many nats the two words are likelier with the lost letters behind the last one."""
    from tarmim.rules.codes.candidates import letters_of

    fills = letters_of(count)
    scores = words.log_probability([first, last, *(fill + first for fill in fills), *(last + fill for fill in fills)])
    alone_first, alone_last = float(scores[0]), float(scores[1])
    at_start, at_end = scores[2 : 2 + len(fills)].max(), scores[2 + len(fills) :].max()
    return float(at_end) - alone_last - max(float(at_start) - alone_first, _SIGN_SCORE)


def _moved(match: re.Match[str], confidence: float) -> Edit:
    """Return the edit that brings the codes to the line's end."""
    start, codes_end = match.span(1)
    end = match.end(4)
    sources = (*((i, i + 1) for i in range(codes_end, end)), *((i, i + 1) for i in range(start, codes_end)))
    put = match.string[codes_end:end] + match[1]
    return Edit(start, end, put, KIND, round(confidence, 2), _REASON, sources=sources)


CODES_ORDER = Rule(
    name="codes-order",
    kind=KIND,
    summary="bring private codes that were pulled to a line's start back to the word at its end",
    trigger=_trigger,
    find=_find,
    on=TEXT_ONLY,
    languages=frozenset(("ar",)),
)
