"""A document read back from its JSON is equal to the one written, and leads to the same places."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import tarmim
from tests.unit.reading.sheets import document_of, line, lines

SAMPLES = Path(__file__).parents[3] / "samples" / "pdf"

FULL = ["كان المعلم يقرأ كل يوم قصة جديدة", "ثم يترك الباب مفتوحا للريح والناس", "ويمضي إلى بيته القديم في الجبل من"]


def damaged() -> tarmim.Document:
    """Return a document with repairs, furniture, a paragraph over a page's end, letters that are not known."""
    head = b"/Artifact BMC\n" + line("ترويسة الكتاب", 390) + b"EMC\n"
    return document_of(
        head + line("ﻗﺼﺔ كـــان المعلـــم خطأًَ يوم", 350),
        lines(FULL, 60),
        lines([*FULL, "هذه القرية."], 350) + line("كتاب", 100),
        letters={0x628: None},
    )


MADE: dict[str, Callable[[], tarmim.Document]] = {
    "damaged": damaged,
    "empty": lambda: document_of(b""),
    "as mapped": lambda: document_of(line("كـــل يـــوم", 300), options=tarmim.Options(repair=False)),
    "with furniture": lambda: document_of(line("كـــل يـــوم", 300), options=tarmim.Options(keep_furniture=True)),
}


@pytest.mark.parametrize("name", [*MADE, *(path.name for path in sorted(SAMPLES.glob("*.pdf")))])
def test_it_comes_back_equal(name: str) -> None:
    document = MADE[name]() if name in MADE else tarmim.extract(SAMPLES / name)
    found = tarmim.Document.from_json(document.to_json())
    assert found == document
    assert hash(found) == hash(document)
    assert found.to_json() == document.to_json()
    assert [block.anchors for page in found for block in page.blocks] == [
        block.anchors for page in document for block in page.blocks
    ]
    assert found.at(0, len(found.text)) == document.at(0, len(document.text))
    assert list(found.repair.explain()) == list(document.repair.explain())


def test_the_document_that_is_compared_has_all_that_can_be_lost() -> None:
    document = damaged()
    assert {len(step.edits) > 0 for step in document.repair.steps} == {True}
    assert any(edit.sources for step in document.repair.steps for edit in step.edits) or document.repair.changed
    assert any(block.kind == "furniture" and len(block.anchors) for page in document for block in page.blocks)
    assert any(line.page != page.number for page in document for block in page.blocks for line in block.lines)
    assert any(font.readings for font in document.fonts)


def test_held_edits_and_their_order_come_back() -> None:
    document = document_of(line("كـــل يـــوم ﻗﺼﺔ", 300), options=tarmim.Options(threshold=1.0))
    assert document.repair.held
    found = tarmim.Document.from_json(document.to_json())
    assert found.repair.steps == document.repair.steps
    assert found.repair.held == document.repair.held


def test_what_is_said_of_pages_comes_back() -> None:
    document = damaged()
    page = replace(document[0], needs_ocr=True, problems=("a problem",), notes=("a note",))
    other = replace(document, pages=(page, replace(document[1], is_provisional=True), *document[2:]))
    found = tarmim.Document.from_json(other.to_json())
    assert found == other
    assert found.needs_ocr
    assert not document.needs_ocr
    assert found.problems == ((1, "a problem"),)


def test_bytes_are_read_too() -> None:
    document = damaged()
    assert tarmim.Document.from_json(document.to_json().encode()) == document


def changed(**entries: Any) -> str:
    return json.dumps({**damaged().to_dict(), **entries})


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "not a document as JSON"),
        ("[]", "JSON, but not that of a document"),
        ('{"text": "x"}', "JSON, but not that of a document"),
        (changed(text="another"), "it was changed"),
        (changed(fonts=[{}]), "not a document as JSON"),
        (changed(pages=[{"number": 1}]), "not a document as JSON"),
        (changed(pages=7), "not a document as JSON"),
        (changed(outline=[{"title": "x", "page": None, "children": 7}]), "not a document as JSON"),
        (changed(metadata={"colour": "blue"}), "not a document as JSON"),
        ("[" * 100_000, "not a document as JSON"),
        (b"\xff\xfe\x00", "not a document as JSON"),
    ],
)
def test_what_is_no_document_is_an_input_error(text: str | bytes, what: str) -> None:
    with pytest.raises(tarmim.InputError, match=what):
        tarmim.Document.from_json(text)


def test_json_of_a_text_s_repair_is_no_document() -> None:
    from tarmim.writers.json import write_json

    with pytest.raises(tarmim.InputError):
        tarmim.Document.from_json("".join(write_json(tarmim.repair("كـــل"), version="1")))
