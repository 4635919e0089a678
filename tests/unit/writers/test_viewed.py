"""hOCR and ALTO: the repaired text over its ink, on pages as they are shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

import tarmim
from tarmim.authoring import Edit, Evidence, Passage, Rule
from tarmim.model.geometry import Box
from tarmim.writers.alto import UNITS_PER_INCH
from tarmim.writers.formats import write_as
from tarmim.writers.hocr import DOTS_PER_INCH
from tests.unit.reading.sheets import LEADING, at, document_of, line, lines, made

SAMPLES = sorted((Path(__file__).parents[3] / "samples" / "pdf").glob("*.pdf"))
FULL = ["كان المعلم يقرأ كل يوم قصة جديدة", "ثم يترك الباب مفتوحا للريح والناس", "ويمضي إلى بيته القديم في الجبل من"]
#: A dot of hOCR is .24 points, a unit of ALTO .06: how far a box may be off by rounding.
CLOSE = 0.13
ALTO = "{http://www.loc.gov/standards/alto/ns-v4#}"
HTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True)
class Found:
    """A word as it was written: the number of its page, its text, its box in points from the upper left corner."""

    page: int
    text: str
    box: Box


def hocr_of(document: tarmim.Document) -> Xml.Element:
    return Xml.fromstring("".join(write_as(document, "hocr")))


def alto_of(document: tarmim.Document) -> Xml.Element:
    return Xml.fromstring("".join(write_as(document, "alto")))


def bbox(element: Xml.Element) -> Box:
    found = re.match(r"bbox (\d+) (\d+) (\d+) (\d+)(?:;|\Z)", element.get("title", ""))
    assert found is not None
    left, top, right, bottom = (int(number) * 72 / DOTS_PER_INCH for number in found.groups())
    return left, top, right, bottom


def placed(element: Xml.Element) -> Box:
    left, top, wide, high = (
        int(element.get(name, "")) * 72 / UNITS_PER_INCH for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT")
    )
    return left, top, left + wide, top + high


def of_class(element: Xml.Element, name: str) -> list[Xml.Element]:
    return [one for one in element.iter() if one.get("class") == name]


def words_of_hocr(document: tarmim.Document) -> Iterator[Found]:
    for page in of_class(hocr_of(document), "ocr_page"):
        number = re.search(r"ppageno (\d+)", page.get("title", ""))
        assert number is not None
        for area in of_class(page, "ocr_carea"):
            for word in of_class(area, "ocrx_word"):
                yield Found(int(number[1]) + 1, "".join(word.itertext()), bbox(word))


def words_of_alto(document: tarmim.Document) -> Iterator[Found]:
    for page in alto_of(document).iter(ALTO + "Page"):
        for word in page.findall(f"{ALTO}PrintSpace//{ALTO}String"):
            yield Found(int(page.get("PHYSICAL_IMG_NR", "")), word.get("CONTENT", ""), placed(word))


WORDS = pytest.mark.parametrize("words_of", [words_of_hocr, words_of_alto])
Words = Callable[[tarmim.Document], Iterator[Found]]


def viewed(place: tarmim.Place) -> Box:
    """Return the box of a place as its page is shown, by turning the whole page step by step."""
    left, bottom, right, top = place.box
    x, y, wide, high = *place.page.box[:2], place.page.box[2] - place.page.box[0], place.page.box[3] - place.page.box[1]
    box = left - x, high - (top - y), right - x, high - (bottom - y)
    for _ in range(place.page.rotation // 90):  # a quarter clockwise: what was left is above
        box = high - box[3], box[0], high - box[1], box[2]
        wide, high = high, wide
    return box


def assert_over_ink(document: tarmim.Document, found: list[Found]) -> None:
    """Assert that the words are those of the text, each around the ink that the document leads to."""
    tokens = [(match[0], document.at(*match.span())) for match in re.finditer(r"\S+", document.text)]
    assert sorted(word.text for word in found) == sorted(token for token, _ in tokens)
    expected: dict[tuple[int, str], list[Box]] = {(places[0].line.page, token): [] for token, places in tokens}
    for token, places in tokens:
        boxes = [viewed(place) for place in places]
        around = min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
        expected[places[0].line.page, token].append(around)
    for word in found:
        assert any(word.box == pytest.approx(box, abs=CLOSE) for box in expected[word.page, word.text]), word


@WORDS
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_words_stand_over_their_ink(words_of: Words, sample: Path) -> None:
    document = tarmim.extract(sample)
    found = list(words_of(document))
    assert len(found) > 50
    assert_over_ink(document, found)


@WORDS
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_pages_are_turned_as_they_are_shown(words_of: Words, rotation: int) -> None:
    """The page is 400 wide and, cut by its crop box, 300 high, and does not begin at its origin."""
    content = line("كـــان المعلـــم هنا", 300) + at("Latin", 30, 200)
    document = document_of(content, page={"Rotate": rotation, "CropBox": [10, 60, 400, 360]})
    assert document[0].rotation == rotation
    assert document.text.split() == ["كان", "المعلم", "هنا", "Latin"]
    assert_over_ink(document, list(words_of(document)))


@pytest.mark.parametrize(
    ("rotation", "size"), [(0, (390, 300)), (90, (300, 390)), (180, (390, 300)), (270, (300, 390))]
)
def test_pages_have_the_size_they_are_shown_in(rotation: int, size: tuple[int, int]) -> None:
    document = document_of(line("كل", 300), page={"Rotate": rotation, "CropBox": [10, 60, 400, 360]})
    (page,) = of_class(hocr_of(document), "ocr_page")
    assert bbox(page) == pytest.approx((0, 0, *size), abs=CLOSE)
    (sheet,) = alto_of(document).iter(ALTO + "Page")
    units = [float(sheet.get(name, "")) * 72 / UNITS_PER_INCH for name in ("WIDTH", "HEIGHT")]
    assert units == pytest.approx(size, abs=CLOSE)


@WORDS
def test_lines_stand_on_their_own_page(words_of: Words) -> None:
    document = document_of(lines(FULL, 60), lines([*FULL, "هذه القرية."], 350))
    assert len(document[0].blocks) == 1
    found = [(word.page, word.text) for word in words_of(document)]
    assert found == [(1, word) for row in FULL for word in row.split()] + [
        (2, word) for row in [*FULL, "هذه القرية."] for word in row.split()
    ]


def test_a_word_cut_at_a_line_s_end_is_in_parts() -> None:
    rows = ["This is a line of Latin text with a word that is co-", "operated over the end of it and more."]
    document = document_of(b"".join(at(row, 20, 300 - LEADING * k) for k, row in enumerate(rows)))
    strings = list(alto_of(document).iter(ALTO + "String"))
    parts = [(one.get("CONTENT"), one.get("SUBS_TYPE")) for one in strings if one.get("SUBS_CONTENT") == "cooperated"]
    assert parts == [("co", "HypPart1"), ("operated", "HypPart2")]
    first, second = [[one.get("CONTENT") for one in row] for row in alto_of(document).iter(ALTO + "TextLine")]
    assert [word for word in first if word is not None][-1] == "co"
    assert second[0] == "operated"
    text = "".join("".join(word.itertext()) for word in of_class(hocr_of(document), "ocrx_word"))
    assert "isco\u00adoperatedover" in text


def replaced(old: str, new: str, *rows: str) -> tarmim.Document:
    """Return a document of these rows in which a rule puts one string for another."""

    def find(passage: Passage, evidence: Evidence) -> Iterator[Edit]:
        for match in re.finditer(old, passage.text):
            yield Edit(*match.span(), new, "made", 1.0, "a made repair")

    rule = Rule("made.rule", "made", "puts one string for another", lambda passage, evidence: True, find)
    return tarmim.extract(made(lines(rows, 300)), rules=[rule])


@WORDS
def test_words_that_a_repair_joined_are_one_around_both(words_of: Words) -> None:
    document = replaced("الم علم", "المعلم", "ذهب الم علم إلى البيت")
    assert [word.text for word in words_of(document)] == ["ذهب", "المعلم", "إلى", "البيت"]
    assert [len(document.at(4, 10)), document.text[4:10]] == [2, "المعلم"]
    assert_over_ink(document, list(words_of(document)))


@WORDS
def test_words_that_a_repair_parted_have_the_box_of_the_whole(words_of: Words) -> None:
    document = replaced("فيالبيت", "في البيت", "جلس فيالبيت وحده")
    first, second, third, last = words_of(document)
    assert [word.text for word in (first, second, third, last)] == ["جلس", "في", "البيت", "وحده"]
    assert second.box == third.box
    assert_over_ink(document, [first, second, third, last])


@WORDS
def test_words_that_a_repair_put_in_stand_beside_what_they_touch(words_of: Words) -> None:
    document = replaced("(?<=كل )", "في ", "كل يوم")
    assert [word.text for word in words_of(document)] == ["كل", "في", "يوم"]
    assert_over_ink(document, list(words_of(document)))


@WORDS
def test_a_word_of_several_lines_stands_whole_on_the_first_where_no_part_can_be_told(words_of: Words) -> None:
    first = "كان المعلم يقرأ كل يوم قصة جديدة وسم"
    document = replaced("وسم عها", "وسمعها", first, "عها الناس.")
    assert document.text.count("وسمعها") == 1
    (word,) = (word for word in words_of(document) if word.text == "وسمعها")
    (place, _) = document.at(document.text.index("وسمعها"), len(document.text) - 6)[:2]
    assert place.word.text == "وسم"
    assert word.box == pytest.approx(viewed(place), abs=CLOSE)


@WORDS
def test_a_line_whose_words_a_repair_took_out_is_none(words_of: Words) -> None:
    document = replaced("كل يوم\n?", "", "كل يوم")
    assert document.text == ""
    assert list(words_of(document)) == []


def test_blocks_have_their_direction_and_language() -> None:
    document = document_of(line("كان المعلم هنا", 300) + at("A line of Latin text", 30, 200))
    blocks = list(alto_of(document).iter(ALTO + "TextBlock"))
    assert [(one.get("BASEDIRECTION"), one.get("LANG")) for one in blocks] == [("rtl", "ar"), ("ltr", None)]
    paragraphs = of_class(hocr_of(document), "ocr_par")
    assert [(one.get("dir"), one.get("lang")) for one in paragraphs] == [("rtl", "ar"), ("ltr", None)]


def test_turned_lines_say_their_angle_as_the_page_is_shown() -> None:
    """Text from below upwards: a quarter turned against the clock, level on a page that is shown turned."""
    codes = "كتاب"[::-1].encode("utf-16-be").hex()
    content = f"BT /F1 10 Tf 0 1 -1 0 200 100 Tm <{codes}> Tj ET".encode()
    for rotation, angle in ((0, "90"), (90, None), (180, "270")):
        document = document_of(content, page={"Rotate": rotation})
        (block,) = alto_of(document).iter(ALTO + "TextBlock")
        assert block.get("ROTATION") == angle
        (row,) = of_class(hocr_of(document), "ocr_line")
        assert (f"textangle {angle}" in row.get("title", "")) is (angle is not None)
        assert_over_ink(document, list(words_of_alto(document)))


def test_furniture_stands_in_the_margins_and_hidden_text_nowhere() -> None:
    head = b"/Artifact BMC\n" + line("ترويسة", 390) + line("7", 20) + b"EMC\n"
    document = document_of(head + line("كتاب", 300) + line("سر", 200, before="3 Tr"))
    spaces = {
        child.tag.removeprefix(ALTO): [word.get("CONTENT") for word in child.iter(ALTO + "String")]
        for page in alto_of(document).iter(ALTO + "Page")
        for child in page
    }
    assert spaces == {"TopMargin": ["ترويسة"], "BottomMargin": ["7"], "PrintSpace": ["كتاب"]}
    found = {
        name: [
            "".join(word.itertext())
            for area in of_class(hocr_of(document), name)
            for word in of_class(area, "ocrx_word")
        ]
        for name in ("ocr_header", "ocr_footer", "ocr_carea")
    }
    assert found == {"ocr_header": ["ترويسة"], "ocr_footer": ["7"], "ocr_carea": ["كتاب"]}


def test_parts_are_inside_what_holds_them() -> None:
    document = tarmim.extract(SAMPLES[0])
    for outer, inner in (("ocr_page", "ocr_carea"), ("ocr_carea", "ocr_line"), ("ocr_line", "ocrx_word")):
        for one in of_class(hocr_of(document), outer):
            left, top, right, bottom = bbox(one)
            for part in map(bbox, of_class(one, inner)):
                assert left - CLOSE <= part[0] <= part[2] <= right + CLOSE
                assert top - CLOSE <= part[1] <= part[3] <= bottom + CLOSE


def test_the_heads_say_what_the_standards_ask_for() -> None:
    document = document_of(line("كتاب", 300))
    meta = {one.get("name"): one.get("content") for one in hocr_of(document).iter(HTML + "meta")}
    assert meta["ocr-system"] == f"tarmim {tarmim.__version__}"
    used = {one.get("class") for one in hocr_of(document).iter() if one.get("class")}
    assert used <= set((meta["ocr-capabilities"] or "").split())
    root = alto_of(document)
    assert root.findtext(f"{ALTO}Description/{ALTO}MeasurementUnit") == "inch1200"
    identities = [one.get("ID") for one in root.iter() if one.get("ID")]
    assert len(set(identities)) == len(identities) > 2


def test_no_letter_breaks_the_markup() -> None:
    """Signs of XML, and a letter that XML cannot hold, stand for letters of the page."""
    letters: dict[int, str | None] = {0x628: '<&"', 0x62A: "\x01", 0x62B: "\ufffe"}
    document = document_of(line("ب ت ث", 300), letters=letters)
    for words in (words_of_hocr(document), words_of_alto(document)):
        assert '<&"' in "".join(word.text for word in words).replace("\ufffd", "")


@WORDS
def test_a_document_without_text_has_pages(words_of: Words) -> None:
    document = document_of(b"", b"")
    assert list(words_of(document)) == []
    assert len(of_class(hocr_of(document), "ocr_page")) == len(list(alto_of(document).iter(ALTO + "Page"))) == 2
