"""Pages: columns, tables, paragraphs, hyphens and turned text, set in tiny PDFs."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

import tarmim
from tests.unit.pdf.made import saved
from tests.unit.reading.sheets import LEADING, PAGE, RIGHT, at, document_of, line, lines, made, text_of, visual, width

#: Twenty letters and spaces a line, so that a column of a hundred points is full.
FIRST = ["كان في قديم الزمان م", "لك عادل يحب رعيته وي", "سأل عنهم كل يوم قبله", "ثم ينام ليلا هادئا ج"]
SECOND = ["جاء الشتاء بعد خريفه", "وهطلت أمطار غزيرة عل", "تلك البلاد ففاضت أنه", "ارها وعم خير كثير كل"]


def ruled(xs: list[float], ys: list[float]) -> bytes:
    upright = [f"{x} {min(ys)} m {x} {max(ys)} l S" for x in xs]
    level = [f"{min(xs)} {y} m {max(xs)} {y} l S" for y in ys]
    return "\n".join(["0.5 w", *upright, *level, ""]).encode()


def kinds(content: bytes) -> list[str]:
    return [block.kind for page in document_of(content).pages for block in page.blocks]


def test_a_paragraph_is_a_line() -> None:
    assert text_of(lines(FIRST, 350)) == " ".join(FIRST)


def test_two_columns_are_read_from_the_right() -> None:
    ended = [*FIRST[:3], "ثم نام."]
    assert text_of(lines(ended, 350) + lines(SECOND, 350, right=250)) == f"{' '.join(ended)}\n{' '.join(SECOND)}"


def test_two_columns_on_unequal_baselines() -> None:
    ended = [*FIRST[:3], "ثم نام."]
    assert text_of(lines(ended, 350) + lines(SECOND, 344, right=250)) == f"{' '.join(ended)}\n{' '.join(SECOND)}"


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    assert text_of(lines(FIRST, 350) + lines(SECOND, 344, right=250)) == " ".join([*FIRST, *SECOND])


@pytest.mark.xfail(strict=True, reason="a last line that leaves more than an em ends a paragraph, whatever comes next")
def test_a_ragged_paragraph_goes_on_in_the_next_column() -> None:
    # نام and والمتطوعون need 35 points; the last line leaves 20
    column = [*FIRST[:3], "ثم ينام ليلا هاد"]
    other = ["والمتطوعون جاءوا بعد", *SECOND[1:]]
    assert text_of(lines(column, 350) + lines(other, 344, right=250)) == " ".join([*column, *other])


def test_arabic_paragraphs_set_from_the_left_end_at_the_right() -> None:
    # UAX #9 with the wrong paragraph direction: what stands within the paragraph stands right, its last stop does not
    content = b""
    heads = ["كان في قديم الزمان ي،", "كان في قديم الزمان ير", "كان في قديم الزمان يا"]
    ends = ["ثم نام", "ثم قام", "ثم عاد"]
    for top, head, end in zip((350, 280, 210), heads, ends, strict=True):
        share = visual("من أهل المدينة") + " %12.55"
        content += line(head, top) + at(share, RIGHT - width(share), top - LEADING)
        content += at(visual(end) + ".", RIGHT - width(head), top - 2 * LEADING)
    found = text_of(content).split("\n")
    assert found == [f"{head} 12.55% من أهل المدينة {end}." for head, end in zip(heads, ends, strict=True)]


def test_latin_columns_are_read_from_the_left() -> None:
    one = ["there was once a king", "who loved all of them", "and every day he asks", "until he fell asleep."]
    two = ["then came the winters", "and the rain fell far", "the rivers were risen", "and all was well now."]
    content = b"".join(at(text, 20, 350 - LEADING * k) for k, text in enumerate(one))
    content += b"".join(at(text, 200, 350 - LEADING * k) for k, text in enumerate(two))
    assert text_of(content) == f"{' '.join(one)}\n{' '.join(two)}"


def test_a_ruled_table_is_a_row_a_line() -> None:
    content = ruled([100, 250, 385], [330, 300, 280])
    for y, cells in ((310, ("المدينة", "السكان")), (285, ("دمشق", "كثير"))):
        content += line(cells[0], y, right=380) + line(cells[1], y, right=245)
    assert text_of(content) == "المدينة\tالسكان\nدمشق\tكثير"
    assert kinds(content) == ["row", "row"]


def test_a_wrapped_cell_of_a_ruled_table_is_whole() -> None:
    content = ruled([100, 250, 385], [330, 300, 260, 230])
    content += line("المدينة", 310) + line("الوصف", 310, right=245)
    content += line("دمشق", 285) + line("عاصمة قديمة", 285, right=245) + line("عامرة", 270, right=245)
    content += line("حلب", 240) + line("مدينة كبيرة", 240, right=245)
    assert text_of(content) == "المدينة\tالوصف\nدمشق\tعاصمة قديمة عامرة\nحلب\tمدينة كبيرة"


def test_an_empty_cell_of_a_ruled_table_keeps_its_place() -> None:
    content = ruled([20, 150, 270, 385], [330, 300, 280])
    content += line("المدينة", 310) + line("السكان", 310, right=265) + line("المساحة", 310, right=145)
    content += line("دمشق", 285) + line("واسعة", 285, right=145)
    assert text_of(content) == "المدينة\tالسكان\tالمساحة\nدمشق\t\tواسعة"


def test_a_table_without_rules() -> None:
    rows = [("المدينة", "السكان", "السنة"), ("دمشق", "كثير", "2019"), ("حلب", "أكثر", "2020"), ("حمص", "قليل", "2021")]
    content = b"".join(
        line(cell, 350 - LEADING * k, right=RIGHT - 100 * n) for k, row in enumerate(rows) for n, cell in enumerate(row)
    )
    assert text_of(content) == "\n".join("\t".join(row) for row in rows)
    assert set(kinds(content)) == {"row"}


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ((["the word was broken co-", "operate between lines ."],), "the word was broken cooperate between lines ."),
        (
            (["the word was broken co\u00ad", "operate between lines ."],),
            "the word was broken cooperate between lines .",
        ),
        ((["this is North African-", "American as it stands"],), "this is North African- American as it stands"),
    ],
)
def test_a_word_broken_at_a_lines_end_is_whole(parts: tuple[list[str]], text: str) -> None:
    content = b"".join(at(part, 20, 350 - LEADING * k) for k, part in enumerate(parts[0]))
    assert text_of(content) == text


def test_a_hyphen_between_numbers_stays() -> None:
    content = at("in the years 1990-2000-", 20, 350) + at("2010 it was all the same", 20, 335)
    assert "1990-2000- 2010" in text_of(content)


def test_turned_text_is_read_apart() -> None:
    codes = "صورة"[::-1].encode("utf-16-be").hex()
    turned = f"BT /F1 10 Tf 0 1 -1 0 30 100 Tm <{codes}> Tj ET\n".encode()
    document = document_of(turned + lines(FIRST, 350))
    assert [(block.angle, block.text) for block in document.pages[0].blocks] == [(0, " ".join(FIRST)), (90, "صورة")]


def test_a_page_turned_as_a_whole_is_read() -> None:
    content = ""
    for k, text in enumerate(FIRST):
        codes = text[::-1].encode("utf-16-be").hex()
        content += f"BT /F1 10 Tf 0 1 -1 0 {100 + LEADING * k} {300 - width(text)} Tm <{codes}> Tj ET\n"
    assert text_of(content.encode(), page={"Rotate": 90}) == " ".join(FIRST)


def test_a_page_without_anything_has_no_blocks() -> None:
    document = document_of(b"")
    assert not document.text
    assert not document.pages[0].blocks
    assert not document.problems


def test_artifacts_are_furniture() -> None:
    content = b"/Artifact BMC\n" + line("ترويسة الصفحة", 380) + b"EMC\n" + lines(FIRST, 350)
    assert text_of(content) == " ".join(FIRST)
    assert kinds(content) == ["paragraph", "furniture"]


@pytest.mark.parametrize(
    "hidden",
    [
        line("كلمات", 200, size=1),
        line("كلمات", 200, size=0),
        line("كلمات", 200, before="1 g"),
        line("كلمات", 200, before="3 Tr"),
        line("كلمات", 500),
        b"q 10 10 50 50 re W n\n" + line("كلمات", 200) + b"Q\n",
    ],
    ids=["one point", "no size", "white", "no ink", "off the page", "clipped"],
)
def test_what_nobody_can_see_is_kept_apart(hidden: bytes) -> None:
    document = document_of(b"q\n" + hidden + b"Q 0 g 0 Tr\n" + lines(FIRST, 350))
    assert document.text == " ".join(FIRST)
    assert [block.kind for block in document.pages[0].blocks] == ["paragraph", "hidden"]
    found = document.pages[0].blocks[1].text
    # letters without size stand on one spot: no place says which comes first
    assert sorted(found) == sorted("كلمات") if b" 0 Tf" in hidden else found == "كلمات"


def test_a_layer_that_is_off_is_kept_apart() -> None:
    pdf = pikepdf.open(BytesIO(made(b"/OC /L BDC\n" + line("مسودة", 200) + b"EMC\n" + lines(FIRST, 350))))
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="draft"))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    pdf.pages[0].obj.Resources.Properties = Dictionary(L=layer)
    document = tarmim.extract(saved(pdf))
    assert document.text == " ".join(FIRST)
    assert [(block.kind, block.text) for block in document.pages[0].blocks][1:] == [("hidden", "مسودة")]


def test_hidden_furniture_is_hidden() -> None:
    content = b"/Artifact BMC 3 Tr\n" + line("ترويسة الصفحة", 380) + b"EMC 0 Tr\n" + lines(FIRST, 350)
    assert kinds(content) == ["paragraph", "hidden"]


def test_a_paragraph_does_not_go_on_in_what_is_hidden() -> None:
    document = document_of(lines(FIRST, 100), line("كلمات", 390, size=1) + lines([*SECOND, "كل عام."], 350))
    assert document.text == " ".join([*FIRST, *SECOND, "كل عام."])


def test_a_heading_is_a_line_of_its_own() -> None:
    assert text_of(line("حكاية الملك", 375, size=14) + lines(FIRST, 350)) == f"حكاية الملك\n{' '.join(FIRST)}"


def test_a_note_sign_goes_with_its_word() -> None:
    assert text_of(line("الزمان", 300) + at("1", 347, 304, size=6)) == "الزمان1"


def test_boxes_lie_around_what_they_hold() -> None:
    (page,) = document_of(lines(FIRST, 350)).pages
    assert list(page.box) == [0, 0, PAGE, PAGE]
    for block in page.blocks:
        for one in block.lines:
            assert block.box[0] <= one.box[0] <= one.box[2] <= block.box[2]
            assert block.box[1] <= one.box[1] <= one.box[3] <= block.box[3]
            assert all(one.box[0] <= word.box[0] <= word.box[2] <= one.box[2] for word in one.words)
