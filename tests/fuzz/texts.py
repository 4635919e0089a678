"""Texts to try `repair` with: what people write and programs damage, mutated; and strings that nobody writes.

`texts(seed)` is endless, and the same for the same seed. A name says how the text came about: `natural/damaged/17` is
the 17th text, so `text_of(seed, 17)` makes it again. Natural texts settle at once, hostile ones at the second repair
(`settles`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import count
from pathlib import Path
from random import Random

from tests.alphabets import (
    BREAKS,
    CODES,
    CONTROLS,
    DIGITS,
    FORMS,
    KNOTS,
    LATIN,
    LETTERS,
    MARKS,
    OTHER_LETTERS,
    SPACES,
    STOPS,
    STROKES,
    SURROGATES,
)
from tests.laws import HOSTILE
from tools.make_damage import KINDS, make_pairs, paragraphs_of
from tools.typesetting import wrapped

__all__ = ["settles", "text_of", "texts"]

_ROOT = Path(__file__).parents[2]
_SAMPLES = ("columns", "news", "vowelled", "persian", "urdu", "damaged")

#: No text is longer, in characters: a fuzzer gets further with many short ones.
_LONGEST = 20_000

#: How long a run of one piece may be, and how many pieces a soup has.
_RUNS = (2, 7, 50, 400, 3000)
_SOUPS = (3, 12, 60, 400)

Maker = Callable[[Random], str]


def texts(seed: int) -> Iterator[tuple[str, str]]:
    """Yield names and texts without end, the same for the same seed; at most 20,000 characters each."""
    for number in count():
        yield text_of(seed, number)


def text_of(seed: int, number: int) -> tuple[str, str]:
    """Return the name and the text of that number."""
    name, maker = _MAKERS[number % len(_MAKERS)]
    return f"{name}/{number}", maker(Random(f"{seed}/{number}"))[:_LONGEST]


def settles(name: str) -> int:
    """Return after how many repairs the text of that name is to come to rest."""
    return 1 if name.startswith("natural/") else HOSTILE


@cache
def _samples() -> tuple[str, ...]:
    return tuple((_ROOT / "samples" / f"{name}.txt").read_text(encoding="utf-8") for name in _SAMPLES)


@cache
def _paragraphs() -> Sequence[str]:
    return paragraphs_of("\n".join(_samples()[:5]))


@cache
def _cases() -> dict[str, list[str]]:
    """Return the texts of the cases, by the rule that they are about."""
    found: dict[str, list[str]] = {}
    for path in sorted((_ROOT / "tests" / "cases").glob("*/*.jsonl")):
        lines = path.read_text(encoding="utf-8").split("\n")
        records = [json.loads(line) for line in lines if line.strip()]
        found.setdefault(path.parent.name, []).extend(record.get("text") or record["damaged"] for record in records)
    return found


def _piece(rng: Random) -> str:
    """Return a stretch of a sample or a case."""
    whole = rng.choice(_samples()) if rng.random() < 0.7 else rng.choice(rng.choice(list(_cases().values())))
    start = rng.randrange(len(whole))
    return whole[start : start + rng.choice([20, 200, 1500])]


def _whole_lines(rng: Random) -> str:
    lines = rng.choice(_samples()).split("\n")
    start = rng.randrange(len(lines))
    return "\n".join(lines[start : start + rng.choice([1, 4, 12])])


def _damaged(rng: Random) -> str:
    """Return paragraphs damaged as programs damage them."""
    kind = rng.choice(list(KINDS))
    pairs = make_pairs(_paragraphs(), kind, seed=rng.randrange(1 << 30), count=1)
    return "\n".join(pair.damaged for pair in pairs)


def _edited(rng: Random) -> str:
    """Return lines of a sample that somebody worked at: some gone, some twice, set at another width, numbered."""
    lines = _whole_lines(rng).split("\n")
    lines = [line for line in lines if rng.random() < 0.9 for _ in range(1 + (rng.random() < 0.1))]
    how = rng.randrange(4)
    if how == 0:
        lines = [line for paragraph in lines for line in wrapped(paragraph, rng.randint(30, 100))]
    elif how == 1:
        lines = [f"{number}. {line}" for number, line in enumerate(lines, 1)]
    elif how == 2:
        lines = [" ".join(rng.sample(words := line.split(), len(words))) for line in lines]
    return rng.choice(["\n", "\n\n", "\r\n", "\n\f"]).join(lines)


def _case(rng: Random) -> str:
    return rng.choice(rng.choice(list(_cases().values())))


def _soup_of_a_rule(rng: Random) -> str:
    """Return the words and characters of one rule's cases in another order."""
    found = rng.choice(list(_cases().values()))
    words = [word for text in rng.sample(found, min(4, len(found))) for word in text.split(" ")]
    characters = list(rng.choice(found))
    size = rng.choice(_SOUPS)
    return "".join(rng.choice(characters if rng.random() < 0.5 else words) + rng.choice(["", " "]) for _ in range(size))


