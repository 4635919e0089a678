"""Verse with two hemistichs a line: it comes out line by line; columns of text do not."""

from __future__ import annotations

import pytest

from tests.unit.reading.sheets import line, text_of

FIRST = (
    "ستبدي لك الأيام ما كنت جاهلا",
    "لكل شيء إذا ما تم نقصان",
    "هي الأمور كما شاهدتها دول",
    "دع الأيام تفعل ما تشاء",
)
SECOND = ("ويأتيك بالأخبار من لم تزود", "فلا يغر بطيب العيش إنسان", "من سره زمن ساءته أزمان", "وطب نفسا إذا حكم القضاء")
GAP = "\u00a0" * 8
VERSES = [f"{one} {other}" for one, other in zip(FIRST, SECOND, strict=True)]
#: Both halves as wide as each other, in every line: all lines are full.
EVEN = [
    ("كتب الولد درسا", "قرأ الرجل كتبا"),
    ("رسم الطفل بيتا", "أكل الضيف خبزا"),
    ("ركب العامل حصا", "وصل المسافر غدا"),
]


def folded(text: str) -> list[str]:
    return [" ".join(one.split()) for one in text.splitlines()]


def apart(first: str, second: str, y: float) -> bytes:
    """Return a verse whose halves are put in their places, without a space between them."""
    return line(first, y) + line(second, y, right=190)


@pytest.mark.parametrize("count", [2, 4])
def test_verses_whose_halves_are_parted_by_spaces(count: int) -> None:
    content = b"".join(line(FIRST[k] + GAP + SECOND[k], 350 - 15 * k) for k in range(count))
    assert folded(text_of(content)) == VERSES[:count]


def test_verses_whose_halves_all_have_one_width() -> None:
    content = b"".join(line(one + GAP + other, 350 - 15 * k) for k, (one, other) in enumerate(EVEN * 2))
    assert folded(text_of(content)) == [f"{one} {other}" for one, other in EVEN * 2]


def test_verses_on_a_page_that_writes_no_spaces() -> None:
    def words(text: str, right: float, y: float) -> bytes:
        found = b""
        for word in text.split():
            found += line(word, y, right=right)
            right -= 5.0 * len(word) + 3
        return found

    content = b"".join(words(FIRST[k], 380, 350 - 15 * k) + words(SECOND[k], 200, 350 - 15 * k) for k in range(4))
    assert folded(text_of(content)) == VERSES


def test_a_second_half_that_went_on_in_the_next_line() -> None:
    content = b""
    for k in range(4):
        head, tail = SECOND[k].rsplit(" ", 1)
        content += line(FIRST[k] + GAP + head, 350 - 30 * k) + line(tail, 335 - 30 * k)
    assert folded(text_of(content)) == VERSES


def test_columns_written_one_after_the_other_stay_columns() -> None:
    content = b"".join(line(FIRST[k], 350 - 15 * k) for k in range(4))
    content += b"".join(line(SECOND[k], 350 - 15 * k, right=190) for k in range(4))
    assert " ".join(folded(text_of(content))) == " ".join((*FIRST, *SECOND))


def test_columns_written_line_by_line_without_white_between_stay_columns() -> None:
    content = b"".join(apart(FIRST[k], SECOND[k], 350 - 15 * k) for k in range(4))
    assert " ".join(folded(text_of(content))) == " ".join((*FIRST, *SECOND))
