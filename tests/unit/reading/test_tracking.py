"""Letters set apart: the white between them is no space, however wide; that between words is."""

from __future__ import annotations

import pytest

from tests.unit.reading.sheets import RIGHT, SIZE, at, text_of, visual

TEXT = (
    "وقال المدير إن الحديقة تضم 1200 شجرة",
    "وملعبين ومكتبة صغيرة للأطفال والكبار",
    "وتفتح الأبواب كل يوم من الساعة الثامنة",
)


def tracked(text: str, y: float, ems: float, *, glyphs: bool = True) -> bytes:
    """Return the operators of a line whose letters are set apart, its spaces as glyphs or as white only."""
    shown, width, parts = visual(text), 0.0, []
    for char in shown:
        if char == " " and not glyphs:
            parts.append(f"{-300 - 1000 * ems:.0f}")
            width += 0.3 + ems
            continue
        parts.append(f"<{char.encode('utf-16-be').hex().upper()}> {-1000 * ems:.0f}")
        width += 0.5 + ems
    return f"BT /F1 {SIZE} Tf 1 0 0 1 {RIGHT - width * SIZE:.2f} {y:.2f} Tm [{' '.join(parts)}] TJ ET\n".encode()


@pytest.mark.parametrize("glyphs", [True, False], ids=["glyphs", "white"])
@pytest.mark.parametrize("ems", [0.1, 0.18, 0.2, 0.25, 0.45])
def test_words_of_lines_whose_letters_are_set_apart(ems: float, glyphs: bool) -> None:
    content = b"".join(tracked(line, 350 - 25 * k, ems, glyphs=glyphs) for k, line in enumerate(TEXT))
    assert text_of(content).split() == " ".join(TEXT).split()


@pytest.mark.parametrize("word", ["المقدمة", "تمهيد"])
def test_a_heading_of_one_word_set_apart(word: str) -> None:
    assert text_of(tracked(word, 350, 0.3, glyphs=False)) == word


def test_digits_that_stand_apart_are_cells() -> None:
    assert [len(cell) for cell in text_of(tracked("1234567891234567", 350, 0.5)).split()] == [1] * 16


def test_leaders_and_dots_keep_their_distances() -> None:
    assert text_of(tracked("؟ . . . . .".replace(" ", ""), 350, 0.3, glyphs=False)).split() == ["؟", *"....."]


def test_spaces_between_words_are_no_corridor_where_letters_are_set_apart() -> None:
    lines = ["كتب الولد درسا", "قرأ الرجل كتبا", "رسم الطفل بيتا", "أكل الضيف خبزا", "ركب العامل حصا"]
    content = b"".join(tracked(line, 350 - 20 * k, 0.25) for k, line in enumerate(lines))
    assert text_of(content).split() == " ".join(lines).split()


def test_a_line_whose_letters_touch_keeps_the_spaces_between_short_words() -> None:
    content = at(visual("من"), 370, 350) + at(visual("و"), 362.5, 350) + at(visual("في"), 350, 350)
    assert text_of(content) == "من و في"
