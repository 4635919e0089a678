"""A PDF read, as JSON: pages, blocks, lines and words with their boxes; edits; problems. docs/json.md describes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tarmim.model.document import Document
from tarmim.model.page import Block, Line, Page
from tarmim.writers.json import as_json, changes_of
from tarmim.writers.report import font_as_json

__all__ = ["write_document"]


def write_document(document: Document, *, version: str) -> Iterator[str]:
    """Yield the document as one JSON object, piece by piece: a page is made when it is written."""
    yield "{" + f'"version": {as_json(version)}, "language": {as_json(document.language)}, "pages": ['
    for number, page in enumerate(document.pages):
        yield ("," if number else "") + "\n" + as_json(_page(page))
    yield '],\n"fonts": ['
    for number, font in enumerate(document.fonts):
        yield ("," if number else "") + "\n" + as_json(font_as_json(font))
    yield f'],\n"text": {as_json(document.text)}'
    yield from changes_of(document.repair)
    yield "}\n"


def _page(page: Page) -> Mapping[str, object]:
    return {
        "number": page.number,
        "box": _box(page.box),
        "rotation": page.rotation,
        "problems": list(page.problems),
        "notes": list(page.notes),
        "blocks": [_block(block) for block in page.blocks],
    }


def _block(block: Block) -> Mapping[str, object]:
    return {
        "kind": block.kind,
        "text": block.text,
        "box": _box(block.box),
        "angle": block.angle,
        "lines": [_line(line) for line in block.lines],
    }


def _line(line: Line) -> Mapping[str, object]:
    words = [{"text": word.text, "box": _box(word.box)} for word in line.words]
    return {"text": line.text, "box": _box(line.box), "words": words}


def _box(box: tuple[float, float, float, float]) -> list[float]:
    return [round(float(number), 2) for number in box]
