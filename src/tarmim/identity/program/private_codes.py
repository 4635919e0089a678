"""Private codes of fonts that some producers number themselves: glyphs without a code, upward in glyph order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["private_letters"]


def private_letters(name: str) -> Mapping[str, str]:
    """Return the letters of the private characters of a font by its name; {} for fonts that no table is known of.

    >>> private_letters("XBRiyaz-Bold")["\ue7e0"] == chr(0x64B), private_letters("Helvetica")
    (True, {})
    """
    key = re.sub("[^a-z]", "", name.lower())
    return next((letters for font, letters in _tables().items() if key.startswith(font)), {})


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    text = (files("tarmim.identity") / "data" / "private_codes.tsv").read_text("ascii")
    tables: dict[str, dict[str, str]] = {}
    for line in text.splitlines()[1:]:
        font, code, letters = line.split("\t")
        tables.setdefault(font, {})[chr(int(code, 16))] = "".join(chr(int(one, 16)) for one in letters.split())
    return dict(sorted(tables.items(), key=lambda one: -len(one[0])))
