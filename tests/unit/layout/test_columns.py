"""Bands and columns: corridors that run down through rows, and tables that lines rule."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tarmim.layout.columns import bands_of
from tarmim.layout.rows import rows_of
from tests.unit.layout.setting import NO_RULINGS, Unit, band_texts, from_right, lines_from_right, units_from

RIGHT = ["كان يا ما كان في قديم", "الزمان ملك عادل يحب", "رعيته ويسأل عنهم كل", "يوم قبل أن ينام ليلا"]
LEFT = ["ثم جاء الشتاء وهطلت", "أمطار غزيرة على تلك", "البلاد ففاضت أنهارها", "وعم الخير كل القرى"]


def bands(parts: Sequence[Unit], rulings: NDArray[np.float32] = NO_RULINGS) -> list[list[list[str]]]:
    units = units_from(parts)
    return [band_texts(units, band) for band in bands_of(units, rows_of(units), rulings)]


def grid(xs: Sequence[float], ys: Sequence[float]) -> NDArray[np.float32]:
    """Lines of a ruled table: upright ones at xs, level ones at ys."""
    upright = [(x, min(ys), x, max(ys)) for x in xs]
    level = [(min(xs), y, max(xs), y) for y in ys]
    return np.array([*upright, *level], dtype=np.float32)


def test_no_rows_are_no_bands() -> None:
    assert bands([]) == []


def test_one_column_is_one_band() -> None:
    assert bands(lines_from_right(RIGHT)) == [[RIGHT]]


def test_two_columns_on_the_same_baselines() -> None:
    parts = [*lines_from_right(RIGHT, 400), *lines_from_right(LEFT, 200)]
    assert bands(parts) == [[LEFT, RIGHT]]


def test_two_columns_on_unequal_baselines() -> None:
    parts = [*lines_from_right(RIGHT, 400), *lines_from_right(LEFT, 200, -6)]
    assert bands(parts) == [[LEFT, RIGHT]]


def test_three_columns() -> None:
    parts = [*lines_from_right(RIGHT, 500), *lines_from_right(LEFT, 340), *lines_from_right(RIGHT, 180)]
    assert bands(parts) == [[RIGHT, LEFT, RIGHT]]


def test_a_heading_over_the_columns_is_a_band_of_its_own() -> None:
    heading = "عنوان عريض يمتد فوق العمودين كليهما من أول السطر إلى آخره دون انقطاع"
    parts = [
        *from_right(heading, 400, 20),
        *lines_from_right(RIGHT, 400),
        *lines_from_right(LEFT, 200),
    ]
    assert bands(parts) == [[[heading]], [LEFT, RIGHT]]


def test_a_short_column_beside_a_longer_one() -> None:
    parts = [*lines_from_right(RIGHT, 400), *lines_from_right(LEFT[:2], 200)]
    assert bands(parts) == [[LEFT[:2], RIGHT]]


def test_gaps_between_words_are_no_corridor() -> None:
    lines = ["كتب قلم ورق", "كتب قلم ورق", "كتب قلم ورق", "كتب قلم ورق", "كتب قلم ورق"]
    assert bands(lines_from_right(lines)) == [[lines]]


def test_a_list_whose_numbers_stand_apart_is_not_lost() -> None:
    parts = [unit for k, line in enumerate(RIGHT) for unit in (Unit(str(k), 215, 220, -15.0 * k),)]
    found = bands([*parts, *lines_from_right(RIGHT)])
    assert sorted("".join(line for band in found for column in band for line in column)) == sorted(
        "0123" + "".join(RIGHT)
    )


def test_a_ruled_table_is_cut_at_its_upright_lines() -> None:
    parts = [
        *from_right("المدينة", 198, 20), *from_right("السكان", 98, 20),
        *from_right("دمشق", 198, 5), *from_right("1500", 98, 5),
    ]  # fmt: skip
    units = units_from(parts)
    (band,) = bands_of(units, rows_of(units), grid([0, 100, 200], [33, 17, 0]))
    assert band.ruled
    assert [[strip[::-1] if strip.isdigit() else strip for strip in column] for column in band_texts(units, band)] == [
        ["السكان", "1500"[::-1]],
        ["المدينة", "دمشق"],
    ]


def test_a_wrapped_cell_of_a_ruled_table_is_in_one_row_of_it() -> None:
    parts = [
        *from_right("المدينة", 198, 40), *from_right("الوصف", 98, 40),
        *from_right("دمشق", 198, 25), *from_right("عاصمة قديمة", 98, 25), *from_right("عامرة", 98, 12),
        *from_right("حلب", 198, -5), *from_right("مدينة كبيرة", 98, -5),
    ]  # fmt: skip
    units = units_from(parts)
    (band,) = bands_of(units, rows_of(units), grid([0, 100, 200], [55, 37, 8, -10]))
    assert [[row.baseline for row in group] for group in band.rows] == [[40], [25, 12], [-5]]


def test_text_around_a_ruled_table_is_apart() -> None:
    above, below = "سطر قبل الجدول مباشرة", "سطر بعد الجدول مباشرة"
    parts = [
        *from_right(above, 198, 60),
        *from_right("المدينة", 198, 20), *from_right("السكان", 98, 20),
        *from_right("دمشق", 198, 5), *from_right("كثير", 98, 5),
        *from_right(below, 198, -30),
    ]  # fmt: skip
    assert bands(parts, grid([0, 100, 200], [33, 17, 0])) == [
        [[above]],
        [["السكان", "كثير"], ["المدينة", "دمشق"]],
        [[below]],
    ]


def test_a_frame_around_a_paragraph_is_no_table() -> None:
    units = units_from(lines_from_right(RIGHT))
    (band,) = bands_of(units, rows_of(units), grid([0, 205], [15, -60]))
    assert (band.ruled, band_texts(units, band)) == (False, [RIGHT])


def test_short_strokes_rule_nothing() -> None:
    strokes = np.array([(x, 0, x, 3) for x in (20, 90, 150)], dtype=np.float32)
    assert bands(lines_from_right(RIGHT), strokes) == [[RIGHT]]


def test_no_unit_is_lost_or_doubled() -> None:
    rng = np.random.default_rng(3)
    parts = [
        Unit("ب", x, x + 5, -12.0 * y)
        for x, y in zip(rng.uniform(0, 400, 400).tolist(), rng.integers(0, 30, 400).tolist(), strict=True)
    ]
    units = units_from(parts)
    found = [
        number
        for band in bands_of(units, rows_of(units), NO_RULINGS)
        for column in band.columns
        for strip in column
        for number in strip.units.tolist()
    ]
    assert sorted(found) == list(range(400))
