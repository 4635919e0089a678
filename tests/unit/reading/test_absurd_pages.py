"""Pages that nobody set: letters strewn about, and pages that fail; each costs itself, and says so."""

from __future__ import annotations

from typing import Any

import pytest

import tarmim
from evaluation.doubling import costs_of, growth_of
from evaluation.doubling_pages import PAGES
from tarmim.layout.rows import count_rows, rows_of
from tarmim.model.glyph import PageGlyphs
from tarmim.reading import documents, page_rows, pages, survey
from tests.unit.layout.setting import from_right, units_from
from tests.unit.reading.sheets import document_of, line, lines

#: Shapes whose cost the rules on the text set, not the reading of the page.
_OF_RULES = ("marks on one letter", "marks far from their letters")
STREWN = "its letters stand in more lines than any page has: they come out in the order of the file"


@pytest.mark.parametrize("name", PAGES)
def test_every_shape_gives_text(name: str) -> None:
    document = tarmim.extract(PAGES[name](200), options=tarmim.Options(repair=False))
    assert document.text.strip()
    assert document.problems == ()


#: Four times as much costs 4 times as much where costs are linear, 16 where they are quadratic; evaluation.doubling
#: holds larger pages against 5.
_BELOW_QUADRATIC = 9.0


@pytest.mark.parametrize("name", [name for name in PAGES if name not in _OF_RULES])
def test_no_cost_is_quadratic(name: str) -> None:
    """Sizes are small here and the machine does other things too: the limit is that between 4 and 16."""
    tarmim.extract(PAGES[name](300))
    for _ in range(3):
        if growth_of(costs_of(PAGES[name], tarmim.extract, sizes=(1500, 6000)), least=0.03) <= _BELOW_QUADRATIC:
            return
    pytest.fail("the cost is not linear")


def test_growth_is_that_of_two_doublings() -> None:
    assert growth_of([(1, 0.2), (2, 0.4), (4, 1.6), (8, 1.7)]) == 8
    assert growth_of([(1, 0.001), (2, 0.002), (4, 0.1)]) == 1
    assert growth_of([(1, 5.0)]) == 0


def test_letters_in_more_rows_than_any_page_has_come_out_as_they_were_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_rows, "_MOST_ROWS", 3)
    words = ["لو", "من", "عن", "هل"]
    document = document_of(b"".join(line(word, 40 + 20 * k) for k, word in enumerate(words)))
    assert document.problems == ((1, STREWN),)
    assert document.text.replace("\n", "") == "".join(word[::-1] for word in words)
    (block,) = document.pages[0].blocks
    assert block.box[1] < 50 < 90 < block.box[3]


def test_as_many_rows_as_a_page_may_have_are_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_rows, "_MOST_ROWS", 4)
    assert document_of(b"".join(line("لو", 40 + 20 * k) for k in range(4))).problems == ()


def test_rows_are_counted_as_they_are_found() -> None:
    parts = [*from_right("كتاب"), *from_right("تحت", baseline=-20), *from_right("بعيد", baseline=-60)]
    assert count_rows(units_from(parts)) == len(rows_of(units_from(parts))) == 3
    assert count_rows(units_from([])) == 0


def test_a_page_that_fails_costs_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    read = pages.read_page

    def fail_on_first(page: PageGlyphs, **settings: Any) -> object:
        if page.number == 0:
            raise RecursionError("too deep")
        return read(page, **settings)

    monkeypatch.setattr(documents, "read_page", fail_on_first)
    document = document_of(line("كتاب", 300), line("قلم", 300))
    assert document.text == "قلم"
    ((page, problem),) = document.problems
    assert page == 1
    assert problem.startswith("the page cannot be read, by a fault of Tarmim")


HIDDEN = "3 Tr"


def test_what_repeats_is_the_text_where_all_else_is_hidden() -> None:
    pages = [line("هذا كل ما يرى", 300) + line(f"نص خفي رقم {k}", 200, before=HIDDEN) for k in range(4)]
    document = document_of(*pages)
    assert document.text.split("\n") == ["هذا كل ما يرى"] * 4


def test_a_head_over_text_is_furniture_though_there_is_hidden_text() -> None:
    bodies = ["ذهب الولد إلى السوق", "جلست البنت في الحديقة", "قرأ الرجل كتابا قديما", "نام القط تحت الشجرة"]
    pages = [line("عنوان الكتاب", 380) + lines([body, body], 250) + line("خفي", 200, before=HIDDEN) for body in bodies]
    assert "عنوان" not in document_of(*pages).text


def test_a_page_that_cannot_be_surveyed_costs_what_its_words_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    surveyed = survey.units_of  # type: ignore[attr-defined]

    def fail_on_first(page: PageGlyphs) -> object:
        if page.number == 0:
            raise KeyError("x")
        return surveyed(page)

    monkeypatch.setattr(survey, "units_of", fail_on_first)
    document = document_of(line("كتاب", 300), line("قلم", 300))
    assert document.text.split() == ["كتاب", "قلم"]
    told = "what its words tell of the fonts is not known, by a fault of Tarmim that is worth a report: KeyError('x')"
    assert document.problems == ((1, told),)
