"""Documents: paragraphs over page breaks, running heads and page numbers, pages chosen."""

from __future__ import annotations

import pytest

import tarmim
from tarmim.errors import UsageError
from tests.unit.reading.sheets import at, document_of, line, lines, made, text_of

FULL = ["كان في قديم الزمان م", "لك عادل يحب رعيته وي", "سأل عنهم كل يوم قبله", "ثم ينام ليلا هادئا ج"]
END = "وهكذا مضت."
BODIES = [
    ["حكاية أولى عن الملوك", "وما جرى لهم في قديم."],
    ["حكاية ثانية عن البحر", "وما فيه من سمك كثير."],
    ["حكاية ثالثة عن الجبل", "وما فوقه من ثلج بارد."],
    ["حكاية رابعة عن السهل", "وما فيه من زرع أخضر."],
    ["حكاية خامسة عن النهر", "وما حوله من شجر عال."],
]


def sheets(count: int, head: str = "حكايات الشرق", *, numbers: bool = True) -> list[bytes]:
    """Return pages with a running head, two lines of text and a page number."""
    return [
        line(head, 385, right=370, size=12)
        + lines(BODIES[k], 330)
        + (line(str(k + 11), 15, right=340, size=12) if numbers else b"")
        for k in range(count)
    ]


def body(count: int) -> str:
    return "\n".join(" ".join(BODIES[k]) for k in range(count))


@pytest.mark.parametrize("count", [3, 4, 5])
def test_running_heads_and_page_numbers_are_furniture(count: int) -> None:
    document = document_of(*sheets(count))
    assert document.text == body(count)
    kinds = [[block.kind for block in page.blocks] for page in document.pages]
    assert kinds == [["furniture", "paragraph", "furniture"]] * count


def test_a_small_head_makes_no_columns_of_the_text_below() -> None:
    page = line("حكايات", 385, right=370, size=8) + lines(BODIES[1], 330) + line("11", 15, right=340, size=8)
    assert text_of(page).split("\n")[1] == " ".join(BODIES[1])


@pytest.mark.parametrize("count", [1, 2])
def test_what_comes_back_on_two_pages_is_text(count: int) -> None:
    document = document_of(*sheets(count))
    assert document.text.count("حكايات الشرق") == count
    assert all(block.kind == "paragraph" for page in document.pages for block in page.blocks)


def test_heads_that_differ_in_numbers_are_one() -> None:
    pages = [line(f"الفصل {k} من", 385, right=370, size=12) + lines(BODIES[k], 330) for k in range(4)]
    assert document_of(*pages).text == body(4)


def test_heads_that_differ_in_words_are_text() -> None:
    heads = ["أول الفصول", "ثاني الفصول", "ثالث الفصول"]
    pages = [line(head, 385, right=370, size=12) + lines(BODIES[k], 330) for k, head in enumerate(heads)]
    assert all(head in document_of(*pages).text for head in heads)


def in_blocks(texts: list[str]) -> bytes:
    """Return paragraphs of a line each, of sizes in turn, so that each is a block."""
    return b"".join(line(text, 370 - 50 * k, size=10 + 3 * (k % 2)) for k, text in enumerate(texts))


def test_a_sentence_in_the_middle_that_comes_back_is_text() -> None:
    pages = [in_blocks([*BODIES[k], "جملة تعود", *BODIES[k + 1]]) for k in range(4)]
    assert document_of(*pages).text.count("جملة تعود") == 4


def test_a_sentence_in_the_middle_of_few_that_comes_back_is_text() -> None:
    pages = [in_blocks([BODIES[k][0], "جملة تعود", BODIES[k][1]]) for k in range(4)]
    assert document_of(*pages).text.count("جملة تعود") == 4


def test_a_paragraph_goes_on_over_a_page_break() -> None:
    assert text_of(lines(FULL, 100), lines([*FULL, END], 350)) == " ".join([*FULL, *FULL, END])


def test_a_paragraph_over_a_page_break_stays_on_the_page_where_it_begins() -> None:
    document = document_of(lines(FULL, 100), lines([*FULL, END], 350))
    assert [len(page.blocks) for page in document.pages] == [1, 0]
    assert len(document.pages[0].blocks[0].lines) == 9


