"""The line ends of a text file: taken out before a repair, put back after it, each as it was."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field

from tarmim.model.passage import Passage

__all__ = ["LineEnds", "with_line_feeds"]

_CRLF = "\r\n"
_KINDS = ("\n", _CRLF, "\r")


@dataclass(frozen=True, slots=True)
class LineEnds:
    r"""How the lines of a text ended.

    usual  what most of them end with; a line end that the repair puts in is such a one
    mixed  where they differ: the place of each in the text with line feeds, ascending, and its number in _KINDS
    """

    usual: str = "\n"
    mixed: tuple[array[int], bytes] | None = field(default=None, repr=False)

    def after(self, passage: Passage) -> Mapping[int, str]:
        """Return what ends the lines of the repaired text, by the places of its line feeds; the usual ones left out.

        Linear in the text. A line end that survives keeps its form.
        """
        if self.mixed is None:
            return {}
        text, (places, kinds) = passage.text, self.mixed
        forms = dict(zip(places, kinds, strict=True))
        stand = passage.offsets_after(places)
        found = {now: _KINDS[kind] for now, kind in zip(stand, kinds, strict=True) if text[now : now + 1] == "\n"}
        at = text.find("\n")
        while at >= 0:
            if at not in found:  # moved by an edit: asked backwards
                start, end = passage.origin(at)
                kind = next((forms[place] for place in range(start, end) if place in forms), None)
                found[at] = self.usual if kind is None else _KINDS[kind]
            at = text.find("\n", at + 1)
        return {at: form for at, form in found.items() if form != self.usual}


def with_line_feeds(text: str) -> tuple[str, LineEnds]:
    r"""Return the text with line feeds for line ends, and how its lines ended.

    Line ends are LF, CRLF and CR. U+2028, U+2029, U+0085, VT and FF are characters of the text and stay.

    >>> with_line_feeds("a\r\nb\r\n")
    ('a\nb\n', LineEnds(usual='\r\n'))
    """
    if "\r" not in text:
        return text, LineEnds()
    both = text.count(_CRLF)
    counts = (text.count("\n") - both, both, text.count("\r") - both)
    usual = _KINDS[max(range(len(_KINDS)), key=lambda kind: counts[kind])]
    plain = text.replace(_CRLF, "\n").replace("\r", "\n")
    if sum(counts) == max(counts):
        return plain, LineEnds(usual)
    kinds = bytes(_KINDS.index(match[0]) for match in re.finditer("\r\n|\r|\n", text))
    places = array("i", (match.start() for match in re.finditer("\n", plain)))
    return plain, LineEnds(usual, (places, kinds))
