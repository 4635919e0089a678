"""Without a repair a PDF gives what its own maps say of its glyphs, to the code point."""

from __future__ import annotations

from collections import Counter

import pytest

import tarmim
from tests.unit.identity.ciphers import sample
from tests.unit.reading.clusters_made import text_in_clusters
from tests.unit.reading.sheets import LEADING, at, line, lines, made

AIN, LIGATURE, DOTTED = 0x639, 0xE010, 0xE011


def as_mapped(data: bytes) -> str:
    return tarmim.extract(data, options=tarmim.Options(repair=False)).text


def test_a_map_that_lies_says_what_it_says() -> None:
    rows = [row[:60] for row in sample("news").split("\n") if row][:20]
    data = made(lines(rows, 370), letters={AIN: "A"})
    assert "A" not in tarmim.extract(data).text
    shown = Counter("".join(rows).replace("ع", "A").replace(" ", ""))
    assert Counter(as_mapped(data).replace("\n", "").replace(" ", "")) == shown


def test_a_code_without_a_map_is_a_sign_for_what_is_unknown() -> None:
    data = made(line("كان عاد", 300), letters={AIN: None})
    assert as_mapped(data) == "كان \ufffdاد"


def test_a_code_without_a_map_that_takes_no_room_is_one_too() -> None:
    assert sorted(text_in_clusters("0006 0005", widths={5: 0}, as_mapped=True)) == sorted("لا\ufffd")


def test_a_stream_says_what_the_maps_say() -> None:
    data = made(at("(باتك)", 200, 300), letters={AIN: "A"})
    (page,) = tarmim.stream(data, options=tarmim.Options(repair=False))
    assert [block.text for block in page.blocks] == [")كتاب("]


@pytest.mark.parametrize("mapped", ["ال", "لا"])
def test_the_letters_of_a_ligature_stay_in_the_order_of_the_map(mapped: str) -> None:
    data = made(at(f"م{chr(LIGATURE)}س", 200, 300), letters={LIGATURE: mapped})
    assert as_mapped(data) == f"س{mapped}م"


def test_dots_drawn_apart_and_presentation_forms_stay_themselves() -> None:
    data = made(at("\ufecb\ufbb2", 200, 300))
    assert set(as_mapped(data)) - {" "} == {"\ufecb", "\ufbb2"}


def test_brackets_stay_as_they_are_mapped() -> None:
    data = made(at("(باتك)", 200, 300))
    assert as_mapped(data) == ")كتاب("
    assert tarmim.extract(data).text == "(كتاب)"


def test_no_joiner_is_put_in() -> None:
    persian = [row[:60] for row in sample("persian").replace("\u200c", "").split("\n") if row]
    data = made(*(line(row, 300 - LEADING) for row in persian))
    assert "\u200c" not in as_mapped(data)


def test_the_record_of_the_font_says_what_no_map_tells() -> None:
    document = tarmim.extract(made(line("عين", 300), letters={AIN: None}), options=tarmim.Options(repair=False))
    (font,) = document.fonts
    assert (font.unknown, [reading.code for reading in font.readings]) == (1, [AIN])


def test_a_stream_without_repair_says_what_the_maps_say() -> None:
    words = "عق\ufeb9 كـــتاب قديم"
    pages = [line(words, 300), line("وعاد إلى البيت.", 300)]
    data, options = made(*pages, letters={0x639: None}), tarmim.Options(repair=False)
    streamed = "\n".join(block.text for page in tarmim.stream(data, options=options) for block in page.blocks)
    assert streamed == tarmim.extract(data, options=options).text
    assert "\ufffd" in streamed
    assert "\ufeb9" in streamed
