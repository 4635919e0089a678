"""Visual lines and the logical text each one shows.  Logical side typed by hand; A to E stand for Arabic letters."""

from __future__ import annotations

import pytest

from tarmim.bidi import display, inverse_order, logical_chars, logical_text, mirror
from tarmim.bidi.classes import bidi_class
from tarmim.bidi.table import MIRROR_PAIRS

ARABIC = str.maketrans("ABCDEm123", "\u0627\u0628\u062a\u062b\u062c\u064e\u0661\u0662\u0663")  # m is fatha


def arabic(pattern: str) -> str:
    return pattern.translate(ARABIC)


def european(pattern: str) -> str:
    return pattern.translate({key: value for key, value in ARABIC.items() if not chr(key).isdigit()})


RIGHT_TO_LEFT = [  # visual line, logical text, in an RTL line
    ("", ""),
    ("CBA", "ABC"),
    ("ED CBA", "ABC DE"),
    (".CBA", "ABC."),
    ("xyz", "xyz"),
    ("CBA xyz ED", "DE xyz ABC"),
    ("CBA xyz uvw ED", "DE xyz uvw ABC"),
    ("CBA 45 ED", "DE 45 ABC"),
    ("CBA 12.5 ED", "DE 12.5 ABC"),
    ("CBA 15/06/2024 ED", "DE 15/06/2024 ABC"),
    ("CBA 1,250 ED", "DE 1,250 ABC"),
    ("CBA %50 ED", "DE 50% ABC"),  # after Arabic letters a number is AN and the percent sign stays outside
    ("CBA 15-12 ED", "DE 12-15 ABC"),  # and so does a hyphen
    ("CBA xyz 11 ED", "DE xyz 11 ABC"),
    ("CBA xyz 50% ED", "DE xyz 50% ABC"),
    ("CBA (ED)", "(DE) ABC"),
    ("(CBA) ED", "DE (ABC)"),
    ("CBA (xyz) ED", "DE (xyz) ABC"),
    ("CBA xyz (uvw) ED", "DE xyz (uvw) ABC"),
    ("xyz (CBA uvw)", "(uvw ABC) xyz"),
    ("[!CBA xyz] uvw ED", "DE uvw [xyz ABC!]"),
    ("\u00abCBA\u00bb ED", "DE \u00abABC\u00bb"),
    ("CBA xyz .7", "7. xyz ABC"),  # a numbered item on the right edge
    ("CBA 2024", "2024 ABC"),
    ("\u200cCBA", "ABC\u200c"),
]

LEFT_TO_RIGHT = [
    ("xyz", "xyz"),
    ("xyz CBA uvw", "xyz ABC uvw"),
    ("xyz ED CBA uvw", "xyz ABC DE uvw"),
    ("xyz ED 45 CBA uvw", "xyz ABC 45 DE uvw"),
    ("xyz (CBA) uvw", "xyz (ABC) uvw"),
    ("xyz (ED) CBA uvw", "xyz ABC (DE) uvw"),
    ("12 xyz", "12 xyz"),
]


@pytest.mark.parametrize(("visual", "logical"), RIGHT_TO_LEFT)
def test_right_to_left(visual: str, logical: str) -> None:
    assert logical_text(european(visual)) == european(logical)
    assert inverse_order(european(visual)).exact


@pytest.mark.parametrize(("visual", "logical"), LEFT_TO_RIGHT)
def test_left_to_right(visual: str, logical: str) -> None:
    assert logical_text(european(visual), base=0) == european(logical)
    assert inverse_order(european(visual), base=0).exact


def test_arabic_indic_numbers() -> None:
    assert logical_text(arabic("CBA 12.3 ED")) == arabic("DE 12.3 ABC")
    assert logical_text(arabic("12 xyz CBA")) == arabic("ABC xyz 12")


@pytest.mark.parametrize(
    ("visual", "logical", "marks"),
    [
        ("CmBAm", "AmBCm", "after"),
        ("mCBmA", "AmBCm", "before"),
        ("CBA e\u0301x", "e\u0301x ABC", "after"),
        ("mCBA e\u0301x mED", "DEm e\u0301x ABCm", "before"),  # Latin keeps its marks to the right either way
        ("m", "m", "after"),
        ("m", "m", "before"),
        ("Am", "Am", "before"),
    ],
)
def test_marks_stay_with_their_letters(visual: str, logical: str, marks: str) -> None:
    assert logical_text(european(visual), marks=marks) == european(logical)  # type: ignore[arg-type]


def test_two_marks_before() -> None:
    assert logical_text("\u064e\u0651\u0628", marks="before") == "\u0628\u0651\u064e"
    assert logical_text("\u0628\u0651\u064e", marks="after") == "\u0628\u0651\u064e"


def test_sources_point_at_the_same_characters() -> None:
    visual = european("(CBA) xyz 12 mED")
    found = inverse_order(visual)
    assert sorted(found.order) == list(range(len(visual)))
    for char, source in zip(logical_chars(visual, found), found.order, strict=True):
        assert visual[source] in (char, mirror(char))


def test_brackets_given_as_characters_are_not_mirrored() -> None:
    found = inverse_order(european(")CBA( ED"), mirrored=False)
    assert found.exact
    assert logical_chars(european(")CBA( ED"), found, mirrored=False) == european("DE (ABC)")


@pytest.mark.parametrize(
    ("visual", "base", "logical"),
    [("ED CBA xyz", 1, "xyz ABC DE"), ("xyz uvw CBA", 0, "xyz uvw ABC"), ("xyz", 0, "xyz"), ("12", 0, "12")],
)
def test_base_chosen(visual: str, base: int, logical: str) -> None:
    found = inverse_order(european(visual), base=None)
    assert found.base == base
    assert logical_chars(european(visual), found) == european(logical)


def test_an_unreachable_line_says_so_and_stays_readable() -> None:
    visual = european("CBA 12 xyz ED")  # no logical text shows a number left of a Latin word like this
    found = inverse_order(visual)
    assert not found.exact
    assert display(logical_chars(visual, found), base=1) != visual
    assert logical_chars(visual, found) == european("DE 12 xyz ABC")


def test_other_base_is_an_error() -> None:
    with pytest.raises(ValueError, match="base"):
        inverse_order("a", base=2)


def test_mirrored_characters_are_all_neutral() -> None:
    """The inverse exchanges them without asking for their class again."""
    changed = [(first, second) for first, second in MIRROR_PAIRS if bidi_class(chr(first)) != bidi_class(chr(second))]
    assert changed == []
