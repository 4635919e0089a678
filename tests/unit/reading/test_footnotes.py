"""Footnotes: apart from the body, each a line, and no hindrance to a paragraph that goes on over the page."""

from __future__ import annotations

import pytest

from tests.unit.reading.sheets import document_of, line, lines, text_of

FULL = ["كان في قديم الزمان م", "لك عادل يحب رعيته وي", "سأل عنهم كل يوم قبله", "ثم ينام ليلا هادئا ج"]
END = "وهكذا مضت."
RULE = b"300 95 m 380 95 l S\n"
NOTES = line("1 انظر كتاب الملوك", 80, size=8) + line("2 في نسخة عاقل", 68, size=8)
READ = ["1 انظر كتاب الملوك", "2 في نسخة عاقل"]


def blocks(content: bytes) -> list[tuple[str, str]]:
    (page,) = document_of(content).pages
    return [(block.kind, block.text) for block in page.blocks]


@pytest.mark.parametrize("between", [RULE, b""], ids=["rule", "gap"])
def test_notes_at_the_foot_are_apart(between: bytes) -> None:
    found = blocks(lines([*FULL, END], 180) + between + NOTES)
    assert found == [("paragraph", " ".join([*FULL, END])), *(("footnote", note) for note in READ)]


def test_a_note_of_two_lines_is_one() -> None:
    content = lines(FULL, 180) + RULE + NOTES + line("وفي أخرى جاهل", 56, size=8)
    assert blocks(content)[1:] == [("footnote", READ[0]), ("footnote", f"{READ[1]} وفي أخرى جاهل")]


def test_a_page_number_below_is_no_note() -> None:
    assert blocks(lines(FULL, 180) + RULE + NOTES + line("17", 20, right=340))[1:] == [
        ("paragraph", "17"),
        *(("footnote", note) for note in READ),
    ]


def test_a_paragraph_goes_on_over_the_page_past_notes() -> None:
    found = text_of(lines(FULL, 180) + RULE + NOTES, lines([*FULL, END], 350))
    assert found.split("\n") == [" ".join([*FULL, *FULL, END]), *READ]


@pytest.mark.parametrize(
    "foot",
    [
        RULE + line("انظر كتاب الملوك", 80, size=8),  # no mark
        RULE + line("1 انظر كتاب الملوك", 80),  # no small type
        line("1 انظر كتاب الملوك", 120.5, size=8),  # neither rule nor gap
    ],
    ids=["no mark", "not small", "close"],
)
def test_what_lacks_a_sign_of_notes_is_text(foot: bytes) -> None:
    assert {kind for kind, _ in blocks(lines(FULL, 180) + foot)} == {"paragraph"}


def test_small_type_in_the_middle_of_a_page_is_text() -> None:
    content = lines(FULL, 350) + b"300 265 m 380 265 l S\n" + line("1 انظر كتاب الملوك", 250, size=8) + lines(FULL, 200)
    assert {kind for kind, _ in blocks(content)} == {"paragraph"}
