"""A document read back from its JSON is equal to the one written, and leads to the same places."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import tarmim
from tarmim.writers.formats import FORMATS
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


def at(found: Any, way: str) -> Any:
    """Return what stands at the end of a way such as pages.0.blocks."""
    for step in way.split(".") if way else ():
        found = found[int(step) if step.isdecimal() else step]
    return found


@cache
def written() -> str:
    return damaged().to_json()


@cache
def written_of_one_page() -> str:
    head = b"/Artifact BMC\n" + line("ترويسة", 390) + b"EMC\n"
    return document_of(head + line("ﻗﺼﺔ كـــان ببيتٍ", 350), letters={0x628: None}).to_json()


def with_value(way: str, value: Any, of: str) -> str:
    """Return a document's JSON with a value of another kind, taken out where that is `...`."""
    found = json.loads(of)
    folder, _, last = way.rpartition(".")
    home, key = at(found, folder), int(last) if last.isdecimal() else last
    if value is ...:
        del home[key]
    else:
        home[key] = value
    return json.dumps(found)


WORD = "pages.0.blocks.0.lines.0.words.0"


@pytest.mark.parametrize(
    ("way", "value", "wanted"),
    [
        ("text", ..., "text is not there"),
        ("language", 5, "language is not a text"),
        ("metadata.title", 5, "metadata.title is not a text"),
        ("metadata.created", "yesterday", "metadata.created is not a time"),
        ("metadata.permissions.print", "yes", "metadata.permissions.print is not true or false"),
        ("pages.0.number", None, "pages[0].number is not a whole number from 1"),
        ("pages.0.number", True, "pages[0].number is not a whole number from 1"),
        ("pages.1.rotation", None, "pages[1].rotation is not a whole number"),
        ("pages.0.box", [0, 0, 1], "pages[0].box is not a list of 4"),
        ("pages.0.box.2", float("nan"), "pages[0].box[2] is not a number"),
        ("pages.0.box.2", 10**400, "pages[0].box[2] is not a number"),
        ("pages.0.box.2", 1e308, "pages[0].box[2] is not a number"),
        ("pages.0.problems", "x", "pages[0].problems is not a list"),
        ("pages.0.blocks.0.text", 5, "pages[0].blocks[0].text is not a text"),
        ("pages.0.blocks.0.kind", "poem", "pages[0].blocks[0].kind is not one of paragraph, row"),
        ("pages.0.blocks.0.raw", "x", "pages[0].blocks[0].input is not where `raw` stands in the text, 0 to 1"),
        ("pages.0.blocks.0.lines.0.page", 9, "pages[0].blocks[0].lines[0].page is not the number of this page"),
        (WORD + ".box", "", "pages[0].blocks[0].lines[0].words[0].box is not a list of 4"),
        (WORD + ".input", ..., "pages[0].blocks[0].lines is not a list of lines whose words all have an input"),
        (WORD + ".input.end", 5_000, "pages[0].blocks[0].lines is not a list of spans in order"),
        ("pages.0.blocks.1.anchors", [], "pages[0].blocks[1].anchors is not a list with one span for each word"),
        ("pages.0.blocks.1.anchors.0", [9_000, 9_001], "pages[0].blocks[1].anchors is not a list of spans in order"),
        ("fonts.0.confidence", 5, "fonts[0].confidence is not a number from 0 to 1"),
        ("fonts.0.evidence", {"map": "x"}, "fonts[0].evidence.map is not a whole number from 0"),
        ("fonts.0.readings.0.candidates", None, "fonts[0].readings[0].candidates is not a list"),
        ("steps.0.edits", 99, "edits is not as long as the steps say"),
        ("edits.0.span.end", 9_000, "steps[0].edits is not a list of spans in order"),
        ("edits.0.sources", [], "steps[0].edits is not a list of edits with a source"),
        ("edits.0.after", [1], "edits[0].after is not a text"),
    ],
)
def test_a_value_of_another_kind_is_refused_with_the_way_to_it(way: str, value: Any, wanted: str) -> None:
    with pytest.raises(tarmim.InputError) as caught:
        tarmim.Document.from_json(with_value(way, value, written()))
    assert wanted in str(caught.value)


def ways(found: Any, way: str = "") -> Iterator[str]:
    """Yield the ways to all values, of lists to the first and the last."""
    if isinstance(found, dict):
        names: Iterable[object] = found
    else:
        names = sorted({0, len(found) - 1}) if isinstance(found, list) and found else ()
    for name in names:
        below = f"{way}.{name}".removeprefix(".")
        yield below
        yield from ways(at(found, str(name)), below)


@pytest.mark.parametrize("value", [None, -1, 2**40, float("nan"), "x", [], ...])
def test_whatever_stands_anywhere_is_refused_or_can_be_written(value: Any) -> None:
    accepted = 0
    for way in ways(json.loads(written_of_one_page())):
        try:
            document = tarmim.Document.from_json(with_value(way, value, written_of_one_page()))
        except tarmim.InputError:
            continue
        accepted += 1
        for one in FORMATS:
            assert isinstance("".join(one.write(document)), str)
        assert tarmim.Document.from_json(document.to_json()) == document
        document.at(0, len(document.text))
        assert document.confidence is None or 0 <= document.confidence <= 1
        assert document.repair.replay() == document.text
    assert accepted  # entries that follow from others are not read
