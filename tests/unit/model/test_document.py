"""A document in Python: a sequence of pages with their text, short to look at, compared by what it says."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path
from typing import Any

import pytest

import tarmim
from tarmim.model.anchors import Anchors
from tarmim.model.edits import Edits
from tests.unit.reading.sheets import at, document_of, line, lines, made

FULL = ["كان المعلم يقرأ كل يوم قصة جديدة", "ثم يترك الباب مفتوحا للريح والناس", "ويمضي إلى بيته القديم في الجبل من"]
SAMPLE = Path(__file__).parents[3] / "samples" / "pdf" / "reportlab-columns.pdf"
BODIES = ("قرأ الولد قصة طويلة عن البحر.", "ذهب الرجل إلى السوق القريب.", "عاد الصديق من سفر بعيد جدا.")


@pytest.fixture(scope="module")
def document() -> tarmim.Document:
    """Return three pages: damage, a paragraph that goes on over the page's end, nothing of its own."""
    first = line("كـــان المعلـــم هنا.", 350)
    return document_of(first, lines(FULL, 60), lines([*FULL, "هذه القرية."], 350))


def with_heads(*, options: tarmim.Options | None = None, artifacts: bool = False) -> tarmim.Document:
    """Return pages with a running head and a page number, which come back or are marked as artifacts."""
    begin, end = (b"/Artifact BMC\n", b"EMC\n") if artifacts else (b"", b"")
    return document_of(
        *(
            line(body, 300) + begin + line(str(k), 20) + line("جريدة الصباح", 380) + end
            for k, body in enumerate(BODIES, 1)
        ),
        options=options,
    )


def test_it_is_a_sequence_of_its_pages(document: tarmim.Document) -> None:
    assert len(document) == 3
    assert list(document) == list(document.pages)
    assert document[0] is document.pages[0]
    assert document[-1].number == 3
    assert document[1:] == document.pages[1:]
    with pytest.raises(IndexError):
        document[3]


def test_positions_are_not_numbers_where_pages_were_chosen() -> None:
    found = document_of(line("كل", 300), line("يوم", 300), options=tarmim.Options(pages=(2,)))
    assert (len(found), found[0].number, found[0].text) == (1, 2, "يوم")


def test_pages_and_blocks_have_repaired_text(document: tarmim.Document) -> None:
    (block,) = document[0].blocks
    assert (block.text, block.raw) == ("كان المعلم هنا.", "كـــان المعلـــم هنا.")
    assert [word.text for _, word, _ in block.words()] == ["كـــان", "المعلـــم", "هنا."]
    assert document[0].text == "كان المعلم هنا."
    assert "\n".join(page.text for page in document if page.text) == document.text


def test_a_paragraph_belongs_to_the_page_where_it_begins(document: tarmim.Document) -> None:
    assert document[1].text == " ".join([*FULL, *FULL, "هذه القرية."])
    assert document[2].text == ""


def test_places_lead_to_blocks_with_repaired_text(document: tarmim.Document) -> None:
    (place,) = document.at(0, 3)
    assert place.block is document[0].blocks[0]
    assert (place.word.text, place.block.text[:3]) == ("كـــان", "كان")


def test_blocks_that_nothing_was_changed_in_are_the_same_objects() -> None:
    found = document_of(line("كل يوم", 300))
    assert found.repair.passage.ink is not None
    assert found[0] is found.repair.passage.ink.pages[0]
    assert found[0].blocks[0].repaired is None


def test_what_is_shown_of_it_is_short(document: tarmim.Document) -> None:
    assert repr(document) == f"<Document: 3 pages, {len(document.text)} characters, language ar>"
    for part in (document[1], document[1].blocks[0], document.repair):
        assert len(repr(part)) < 100
        assert len(repr([part, part])) < 200


def test_all_is_equal_and_hashed_alike_after_pickling_and_copying(document: tarmim.Document) -> None:
    report = tarmim.inspect(SAMPLE)
    parts = (
        *(document, document[0], document[0].blocks[0], document.repair, *document.fonts, *document.repair.steps),
        *(document.metadata, report, *report.pages, *report.fonts, *document.at(0, 3), tarmim.repair("كـــل")),
    )
    for part in parts:
        for copied in (pickle.loads(pickle.dumps(part)), copy.deepcopy(part)):
            assert copied == part
            assert hash(copied) == hash(part)


def test_what_differs_is_not_equal(document: tarmim.Document) -> None:
    other = document_of(line("كـــان المعلـــم هنا.", 349), lines(FULL, 60), lines([*FULL, "هذه القرية."], 350))
    assert other.text == document.text
    assert other != document
    assert {document, other, pickle.loads(pickle.dumps(document))} == {document, other}


def test_columns_are_hashed_by_what_they_say() -> None:
    edit = tarmim.Edit(0, 1, "a", "k", 1.0, "because")
    alike = Edits.alike("k", [0], [1], "a", tarmim.Cause("because", 1.0))
    assert Edits.of("k", [edit]) == alike
    assert hash(Edits.of("k", [edit])) == hash(alike)
    assert hash(Anchors.of([(0, 2)])) == hash(Anchors.of([(0, 2)]))


def test_furniture_is_left_out_unless_it_is_kept() -> None:
    assert with_heads().text.split("\n") == list(BODIES)
    assert with_heads(artifacts=True).text.split("\n") == list(BODIES)