def three_pages(foot: bool) -> str:
    """Return the text of three pages with heads, and page numbers or not; a paragraph goes on over the first break."""
    around = [
        line("حكايات الشرق", 385, right=370, size=12) + (line(str(k), 15, right=340, size=12) if foot else b"")
        for k in range(3)
    ]
    pages = [around[0] + lines(FULL, 150), around[1] + lines([*FULL, END], 350), around[2] + lines(BODIES[0], 350)]
    return document_of(*pages).text


def test_a_paragraph_goes_on_past_a_running_head() -> None:
    assert three_pages(foot=False) == f"{' '.join([*FULL, *FULL, END])}\n{' '.join(BODIES[0])}"


def test_a_paragraph_goes_on_past_a_page_number() -> None:
    assert three_pages(foot=True) == f"{' '.join([*FULL, *FULL, END])}\n{' '.join(BODIES[0])}"


def test_a_paragraph_over_three_pages() -> None:
    assert text_of(lines(FULL, 100), lines(FULL, 100), lines([*FULL, END], 350)) == " ".join([*FULL * 3, END])


def test_a_stop_at_a_pages_end_ends_the_paragraph() -> None:
    ended = [*FULL[:3], "ثم ينام ليلا هادئا ."]
    assert text_of(lines(ended, 100), lines([*FULL, END], 350)) == f"{' '.join(ended)}\n{' '.join([*FULL, END])}"


@pytest.mark.parametrize(
    "hyphen",
    [
        "-",
        "\u00ad",
    ],
)
def test_a_word_broken_over_a_page_break_is_whole(hyphen: str) -> None:
    one = at("there was once a king or", 20, 115) + at("two who did their work co" + hyphen, 20, 100)
    two = at("operate with each other.", 20, 350) + at("and so on and so forth .", 20, 335)
    assert "work cooperate with" in text_of(one, two)


def test_pages_are_chosen() -> None:
    data = made(*sheets(4, numbers=False))
    document = tarmim.extract(data, options=tarmim.Options(pages=(3, 1)))
    assert [page.number for page in document.pages] == [3, 1]
    assert "ثالثة" in document.text
    assert "ثانية" not in document.text


def test_a_page_that_there_is_not() -> None:
    with pytest.raises(UsageError, match="no page 5: the file has 4") as error:
        tarmim.extract(made(*sheets(4)), options=tarmim.Options(pages=(5,)))
    assert error.value.hint == "--pages 1-4, in Python Options(pages=range(1, 5))"


def test_pages_are_counted_for_progress() -> None:
    told: list[tuple[int, int]] = []
    tarmim.extract(made(*sheets(3)), on_page=lambda done, total: told.append((done, total)))
    assert told == [(step, 6) for step in range(6)]


def test_an_empty_page_among_others_keeps_its_number() -> None:
    document = document_of(sheets(1)[0], b"", sheets(2)[1])
    assert [(page.number, bool(page.blocks)) for page in document.pages] == [(1, True), (2, False), (3, True)]


def test_what_is_all_that_the_pages_have_is_their_text() -> None:
    text = "حكاية عن البحر"
    document = document_of(*[line(text, 300)] * 4)
    assert document.text == "\n".join([text] * 4)


def test_hidden_spaces_are_nothing() -> None:
    text = "حكاية عن البحر"
    document = document_of(line(text, 300) + at("   ", 100, 600))
    assert (document.text, document.problems) == (text, ())


def chosen(*numbers: int) -> tarmim.Options:
    return tarmim.Options(pages=numbers)


@pytest.mark.parametrize("numbers", [(1, 3), (2, 1)])
def test_nothing_goes_on_where_the_pages_asked_for_do_not_follow_one_another(numbers: tuple[int, ...]) -> None:
    pages = [lines(FULL, 80), lines([*FULL, END], 350), lines([*FULL, END], 350)]
    document = document_of(*pages, options=chosen(*numbers))
    assert document.text == "\n".join(document_of(*pages, options=chosen(number)).text for number in numbers)
    assert document_of(*pages, options=chosen(1, 2)).text.count("\n") == 0


def test_a_page_asked_for_again_comes_once() -> None:
    pages = sheets(2)
    once = document_of(*pages, options=chosen(2)).text
    assert document_of(*pages, options=chosen(2, 2, 2, 2)).text == once
    kinds = [
        block.kind for page in document_of(*sheets(4), options=chosen(1, 2, 3, 4, 4)).pages for block in page.blocks
    ]
    assert kinds == ["furniture", "paragraph", "furniture"] * 4