_ALPHABETS = (
    LETTERS, OTHER_LETTERS, MARKS, KNOTS, FORMS, DIGITS, STOPS, SPACES, BREAKS, LATIN, CONTROLS, CODES, STROKES,
    SURROGATES,
)  # fmt: skip


def _soup(rng: Random) -> str:
    """Return pieces of two to four alphabets, the letters among them."""
    chosen = [LETTERS, *rng.sample(_ALPHABETS, rng.randint(1, 3))]
    return "".join(rng.choice(rng.choice(chosen)) for _ in range(rng.choice(_SOUPS)))


def _run(rng: Random) -> str:
    """Return a few pieces many times, between letters."""
    pieces = [rng.choice(rng.choice(_ALPHABETS)) for _ in range(rng.randint(1, 3))]
    ends = [rng.choice(LETTERS) * rng.randint(0, 3) for _ in range(2)]
    return ends[0] + "".join(pieces) * rng.choice(_RUNS) + ends[1]


def _marks(rng: Random) -> str:
    """Return letters that bear marks without number, equal and different, stretched between."""
    words = []
    for _ in range(rng.choice([1, 8, 40])):
        bearers = "".join(
            rng.choice(LETTERS) + rng.choice(["", *STROKES[::3]]) + "".join(rng.choices(MARKS, k=rng.choice([0, 1, 5])))
            for _ in range(rng.randint(1, 5))
        )
        words.append(bearers + rng.choice(MARKS) * rng.choice([0, 1, 300]))
    return rng.choice([" ", "\n", ""]).join(words)


def _strewn(rng: Random) -> str:
    """Return a piece of text with pieces of one alphabet strewn in, or in place of one of its letters."""
    text, alphabet = _piece(rng), rng.choice(_ALPHABETS)
    if rng.random() < 0.5:
        gone = rng.choice(text)
        return "".join(rng.choice(alphabet) if character == gone else character for character in text)
    share = rng.choice([0.01, 0.1, 0.4])
    return "".join(character + (rng.choice(alphabet) if rng.random() < share else "") for character in text)


def _lost(rng: Random) -> str:
    """Return a piece of text in which letters became private codes and U+FFFD, in one word or all over."""
    codes = rng.sample([*CODES, "\ufffd"], 3)
    share = rng.choice([0.02, 0.1, 0.3])
    text = _piece(rng)
    return "".join(
        rng.choice(codes) if character.isalpha() and rng.random() < share else character for character in text
    )


def _turned(rng: Random) -> str:
    """Return a piece of text whose lines or words are turned round, or all of it in another order."""
    text, how = _piece(rng), rng.randrange(4)
    if how == 0:
        return "\n".join(line[::-1] for line in text.split("\n"))
    if how == 1:
        return " ".join(word[::-1] if rng.random() < 0.5 else word for word in text.split(" "))
    if how == 2:
        return "".join(rng.sample(text, len(text)))
    return "\n".join(" ".join(reversed(line.split(" "))) for line in text.split("\n"))


def _misread(rng: Random) -> str:
    """Return a piece of text read in a code page that it was not written in."""
    content = bytearray(_piece(rng).encode("utf-8", "replace"))
    for _ in range(rng.choice([0, 0, 1, 20])):
        content[rng.randrange(len(content))] = rng.randrange(256)
    page = rng.choice(["latin-1", "cp1252", "cp1256", "cp437", "mac_roman", "utf-8"])
    return bytes(content).decode(page, "surrogateescape" if page == "utf-8" else "replace")


def _any_unicode(rng: Random) -> str:
    ranges = [(0x600, 0x780), (0xFB50, 0xFF00), (0xE000, 0xF900), (0, 0x10000), (0, 0x110000)]
    low, high = rng.choice(ranges)
    return "".join(chr(rng.randrange(low, high)) for _ in range(rng.choice(_SOUPS)))


def _mixed(rng: Random) -> str:
    """Return two of the others, one after the other or cut into each other."""
    one, other = (rng.choice(_MAKERS[:-1])[1](rng)[: _LONGEST // 2] for _ in range(2))
    place = rng.randrange(len(one) + 1)
    return one[:place] + other + one[place:]


_MAKERS: tuple[tuple[str, Maker], ...] = (
    ("natural/lines", _whole_lines),
    ("natural/damaged", _damaged),
    ("natural/edited", _edited),
    ("natural/case", _case),
    ("hostile/piece", _piece),
    ("hostile/soup-of-a-rule", _soup_of_a_rule),
    ("hostile/soup", _soup),
    ("hostile/run", _run),
    ("hostile/marks", _marks),
    ("hostile/strewn", _strewn),
    ("hostile/lost", _lost),
    ("hostile/turned", _turned),
    ("hostile/misread", _misread),
    ("hostile/any-unicode", _any_unicode),
    ("hostile/mixed", _mixed),
)
