"""Order: spaces from gaps, and reading order of numbers, brackets, Latin runs and marks."""

from __future__ import annotations

import pytest

from tests.unit.layout.setting import Unit, from_left, from_right, read_as_text


def gapped(words: list[str], gap: float, *, glyphs: bool = False, right: float = 200.0) -> list[Unit]:
    """Return words from the right with a gap in points between, with space glyphs in the gaps or without."""
    found: list[Unit] = []
    for word in words:
        if found and glyphs:
            found.append(Unit(" ", right, right + gap))
        found += from_right(word, right)
        right -= 5 * len(word) + gap
    return found


def test_spaces_that_are_glyphs() -> None:
    assert read_as_text(from_right("كان في قديم الزمان")) == ["كان في قديم الزمان"]


@pytest.mark.parametrize(("gap", "text"), [(2.5, "كان في قديم"), (1.8, "كان في قديم"), (0.5, "كانفيقديم")])
def test_spaces_from_gaps_where_there_are_no_glyphs(gap: float, text: str) -> None:
    assert read_as_text(gapped(["كان", "في", "قديم"], gap)) == [text]


def test_narrow_space_glyphs_are_spaces() -> None:
    assert read_as_text(gapped(["كان", "في", "قديم"], 0.8, glyphs=True)) == ["كان في قديم"]


def test_a_wide_gap_without_a_glyph_is_none_where_the_page_writes_its_spaces() -> None:
    words = gapped(
        ["كان", "في", "قديم", "الزمان", "ملك", "عادل", "يحب", "الناس", "جميعا", "وهم", "له", "أهل"], 2.5, glyphs=True
    )
    spread = [Unit("د", 195, 200, -15), Unit("ا", 187.5, 192.5, -15), Unit("ر", 182.5, 187.5, -15)]
    assert read_as_text([*words, *spread])[1] == "دار"
    assert read_as_text(spread) == ["د ار"]


def test_a_space_glyph_that_the_next_letter_covers_is_none() -> None:
    parts = [*from_right("كت"), Unit(" ", 186, 190), *from_right("اب", 190)]
    assert read_as_text(parts) == ["كتاب"]


def test_letters_that_overlap_over_a_kashida_have_no_space() -> None:
    parts = [Unit("ك", 190, 200), Unit("\u0640", 178, 192), Unit("\u0640", 170, 181), Unit("ن", 165, 172)]
    assert read_as_text(parts) == ["ك\u0640\u0640ن"]


def test_marks_make_no_spaces() -> None:
    assert read_as_text(from_right("كَتَبَ وَلَدٌ")) == ["كَتَبَ وَلَدٌ"]


def test_spaces_at_the_ends_of_a_line_are_left_out() -> None:
    assert read_as_text(from_right(" كتب ")) == ["كتب"]


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ("2019 ماع", "عام 2019"),
        ("ىهتنا 2019 ماع", "عام 2019 انتهى"),
        ("نأ 3/11/2020 خيرات", "تاريخ 3/11/2020 أن"),
        ("نم %15.5 غلب", "بلغ 15.5% من"),
        ("باتك 4,500", "4,500 كتاب"),
        ("نويلم ١٬٢٥٠ وحن", "نحو ١٬٢٥٠ مليون"),
        ("نم ٪٧٥", "٧٥٪ من"),
        ("مهعم WHO و", "و WHO معهم"),
        ("فيرعت PDF/A 2 رادصإ", "إصدار PDF/A 2 تعريف"),
        ("انه Hello World لاق", "قال Hello World هنا"),
    ],
)  # fmt: skip
def test_numbers_and_latin_runs_keep_their_order(shown: str, text: str) -> None:
    assert read_as_text(from_left(shown)) == [text]


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ("(باتك) لاق", "قال (كتاب)"),
        ("«باتك» لاق", "قال «كتاب»"),
        ("[1] عجرملا", "المرجع [1]"),
        ("(WHO) ةمظنملا", "المنظمة (WHO)"),
        ("دعب (نويلم 1,250 وحن) ءيش", "شيء (نحو 1,250 مليون) بعد"),
    ],
)
def test_brackets_mapped_as_they_look(shown: str, text: str) -> None:
    assert read_as_text(from_left(shown)) == [text]


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (")باتك( لاق", "قال (كتاب)"),
        ("»باتك« لاق", "قال «كتاب»"),
        (")WHO( ةمظنملا", "المنظمة (WHO)"),
    ],
)
def test_brackets_mapped_as_they_are(shown: str, text: str) -> None:
    assert read_as_text(from_left(shown), mirrored=False) == [text]


def test_brackets_around_latin_text_in_a_latin_line() -> None:
    assert read_as_text(from_left("see (page 3) there"), direction=0) == ["see (page 3) there"]


@pytest.mark.parametrize(("shown", "goes_on"), [("حابرألا نم %15.5", True), ("حابرألا نم 15.5%", False)])
def test_percent_at_a_lines_beginning_goes_on_from_an_arabic_line(shown: str, goes_on: bool) -> None:
    # UAX #9 W2: the letter before a number says on which side of it the sign stands
    assert read_as_text(from_left(shown), goes_on=goes_on) == ["15.5% من الأرباح"]


def test_an_arabic_word_in_a_latin_line() -> None:
    assert read_as_text(from_left("the word باتك means book"), direction=0) == ["the word كتاب means book"]


def test_marks_of_presentation_forms_lose_the_space_that_they_stand_on() -> None:
    parts = [Unit("ب", 190, 195), Unit("\u064e", 190, 190)]
    assert read_as_text(parts) == ["بَ"]
