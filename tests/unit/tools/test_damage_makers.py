"""Makers of damage: what they do to a text is what their truth undoes."""

from __future__ import annotations

import re
from random import Random

import pytest

from tools import damage_characters, damage_letters, damage_pages

PARAGRAPHS = [
    "ذهب الأولاد (الصغار) إلى المدرسة في الصباح، وعادوا منها في المساء. ثم كتبوا ما تعلموه (ثلاث صفحات) في دفاترهم.",
    "بلغ عدد الكتب 12، وكان عدد القراء 30. وقد قرأ المدير (بعد الظهر) كتابا آخر، ثم أعاده إلى مكانه في المكتبة.",
    "أقيم المعرض في المدينة القديمة؛ وزاره المهندسون والمعلمون والطلاب. واستمرت الزيارات أسبوعين كاملين بلا انقطاع.",
    "قال عبد الله إن المتحف مغلق اليوم، وإن الزوار سينتظرون حتى الغد. فعاد بعضهم إلى الفندق وبقي بعضهم في الحديقة.",
] * 20


@pytest.mark.parametrize("seed", range(20))
def test_a_misread_text_is_the_same_bytes(seed: int) -> None:
    pair = damage_characters.misread(PARAGRAPHS, Random(seed))
    assert pair is not None
    damaged, true = pair
    assert damaged != true
    assert damaged.count("\n") == true.count("\n") or "\x85" in damaged
    assert re.search("[\u0080-\u024f\u2500-\u25ff\u0637\u0638]", damaged)


@pytest.mark.parametrize("seed", range(10))
def test_without_its_hyphens_a_text_is_true(seed: int) -> None:
    pair = damage_characters.soft_hyphens([" ".join(PARAGRAPHS[:4])], Random(seed))
    assert pair is not None
    assert re.sub("\u00ad\n?", "", pair[0]) == pair[1]


@pytest.mark.parametrize("seed", range(20))
def test_turned_brackets_leave_all_else(seed: int) -> None:
    pair = damage_characters.turned_brackets(PARAGRAPHS, Random(seed))
    assert pair is not None
    assert pair[0] != pair[1]
    assert re.sub(r"[()]", "", pair[0]) == re.sub(r"[()]", "", pair[1])


@pytest.mark.parametrize("seed", range(10))
def test_stops_go_to_the_other_end_of_their_line(seed: int) -> None:
    pair = damage_characters.line_stops(PARAGRAPHS, Random(seed))
    assert pair is not None
    for damaged, true in zip(pair[0].split("\n"), pair[1].split("\n"), strict=True):
        assert damaged == true or damaged == true[-1] + true[:-1]


def test_what_is_the_authors_counts_as_sound() -> None:
    pairs = [damage_pages.furnished_pages(PARAGRAPHS, Random(seed)) for seed in range(60)]
    sound = [pair for pair in pairs if pair is not None and pair[0] == pair[1]]
    assert 10 <= len(sound) <= 30, "a third of sixty"
    for pair in pairs:
        assert pair is not None
        assert len(pair[0].split("\n")) >= len(pair[1].split("\n"))


@pytest.mark.parametrize("seed", range(10))
def test_codes_that_belong_at_a_line_s_start_stay(seed: int) -> None:
    pair = damage_letters.codes_at_start([" ".join(PARAGRAPHS[:4])], Random(seed))
    assert pair is not None
    assert pair[0] == pair[1]
    assert re.search("^[\ue000-\uf000]{1,2}", pair[0], re.MULTILINE)
