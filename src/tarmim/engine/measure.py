"""Measuring a document's profile."""

from __future__ import annotations

from collections.abc import Mapping

from tarmim.model.profile import Profile
from tarmim.script.alphabets import language_of

__all__ = ["measure"]

#: Texts up to this many characters are measured without numpy, whose import costs more than the count.
_SHORT = 20_000

#: Characters counted at a time: bounds the memory of a count of 100 MB.
_CHUNK = 1 << 19


def measure(text: str, *, language: str | None = None) -> Profile:
    """Return the text's profile; `language` overrides what the letters say. Linear in the text."""
    if len(text) > _SHORT:
        counts = _count(text)
        return Profile(frozenset(counts), language or language_of(counts.keys(), counts.__getitem__))
    characters = frozenset(text)
    if not text.isascii() and max(characters) > "\uffff":
        characters |= _surrogates(characters)
    return Profile(characters, language or language_of(characters, text.count))


def _surrogates(characters: frozenset[str]) -> frozenset[str]:
    """Return the surrogates that write the characters above the basic plane in UTF-16."""
    units = "".join(c for c in characters if c > "\uffff").encode("utf-16-le")
    return frozenset(chr(low | high << 8) for low, high in zip(units[::2], units[1::2], strict=True))


def _count(text: str) -> Mapping[str, int]:
    import numpy as np

    totals = np.zeros(1 << 16, dtype=np.int64)
    for start in range(0, len(text), _CHUNK):
        units = text[start : start + _CHUNK].encode("utf-16-le", "surrogatepass")
        totals += np.bincount(np.frombuffer(units, dtype="<u2"), minlength=1 << 16)
    return {chr(code): int(totals[code]) for code in np.flatnonzero(totals)}
