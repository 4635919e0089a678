"""Paragraphs: by distance, by a short last line, by an indent, by size."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tarmim.layout.columns import bands_of
from tarmim.layout.paragraphs import is_full, paragraphs_of
from tarmim.layout.rows import rows_of
from tests.unit.layout.setting import (
    NO_RULINGS,
    Unit,
    from_left,
    from_right,
    lines_from_right,
    strip_text,
    units_from,
)

#: Each line is 20 letters and spaces, so full where the column is 100 points wide.
FULL = ["كان في قديم الزمان م", "لك عادل يحب رعيته وي", "سأل عنهم كل يوم قبله", "ثم ينام ليلا هادئا ج"]
SHORT = "وهكذا مضت"


def paragraphs(parts: Sequence[Unit], direction: int = 1) -> list[int]:
    """Return how many lines each paragraph has."""
    units = units_from(parts)
    strips = [s for band in bands_of(units, rows_of(units), NO_RULINGS) for column in band.columns for s in column]
    found = paragraphs_of(units, strips, direction=direction)
    assert [s for group in found for s in group] == strips
    return [len(group) for group in found]


def test_no_lines_are_no_paragraphs() -> None:
    assert paragraphs_of(units_from([]), [], direction=1) == []


def test_full_lines_are_one_paragraph() -> None:
    assert paragraphs(lines_from_right(FULL)) == [4]


def test_a_short_last_line_ends_a_paragraph() -> None:
    assert paragraphs(lines_from_right([*FULL, SHORT, *FULL])) == [5, 4]


def test_a_larger_distance_begins_a_paragraph_though_the_line_above_is_full() -> None:
    assert paragraphs([*lines_from_right(FULL), *lines_from_right(FULL, top=-68)]) == [4, 4]


@pytest.mark.parametrize(("leading", "lines"), [(15.0, [4]), (40.0, [4]), (45.0, [1, 1, 1, 1])])
def test_lines_that_are_far_apart_are_no_paragraph(leading: float, lines: list[int]) -> None:
    assert paragraphs(lines_from_right(FULL, leading=leading)) == lines


def test_a_little_larger_distance_says_nothing_after_a_full_line() -> None:
    assert paragraphs([*lines_from_right(FULL), *lines_from_right(FULL, top=-60.5)]) == [8]


@pytest.mark.parametrize(("indent", "lines"), [(12.0, [4, 4, 1]), (4.0, [8, 1])])
def test_an_indent_begins_a_paragraph(indent: float, lines: list[int]) -> None:
    indented = [FULL[0][: -int(indent // 5) - 1], *FULL[1:]]
    ragged = [*lines_from_right(FULL), *lines_from_right(indented, top=-60, indents=[indent, 0, 0, 0])]
    assert paragraphs([*ragged, *lines_from_right([SHORT[:4]], top=-180)]) == lines


@pytest.mark.xfail(strict=True, reason="where all lines end flush left an indent passes for text set flush left")
def test_an_indent_begins_a_paragraph_where_every_line_is_full() -> None:
    indented = [FULL[0][:-2], *FULL[1:]]
    parts = [*lines_from_right(FULL), *lines_from_right(indented, top=-60, indents=[10, 0, 0, 0])]
    assert paragraphs(parts) == [4, 4]


@pytest.mark.xfail(strict=True, reason="a line further in than the one above begins a paragraph, though all below are")
def test_a_hanging_indent_is_no_beginning() -> None:
    lines = [line[:-2] for line in FULL]
    assert paragraphs(lines_from_right(["1 " + FULL[0][:-2], *lines], indents=[0, 10, 10, 10, 10])) == [5]


def test_another_size_is_another_paragraph() -> None:
    heading = from_right("عنوان طويل جدا", baseline=20, size=14)
    assert paragraphs([*heading, *lines_from_right(FULL)]) == [1, 4]


def test_latin_paragraphs_are_filled_to_the_right() -> None:
    lines = ["There was once a king", "who loved his people", "dearly so", "and then he slept as"]
    parts = [unit for k, line in enumerate(lines) for unit in from_left(line, baseline=-15.0 * k)]
    assert paragraphs(parts, direction=0) == [3, 1]


def test_a_line_with_room_for_the_next_word_is_not_full() -> None:
    units = units_from(lines_from_right(["كتب قلم", "ورق حبر"]))
    strips = [s for band in bands_of(units, rows_of(units), NO_RULINGS) for s in band.columns[0]]
    assert [strip_text(units, s) for s in strips] == ["كتب قلم", "ورق حبر"]
    above, below = strips
    assert is_full(units, above, below, (160.0, 200.0), 1)
    assert not is_full(units, above, below, (100.0, 200.0), 1)


def test_a_ragged_column_is_one_paragraph_where_no_next_word_would_have_fitted() -> None:
    lines = ["قال المعلم الكبير", "والمتطوعون جميعا إن", "المكتبة الصغيرة قد", "أصبحت مركزا ثقافيا"]
    assert paragraphs(lines_from_right(lines)) == [4]


@pytest.mark.xfail(strict=True, reason="a short line ends a paragraph though paragraphs are told by distance")
def test_short_lines_with_distances_between_paragraphs_stay_together() -> None:
    """Set flush right by a program that breaks lines early; the paragraphs are told by distance."""
    lines = [*FULL[:2], FULL[2][:12], FULL[3]]
    parts = [*lines_from_right(lines), *lines_from_right(lines, top=-75), *lines_from_right(lines, top=-150)]
    assert paragraphs(parts) == [4, 4, 4]


def test_two_distances_that_differ_much_have_a_pitch() -> None:
    assert paragraphs([*from_right(FULL[0], baseline=55), *lines_from_right(FULL[:2])]) == [1, 2]
