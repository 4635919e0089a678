"""Glyph names and the encodings that use them (ISO 32000-2 9.6.5, Annex D; Adobe Glyph List specification)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

__all__ = ["encoding", "table_lines", "text_of_name"]


def text_of_name(name: str) -> str | None:
    """Return the letters a glyph name stands for, None where it is only a number in the font's own order.

    A suffix after the first full stop is dropped, an underscore joins the parts of a ligature.

    >>> text_of_name("uni0644.fina") == chr(0x644), text_of_name("f_i"), text_of_name("g123") is None
    (True, 'fi', True)
    """
    stem = name.split(".", 1)[0]
    if not stem:
        return None
    parts = [_component(part) for part in stem.split("_")]
    return None if any(part is None for part in parts) else "".join(part or "" for part in parts)


def encoding(name: str) -> Mapping[int, str]:
    """Return glyph names by code of a named encoding, or of Symbol or ZapfDingbats; empty where it is not known."""
    return _encodings().get(name, {})


def _component(name: str) -> str | None:
    listed = _glyph_names().get(name)
    if listed is not None:
        return listed
    if re.fullmatch(r"uni(?:[0-9A-Fa-f]{4})+", name):
        return _letters(name[k : k + 4] for k in range(3, len(name), 4))
    if re.fullmatch(r"u[0-9A-Fa-f]{4,6}", name):
        return _letters([name[1:]])
    return None


def _letters(digits: Iterable[str]) -> str | None:
    codes = [int(one, 16) for one in digits]
    if any(0xD800 <= code <= 0xDFFF or code > 0x10FFFF for code in codes):
        return None
    return "".join(map(chr, codes))


@cache
def _glyph_names() -> dict[str, str]:
    lines = table_lines("glyph_names.txt")
    return {name: "".join(chr(int(code, 16)) for code in codes) for name, *codes in lines}


@cache
def _encodings() -> dict[str, dict[int, str]]:
    return {
        name: {code: glyph for code, glyph in enumerate(glyphs) if glyph != "-"}
        for name, *glyphs in table_lines("encodings.txt")
    }


def table_lines(name: str) -> list[list[str]]:
    """Return the lines of a table of this package as words, comments left out."""
    text = (files("tarmim.pdf") / "data" / name).read_text("ascii")
    return [line.split(" ") for line in text.splitlines() if not line.startswith("#")]
