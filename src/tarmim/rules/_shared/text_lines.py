"""The lines of the text, made once while the text stays as it is and shared by the rules that look at lines.

Each function is a view: a rule asks for it by `evidence.view(contents, passage)`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tarmim.engine.evidence import Evidence
from tarmim.model.edit import Span
from tarmim.model.passage import Passage

__all__ = ["Contents", "contents", "raw_lines", "spans"]


@dataclass(frozen=True, slots=True)
class Contents:
    """The lines of a text that are not blank, without the white space at both ends, in columns: one entry a line.

    starts, ends  the span of the content
    texts         the content
    """

    starts: Sequence[int]
    ends: Sequence[int]
    texts: Sequence[str]

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, i: int) -> Span:
        """Return the span of line i."""
        return self.starts[i], self.ends[i]


def raw_lines(passage: Passage, evidence: Evidence) -> Sequence[str]:
    """Return the text's lines as they stand, without their breaks (line feeds)."""
    return passage.text.split("\n")


def contents(passage: Passage, evidence: Evidence) -> Contents:
    """Return the lines that are not blank."""
    starts, ends, texts = array("i"), array("i"), []
    position = 0
    for line in evidence.view(raw_lines, passage):
        content = line.strip()
        if content:
            first = position if line[0] == content[0] else position + len(line) - len(line.lstrip())
            starts.append(first)
            ends.append(first + len(content))
            texts.append(content)
        position += len(line) + 1
    return Contents(starts, ends, texts)


def spans(lines: Sequence[str]) -> Iterator[Span]:
    """Yield the spans of all lines of a text, without their breaks.

    >>> list(spans(["ab", "", "c"]))
    [(0, 2), (3, 3), (4, 5)]
    """
    start = 0
    for line in lines:
        yield start, start + len(line)
        start += len(line) + 1
