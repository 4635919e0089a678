"""Tatweel put in to justify a line, taken out again; tatweel that means something stays.

Justification stretches words anywhere between two letters that join. What is *not* justification: heh with a
stroke as the sign of the Hijri year, a proclitic cited before a Latin word or a quotation, affixes cited alone, a
stroke that carries a mark of its own, rules of strokes. So only strokes between two letters are taken out, and only
where the document, the line or the word itself shows stretching: 36 million words of books hold four such strokes
in 100,000 words, a stretched page holds one in every second word.
"""

from __future__ import annotations

import re
from array import array
from itertools import chain

from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import Rule
from tarmim.model.edit import Cause
from tarmim.model.edits import Edits
from tarmim.model.passage import Passage
from tarmim.rules.line_order.chunks import is_stretched
from tarmim.script.letters import HIGH_MARKS, LETTERS
from tarmim.script.letters import TATWEEL as STROKE

__all__ = ["TATWEEL"]

KIND = "tatweel"

#: Letters that join the next one in all languages of the script: only they can be stretched. Their complement is
#: shorter: alef and its kin, dal, thal, reh, zain, waw and theirs, teh marbuta, hamza.
_NEVER_STRETCHED = (
    "\u0621-\u0625\u0627\u0629\u062f-\u0632\u0648"
    "\u0671-\u0673\u0675-\u0677\u0688-\u0699\u06c0\u06c3-\u06cb\u06cd\u06cf\u06d5"
)

#: Strokes between two letters (a mark may stand before them, an ordinary vowel after them). Strokes before a hamza
#: or a small high letter carry it and are no match. The pattern begins with the stroke itself and looks back after
#: it: a search for a literal is ten times faster than one that begins by looking back.
_INSIDE = (
    f"{STROKE}(?<=[{LETTERS}{HIGH_MARKS}]{STROKE})(?<![{_NEVER_STRETCHED}]{STROKE})"
    f"{STROKE}*(?=[{LETTERS}\u064b-\u0652])"
)

#: Two strokes and more at a word's end.
_AT_END = f"{STROKE}{STROKE}+(?![{LETTERS}{HIGH_MARKS}{STROKE}])"

#: A proclitic, or heh: waw or feh, then bah, kaf, lam or seen, then alef-lam; or two lams; or heh alone.
_PROCLITIC = (
    "(?:\\A|[^\u0620-\u065f])(?:[\u0648\u0641]?[\u0628\u0643\u0644\u0633]?(?:\u0627\u0644)?|\u0644\u0644|\u0647)\\Z"
)
#: No proclitic has more letters than this: waw, bah, alef, lam, and one character before them.
_PROCLITIC_LENGTH = 5

#: evaluation/calibration.py finds all 13,241 strokes of stretched documents right, on the fitting half of its
#: paragraphs; lines and words stretched alone it hardly makes: those are by judgement.
_DOCUMENT = Cause("the word was stretched to fill its line, as words are all over this document", 0.99)
_LINE = Cause("the word was stretched to fill its line", 0.95)
_LONE = Cause("the word is stretched, but nothing else here is", 0.5)

#: A line with this many stretched places was justified: sound prose has lone ones (measured: 5 MB of each book shelf).
_PLACES_ON_A_LINE = 3


def _trigger(passage: Passage, evidence: Evidence) -> bool:
    return evidence.profile.has(STROKE)


def _find(passage: Passage, evidence: Evidence) -> Edits:
    text = passage.text
    spans = array("i", chain.from_iterable([match.span() for match in re.finditer(_INSIDE, text)]))
    starts, ends = spans[::2], spans[1::2]
    if is_stretched(text, len(starts)):
        starts, ends = _with_proclitics(text, starts, ends)
        return Edits(KIND, starts, ends, "", (_DOCUMENT,))
    return Edits(KIND, starts, ends, "", (_LINE, _LONE), _judge_lines(text, starts, ends))


def _with_proclitics(text: str, starts: array[int], ends: array[int]) -> tuple[array[int], array[int]]:
    extra = [
        (match.start() + 1, match.end())
        for match in re.finditer(_AT_END, text)
        if re.search(_PROCLITIC, text[max(0, match.start() - _PROCLITIC_LENGTH) : match.start()])
    ]
    if not extra:
        return starts, ends
    spans = sorted([*zip(starts, ends, strict=True), *extra])
    return array("i", (start for start, _ in spans)), array("i", (end for _, end in spans))


def _judge_lines(text: str, starts: array[int], ends: array[int]) -> array[int]:
    """Return 0 for strokes on a line that is stretched and for two and more in a word, 1 for lone ones."""
    verdicts = array("H", bytes(2 * len(starts)))
    k = 0
    while k < len(starts):
        line_end = text.find("\n", starts[k])
        line_end = len(text) if line_end < 0 else line_end
        last = k
        while last < len(starts) and starts[last] < line_end:
            last += 1
        if last - k < _PLACES_ON_A_LINE:
            for n in range(k, last):
                verdicts[n] = ends[n] - starts[n] == 1
        k = last
    return verdicts


TATWEEL = Rule(
    name="tatweel",
    kind=KIND,
    summary="take out the strokes that stretch words to fill a line",
    trigger=_trigger,
    find=_find,
    sets_off=("marks",),  # marks that strokes kept apart meet on one letter
)
