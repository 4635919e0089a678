"""A PDF read, as JSON: pages, blocks, lines and words with their boxes and spans; edits. docs/json.md describes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import repeat

from tarmim.model.anchors import Anchors
from tarmim.model.document import Document
from tarmim.model.edit import Span
from tarmim.model.ink import ink_of
from tarmim.model.metadata import Bookmark, Metadata
from tarmim.model.page import Block, Line, Page
from tarmim.model.passage import Passage
from tarmim.writers.json import as_json, changes_of, span_as_json
from tarmim.writers.report import font_as_json

__all__ = ["write_document"]


def write_document(document: Document, *, version: str) -> Iterator[str]:
    """Yield the document as one JSON object, piece by piece: a page is made when it is written."""
    words = ink_of(document.pages).anchors
    spans = _Spans.of(document, words)
    yield "{" + f'"version": {as_json(version)}, "language": {as_json(document.language)},'
    yield f'\n"confidence": {as_json(document.confidence)},\n"metadata": {as_json(_metadata(document.metadata))},'
    yield f'\n"outline": {as_json([_bookmark(entry) for entry in document.outline])},'
    yield f'\n"problems": {as_json(document.file_problems)},\n"pages": ['
    for number, page in enumerate(document.pages):
        yield ("," if number else "") + "\n" + as_json(_page(page, spans))
    yield '],\n"fonts": ['
    for number, font in enumerate(document.fonts):
        yield ("," if number else "") + "\n" + as_json(font_as_json(font))
    yield f'],\n"text": {as_json(document.text)}'
    addresses = tuple(_addresses(document.pages))
    yield from changes_of(document.repair, lambda span: [_place(addresses[k]) for k in words.under(*span)])
    yield "}\n"


#: A span of the text before the repair, and what it became in the text after it.
_BothSpans = tuple[Span, Span]
#: Of a word: the number of the page that has its block, then the places from 0 of the block, the line and the word.
_Address = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class _Spans:
    """The spans of what makes the text of a document: each is taken once, in the order of the text."""

    blocks: Iterator[_BothSpans]
    words: Iterator[_BothSpans]

    @classmethod
    def of(cls, document: Document, words: Anchors) -> _Spans:
        """Return the spans in a document whose words stand there before the repair."""
        blocks = Anchors.of(block.span for page in document.pages for block in page.blocks if block.span is not None)
        passage = document.repair.passage
        return cls(_both_spans(blocks, passage), _both_spans(words, passage))


def _both_spans(anchors: Anchors, passage: Passage) -> Iterator[_BothSpans]:
    after = passage.anchors_after(anchors)
    before_each = zip(anchors.starts, anchors.ends, strict=True)
    return zip(before_each, zip(after.starts, after.ends, strict=True), strict=True)


def _page(page: Page, spans: _Spans) -> Mapping[str, object]:
    return {
        "number": page.number,
        "box": page.box,
        "rotation": page.rotation,
        "needs_ocr": page.needs_ocr,
        "provisional": page.is_provisional,
        "problems": list(page.problems),
        "notes": list(page.notes),
        "blocks": [_block(block, spans) for block in page.blocks],
    }


def _block(block: Block, spans: _Spans) -> Mapping[str, object]:
    is_in_text = block.is_in_text
    apart = {} if is_in_text else {"anchors": list(zip(block.anchors.starts, block.anchors.ends, strict=True))}
    return {
        "kind": block.kind,
        "text": block.text,
        "raw": block.raw,
        **_span_entries(next(spans.blocks) if is_in_text else None),
        "box": block.box,
        "angle": block.angle,
        **apart,
        "lines": [_line(line, spans.words if is_in_text else repeat(None)) for line in block.lines],
    }


def _line(line: Line, spans: Iterator[_BothSpans | None]) -> Mapping[str, object]:
    """Return a line; `spans` gives those of its words, None outside the text."""
    found = [next(spans) for _ in line.words]
    words = [
        {"text": word.text, **_span_entries(span), "box": word.box}
        for word, span in zip(line.words, found, strict=True)
    ]
    entries = _span_entries(_from_first_to_last(found))
    return {"text": line.text, **entries, "page": line.page, "box": line.box, "words": words}


def _from_first_to_last(words: Sequence[_BothSpans | None]) -> _BothSpans | None:
    """Return the spans of a line: from its first word's start to its last word's end."""
    first, last = (words[0], words[-1]) if words else (None, None)
    if first is None or last is None:
        return None
    return (first[0][0], last[0][1]), (first[1][0], last[1][1])


def _span_entries(spans: _BothSpans | None) -> Mapping[str, object]:
    if spans is None:
        return {}
    before, after = spans
    return {"input": span_as_json(before), "output": span_as_json(after)}


def _addresses(pages: Sequence[Page]) -> Iterator[_Address]:
    """Yield the address of each word of the text, in its order."""
    for page in pages:
        for block_number, block in enumerate(page.blocks):
            for line_number, line in enumerate(block.lines) if block.span is not None else ():
                for word_number in range(len(line.words)):
                    yield page.number, block_number, line_number, word_number


def _place(address: _Address) -> Mapping[str, int]:
    return dict(zip(("page", "block", "line", "word"), address, strict=True))


def _metadata(metadata: Metadata) -> Mapping[str, object]:
    times = {"created": metadata.created, "modified": metadata.modified}
    return {**asdict(metadata), **{key: time and time.isoformat() for key, time in times.items()}}


def _bookmark(bookmark: Bookmark) -> Mapping[str, object]:
    children = [_bookmark(child) for child in bookmark.children]
    return {"title": bookmark.title, "page": bookmark.page, "children": children}
