"""The PDFs of samples/pdf come out as their truth has it, to the code point, spaces included."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import tarmim

PDFS = Path(__file__).parents[2] / "samples" / "pdf"
NAMES = tuple(sorted(path.stem for path in PDFS.glob("*.pdf")))

_PAGE_END = "a last line that leaves more than an em is taken for a paragraph's end, whatever the next word's width"
_RAGGED = "a short line ends a paragraph though paragraphs are told by distance on this page"
_FOLLOWER = "a follower glyph without a map and without width is read as U+FFFD"
_ZWNJ = "the font's map has no ZWNJ: only the shapes of the letters tell"
_ON_LIGATURE = "tanween on a lam-alef ligature: nothing says if it belongs to the lam or to the alef"

#: Paragraphs, from 0, that do not come out yet, and why.
NOT_YET = {
    ("fpdf2-news", 3): _RAGGED,
    ("fpdf2-news", 4): _FOLLOWER,
    ("fpdf2-news", 5): _PAGE_END,
    ("reportlab-columns", 2): f"{_PAGE_END}; {_ON_LIGATURE}",
    ("weasyprint-persian", 1): _ZWNJ,
    ("weasyprint-persian", 2): _ZWNJ,
    ("weasyprint-persian", 3): _ZWNJ,
    ("weasyprint-persian", 5): _ZWNJ,
}


@cache
def text_of(name: str) -> str:
    return tarmim.extract(PDFS / f"{name}.pdf").text


@cache
def truth_of(name: str) -> tuple[str, ...]:
    return tuple((PDFS / f"{name}.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n"))


def expected(name: str, number: int) -> object:
    why = NOT_YET.get((name, number))
    marks = pytest.mark.xfail(strict=True, reason=why) if why is not None else ()
    return pytest.param(name, number, marks=marks, id=f"{name}-{number}")


def test_there_are_samples() -> None:
    assert len(NAMES) == 5
    assert all(path.stat().st_size < 60_000 for path in PDFS.iterdir())


@pytest.mark.parametrize(("name", "number"), [expected(name, k) for name in NAMES for k in range(len(truth_of(name)))])
def test_a_paragraph_is_a_line_of_the_text(name: str, number: int) -> None:
    assert truth_of(name)[number] in text_of(name).split("\n")


@pytest.mark.parametrize("name", [name for name in NAMES if not any(name == known for known, _ in NOT_YET)])
def test_the_whole_text_is_the_truth(name: str) -> None:
    assert text_of(name) == "\n".join(truth_of(name))


@pytest.mark.parametrize("name", NAMES)
def test_the_paragraphs_that_come_out_are_in_order(name: str) -> None:
    lines = text_of(name).split("\n")
    places = [lines.index(paragraph) for paragraph in truth_of(name) if paragraph in lines]
    assert places == sorted(places)


@pytest.mark.parametrize("name", NAMES)
def test_pages_have_no_problems_and_boxes_lie_on_them(name: str) -> None:
    document = tarmim.extract(PDFS / f"{name}.pdf")
    assert document.problems == ()
    for page in document.pages:
        left, bottom, right, top = page.box
        for block in page.blocks:
            for word in (word for line in block.lines for word in line.words):
                assert left <= word.box[0] <= word.box[2] <= right, word
                assert bottom <= word.box[1] < word.box[3] <= top, word
