"""The letters that a font is asked for, what draws like what, and which dots sit on which body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from tarmim.script.drawn_alike import homographs, position_of
from tarmim.script.languages import languages
from tarmim.script.letters import TATWEEL

if TYPE_CHECKING:
    from tarmim.script.languages.language import Language

__all__ = [
    "LATIN",
    "LETTER_PART",
    "LIGATURES",
    "MARKS",
    "NON_ARABIC",
    "NO_LETTER",
    "PUNCTUATION",
    "SIGNS",
    "Labels",
    "asked_letters",
    "body_and_dots",
    "pairs",
    "prior",
    "with_rivals",
]

#: Labels of a glyph, (letters, form), with their weights; form is isol, init, medi, fina or "".
Labels = Mapping[tuple[str, str], float]

#: Alef wasla, and letters of other alphabets and of old spellings that fonts have.
_WASLA: Final = "\u0671"
_RARE: Final = (
    "\u0672\u0673\u0675\u0682\u0687\u068d\u0692\u0694\u0697\u0699\u069b\u069c\u06a2\u06a7\u06a8\u06ac\u06b6\u06b7\u06ba"
    "\u06c0\u06c2\u06c5\u06c9\u06ca\u06d3\u0762\u0777\u067e\u0686\u0698\u06ab\u06b1\u06b3\u06bc\u06a1\u066e\u066f"
)


def asked_letters() -> str:
    """Return the letters that a font is asked for, each once: Arabic, what tells others, rare ones, tatweel."""
    return _letters(languages())


@cache
def _letters(known: tuple[Language, ...]) -> str:
    arabic = [*sorted(known[0].letters), _WASLA]
    telling = sorted(letter for record in known for letter in record.telling)
    others = sorted(letter for record in known for letter in record.letters)
    return "".join(dict.fromkeys([*arabic, *telling, *_RARE, *others])) + TATWEEL


MARKS: Final = "".join(
    map(chr, (*range(0x64B, 0x656), 0x657, 0x658, 0x670, *range(0x6D6, 0x6DD), *range(0x6DF, 0x6E5)))
)
"""Harakat, hamza and madda as marks, superscript alef, the marks of the Quran."""

SIGNS: Final = "".join(
    map(
        chr,
        (*range(0x660, 0x66E), *range(0x6F0, 0x6FA), 0x60C, 0x61B, 0x61F, 0x6D4, 0x6DD, 0x600, 0xFD3E, 0xFD3F, 0xFDFC),
    )
)
"""Digits of both rows, punctuation, ornate brackets, the rial sign."""

LATIN: Final = "".join(
    map(chr, (*range(0x21, 0x7F), *range(0xC0, 0xD7), *range(0xD8, 0xF7), 0xF8, 0xF9, 0xFA, 0xFC))
) + ("\u00a9\u00ab\u00bb\u00b0\u00b1\u00b7\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u2039\u203a\u20ac\u0131")
"""Letters, digits and signs of Latin text that may stand among Arabic letters."""

PUNCTUATION: Final = ".:!()[]{}<>/%*+=-\u00ab\u00bb\u2018\u2019\u201c\u201d\u2026\u2039\u203a0123456789"
"""Signs that fonts may draw otherwise among Arabic letters."""

NON_ARABIC: Final = "".join(
    map(chr, (*range(0x391, 0x3CA), *range(0x410, 0x450), *range(0x5D0, 0x5EB), *range(0x2200, 0x2260)))
)
"""Greek, Cyrillic, Hebrew and mathematics: what is none of the above looks like some of these."""

NO_LETTER: Final = ("", "")
"""The label of a glyph that is neither Arabic nor Latin."""

LETTER_PART: Final = "\u200d"
"""What stands for a part of a letter that says nothing by itself: the hook of heh in Nastaliq."""

LIGATURES: Final = (
    *("\u0644" + alef for alef in "\u0627\u0623\u0625\u0622\u0671"),
    "\u0644\u0644\u0647",
    "\u0627\u0644\u0644\u0647",
    "\u0641\u064a",
    "\u0645\u062d\u0645\u062f",
    "\u0635\u0644\u0649",
)
"""Letters that fonts often draw as one glyph, asked for in all forms; pairs and words bring the others."""

#: Code points that Unicode has for dots by themselves (pedagogical symbols), and the marks that fonts build with.
_DOT: Final = MappingProxyType(
    dict(
        zip(
            ("1a", "1b", "2a", "2b", "3a", "3b", "3A", "3B", "4a", "4b", "va", "vb"),
            map(chr, range(0xFBB2, 0xFBBC)),
            strict=False,
        )
    )
    | {"va": "\ufbbd", "vb": "\ufbbe", "ring": "\ufbbf", "ta": "\ufbc0", "tb": "\ufbc1"}
    | {"ha": "\u0654", "hb": "\u0655", "ma": "\u0653", "3A": "\ufbb8", "3B": "\ufbb9", "4a": "\ufbba", "4b": "\ufbbb"}
)

#: Bodies with the letters that have dots on them: body, then letter and dots by turns.
_ON_BODIES: Final = (
    "66e 628 1b 62a 2a 62b 3a 67e 3B 679 ta 67b vb 67a va 67d 3A 67f 4a 680 4b 67c ring",
    "62d 62c 1b 62e 1a 686 3B 687 4b 681 ha 685 3a 684 vb 683 2b",
    "62f 630 1a 688 ta 689 ring 68e 3a 690 4a 68f 3A 68a 1b 68d 2b",
    "631 632 1a 698 3a 691 ta 693 ring 695 vb 6ef vb",
    "633 634 3a 69c 3a 69a 1a",
    "635 636 1a",
    "637 638 1a",
    "639 63a 1a",
    "6a1 641 1a 6a4 3a 6a6 4a",
    "66f 642 2a 6a8 3a",
    "6ba 646 1a 6bb ta",
    "647 629 2a 6c0 ha",
    "6c1 6c2 ha 6c3 2a",
    "648 624 ha 6cb 3a 6c4 ring",
    "649 64a 2b 6cc 2b 626 ha 6d0 vb 6d1 3B",
    "627 623 ha 625 hb 622 ma",
    "6a9 6ad 3a 6ac 1a",
    "6af 6b3 vb 6b1 va",
    "643 6ad 3a",
    "6d2 6d3 ha",
)


@cache
def _dotless() -> Mapping[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for line in _ON_BODIES:
        body, *rest = line.split()
        for letter, dots in zip(rest[::2], rest[1::2], strict=True):
            found.setdefault(chr(int(letter, 16)), (chr(int(body, 16)), _DOT[dots]))
    return MappingProxyType(found)


def body_and_dots(letter: str) -> tuple[str, str] | None:
    """Return body and dots (U+FBB2 to FBC1, or a mark) that a letter is drawn of, None where it is one piece."""
    return _dotless().get(letter)


def prior(letters: str) -> float:
    """Return how common letters are beside others that draw alike: Arabic, then Persian, Urdu, and the rest."""
    known = languages()
    return min((_prior(char, known) for char in letters), default=1.0)


#: Bodies and letters of few texts.
_PRIORS: Final = MappingProxyType({"\u066e": 1.0, "\u06a1": 1.0, "\u066f": 0.8, "\u06ba": 0.4})


#: Signs of every text: commas, question mark, quotes, dashes, dots.
_COMMON: Final = "\u060c\u061b\u061f\u00ab\u00bb\u2013\u201c\u201d\u2022\u2026"


@cache
def _prior(char: str, known: tuple[Language, ...]) -> float:
    return _PRIORS.get(char) or _priors(known).get(char) or _prior_of_sign(char)


@cache
def _priors(known: tuple[Language, ...]) -> Mapping[str, float]:
    """Return the letters and digits of the languages with the frequency of the commonest that has them."""
    found: dict[str, float] = {}
    for record in reversed(known):
        digits = [chr(ord(record.digits) + digit) for digit in range(10)] if record.digits else ()
        found.update(dict.fromkeys((*record.letters, *digits), record.frequency))
    return found


def _prior_of_sign(char: str) -> float:
    if char in _COMMON:
        return 1.0
    if not "\u0600" <= char <= "\u08ff":
        return 1.0 if char.isascii() or "\ufbb2" <= char <= "\ufbc1" else 0.1
    if char in MARKS[:14]:
        return 1.0
    return 0.1 if char in SIGNS + MARKS + _WASLA else 0.03


def with_rivals(labels: Mapping[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    """Return labels (letters, form) with their weights, and with what draws like them added: its sum is 1."""
    found = dict(labels)
    for (text, form), weight in labels.items():
        for row in homographs():
            if text and text in row.letters and position_of(form) == row.position:
                for other in row.letters:
                    found[other, form] = max(found.get((other, form), 0.0), weight)
    weighed = {label: weight * prior(label[0]) for label, weight in found.items()}
    total = sum(weighed.values())
    return {label: weight / total for label, weight in sorted(weighed.items(), key=lambda one: -one[1])}


def pairs(among: Iterable[str]) -> Sequence[str]:
    """Return all pairs of common letters among those given: where fonts have alternates and ligatures."""
    common = [letter for letter in among if prior(letter) >= 0.1 and letter != TATWEEL]
    return [first + second for first in common for second in common]
