"""Layouts that are easily misread; those that still are fail until they are read right, and say why."""

from __future__ import annotations

import pytest

from tests.unit.reading.sheets import LEADING, at, line, text_of

_BESIDE = "every sign of a raised group has to touch large text, not the group as a whole"
_ITEM = "a number or a bullet does not begin a paragraph where the lines of a list are as long as each other"

ITEMS = ["كتاب قديم", "قلم جديد", "ورق أبيض", "حبر أسود"]


def in_columns(rows: list[tuple[str, str]], second: float) -> bytes:
    """Return rows of two cells, the second one flush right at a place."""
    return b"".join(
        line(one, 350 - LEADING * k) + line(other, 350 - LEADING * k, right=second)
        for k, (one, other) in enumerate(rows)
    )


def test_a_table_of_two_columns_without_rules() -> None:
    rows = [("المدينة", "السكان"), ("دمشق", "كثير"), ("حلب", "أكثر"), ("حمص", "قليل")]
    assert text_of(in_columns(rows, 200)) == "\n".join("\t".join(row) for row in rows)


def test_a_table_of_contents_keeps_its_page_numbers() -> None:
    rows = [("المقدمة", "3"), ("الفصل الأول", "10"), ("الفصل الثاني", "17"), ("الخاتمة", "24")]
    assert text_of(in_columns(rows, 120)) == "\n".join("\t".join(row) for row in rows)


def test_the_numbers_of_a_list_stay_with_its_items() -> None:
    rows = [(str(k + 1), item) for k, item in enumerate(ITEMS)]
    found = text_of(in_columns(rows, 365)).replace("\t", " ").replace("\n", " ")
    assert found == " ".join(f"{number} {item}" for number, item in rows)


@pytest.mark.xfail(strict=True, reason=_ITEM)
def test_an_item_of_a_list_is_a_line_of_its_own() -> None:
    items = [f"{k + 1}. {item}" for k, item in enumerate(ITEMS)]
    assert text_of(b"".join(line(item, 350 - LEADING * k) for k, item in enumerate(items))) == "\n".join(items)


@pytest.mark.xfail(strict=True, reason=_BESIDE)
@pytest.mark.parametrize("sign", ["12", "(1)", "123"])
def test_a_raised_note_of_several_signs_stays_in_its_line(sign: str) -> None:
    raised = at(sign, 350 - 3 * len(sign), 304, size=6)
    assert text_of(line("الزمان", 300) + raised).replace(" ", "") == f"الزمان{sign}"


def test_a_raised_note_of_one_sign_stays_in_its_line() -> None:
    assert text_of(line("الزمان", 300) + at("1", 347, 304, size=6)) == "الزمان1"


@pytest.mark.xfail(
    strict=True, reason="a follower without a map and without width is read as a letter that is not known"
)
def test_a_glyph_without_width_and_map_behind_a_ligature_is_no_letter() -> None:
    # fpdf2 maps the first glyph of a cluster to all its letters, and the others to nothing at all
    assert text_of(at("\u064f", 300, 300) + at("كتب", 300, 300), letters={0x064F: None}) == "بتك"
