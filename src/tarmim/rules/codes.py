"""Letters lost to private codes: found and reported, never guessed here.

Programs give a glyph without a code one of the private-use area: it stands for some letter in this file and for
another in the next. Without the font only the words around it can say which, and that needs language evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import Rule
from tarmim.model.edit import Candidate, Edit
from tarmim.model.passage import Passage

__all__ = ["CODES"]

KIND = "codes"

#: The private-use area of the basic plane, the two planes that are private as a whole, and REPLACEMENT CHARACTER.
_LOST = "[\ue000-\uf8ff\U000f0000-\U0010fffd\ufffd]+"

#: Symbol fonts put their bullets at U+F000 plus the byte; alone at a line's start such a code is a list's bullet.
_BULLET = "[\uf020-\uf0ff]"

_LETTER = "a letter here was lost to a private code; not repaired: which letter, only the words around it can tell"
_BULLET_REASON = "a code of a symbol font, probably the bullet of a list"
_REPLACED = "a letter here was lost before the text was saved; not repaired"


def _trigger(passage: Passage, evidence: Evidence) -> bool:
    profile = evidence.profile
    return profile.has("\ufffd") or profile.has_between("\ue000", "\uf8ff") or profile.has_between("\udb80", "\udbff")


def _find(passage: Passage, evidence: Evidence) -> Iterator[Edit]:
    text = passage.text
    for match in re.finditer(_LOST, text):
        start, end = match.span()
        begins_line = start == 0 or text[start - 1] == "\n"
        if begins_line and end - start == 1 and re.match(_BULLET, match[0]) and text[end : end + 1].isspace():
            bullet = (Candidate("\u2022", 0.7),)
            yield Edit(start, end, match[0], KIND, 0.0, _BULLET_REASON, candidates=bullet)
        else:
            yield Edit(start, end, match[0], KIND, 0.0, _REPLACED if match[0][0] == "\ufffd" else _LETTER)


CODES = Rule(
    name="codes",
    kind=KIND,
    summary="find letters lost to private codes (reported: which letter needs language evidence)",
    trigger=_trigger,
    find=_find,
)
