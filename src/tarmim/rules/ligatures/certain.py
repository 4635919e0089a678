"""Lam-alef written by its picture, alef before lam, where no word could be meant: certain without a language model.

A font draws lam and alef as one shape; programs that take the shape apart from the left write alef first. With the
article before it the result is alef, alef, lam, which no Arabic word begins with: those are certain. Where the result
is a word too (`al` for `la`, an alef with hamza and lam at a word's start), only language can tell: left alone here.
The one other ligature that cannot be mistaken is the name of God, read alef, heh, lam, lam.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tarmim.model.edit import Edit, Span
from tarmim.script.letters import ARABIC_LANGUAGE, HIGH_MARKS, LETTERS
from tarmim.script.letters import TATWEEL as STROKE

__all__ = ["KIND", "NAME_REASON", "SLIP", "certain_edits"]

KIND = "ligatures"

_LIGHT = f"[{STROKE}{HIGH_MARKS}]"

#: Alef, then an alef (madda, hamza above, hamza below, bare), then lam; marks and strokes are looked through.
_ARTICLE = f"\u0627{_LIGHT}*+([\u0622\u0623\u0625\u0627]){_LIGHT}*+(\u0644)"
#: Alef, heh, lam, lam.
_NAME = f"\u0627{_LIGHT}*+(\u0647){_LIGHT}*+(\u0644){_LIGHT}*+(\u0644)"
_FLIPPED = f"\u0627{_LIGHT}*+(?:[\u0622\u0623\u0625\u0627]{_LIGHT}*+\u0644|\u0647{_LIGHT}*+\u0644{_LIGHT}*+\u0644)"

#: What may stand before the article: waw or feh, then beh or kaf; before the name also teh and lam.
_BEFORE_ARTICLE = f"(?:[\u0648\u0641]{_LIGHT}*+)?(?:[\u0628\u0643]{_LIGHT}*+)?"
_BEFORE_NAME = f"(?:[\u0648\u0641]{_LIGHT}*+)?(?:[\u0628\u062a\u0644]{_LIGHT}*+)?"

_LONGEST_PREFIX = 12

#: Sound lam-alef after the article. Where these are many, doubled bare alef is a slip of the typist: 33 words
#: begin so in 44 million sound ones, and none with a hamza or madda. The share itself is a guess.
_SOUND = "\u0627\u0644[\u0622\u0623\u0625\u0627]"
_FLIPPED_SHARE = 0.5

#: That two bare alefs before a lam were exchanged with it, where the document does not flip: a slip of the typist is as
#: likely, and a little more. By judgement.
_TURNED_NOT_TYPED = 0.45

#: That they were, where the document flips; and that letters were that no word begins with: by judgement, for what the
#: words of the text say of these places is surer in nearly all of them.
_BARE_ALEFS = 0.95
_IMPOSSIBLE = 0.97

_ARTICLE_REASON = "alef and lam changed places in the joined letters lam-alef: no word begins so"
NAME_REASON = "the joined letters of the name of God were written out of order"
SLIP = "two alefs before a lam: the letters may have changed places, or one was typed twice"


def certain_edits(text: str) -> Iterator[Edit]:
    """Yield the edits that turn back the article's flipped lam-alef and the name of God, in text order."""
    found = [edit for edit in (_judge(text, match.start()) for match in re.finditer(_FLIPPED, text)) if edit]
    bare = [edit for edit in found if edit.reason == SLIP]
    if bare and not _is_flipping(text, len(found)):
        yield from found
        return
    for edit in found:
        yield edit if edit.reason != SLIP else _with_confidence(edit)


def _with_confidence(edit: Edit) -> Edit:
    return Edit(edit.start, edit.end, edit.text, KIND, _BARE_ALEFS, _ARTICLE_REASON, sources=edit.sources)


def _is_flipping(text: str, count: int) -> bool:
    """Tell whether the document flips at least as many of these words as it writes right."""
    sound = sum(1 for _ in re.finditer(_SOUND, text))
    return count >= _FLIPPED_SHARE * (count + sound)


def _judge(text: str, at: int) -> Edit | None:
    """Return the edit of the flipped letters at the place, or None where the word is not one of ours."""
    article = re.compile(_ARTICLE).match(text, at)
    if article is not None:
        if not _stands_alone(text, at, article.end(), prefix=_BEFORE_ARTICLE, name=False):
            return None
        alef, lam = article.span(1), article.span(2)
        put = [(alef[0], lam), (lam[0], alef)]
        bare = article[1] == "\u0627"
        return _exchanged(text, alef[0], lam[1], put, reason=SLIP if bare else _ARTICLE_REASON)
    name = re.compile(_NAME).match(text, at)
    if name is None or not _stands_alone(text, at, name.end(), prefix=_BEFORE_NAME, name=True):
        return None
    heh, first, last = name.span(1), name.span(2), name.span(3)
    put = [(heh[0], first), (first[0], last), (last[0], heh)]
    return _exchanged(text, heh[0], last[1], put, reason=NAME_REASON)


def _exchanged(text: str, start: int, end: int, put: list[tuple[int, Span]], *, reason: str) -> Edit:
    """Return the edit that puts the letter of each span at its place; marks and strokes stay where they are."""
    spans: list[Span] = [(i, i + 1) for i in range(start, end)]
    for place, span in put:
        spans[place - start] = span
    confidence = _TURNED_NOT_TYPED if reason == SLIP else _IMPOSSIBLE
    changed = "".join(text[a:b] for a, b in spans)
    return Edit(start, end, changed, KIND, confidence, reason, sources=tuple(spans))


def _stands_alone(text: str, at: int, end: int, *, prefix: str, name: bool) -> bool:
    """Tell whether a known prefix or nothing stands before, and only Arabic letters (after the name: none) follow."""
    low = max(0, at - _LONGEST_PREFIX)
    while low < at and low > 0 and re.match(f"[{LETTERS}{STROKE}{HIGH_MARKS}]", text[low - 1]) and at - low < 40:
        low -= 1
    before = re.compile(f"[{LETTERS}{STROKE}{HIGH_MARKS}]*\\Z").search(text[low:at])
    if before is None or re.fullmatch(f"{_LIGHT}*+{prefix}", before[0]) is None:
        return False
    if name:
        return re.compile(f"{_LIGHT}*+(?![{LETTERS}])").match(text, end) is not None
    body = re.compile(f"{_LIGHT}*+[{ARABIC_LANGUAGE}][{ARABIC_LANGUAGE}{STROKE}{HIGH_MARKS}]*+(?![{LETTERS}])")
    return body.match(text, end) is not None
