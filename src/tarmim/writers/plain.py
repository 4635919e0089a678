"""A repair as plain text."""

from __future__ import annotations

from collections.abc import Iterator

from tarmim.model.repair import Repair

__all__ = ["write_plain"]


def write_plain(repair: Repair, *, keep_lines: bool = False, newline: str = "\n") -> Iterator[str]:
    r"""Yield the repaired text: a paragraph a line, exactly one blank line between paragraphs, a newline at the end.

    keep_lines  lines and blank lines stay as they are in the text; only a missing last newline is added
    newline     what ends a line

    An empty text yields nothing. Only line feeds end lines here: a form feed or U+2028 is part of its line.

    >>> from tarmim import repair
    >>> "".join(write_plain(repair("One.\n\n\nTwo."), keep_lines=False))
    'One.\n\nTwo.\n'
    """
    text = repair.text
    if keep_lines:
        if text:
            whole = text if text.endswith("\n") else text + "\n"
            yield whole if newline == "\n" else whole.replace("\n", newline)
        return
    between = ""
    for line in _lines(text):
        if line.strip():
            yield between + line + newline
            between = newline


def _lines(text: str) -> Iterator[str]:
    """Yield the lines one by one: a list of all of them would hold a large text twice."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end + 1
