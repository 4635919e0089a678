"""A document read back from the JSON that `writers/document.py` wrote: equal to the one written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, Final

from tarmim.errors import InputError
from tarmim.model.anchors import Anchors
from tarmim.model.document import Document
from tarmim.model.edit import Candidate, Edit, Span
from tarmim.model.edits import EMPTY, Edits
from tarmim.model.geometry import Box
from tarmim.model.identity import CodeRecord, FontRecord
from tarmim.model.ink import ink_of
from tarmim.model.metadata import Bookmark, Metadata, Permissions
from tarmim.model.page import Block, Line, Page, Word
from tarmim.model.passage import Passage
from tarmim.model.repair import Repair, Step
from tarmim.model.unprintable import printable
from tarmim.writers.document_shape import check_edits, check_shape, check_spans
from tarmim.writers.shapes import ShapeError

__all__ = ["read_document"]

_Json = Mapping[str, Any]

_HINT: Final = "write it anew: Document.to_json, or tarmim extract FILE.pdf --format json"

#: So much is said of what is wrong.
_MOST_SAID: Final = 300


def read_document(text: str | bytes) -> Document:
    """Return the document; InputError where the text is not what `write_document` of this version writes."""
    try:
        found = json.loads(text)
        if not isinstance(found, dict) or "pages" not in found:
            raise InputError("this is JSON, but not that of a document", hint=_HINT)
        check_shape(found)
        check_spans(found["pages"])
        document = _document(found)
    except Exception as error:  # whatever is wrong with it
        if isinstance(error, InputError | MemoryError):
            raise
        said = str(error) if isinstance(error, ShapeError) else repr(error)
        raise InputError(f"this is not a document as JSON: {printable(said)}"[:_MOST_SAID], hint=_HINT) from error
    if document.text != found["text"]:
        raise InputError("the edits do not lead from the pages to the text: it was changed", hint=_HINT)
    return document


def _document(found: _Json) -> Document:
    pages = tuple(map(_page, found["pages"]))
    source = "\n".join(block.raw for page in pages for block in page.blocks if block.is_in_text)
    passage = Passage(source, ink=ink_of(pages))
    steps = tuple(_steps(found))
    if any(sum(step[name] for step in found["steps"]) != len(found[name]) for name in ("edits", "held")):
        raise ShapeError("as long as the steps say", ".edits")
    for place, step in enumerate(steps):
        check_edits(step.edits, len(passage.text), f".steps[{place}].edits")
        check_edits(step.held, len(passage.text), f".steps[{place}].held")
        if len(step.edits):
            passage = passage.after(step.edits)
    return Document(
        pages,
        Repair(source, passage, steps, found["language"]),
        tuple(map(_font, found["fonts"])),
        _metadata(found["metadata"]),
        tuple(_bookmark(entry, 1) for entry in found["outline"]),
        tuple(found["problems"]),
    )


def _page(found: _Json) -> Page:
    return Page(
        found["number"],
        _box(found["box"]),
        found["rotation"],
        tuple(map(_block, found["blocks"])),
        tuple(found["problems"]),
        tuple(found["notes"]),
        needs_ocr=found["needs_ocr"],
        is_provisional=found["provisional"],
    )


def _block(found: _Json) -> Block:
    span = _span(found["input"]) if "input" in found else None
    if span is None:
        anchors = Anchors.of((start, end) for start, end in found["anchors"])
    else:
        words = (_span(word["input"]) for line in found["lines"] for word in line["words"])
        anchors = Anchors.of(words).shifted(-span[0])
    text, raw = found["text"], found["raw"]
    lines = tuple(map(_line, found["lines"]))
    repaired = None if text == raw else text
    return Block(found["kind"], raw, lines, _box(found["box"]), found["angle"], span, anchors, repaired)


def _line(found: _Json) -> Line:
    words = tuple(Word(word["text"], _box(word["box"])) for word in found["words"])
    return Line(words, _box(found["box"]), found["page"])


def _steps(found: _Json) -> Iterator[Step]:
    """Yield the steps: each has the next edits, as many as it says, and the next of those that are held."""
    edits, held = iter(found["edits"]), iter(found["held"])
    for step in found["steps"]:
        yield Step(step["rule"], _edits(list(islice(edits, step["edits"]))), _edits(list(islice(held, step["held"]))))


def _edits(found: Sequence[_Json]) -> Edits:
    return Edits.in_order(found[0]["kind"], list(map(_edit, found))) if found else EMPTY


def _edit(found: _Json) -> Edit:
    sources = found.get("sources")
    return Edit(
        *_span(found["span"]),
        found["after"],
        found["kind"],
        found["confidence"],
        found["reason"],
        None if sources is None else tuple((start, end) for start, end in sources),
        _candidates(found),
        found.get("held"),
    )


def _font(found: _Json) -> FontRecord:
    return FontRecord(
        found["number"],
        found["name"],
        found["subtype"],
        found["embedded"],
        found["codes"],
        found["proved"],
        found["guessed"],
        found["unknown"],
        found["evidence"],
        found["confidence"],
        tuple(map(_reading, found["readings"])),
        found["uses"],
    )


def _reading(found: _Json) -> CodeRecord:
    return CodeRecord(
        found["code"],
        found["mapped"],
        found["text"],
        found["evidence"],
        found["confidence"],
        _candidates(found),
        found["uses"],
    )


def _candidates(found: _Json) -> tuple[Candidate, ...]:
    return tuple(Candidate(one["text"], one["probability"]) for one in found["candidates"])


def _metadata(found: _Json) -> Metadata:
    times = {key: datetime.fromisoformat(found[key]) for key in ("created", "modified") if found[key] is not None}
    return Metadata(**{**found, **times, "permissions": Permissions(**found["permissions"])})


def _bookmark(found: _Json, level: int) -> Bookmark:
    children = tuple(_bookmark(entry, level + 1) for entry in found["children"])
    return Bookmark(found["title"], level, found["page"], children)


def _box(numbers: Sequence[float]) -> Box:
    left, bottom, right, top = numbers
    return left, bottom, right, top


def _span(found: _Json) -> Span:
    return found["start"], found["end"]
