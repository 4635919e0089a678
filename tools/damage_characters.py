"""Makers of damage to single characters: wrong code tables, soft hyphens, signs as shapes, brackets and stops.

Each takes sound paragraphs and draws one pair (damaged, true), or None where they do not lend themselves to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from tools.typesetting import shaped, wrapped

__all__ = ["line_stops", "misread", "shaped_signs", "soft_hyphens", "turned_brackets", "turned_numbers"]

LETTER = "\u0620-\u063f\u0641-\u064a"
STOPS = ".\u060c\u061b:\u061f!"

#: How a file was saved, and the table that it was read with.
MISREADINGS = (
    ("utf-8", "cp1252"),
    ("utf-8", "latin-1"),
    ("utf-8", "cp1256"),
    ("utf-8", "mac_roman"),
    ("utf-8", "cp437"),
    ("cp1256", "cp1252"),
    ("cp1256", "latin-1"),
    ("iso8859_6", "latin-1"),
)
#: How often a file is misread twice over, and how often one paragraph of it is misread and not all.
TWICE = 0.1
ONE_PARAGRAPH = 0.3

#: Paragraphs that make a document, and a line's width in characters.
TOGETHER = (1, 6)
WIDTHS = (55, 95)

#: Of the words of six letters and more this share has a soft hyphen inside.
HYPHENATED = 0.2

MIRRORED = str.maketrans("()[]", ")(][")
LATIN_PAIR = r"\([^()\n\u0600-\u06ff]*[A-Za-z][^()\n\u0600-\u06ff]*\)"
#: Fathatan to sukun, and their forms on a space of their own.
_FORMS_OF_MARKS = "\ufe70\ufe72\ufe74\ufe76\ufe78\ufe7a\ufe7c\ufe7e"
MARK_FORMS = dict(zip("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652", _FORMS_OF_MARKS, strict=True))
#: Forms of yeh at a word's end and of kaf, and those of Farsi yeh and keheh that many fonts give for them.
PERSIAN_FORMS = str.maketrans("\ufeef\ufef0\ufed9\ufeda\ufedb\ufedc", "\ufbfc\ufbfd\ufb8e\ufb8f\ufb90\ufb91")
GOD = "\u0627\u0644\u0644\u0647"
GOD_AS_SIGN = "\u0627\ufdf2"


def _document(paragraphs: Sequence[str], rng: Random) -> list[str]:
    """Return some neighbouring paragraphs."""
    count = min(len(paragraphs), rng.randint(*TOGETHER))
    first = rng.randrange(len(paragraphs) - count + 1)
    return list(paragraphs[first : first + count])


def misread(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Read a file with another table than it was saved with, all of it or one paragraph."""
    chosen = _document(paragraphs, rng)
    saved, read = rng.choice(MISREADINGS)
    only = rng.randrange(len(chosen)) if rng.random() < ONE_PARAGRAPH else None
    times = 2 if saved == "utf-8" and read == "cp1252" and rng.random() < TWICE else 1
    try:
        damaged = [
            _misread(text, saved, read, times) if only in (None, number) else text for number, text in enumerate(chosen)
        ]
    except UnicodeEncodeError:  # the table has no sign for some letter
        return None
    return "\n".join(damaged), "\n".join(chosen)


def _misread(text: str, saved: str, read: str, times: int) -> str:
    for _ in range(times):
        text = "".join(_read(byte, read) for byte in text.encode(saved))
    return text


def _read(byte: int, table: str) -> str:
    """Return the character of a byte; where the table has none, the control of the same number, as browsers do."""
    try:
        return bytes([byte]).decode(table)
    except UnicodeDecodeError:
        return chr(byte)


def soft_hyphens(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Put soft hyphens into long words; behind some of them the line ends."""
    true = rng.choice(paragraphs)

    def hyphenated(match: re.Match[str]) -> str:
        if rng.random() >= HYPHENATED:
            return match[0]
        place = rng.randrange(2, len(match[0]) - 2)
        return match[0][:place] + rng.choice(("\u00ad", "\u00ad\n")) + match[0][place:]

    damaged = re.sub(f"(?<![{LETTER}])[{LETTER}]{{6,}}(?![{LETTER}])", hyphenated, true)
    return (damaged, true) if damaged != true else None


def shaped_signs(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Write letters as shapes, with what fonts do besides: marks as forms, Persian forms, the sign for Allah."""
    true = rng.choice(paragraphs)
    way = rng.choice(("marks", "persian", "allah"))
    damaged = shaped(true)
    if way == "marks":
        damaged = re.sub("[\u064b-\u0652]", lambda match: MARK_FORMS[match[0]], damaged)
    elif way == "persian":
        damaged = damaged.translate(PERSIAN_FORMS)
    else:
        pieces = re.split(f"(?<![{LETTER}]){GOD}(?![{LETTER}\u064b-\u0652])", true)
        damaged = GOD_AS_SIGN.join(map(shaped, pieces))
    return (damaged, true) if damaged != shaped(true) else None


def turned_brackets(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Mirror the brackets of a document, or one pair of it; those around Latin words and numbers are runs apart."""
    chosen = _document([line for line in paragraphs if re.search(r"[(\[]", line)] or [""], rng)
    true = "\n".join(chosen)
    way = rng.choice(("all", "all", "numbers", "pair"))
    pairs = list(re.finditer(rf"(?<!\S)\([{LETTER}][^()\[\]\n]{{1,60}}\)", true))
    if way == "pair" and pairs:
        pair = rng.choice(pairs)
        damaged = true[: pair.start()] + pair[0].translate(MIRRORED) + true[pair.end() :]
        return damaged, true
    kept = re.split(f"({LATIN_PAIR})", true)
    if way == "numbers":
        number = r"(?<!\S)\(([0-9\u0660-\u0669]+)\)([ .\u060c])"
        kept[::2] = [re.sub(number, _number_first, text) for text in kept[::2]]
    kept[::2] = map(_mirrored, kept[::2])
    damaged = "".join(kept).replace("\ue000", "")
    return (damaged, true) if damaged != true else None


def _mirrored(text: str) -> str:
    """Return the text with its brackets turned round, but for what stands between two marks U+E000."""
    parts = re.split("(\ue000[^\ue000]*\ue000)", text)
    parts[::2] = [part.translate(MIRRORED) for part in parts[::2]]
    return "".join(parts)


def _number_first(match: re.Match[str]) -> str:
    """Return a number in brackets of which all but the first bracket was laid out from the left."""
    return f"\ue000){match[2]}({match[1]}\ue000"


def line_stops(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Write the stop that ends a line at its start."""
    lines = [line for text in _document(paragraphs, rng) for line in wrapped(text, rng.randrange(*WIDTHS))]
    damaged = [re.sub(f"^(.*[^\\s{STOPS}])([{STOPS}])$", r"\2\1", line) for line in lines]
    return ("\n".join(damaged), "\n".join(lines)) if damaged != lines else None


def turned_numbers(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Write a number and the stop behind it from the left, and let other stops change places with their space."""
    true = "\n".join(_document([text for text in paragraphs if re.search("[0-9][.\u060c] ", text)] or [""], rng))
    damaged = re.sub(f"(?<=[{LETTER}])([\u060c\u061b]) (?=[{LETTER}])", r" \1", true)
    damaged = re.sub(f"(?<=[{LETTER}] )([0-9]+)([.\u060c]) (?=[{LETTER}])", r"\2\1", damaged)
    return (damaged, true) if len(re.findall(f" [.\u060c][0-9]+[{LETTER}]", damaged)) > 1 else None