@pytest.mark.parametrize("artifacts", [False, True])
def test_furniture_that_is_kept_stands_where_it_stands_on_the_page(*, artifacts: bool) -> None:
    found = with_heads(options=tarmim.Options(keep_furniture=True), artifacts=artifacts)
    expected = [row for k, body in enumerate(BODIES, 1) for row in ("جريدة الصباح", body, str(k))]
    assert found.text.split("\n") == expected
    assert [page.text.split("\n") for page in found] == [expected[:3], expected[3:6], expected[6:]]
    kinds = [block.kind for block in found[0].blocks]
    assert kinds == ["furniture", "paragraph", "furniture"]
    start = found.text.index("الصباح")
    assert [place.word.text for place in found.at(start, start + 3)] == ["الصباح"]


def test_pages_and_blocks_know_where_they_stand_in_the_text(document: tarmim.Document) -> None:
    spans = [document.span_of(page) for page in document]
    assert [span and document.text[slice(*span)] for span in spans] == [page.text or None for page in document]
    assert spans[2] is None  # its only paragraph begins on the page before
    for block in (block for page in document for block in page.blocks):
        span = document.span_of(block)
        assert span is not None
        assert document.text[slice(*span)] == block.text


def test_what_stands_apart_has_no_span() -> None:
    found = with_heads(artifacts=True)
    apart = [block for page in found for block in page.blocks if not block.is_in_text]
    assert len(apart) == 6
    assert [found.span_of(block) for block in apart] == [None] * 6
    assert [found.text[slice(*(found.span_of(page) or ()))] for page in found] == list(BODIES)


def test_paragraphs_go_on_past_furniture_that_is_kept() -> None:
    foot = b"/Artifact BMC\n" + line("7", 20) + b"EMC\n"
    options = tarmim.Options(keep_furniture=True)
    found = document_of(lines(FULL, 90) + foot, lines([*FULL, "هذه القرية."], 350), options=options)
    assert found.text.split("\n") == [" ".join([*FULL, *FULL, "هذه القرية."]), "7"]


def test_hidden_text_stays_out_where_furniture_is_kept() -> None:
    hidden = line("سر", 200, before="3 Tr")
    found = document_of(line("كل يوم", 300) + hidden, options=tarmim.Options(keep_furniture=True))
    assert (found.text, [block.kind for block in found[0].blocks]) == ("كل يوم", ["paragraph", "hidden"])
    assert not found[0].blocks[1].is_in_text


def test_confidence_is_the_share_of_letters_that_are_known() -> None:
    """Ten letters without a space, of which one has no map and stands where no word tells it."""
    text = "قصةجديدةبك"
    sound = document_of(line(text, 300))
    assert sound.confidence == 1.0
    found = document_of(line(text, 300), letters={0x643: None})
    assert found.text == text[:-1] + "\ufffd"
    assert found.confidence == pytest.approx(0.9)


@pytest.mark.parametrize("lost", ["\ufffd", "b\ufffd"])
def test_confidence_counts_letters_that_a_map_does_not_know(lost: str) -> None:
    """Nine letters and one that is U+FFFD in the map, alone or beside another: fonts and pages say the same."""
    data = made(line("aaaaaaaaac", 300), letters={0x63: lost})
    found = tarmim.extract(data)
    assert found.text == "aaaaaaaaa" + lost
    assert found.confidence == pytest.approx(1 - 1 / len(found.text))
    assert [font.unknown for font in found.fonts] == [1]
    assert tarmim.inspect(data).findings[tarmim.Finding.UNKNOWN] == 1


def test_confidence_counts_letters_that_an_actual_text_does_not_know() -> None:
    actual = b"/Span <</ActualText <FEFFFFFD>>> BDC\n" + at("c", 100, 300) + b"EMC\n"
    found = document_of(at("aaa", 60, 300) + actual)
    assert "\ufffd" in found.text
    assert found.confidence == pytest.approx(1 - 1 / len(found.text))


@pytest.mark.parametrize("unknown", ["?", "[..]"])
def test_the_sign_for_unknown_letters_stands_on_pages_too(unknown: str) -> None:
    text = "قصةجديدةبك"
    found = document_of(line(text, 300), letters={0x643: None}, options=tarmim.Options(unknown=unknown))
    assert found.text == found[0].blocks[0].text == text[:-1] + unknown
    assert found[0].blocks[0].raw == text[:-1] + "\ufffd"
    (edit,) = found.repair.edits
    assert (edit.text, edit.kind) == (unknown, "codes")
    assert found.repair.replay() == found.text
    assert [place.word.text for place in found.at(len(text) - 1, len(found.text))] == [text[:-1] + "\ufffd"]


@pytest.mark.parametrize("choice", [{"repair": False}, {"skip": ("codes",)}, {"only": ("tatweel",)}, {}])
def test_no_sign_stands_where_the_rule_does_not_run(choice: dict[str, Any]) -> None:
    options = tarmim.Options(unknown="?" if choice else None, **choice)
    found = document_of(line("قصةجديدةبك", 300), letters={0x643: None}, options=options)
    assert found.text.endswith("\ufffd")
    assert not found.repair.steps


def test_confidence_counts_the_doubt_of_edits() -> None:
    found = document_of(line("كـــل يـــوم", 300))
    (edit, other) = found.repair.edits
    doubted = (1 - edit.confidence) * 3 + (1 - other.confidence) * 3
    assert found.confidence == pytest.approx(1 - doubted / len("كل يوم"), abs=1e-5)
    held = document_of(line("كـــل يـــوم", 300), options=tarmim.Options(threshold=1.0))
    assert held.text == "كـــل يـــوم"
    doubted = sum(one.confidence * (one.end - one.start) for one in held.repair.held)
    assert held.confidence == pytest.approx(1 - doubted / len(held.text), abs=1e-5)


def test_nothing_is_sure_of_nothing() -> None:
    assert document_of(b"").confidence is None
