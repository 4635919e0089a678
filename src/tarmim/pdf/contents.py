"""The content of a page, joined from its parts (ISO 32000-2 7.8.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tarmim.pdf.limits import CONTENT_LIMIT, WASTE_PART
from tarmim.pdf.objects import Array, Dictionary, Stream, Value

__all__ = ["read_content"]

#: Streams a page's content may be cut into.
_PARTS_LIMIT = 100_000

#: How deep arrays of parts may nest: by the standard they may not at all.
_DEPTH = 4


def read_content(page: Dictionary, problem: Callable[[str], None]) -> bytes:
    """Return the page's content, its parts joined by a line break; each part that is damaged is a problem of its own.

    Of a damaged part comes what can be had of it. Content that is there and is no stream is a problem too.
    """
    value = page.get("Contents")
    if value is None:
        return b""
    contents: list[bytes] = []
    size = 0
    for number, part in enumerate(_parts(value, _DEPTH), 1):
        if number > _PARTS_LIMIT:
            problem(f"the page's content is in more than {_PARTS_LIMIT:,} parts: the rest is not read")
            break
        if not isinstance(part, Stream):
            problem("the page cannot be read: its content is no stream" if number == 1 else _LOST)
            continue
        decoded = part.decode()
        if decoded.problem:
            which = f"part {number} of the page's content" if isinstance(value, Array) else "the page's content"
            problem(f"{which} is damaged: {decoded.problem}")
        size += len(decoded.content) + decoded.waste // WASTE_PART
        if size > CONTENT_LIMIT:
            problem(f"the page's content is more than {CONTENT_LIMIT >> 20} MB: the rest is not read")
            break
        contents.append(decoded.content)
    return b"\n".join(contents)


_LOST = "part of the page's content is no stream: it is left out"


def _parts(value: Value, depth: int) -> Iterator[Value]:
    """Yield the parts of the content; an array that nests too deep is yielded itself."""
    if not isinstance(value, Array) or not depth:
        yield value
        return
    for part in value:
        yield from _parts(part, depth - 1)
