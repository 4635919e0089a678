"""Whether a line reads from its last letter to its first: what the shapes of its letters say, and what its words do.

Shapes are proof: in reading order an initial form is followed by a medial or final one. Without forms there are
letters that stand at one end of a word only: no Arabic word begins with teh marbuta or alef maksura, none ends in
alef with hamza below, and every third word begins with the article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from tarmim.rules.letters.form_letters import letters_of_forms
from tarmim.script.drawn_alike import lookalikes
from tarmim.script.forms import FORM_CLASS, form_of
from tarmim.script.languages import languages
from tarmim.script.letters import LETTERS, MARKS, TATWEEL, ZWJ, ZWNJ

__all__ = ["final_only", "fold", "impossible_start", "reading", "shape_violations", "words_in_order"]

_WORD = "[\u0620-\u063f\u0641-\u064a\u0671-\u06d3\u06d5]{2,}"
_ARTICLE = "\u0627\u0644"

#: What a word's ends say of the direction it is read in, in logarithms of how much oftener they are seen in order
#: than reversed. Books and laws: 3 words in 10,000,000 begin with a final-only letter (slips of the keyboard), one in
#: eight ends in one; one in three begins with the article, one in sixty ends in its mirror.
_STARTS_FINAL_ONLY = -7.0
_ENDS_FINAL_ONLY = 1.0
_STARTS_ARTICLE = 2.0
_ENDS_HAMZA_BELOW = -6.0
_STARTS_SEATED_HAMZA = -4.0
_ENDS_HAMZA_ABOVE = -1.0

#: Shapes as characters that no text holds here: initial, medial, final, isolated, and a letter of any shape.
_INITIAL, _MEDIAL, _FINAL, _ISOLATED, _ANY = "\x01\x02\x03\x04\x05"
_LETTER_OF = {"initial": _INITIAL, "medial": _MEDIAL, "final": _FINAL, "isolated": _ISOLATED}

#: Words that stand before a noun, most often one with the article: min, fi, ala, ila, an.
_PREPOSITIONS = ("\u0645\u0646", "\u0641\u064a", "\u0639\u0644\u0649", "\u0625\u0644\u0649", "\u0639\u0646")
_ENDS = ".\u061f!"
_STOPS = ".:!\u061f\u061b\u060c"
_WAW = "\u0648"

#: How much oftener it is seen in order than in reverse: a full stop at a line's end, a word with waw after a comma, a
#: preposition before an article. Counted in the laws, by line.
_STOP_AT_END = 1.5
_WAW_AFTER_STOP = 1.5
_PREPOSITION = 0.4


def final_only() -> str:
    """Return teh marbuta and alef maksura: they end words of Arabic, and none of like languages begins with them."""
    return languages()[0].final_only


@cache
def _shapes() -> Mapping[int, str | None]:
    """Return code point to the sign of its shape; marks go."""
    table: dict[int, str | None] = dict.fromkeys(range(0x20), " ")
    for code in _codes(FORM_CLASS):
        form = form_of(chr(code))
        if form is not None:
            table[code] = _ANY if form.letters[0] in (" ", TATWEEL) else _LETTER_OF[form.shape]
    table |= dict.fromkeys(_codes(LETTERS + TATWEEL + ZWJ), _ANY)
    table |= dict.fromkeys(_codes(MARKS), None)
    return table


def _codes(body: str) -> list[int]:
    """Return the code points of a character class's body."""
    found: list[int] = []
    for first, last in re.findall("(.)(?:-(.))?", body):
        found.extend(range(ord(first), ord(last or first) + 1))
    return found


@cache
def _bad_pairs() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the pairs of shapes that cannot follow each other in reading order, and the same turned round.

    A space is all that is no letter; what stands as a base letter may have any shape.
    """
    pairs = [joining + shape for joining in (_INITIAL, _MEDIAL) for shape in (_INITIAL, _ISOLATED, " ")]
    pairs += [parting + shape for parting in (_FINAL, _ISOLATED, " ") for shape in (_MEDIAL, _FINAL)]
    return tuple(pairs), tuple(pair[::-1] for pair in pairs)


def shape_violations(line: str) -> tuple[int, int]:
    """Return how many pairs of shapes are impossible when the line is read as stored, and when it is read backwards."""
    shapes = re.sub("[^\x01-\x05]+", " ", f" {line.translate(_shapes())} ")
    as_stored, backwards = _bad_pairs()
    return sum(map(shapes.count, as_stored)), sum(map(shapes.count, backwards))


@cache
def _plain() -> Mapping[int, str | None]:
    """Return the table that folds forms, and drops marks, strokes and joiners, which say nothing of the direction."""
    drop: dict[int, str | None] = dict.fromkeys(_codes(MARKS + TATWEEL + ZWJ + ZWNJ), None)
    forms = {code: letters.translate(drop) for code, letters in letters_of_forms("any").items()}
    alike = {ord(letter): arabic for letter, arabic in lookalikes().items()}
    return {**forms, **drop, **alike}


@cache
def impossible_start() -> str:
    """Return the pattern of a word's start at which a final-only letter stands before another letter."""
    ends = final_only()
    forms = {chr(code): of for code, of in letters_of_forms("any").items() if of and of[0] in ends}
    one = "".join(form for form, of in forms.items() if len(of) == 1)
    several = "".join(form for form, of in forms.items() if len(of) > 1)
    before, after = f"(?<![{LETTERS}{MARKS}{FORM_CLASS}{TATWEEL}])", f"[{MARKS}{TATWEEL}]*[{LETTERS}{FORM_CLASS}]"
    return f"{before}(?:[{ends}{one}]{after}|[{several}])"


def fold(line: str) -> str:
    """Return the line in bare base letters."""
    return line.translate(_plain())


def reading(folded: str) -> tuple[float, int]:
    """Return how well the words' ends agree with reading the folded line as it stands, and its impossible starts."""
    score, impossible, ends = 0.0, 0, final_only()
    for word in re.findall(_WORD, folded):
        first, last = word[0], word[-1]
        if first in ends:
            score += _STARTS_FINAL_ONLY
            impossible += 1
        elif first in "\u0626\u0624":
            score += _STARTS_SEATED_HAMZA
        elif word.startswith(_ARTICLE) and len(word) > 3:
            score += _STARTS_ARTICLE
        if last in ends:
            score += _ENDS_FINAL_ONLY
        elif last == "\u0625":
            score += _ENDS_HAMZA_BELOW
        elif last == "\u0623":
            score += _ENDS_HAMZA_ABOVE
    return score, impossible


def words_in_order(words: list[str]) -> float:
    """Return how well the order of a line's words, each read right, agrees with reading it as it stands."""
    if len(words) < 2:
        return 0.0
    score = _STOP_AT_END * ((words[-1][-1] in _ENDS) - (words[0][-1] in _ENDS))
    for before, word in pairwise(words):
        if before in _PREPOSITIONS and word.startswith(_ARTICLE):
            score += _PREPOSITION
        if word in _PREPOSITIONS and before.startswith(_ARTICLE):
            score -= _PREPOSITION
        if before[-1] in _STOPS and word.startswith(_WAW):
            score += _WAW_AFTER_STOP
        if word[-1] in _STOPS and before.startswith(_WAW):
            score -= _WAW_AFTER_STOP
    return score
