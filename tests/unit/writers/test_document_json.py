"""JSON of a document: where its blocks, lines and words stand in its text, and where edits stand on its pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tarmim
from tarmim.model.document import Document
from tarmim.writers.document import write_document
from tests.json_keys import keys
from tests.unit.reading.sheets import LEADING, at, document_of, line, lines

Json = dict[str, Any]

FULL = ["كان المعلم يقرأ كل يوم قصة جديدة", "ثم يترك الباب مفتوحا للريح والناس", "ويمضي إلى بيته القديم في الجبل من"]
#: Three kinds of repair: presentation forms, a stroke, a vowel beside its own nunation.
DAMAGED = "ﻗﺼﺔ كـــان المعلـــم خطأًَ يوم"
REPAIRED = "قصة كان المعلم خطأً يوم"
LATIN = ["This is a line of Latin text with a word that is co-", "operated over the end of it and more."]


def json_of(document: Document) -> Json:
    found: Json = json.loads("".join(write_document(document, version="1")))
    return found


def blocks_of(found: Json, *, in_text: bool = True) -> Iterator[Json]:
    for page in found["pages"]:
        yield from (block for block in page["blocks"] if ("input" in block) is in_text)


def words_of(found: Json) -> Iterator[Json]:
    for block in blocks_of(found):
        for row in block["lines"]:
            yield from row["words"]


def cut(text: str, span: dict[str, int]) -> str:
    return text[span["start"] : span["end"]]


def raw_text(found: Json) -> str:
    """Return the text before the repair, as docs/json.md says that it is made of the blocks."""
    return "\n".join(block["raw"] for block in blocks_of(found))


@pytest.fixture(scope="module")
def damaged() -> Json:
    head = b"/Artifact BMC\n" + line("ترويسة الكتاب", 390) + b"EMC\n"
    return json_of(
        document_of(head + line(DAMAGED, 350), line("كـــل يـــوم", 300), lines([*FULL, "هذه القرية."], 200))
    )


def test_words_stand_where_their_spans_are(damaged: Json) -> None:
    raw = raw_text(damaged)
    words = list(words_of(damaged))
    assert [cut(raw, word["input"]) for word in words] == [word["text"] for word in words]
    assert [word["text"] for word in words] == raw.split()
    assert [cut(damaged["text"], word["output"]) for word in words] == damaged["text"].split()
    assert damaged["text"].split("\n")[:2] == [REPAIRED, "كل يوم"]


def test_lines_and_blocks_have_the_spans_of_their_words(damaged: Json) -> None:
    raw = raw_text(damaged)
    blocks = list(blocks_of(damaged))
    assert [cut(damaged["text"], block["output"]) for block in blocks] == damaged["text"].split("\n")
    for block in blocks:
        assert cut(raw, block["input"]) == block["raw"]
        assert cut(damaged["text"], block["output"]) == block["text"]
        for row in block["lines"]:
            for side in ("input", "output"):
                first, last = row["words"][0][side], row["words"][-1][side]
                assert row[side] == {"start": first["start"], "end": last["end"]}


def test_what_stands_apart_has_no_spans(damaged: Json) -> None:
    (head,) = blocks_of(damaged, in_text=False)
    assert head["kind"] == "furniture"
    assert "output" not in head
    for part in (*head["lines"], *head["lines"][0]["words"]):
        assert {"input", "output"}.isdisjoint(part)


def test_lines_say_their_page() -> None:
    found = json_of(document_of(lines(FULL, 60), lines([*FULL, "هذه القرية."], 350)))
    (block,) = blocks_of(found)
    assert [row["page"] for row in block["lines"]] == [1, 1, 1, 2, 2, 2, 2]


def test_edits_lead_to_the_words_they_are_made_in(damaged: Json) -> None:
    raw, pages = raw_text(damaged), {page["number"]: page for page in damaged["pages"]}
    assert {edit["rule"] for edit in damaged["edits"]} == {"forms", "tatweel", "marks"}
    for edit in damaged["edits"]:
        (place,) = edit["places"]
        block = pages[place["page"]]["blocks"][place["block"]]
        word = block["lines"][place["line"]]["words"][place["word"]]
        assert word["input"]["start"] <= edit["input"]["start"]
        assert edit["input"]["end"] <= word["input"]["end"]
        assert cut(raw, edit["input"]) in word["text"]


def test_numbers_of_pages_are_those_of_the_file(damaged: Json) -> None:
    data = document_of(line("كل", 300), line("كـــل يـــوم", 300), options=tarmim.Options(pages=(2,)))
    found = json_of(data)
    assert [page["number"] for page in found["pages"]] == [2]
    assert [edit["places"][0]["page"] for edit in found["edits"]] == [2, 2]
    assert [edit["places"][0]["word"] for edit in found["edits"]] == [0, 1]


def test_a_word_cut_by_a_hyphen_has_two_spans_that_touch() -> None:
    found = json_of(document_of(b"".join(at(row, 20, 300 - LEADING * k) for k, row in enumerate(LATIN))))
    spans = {word["text"]: word["output"] for word in words_of(found)}
    assert cut(found["text"], spans["co-"]) == "co"
    assert cut(found["text"], spans["operated"]) == "operated"
    assert spans["co-"]["end"] == spans["operated"]["start"]


def test_the_docs_have_its_keys(damaged: Json) -> None:
    described = (Path(__file__).parents[3] / "docs" / "json.md").read_text("utf-8")
    assert {key for key in keys(damaged) if f"`{key}`" not in described and f'"{key}"' not in described} == set()


def test_it_says_the_language_that_it_was_read_in() -> None:
    document = document_of(line(FULL[0], 300), options=tarmim.Options(language="fa"))
    assert json_of(document)["language"] == "fa"


def test_text_repairs_have_no_places() -> None:
    from tarmim.writers.json import write_json

    found = json.loads("".join(write_json(tarmim.repair("كـــان المعلـــم يقرأ"), version="1")))
    assert found["edits"]
    assert all("places" not in edit for edit in found["edits"])
