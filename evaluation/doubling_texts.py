"""Shapes of texts that are doubled and doubled again, to see whether the cost of `repair` is linear in each.

Each shape makes a text of about so many characters. Words are those of the samples, single letters are given by their
names. `python -m evaluation.doubling --texts` runs them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from itertools import chain, cycle, islice, repeat
from random import Random
from typing import Final

from evaluation.material import ROOT

__all__ = ["TEXTS"]

Shape = Callable[[int], str]

_ALEF, _BEH, _LAM, _TEH, _WAW, _YEH = "\u0627", "\u0628", "\u0644", "\u062a", "\u0648", "\u064a"
_TEH_MARBUTA, _YEH_HAMZA, _TATWEEL = "\u0629", "\u0626", "\u0640"
_FATHA, _DAMMA, _DAMMATAN, _SHADDA = "\u064e", "\u064f", "\u064c", "\u0651"
_LOST, _CODES = "\ufffd", "\ue001\ue002\ue003"
_RLE, _LRE, _PDF, _RLO, _ISOLATE = "\u202b", "\u202a", "\u202c", "\u202e", "\u2067"
_LAM_ALEF_FORM, _FORMS = "\ufefb", "\ufefb\ufe8d\ufedf\ufe98 "


@cache
def _sample(name: str) -> str:
    return (ROOT / "samples" / f"{name}.txt").read_text(encoding="utf-8")


@cache
def _prose() -> str:
    return " ".join(_sample("news").split())


def _to_size(piece: str, size: int) -> str:
    return (piece * (size // max(1, len(piece)) + 1))[:size]


def _many(piece: str) -> Shape:
    """Return the shape of one piece over and over."""
    return lambda size: _to_size(piece, size)


def _inside(piece: str) -> Shape:
    """Return the shape of one piece over and over inside a word."""
    return lambda size: _BEH + _to_size(piece, size) + _TEH


def _of_words(change: Callable[[str], str], between: str = " ") -> Shape:
    """Return the shape of the words of prose, each changed."""
    return lambda size: _to_size(between.join(map(change, _prose().split(" "))) + between, size)


def _whole(shape: Shape) -> Shape:
    """Return the shape cut behind its last space: where its end decides what its whole is."""
    return lambda size: (text := shape(size))[: text.rfind(" ") + 1]


def _in_lines(width: int) -> Shape:
    def shape(size: int) -> str:
        text = _to_size(_prose(), size)
        return "\n".join(text[start : start + width] for start in range(0, size, width))

    return shape


def _random_words(size: int) -> str:
    rng = Random(1)
    letters = sorted(set(_prose()) - {" "})
    return " ".join("".join(rng.choices(letters, k=5)) for _ in range(size // 6))


def _numbered(count: int) -> Shape:
    """Return the shape of words that lost so many letters, each behind a code that stands nowhere else."""

    def shape(size: int) -> str:
        codes = map(chr, cycle(range(0xF0000, 0xFFFFE)))
        words = chain.from_iterable(repeat(_prose().split(" ")))
        pieces = ("".join(letter + next(codes) for letter in word[:count]) + word[count:] for word in words)
        return " ".join(islice(pieces, size // 6))

    return shape


def _words_before(piece: str, size: int) -> str:
    return _prose()[:500] + " " + _to_size(piece, size)


def _pages(size: int) -> str:
    return "".join(f"{_BEH}{_TEH} {number}\n\f" for number in range(size // 9))


def _stretched(word: str) -> str:
    return word[:2] + _TATWEEL * 3 + word[2:]


def _turned_forms(word: str) -> str:
    return word.replace(_LAM + _ALEF, _LAM_ALEF_FORM)[::-1]


def _late(word: str) -> str:
    return word[:2] + _SHADDA + word[2:]


TEXTS: Final[Mapping[str, Shape]] = {
    "prose on one line": lambda size: _to_size(_prose(), size),
    "prose in lines": _in_lines(60),
    "prose without a space": _of_words(str, ""),
    "the damaged sample": lambda size: _to_size(_sample("damaged"), size),
    "Persian": lambda size: _to_size(_sample("persian"), size),
    "vowelled": lambda size: _to_size(_sample("vowelled"), size),
    "a word a line": _of_words(str, "\n"),
    "a letter a line": _of_words(lambda word: word[0], "\n"),
    "words of random letters": _random_words,
    "short pages": _pages,
    "one letter": _many(_ALEF),
    "yeh with hamza and marks": _many(_YEH_HAMZA + _DAMMATAN + _DAMMA + _SHADDA),
    "lam and alef, flipped": _of_words(lambda word: word.replace(_LAM + _ALEF, _ALEF + _LAM)),
    "alef and lam": _many(_ALEF + _LAM),
    "teh marbuta": _many(_TEH_MARBUTA),
    "teh marbuta apart": _many(_TEH_MARBUTA + " "),
    "teh marbuta in words": _of_words(lambda word: word + _TEH_MARBUTA + word),
    "marks on one letter": _inside(_FATHA),
    "shaddas on one letter": _inside(_SHADDA),
    "nunation and its vowel on one letter": _inside(_DAMMATAN + _DAMMA),
    "nunation apart": _many(_BEH + " " + _DAMMATAN),
    "shaddas that came late": _of_words(_late),
    "strokes in one word": _inside(_TATWEEL),
    "strokes that bear marks": _inside(_TATWEEL + _FATHA),
    "words stretched": _of_words(_stretched),
    "words stretched, in lines": _of_words(_stretched, "\n"),
    "forms": _many(_FORMS),
    "forms turned round, in lines": _of_words(_turned_forms, "\n"),
    "forms turned round": _of_words(_turned_forms),
    "words turned round": _of_words(lambda word: word[::-1]),
    "private codes in words": _of_words(lambda word: word[:2] + _CODES[0] + word[2:]),
    "private codes alone": _many(_CODES + " "),
    "private codes without end": _many(_CODES),
    "private codes without end, beside words": lambda size: _words_before(_CODES[0], size),
    "alef, alef with madda, lam": _inside(_ALEF + "\u0622" + _LAM),
    "lost letters": lambda size: _to_size(_prose().replace(_BEH, _LOST), size),
    "a lost letter in every word": _of_words(lambda word: word[:1] + _LOST + word[2:]),
    "a code of its own in every word": _numbered(1),
    "two codes of their own in every word": _numbered(2),
    "lost letters without end": _many(_LOST),
    "lost letters without end, beside words": lambda size: _words_before(_LOST, size),
    "embeddings that are not closed": _many(_RLE),
    "embeddings round words": _whole(_of_words(lambda word: _RLE + word + _PDF)),
    "embeddings in embeddings": lambda size: _RLE * (size // 2) + _BEH + _PDF * (size // 2),
    "numbers in embeddings, in lines": _of_words(lambda word: f"{_RLE}{word} {_LRE}12{_PDF}{_PDF}", "\n"),
    "overrides round Latin": _many(f"{_RLO}abc {_PDF}"),
    "isolates": _many(_ISOLATE),
    "joiners": _many(_BEH + "\u200d"),
    "soft hyphens": _many(_BEH + "\u00ad"),
    "soft hyphens at line ends": _many(_BEH + "\u00ad\n"),
    "marks of direction": _many(_BEH + "\u200f "),
    "brackets": _many("("),
    "brackets round words": _of_words(lambda word: f"){word}("),
    "guillemets": _many("\u00ab\u00bb"),
    "digits": _many("12"),
    "digits glued to words": _of_words(lambda word: f"{word} 2"),
    "stops before words": _of_words(lambda word: f"{word} \u060c", ""),
    "stops at line starts": _of_words(lambda word: f".{word}", "\n"),
    "misread": lambda size: _to_size(_prose().encode().decode("latin-1"), size),
    "line feeds": _many("\n"),
    "spaces in a line": _inside(" "),
    "spaces and line feeds": _many(" \n"),
    "tabs": _many("\t"),
    "NUL": _many("\0"),
    "NUL in words": _of_words(lambda word: word[:1] + "\0" + word[1:]),
    "halves of characters": _many("\ud800"),
    "emoji": _many("\U0001f468\u200d"),
    "Latin": _many("a"),
    "addresses": _many(f"https://example.org/{_ALEF} "),
    "waw between words": _of_words(lambda word: f"{word}{_WAW}{_YEH}"),
}
