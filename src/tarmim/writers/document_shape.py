"""What the JSON of a document is made of, as docs/json.md describes it: held against what is read back.

Entries that follow from others (`output`, `places`, `before`, the text of a line) are not read, and not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, get_args

from tarmim.model.edits import Edits
from tarmim.model.page import BlockKind
from tarmim.writers.shapes import (
    Shape,
    ShapeError,
    count,
    each,
    flag,
    map_of,
    number,
    number_from_1,
    one_of,
    optional,
    or_null,
    record,
    row_of,
    share,
    text,
    whole,
)

__all__ = ["check_edits", "check_shape", "check_spans"]

_Json = Mapping[str, Any]


def check_shape(found: object) -> None:
    """Raise ShapeError where a value is not of the kind that stands at its place."""
    _document()(found)


def check_spans(pages: Sequence[_Json]) -> None:
    """Raise ShapeError where blocks, lines and words of pages of a right shape do not stand where they can."""
    numbers, start = [page["number"] for page in pages], 0
    for page_place, page in enumerate(pages):
        for block_place, block in enumerate(page["blocks"]):
            way = f".pages[{page_place}].blocks[{block_place}]"
            if "input" in block:
                end = start + len(block["raw"])
                if (block["input"]["start"], block["input"]["end"]) != (start, end):
                    raise ShapeError(f"where `raw` stands in the text, {start} to {end}", f"{way}.input")
                _check_order(_spans_of_words(block, way), start, end, f"{way}.lines")
                start = end + 1
            else:
                _check_anchors(block, way)
            for line_place, line in enumerate(block["lines"]):
                if line["page"] != page["number"] and line["page"] not in numbers[page_place:]:
                    raise ShapeError("the number of this page or a later one", f"{way}.lines[{line_place}].page")


def _spans_of_words(block: _Json, way: str) -> Iterator[tuple[int, int]]:
    for line in block["lines"]:
        for word in line["words"]:
            if "input" not in word:
                raise ShapeError("a list of lines whose words all have an input", f"{way}.lines")
            yield word["input"]["start"], word["input"]["end"]


def _check_anchors(block: _Json, way: str) -> None:
    if len(block.get("anchors", ())) != sum(len(line["words"]) for line in block["lines"]):
        raise ShapeError("a list with one span for each word", f"{way}.anchors")
    _check_order(iter(block["anchors"]), 0, len(block["raw"]), f"{way}.anchors")


def _check_order(spans: Iterator[Sequence[int]], start: int, end: int, way: str) -> None:
    """Raise ShapeError where spans do not ascend from start to end."""
    last = start
    for first, last_of_it in spans:
        if not start <= first <= last_of_it or not last <= last_of_it <= end:
            raise ShapeError(f"a list of spans in order between {start} and {end}", way)
        start, last = first, last_of_it


def check_edits(edits: Edits, length: int, way: str) -> None:
    """Raise ShapeError where edits overlap, or reach out of a text of that many characters."""
    least = 0
    for start, end in zip(edits.starts, edits.ends, strict=True):
        if not least <= start <= end <= length:
            raise ShapeError(f"a list of spans in order in the {length} characters that the rule was given", way)
        least = end
    for place, sources in edits.sources.items():
        if len(sources) != len(edits[place].text) or any(not 0 <= start <= end <= length for start, end in sources):
            raise ShapeError("a list of edits with a source for each character of `after`", way)


@cache
def _document() -> Shape:
    return record(
        language=or_null(text),
        metadata=_metadata(),
        outline=each(_bookmark),
        problems=each(text),
        pages=each(_page()),
        fonts=each(_font()),
        text=text,
        steps=each(record(rule=text, edits=count, held=count)),
        edits=each(_edit()),
        held=each(_edit()),
    )


def _page() -> Shape:
    return record(
        number=number_from_1,
        box=row_of(4, number),
        rotation=whole,
        needs_ocr=flag,
        provisional=flag,
        problems=each(text),
        notes=each(text),
        blocks=each(_block()),
    )


def _block() -> Shape:
    box, span = row_of(4, number), record(start=count, end=count)
    word = record(text=text, input=optional(span), box=box)
    return record(
        kind=one_of(get_args(BlockKind)),
        text=text,
        raw=text,
        input=optional(span),
        box=box,
        angle=whole,
        anchors=optional(each(row_of(2, count))),
        lines=each(record(page=number_from_1, box=box, words=each(word))),
    )


def _edit() -> Shape:
    return record(
        kind=text,
        span=record(start=count, end=count),
        after=text,
        confidence=share,
        reason=text,
        held=optional(or_null(text)),
        sources=optional(or_null(each(row_of(2, count)))),
        candidates=_candidates(),
    )


def _candidates() -> Shape:
    return each(record(text=text, probability=share))


def _font() -> Shape:
    reading = record(
        code=whole, mapped=or_null(text), text=text, evidence=text, confidence=share, uses=count,
        candidates=_candidates(),
    )  # fmt: skip
    return record(
        number=whole, name=text, subtype=text, embedded=flag, codes=count, proved=count, guessed=count, unknown=count,
        evidence=map_of(count), confidence=share, uses=count, readings=each(reading),
    )  # fmt: skip


def _metadata() -> Shape:
    said = ("title", "author", "subject", "keywords", "creator", "producer", "language")
    return record(
        **dict.fromkeys(said, or_null(text)),
        created=or_null(_moment),
        modified=or_null(_moment),
        pdf_version=text,
        page_count=count,
        is_encrypted=flag,
        permissions=record(extract=flag, accessibility=flag, print=flag, modify=flag, annotate=flag),
        is_tagged=flag,
    )


def _moment(found: object) -> None:
    text(found)
    try:
        datetime.fromisoformat(str(found))
    except ValueError:
        raise ShapeError("a time of ISO 8601") from None


def _bookmark(found: object) -> None:
    record(title=text, page=or_null(number_from_1), children=each(_bookmark))(found)
