"""Damage to CMaps, ToUnicode above all (ISO 32000-2 9.7.5, 9.10.3): floods, lies, loops."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import Any, Final

from pikepdf import Dictionary, Name, Pdf, Stream

from tests.fuzz.damage_bytes import change_numbers, cut, duplicate, flip, swap
from tests.fuzz.objects import Change, fonts_of, streams_of

__all__ = ["CHANGES"]

_KEYWORDS: Final = (
    b"begincodespacerange", b"endcodespacerange", b"beginbfrange", b"endbfrange", b"beginbfchar", b"endbfchar",
    b"begincidrange", b"endcidrange", b"usecmap", b"endcmap", b"<", b">", b"[", b"]",
)  # fmt: skip
#: What codes are mapped to: controls, half characters, nothing, the end of Unicode, a private code, very much.
_TARGETS: Final = (
    b"<0000>", b"<001B>", b"<000A>", b"<007F>", b"<009B>", b"<D800>", b"<DC00D800>", b"<>", b"<FFFF>", b"<FFFE>",
    b"<DBFFDFFF>", b"<E000>", b"<202E>", b"<FFFD>", b"<0640>", b"<" + b"0627" * 300 + b">", b"<06>", b"<062>", b"/alef",
)  # fmt: skip


def _maps(pdf: Pdf) -> list[tuple[Stream, bytes]]:
    return streams_of(pdf, lambda content: b"beginbf" in content or b"begincid" in content or b"codespace" in content)


def damage_bytes_of_maps(random: Random, pdf: Pdf) -> None:
    """Bytes of maps damaged as those of any file."""
    for stream, content in _maps(pdf):
        stream.write(random.choice((flip, cut, swap, duplicate, change_numbers))(random, content))


def damage_keywords(random: Random, pdf: Pdf) -> None:
    """Keywords of maps lost, doubled, exchanged."""
    for stream, content in _maps(pdf):
        share, instead = random.choice((0.1, 0.5)), random.choice((b"", *_KEYWORDS))
        stream.write(_some_replaced(random, re.escape(random.choice(_KEYWORDS)), (instead,), content, share))


def _some_replaced(random: Random, pattern: bytes, instead: Sequence[bytes], content: bytes, share: float) -> bytes:
    """Return the content with a share of what the pattern matches replaced by one of these, each by its own."""
    return re.sub(pattern, lambda match: random.choice(instead) if random.random() < share else match[0], content)


def lying_targets(random: Random, pdf: Pdf) -> None:
    """Codes are mapped to controls, to half characters, to nothing, to very much."""
    for stream, content in _maps(pdf):
        pattern, share = rb"(?<=> )<[0-9A-Fa-f]+>(?=\s*[\r\n])", random.choice((0.02, 0.3, 1.0))
        stream.write(_some_replaced(random, pattern, _TARGETS, content, share))


def inverted_ranges(random: Random, pdf: Pdf) -> None:
    """Ranges whose end comes before their beginning, or whose ends have other lengths."""
    for stream, content in _maps(pdf):
        first, last = random.choice(
            ((rb"\2", rb"\1"), (rb"\1", rb"<00>"), (rb"<00000000>", rb"\2"), (rb"\1", rb"<FFFFFFFF>"))
        )
        stream.write(re.sub(rb"(<[0-9A-Fa-f]+>)\s*(<[0-9A-Fa-f]+>)(?=\s*[<\[])", first + b" " + last, content))


def floods(random: Random, pdf: Pdf) -> None:
    """Thousands of ranges of codes, of codespaces, of one code."""
    count, kind = random.choice((300, 4000, 20000)), random.randrange(5)
    width = random.choice((2, 4, 6, 8))

    def hexed(number: int) -> bytes:
        return b"<%0*x>" % (width, number % 16**width)

    if kind == 0:
        body = b"begincodespacerange " + b" ".join(hexed(n) + hexed(n) for n in range(count)) + b" endcodespacerange"
    elif kind == 1:
        body = (
            b"beginbfrange " + b" ".join(hexed(n) + hexed(n + 255) + b"<0627>" for n in range(count)) + b" endbfrange"
        )
    elif kind == 2:
        body = b"beginbfchar " + b" ".join(hexed(n) + b"<0628>" for n in range(count)) + b" endbfchar"
    elif kind == 3:
        body = b"begincidrange " + b" ".join(b"<0000> <ffff> %d" % n for n in range(count)) + b" endcidrange"
    else:
        body = b"beginbfrange <00000000> <FFFFFFFF> <0627> endbfrange"
    for stream, content in _maps(pdf):
        before, after = (body, content) if random.random() < 0.5 else (content, body)
        stream.write(b"%d " % count + before + b"\n" + after)


def mixed_codespaces(random: Random, pdf: Pdf) -> None:
    """Codespaces of other lengths than the codes, overlapping, empty, none at all (9.7.6.3)."""
    for stream, content in _maps(pdf):
        spaces = random.choice(
            (
                b"<00> <FF> <0000> <FFFF>",
                b"",
                b"<0000> <0000>",
                b"<FF> <00>",
                b"<000000> <FFFFFF>",
                b"<00> <7F> <8000> <FFFF>",
            )
        )
        pattern = rb"(?s)begincodespacerange.*?endcodespacerange"
        stream.write(re.sub(pattern, b"begincodespacerange " + spaces + b" endcodespacerange", content))


def used_maps(random: Random, pdf: Pdf) -> None:
    """Maps that use themselves, each other, names of nothing; a map where an encoding is expected, and the reverse."""
    maps = [stream for stream, _ in _maps(pdf)]
    for font in fonts_of(pdf):
        own = font.get("/ToUnicode")
        made = pdf.make_indirect(
            Stream(
                pdf,
                b"/Own usecmap 1 begincidrange <00> <ff> 0 endcidrange",
            )
        )
        made.Type, made.CMapName = Name.CMap, Name.Own
        used: Any = random.choice((made, *maps, Name("/UniGB-UCS2-H"), Name("/NoSuchMap"), font, Dictionary()))
        made.UseCMap = used
        key = random.choice(("/Encoding", "/ToUnicode"))
        font[key] = random.choice((made, Name("/Identity-H"), *([own] if own is not None else [])))


#: Every change of CMaps.
CHANGES: Final[tuple[Change, ...]] = (
    damage_bytes_of_maps, damage_keywords, lying_targets, inverted_ranges, floods, mixed_codespaces, used_maps,
)  # fmt: skip
