"""Texts of any kind, drawn by seed: paragraphs whose every code point is known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from evaluation.farm.corpus import Corpus

__all__ = ["GAP", "KINDS", "Text", "draw"]

#: Kind of text: its language.
KINDS: Final = {
    "prose": "ar", "vowelled": "ar", "verse": "ar", "persian": "fa", "urdu": "ur", "kurdish": "ckb", "lists": "ar",
    "numbers": "ar", "mixed": "ar",
}  # fmt: skip

MATERIAL: Final = Path(__file__).with_name("material")
SAMPLES: Final = Path(__file__).parents[2] / "samples"

#: Between the hemistichs of a verse: no-break spaces, which every producer keeps. The truth counts them as one space.
GAP: Final = "\u00a0" * 8

#: Characters a text is to have at least; an A5 page holds some 1,300.
ENOUGH: Final = 700

#: How items of a list are labelled, the place of their number in braces.
LABELS: Final = ("{n}. ", "{n}- ", "({n}) ", "{n}) ", "{letter}) ", "{letter}- ", "- ", "\u2022 ", "\u2013 ")
#: Alef, beh, jeem, dal, heh, waw, zain, hah: the order of the old alphabet.
LETTERS: Final = "\u0623\u0628\u062c\u062f\u0647\u0648\u0632\u062d"
_EASTERN: Final = {ord(str(digit)): chr(0x660 + digit) for digit in range(10)}


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a kind: paragraphs without line breaks, in NFC."""

    kind: str
    language: str
    paragraphs: tuple[str, ...]


def draw(kind: str, rng: Random, corpus: Corpus, accepts: Callable[[str], bool] = lambda paragraph: True) -> Text:
    """Return a text of a kind; the same for the same state of `rng` and the same corpus.

    accepts  sentences and paragraphs of the samples and material that may be taken; of `corpus` all may be
    """
    if kind == "verse":
        language, paragraphs = _verse(rng)
    elif kind == "lists":
        language, paragraphs = "ar", _lists(rng)
    elif kind == "numbers":
        language, paragraphs = "ar", _numbers(rng, corpus.get("numbers", ()))
    else:
        language, paragraphs = KINDS[kind], _prose(kind, rng, corpus.get(kind, ()), accepts)
    return Text(kind, language, tuple(unicodedata.normalize("NFC", paragraph) for paragraph in paragraphs))


def _lines(name: str) -> list[str]:
    lines = (MATERIAL / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line]


def _taken(rng: Random, given: Sequence[str]) -> list[str]:
    """Return paragraphs in the order drawn, until they are enough."""
    found: list[str] = []
    for paragraph in rng.sample(given, len(given)):
        found.append(paragraph)
        if sum(map(len, found)) >= ENOUGH:
            break
    return found


def _paragraphs(rng: Random, sentences: Sequence[str]) -> list[str]:
    """Return paragraphs of two to four sentences in the order drawn."""
    left = rng.sample(sentences, len(sentences))
    found = []
    while left:
        count = rng.randint(2, 4)
        found.append(" ".join(left[:count]))
        left = left[count:]
    return found


def _prose(kind: str, rng: Random, corpus: Sequence[str], accepts: Callable[[str], bool]) -> list[str]:
    if corpus:
        found = _taken(rng, corpus)
    elif kind in ("kurdish", "mixed"):
        found = _taken(rng, _paragraphs(rng, [line for line in _lines(f"{kind}.txt") if accepts(line)]))
    else:
        names = ("news", "columns") if kind == "prose" else (kind,)
        whole = " ".join((SAMPLES / f"{name}.txt").read_text(encoding="utf-8") for name in names)
        sentences = [part.strip() for part in re.split(r"(?<=[.\u06d4])\s+", whole) if part.strip()]
        sentences = [" ".join(sentence.split()) for sentence in sentences]
        found = _taken(rng, _paragraphs(rng, [sentence for sentence in sentences if accepts(sentence)]))
    if rng.random() < 0.4 and KINDS[kind] == "ar" and kind != "vowelled":
        found.insert(0, rng.choice(_lines("headings.txt")))
    return found


def _verse(rng: Random) -> tuple[str, list[str]]:
    language = rng.choice(("ar", "ar", "fa"))
    given = _lines(f"verse-{language}.txt")
    start = rng.randrange(len(given) - 8)
    return language, [GAP.join(line.split(" / ")) for line in given[start : start + rng.randint(7, 9)]]


def _lists(rng: Random) -> list[str]:
    given = _lines("lists.txt")
    found = []
    eastern = rng.random() < 0.5
    for heading in rng.sample(_lines("headings.txt"), 2):
        found.append(heading)
        label = rng.choice(LABELS)
        for place, item in enumerate(rng.sample(given, rng.randint(4, 7))):
            number = str(place + 1).translate(_EASTERN if eastern else {})
            found.append(label.format(n=number, letter=LETTERS[place]) + item)
    return found


def _numbers(rng: Random, corpus: Sequence[str]) -> list[str]:
    eastern = rng.random() < 0.5
    sentences = [_filled(sentence, rng, eastern=eastern) for sentence in _lines("numbers.txt")]
    found = _taken(rng, _paragraphs(rng, sentences))
    return found[:2] + _taken(rng, corpus)[:3] if corpus else found


def _filled(sentence: str, rng: Random, *, eastern: bool) -> str:
    """Return the sentence with numbers for its placeholders, in the digits of one script."""
    comma, point, percent = ("\u066c", "\u066b", "\u066a") if eastern else (",", ".", "%")
    thousands = rng.choice((f"{{}}{comma}{{}}", "{} {}"))
    drawn = {
        "integer": lambda: str(rng.randint(11, 999)),
        "small": lambda: str(rng.randint(1, 30)),
        "year": lambda: str(rng.randint(1950, 2025)),
        "decimal": lambda: f"{rng.randint(1, 99)}{point}{rng.randint(1, 9)}",
        "percent": lambda: f"{rng.randint(1, 99)}{percent}",
        "date": lambda: f"{rng.randint(1, 28)}/{rng.randint(1, 12)}/{rng.randint(1990, 2025)}",
        "phone": lambda: f"0{rng.randint(10, 99)}-{rng.randint(100, 999)}-{rng.randint(1000, 9999)}",
        "time": lambda: f"{rng.randint(0, 23)}:{rng.randint(10, 59)}",
        "thousands": lambda: thousands.format(rng.randint(1, 999), f"{rng.randint(0, 999):03}"),
    }
    whole = re.sub(r"\{(\w+)\}", lambda found: drawn[found[1]](), sentence)
    return whole.translate(_EASTERN) if eastern else whole
