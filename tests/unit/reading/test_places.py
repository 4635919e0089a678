"""Text tied to ink: the words under a span of the text, before a repair and after it."""

from __future__ import annotations

import re

import pytest

import tarmim
from tests.unit.reading.sheets import LEADING, at, document_of, line, lines, made, width

FULL = ["كان المعلم يقرأ كل يوم قصة جديدة", "ثم يترك الباب مفتوحا للريح والناس", "ويمضي إلى بيته القديم في الجبل من"]
END = "هذه القرية."


def words_of(document: tarmim.Document) -> list[tuple[str, int, int]]:
    return [(match[0], *match.span()) for match in re.finditer(r"\S+", document.text)]


def test_every_word_of_the_text_stands_where_its_word_on_the_page_stands() -> None:
    document = document_of(lines([*FULL, END], 350))
    assert len(words_of(document)) > 20
    for word, start, end in words_of(document):
        (place,) = document.at(start, end)
        assert (place.word.text, place.page.number, place.span) == (word, 1, (start, end))
        left, bottom, right, top = place.box
        assert right - left == pytest.approx(width(word))
        assert bottom < 350 - LEADING * document.pages[0].blocks[0].lines.index(place.line) < top


def test_lines_stand_on_their_page_where_a_paragraph_goes_on_over_it() -> None:
    document = document_of(lines(FULL, 60), lines([*FULL, END], 350))
    (block,) = document.pages[0].blocks
    assert [line.page for line in block.lines] == [1, 1, 1, 2, 2, 2, 2]
    start = document.text.rindex("القرية")
    (place,) = document.at(start, start + 3)
    assert (place.page.number, place.block, place.word.text) == (2, block, "القرية.")


def test_repaired_text_leads_to_the_ink_of_what_it_was() -> None:
    """The page has presentation forms and strokes; the text has letters."""
    damaged = "ﻗﺼﺔ ﺟﺪﻳﺪﺓ كـــان المعلـــم يقـــرأ كـــل يـــوم"
    document = document_of(line(damaged, 300))
    assert document.text == "قصة جديدة كان المعلم يقرأ كل يوم"
    for (word, start, end), raw in zip(words_of(document), damaged.split(), strict=True):
        (place,) = document.at(start, end)
        assert place.word.text == raw, word


def test_a_span_has_all_its_words_and_a_letter_has_one() -> None:
    document = document_of(lines([*FULL, END], 350))
    assert [place.word.text for place in document.at(0, 12)] == ["كان", "المعلم", "يقرأ"]
    assert [place.word.text for place in document.at(5, 6)] == ["المعلم"]
    assert document.at(3, 4) == ()
    assert [place.word.text for place in document.at(3, 3)] == ["كان"]
    assert len(document.at(0, len(document.text))) == len(words_of(document))


def test_a_word_cut_by_a_hyphen_stands_on_both_lines() -> None:
    rows = ["This is a line of Latin text with a word that is co-", "operated over the end of it and more."]
    document = document_of(b"".join(at(row, 20, 300 - LEADING * k) for k, row in enumerate(rows)))
    start = document.text.index("cooperated")
    assert [place.word.text for place in document.at(start, start + len("cooperated"))] == ["co-", "operated"]
    assert [place.word.text for place in document.at(start, start + 2)] == ["co-"]
    assert [place.word.text for place in document.at(start + 2, start + 3)] == ["operated"]


def test_soft_hyphens_shift_nothing() -> None:
    document = document_of(at("a co\u00adoper\u00adate b", 20, 300))
    assert document.text == "a cooperate b"
    assert [place.word.text for place in document.at(2, 11)] == ["co\u00adoper\u00adate"]
    assert [place.word.text for place in document.at(12, 13)] == ["b"]


def test_cells_of_a_table() -> None:
    rows = [
        ("المدينة", "السكان", "المساحة"),
        ("دمشق", "كثير", "واسعة"),
        ("حلب", "قليل", "ضيقة"),
        ("حمص", "وفير", "رحبة"),
    ]
    content = b"".join(
        line(cell, 300 - LEADING * k, right=380 - 120 * n) for k, row in enumerate(rows) for n, cell in enumerate(row)
    )
    document = document_of(content)
    assert document.text == "\n".join("\t".join(row) for row in rows)
    for word, start, end in words_of(document):
        (place,) = document.at(start, end)
        assert place.word.text == word


def test_a_block_has_its_text_repaired_and_its_words_in_it() -> None:
    document = document_of(lines([*FULL, END], 350) + line("كـــل يـــوم", 200))
    first, second = document.pages[0].blocks
    assert (first.text, second.text) == tuple(document.text.split("\n"))
    assert second.text == "كل يوم"
    assert second.span is not None
    assert document.repair.source[slice(*second.span)] == second.raw == "كـــل يـــوم"
    assert [second.raw[slice(*span)] for _, _, span in second.words()] == ["كـــل", "يـــوم"]


def test_furniture_has_no_span_and_its_own_text() -> None:
    bodies = ("قرأ الولد قصة طويلة عن البحر.", "ذهب الرجل إلى السوق القريب.", "عاد الصديق من سفر بعيد جدا.")
    pages = [line("جريدة الصباح", 380) + line(body, 300) + line(str(k), 20) for k, body in enumerate(bodies, 1)]
    document = document_of(*pages)
    heads = [block for page in document.pages for block in page.blocks if block.kind == "furniture"]
    assert [block.span for block in heads] == [None] * 6
    assert heads[0].text == "جريدة الصباح"
    assert "\n".join(bodies) == document.text
    assert [place.page.number for place in document.at(0, len(document.text)) if place.word.text == "عاد"] == [3]


def test_a_change_says_where_it_is_on_the_page() -> None:
    document = document_of(line("كان المعلـــم هنا", 300), line("كـــل يـــوم", 300))
    changes = [change for change in document.repair.explain() if change.applied]
    assert [(place.page.number, place.word.text) for change in changes for place in change.places] == [
        (1, "المعلـــم"),
        (2, "كـــل"),
        (2, "يـــوم"),
    ]
    assert all(change.places == () for change in tarmim.repair("كـــل يـــوم").explain())


def test_the_box_of_a_turned_word_is_upright_around_it() -> None:
    """A line turned a quarter against the clock, from (200, 100) upwards."""
    codes = "كتاب"[::-1].encode("utf-16-be").hex()
    document = document_of(f"BT /F1 10 Tf 0 1 -1 0 200 100 Tm <{codes}> Tj ET".encode())
    (place,) = document.at(0, 4)
    left, bottom, right, top = place.box
    assert [bottom, top] == pytest.approx([100, 120])
    assert left < 200 < right
    assert right - left == pytest.approx(12)


def test_an_empty_document_has_no_places() -> None:
    document = tarmim.extract(made(b""))
    assert document.at(0, 0) == ()
    assert document.text == ""


def test_pages_out_of_order_are_the_places_of_their_texts_each_once() -> None:
    pages = [lines(FULL, 60), lines([*FULL, END], 350), line("وبعد ذلك مضت الأيام.", 350)]
    document = document_of(*pages, options=tarmim.Options(pages=(3, 1, 2, 3)))
    first, *others = [document.at(start, end) for _, start, end in words_of(document)]
    assert first[0].page is document.pages[0]
    assert [page.number for page in document.pages] == [3, 1, 2]
    for (place,) in (first, *others):
        home = document.pages[1] if place.line.page == 2 else place.page
        assert any(block is place.block for block in home.blocks)
        assert any(page is place.page for page in document.pages)
