"""Pages within the budget are kept between the survey and the reading, the others read again: all the same text."""

from __future__ import annotations

import pytest

import tarmim
from tarmim.model.glyph import PageGlyphs
from tarmim.pdf.document import open_document
from tarmim.reading.kept_pages import KeptPages
from tests.unit.identity.ciphers import sample
from tests.unit.reading.sheets import made, one_line_each

AIN = 0x639


@pytest.mark.parametrize("budget", [0, 1, 100, 1_000_000])
def test_all_come_twice(budget: int) -> None:
    with open_document(made(*one_line_each(7, sample("news")))) as file:
        asked: list[int] = []

        def read(number: int) -> PageGlyphs:
            asked.append(number)
            return file.page(number)

        pages = KeptPages(read, range(7), budget=budget)
        assert [page.number for page in pages] == list(range(7))
        assert [page.number for page in pages.again()] == list(range(7))
        assert len(asked) == {0: 14, 1: 14, 1_000_000: 7}.get(budget, len(asked))
        assert 7 <= len(asked) <= 14


def test_rules_and_painted_areas_count_as_glyphs_do() -> None:
    drawn = b"".join(b"0 %d m 300 %d l S\n" % (y, y) for y in range(0, 400, 4))
    with open_document(made(drawn, drawn)) as file:
        pages = KeptPages(file.page, range(2), budget=150)
        first, second = pages
        assert len(first.rulings) == 100
        again = list(pages.again())
        assert (again[0] is first, again[1] is second) == (True, False)


def test_pages_read_again_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = made(*one_line_each(12, sample("news") + sample("columns")), letters={AIN: None})
    kept = tarmim.extract(pages)
    monkeypatch.setattr("tarmim.reading.kept_pages.KeptPages.__init__.__kwdefaults__", {"budget": 0})
    assert tarmim.extract(pages).pages == kept.pages
