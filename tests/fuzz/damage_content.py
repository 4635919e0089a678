"""Damage to content streams (ISO 32000-2 7.8.2, 8, 9.4): operators, operands, nesting."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import Final

from pikepdf import Array, Name, Pdf, Stream

from tests.fuzz.damage_bytes import EXTREMES, cut, flip, insert, swap, truncate
from tests.fuzz.objects import Change, streams_of

__all__ = ["CHANGES"]

_OPERATOR: Final = re.compile(rb"(?<=[\s)\]>])(?:T[jJdDmfcwzLrs*]|BT|ET|cm|q|Q|Do|BDC|BMC|EMC|re|W|n|gs|Tf|'|\")(?=\s)")
_GARBAGE: Final = (
    b" \xff\xfe\x00\x80 ", b" ) ", b" ( ", b" < ", b" > ", b" >> ", b" << ", b" ] ", b" [ ", b" BI ", b" ID ", b" EI ",
    b" 1 0 R ", b" endstream ", b" /", b" %", b" nonsense ", b" " + b"9" * 500 + b" ", b" (" + b"x" * 9000 + b") Tj ",
)  # fmt: skip


def _contents(pdf: Pdf) -> list[tuple[Stream, bytes]]:
    return streams_of(pdf, lambda content: re.search(rb"\bBT\b.*\bT[jJ]\b|\bDo\b", content, re.DOTALL) is not None)


def _change_all(how: Callable[[Random, bytes], bytes]) -> Change:
    """Return the change of a PDF that changes each content stream so."""

    def change(random: Random, pdf: Pdf) -> None:
        for stream, content in _contents(pdf):
            stream.write(how(random, content))

    change.__name__ = change.__qualname__ = how.__name__
    change.__doc__ = how.__doc__
    return change


def content_bytes(random: Random, content: bytes) -> bytes:
    """Bytes damaged as those of any file."""
    return random.choice((flip, cut, insert, swap, truncate))(random, content)


def drop_operators(random: Random, content: bytes) -> bytes:
    """Operators are not there: their operands are left to the next."""
    share = random.choice((0.005, 0.05, 0.3))
    return _OPERATOR.sub(lambda place: b"" if random.random() < share else place[0], content)


def repeat_operators(random: Random, content: bytes) -> bytes:
    """Operators written twice or many times."""
    share, times = random.choice((0.005, 0.05, 0.3)), random.choice((2, 3, 50))
    return _OPERATOR.sub(lambda place: b" ".join([place[0]] * times) if random.random() < share else place[0], content)


def exchange_operators(random: Random, content: bytes) -> bytes:
    """Operators exchanged for others."""
    known = sorted(set(_OPERATOR.findall(content))) or [b"q"]
    return _OPERATOR.sub(lambda place: random.choice(known) if random.random() < 0.05 else place[0], content)


def garbage_between(random: Random, content: bytes) -> bytes:
    """What is no content, between operators."""
    places = [place.end() for place in _OPERATOR.finditer(content)]
    for place in sorted(random.sample(places, min(len(places), random.choice((1, 2, 9)))), reverse=True):
        content = content[:place] + random.choice(_GARBAGE) + content[place:]
    return content


def cut_strings(random: Random, content: bytes) -> bytes:
    """Strings that do not end, or end too early (7.3.4)."""
    share = random.choice((0.01, 0.2))
    return re.sub(rb"[)>](?=[^()<>]{0,9}T[jJ])", lambda end: b"" if random.random() < share else end[0], content)


def extreme_operands(random: Random, content: bytes) -> bytes:
    """Numbers of operators become extreme."""
    share = random.choice((0.002, 0.03, 0.5))
    number = rb"(?<![\w.<(/-])-?\d+(?:\.\d+)?(?=\s)"
    return re.sub(number, lambda place: random.choice(EXTREMES) if random.random() < share else place[0], content)


def wrong_nesting(random: Random, content: bytes) -> bytes:
    """q and Q, BT and ET, BDC and EMC that do not match (8.4.2), some of them very often."""
    piece = random.choice(
        (b"q ", b"Q ", b"BT ", b"ET ", b"/Span <</ActualText (x)>> BDC ", b"EMC ", b"/OC /L BDC ", b"/A BMC ")
    )
    flood = piece * random.choice((1, 30, 30_000))
    start = random.choice((0, len(content), random.randrange(len(content) + 1)))
    return content[:start] + b" " + flood + content[start:]


def floods(random: Random, content: bytes) -> bytes:
    """Much of one thing: paths, states, shows, inline images, turns."""
    piece = random.choice(
        (b"1 1 m 9 9 l S ", b"0 0 9 9 re W n ", b".7 .7 -.7 .7 0 0 cm ", b"BT 1 Tr ET ", b"BI /W 1 /H 1 ID x EI ",
         b"[(a)-900(b)9] TJ ", b"/X Do ", b"0.9 0.1 -0.1 0.9 1 1 Tm (a) Tj ")
    )  # fmt: skip
    return content + b"\nBT " + piece * random.choice((200, 5000)) + b" ET"


def split_streams(random: Random, pdf: Pdf) -> None:
    """Contents of a page in many streams, broken within tokens, some of them no streams (7.8.2)."""
    for page in pdf.pages:
        contents = page.obj.get("/Contents")
        if not isinstance(contents, Stream):
            continue
        content, length = contents.read_bytes(), random.choice((7, 100, 3000))
        starts = range(0, min(len(content), length * 2000), length)
        pieces = [Stream(pdf, content[start : start + length]) for start in starts]
        rest = random.choice(([], [Name.X], [None, 5], [page.obj]))
        page.obj.Contents = Array([*[pdf.make_indirect(piece) for piece in pieces], *rest])


#: Every change of content.
CHANGES: Final[tuple[Change, ...]] = (
    *map(
        _change_all,
        (content_bytes, drop_operators, repeat_operators, exchange_operators, garbage_between, cut_strings,
         extreme_operands, wrong_nesting, floods),
    ),
    split_streams,
)  # fmt: skip
