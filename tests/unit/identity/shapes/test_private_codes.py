"""Private codes are believed only of glyphs that are drawn as in the font file that the table was made from."""

from __future__ import annotations

import io
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import freetype
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from tarmim.identity.shapes.outline import Outline, outline_of
from tarmim.identity.shapes.private_codes import InkMeasure, ink_measure, is_private, private_letters

SHIPPED = files("tarmim.identity") / "data" / "private_codes.tsv"
OTHER_VERSION = Path(__file__).with_name("lateef_2.000.tsv")


def rows(text: str) -> list[tuple[str, str, str, InkMeasure]]:
    """Return file, private character, letters and measure of each row; the file is "" where it is not said."""
    found = []
    for line in text.splitlines():
        if not line.startswith("#"):
            fields = line.split("\t")
            named, (code, letters) = fields[:-10], fields[-10:-8]
            advance, left, bottom, right, top, across, up, area = map(int, fields[-8:])
            read = "".join(chr(int(one, 16)) for one in letters.split())
            measure = (advance, left, bottom, right, top, across, up, area)
            found.append(("".join(named), chr(int(code, 16)), read, measure))
    return found


def test_the_glyphs_of_the_files_themselves_are_read() -> None:
    wrong = [row for row in rows(SHIPPED.read_text("ascii")) if private_letters(row[1], row[3]) != row[2]]
    assert wrong == []


def test_another_version_of_the_font_is_not_read_by_the_codes_of_this_one() -> None:
    shipped = {char: letters for file, char, letters, _ in rows(SHIPPED.read_text("ascii")) if "Lateef" in file}
    other = rows(OTHER_VERSION.read_text("ascii"))
    # by the name alone nearly every one of these codes would be read wrong
    assert sum(shipped.get(char, letters) != letters for _, char, letters, _ in other) > 50
    assert [row for row in other if private_letters(row[1], row[3]) not in (None, row[2])] == []


@pytest.mark.parametrize("file", ["LateefRegOT.ttf", "XB Riyaz.ttf", "XB RiyazBd.ttf"])
def test_glyphs_of_the_same_file_numbered_otherwise_are_not_read(file: str) -> None:
    """A glyph is believed under its neighbour's code only where both are drawn alike, and these are few."""
    own = [row for row in rows(SHIPPED.read_text("ascii")) if row[0] == file]
    shifted = [(after[1], here[2], here[3]) for here, after in pairwise(own)]
    believed = [(letters, private_letters(char, measure)) for char, letters, measure in shifted]
    assert sum(read not in (None, letters) for letters, read in believed) <= len(shifted) / 50


def test_measures_that_differ_by_rounding_are_the_same() -> None:
    _, char, letters, measure = rows(SHIPPED.read_text("ascii"))[0]
    advance, left, bottom, right, top, across, up, area = measure
    assert private_letters(char, (advance - 1, left + 1, bottom, right, top + 1, across, up, area - 1)) == letters
    assert private_letters(char, (advance, left, bottom, right, top + 20, across, up, area)) is None
    assert private_letters(char, (advance, left, bottom, right, top, across, up, area + 20)) is None


def test_characters_outside_the_private_area_are_not_private() -> None:
    assert [text for text in ("\ue000", "\uf8ff", "\ud7ff", "\uf900", "a", "", "\ue000\ue001") if is_private(text)] == [
        "\ue000",
        "\uf8ff",
    ]


@pytest.mark.parametrize("units", [1000, 2048])
def test_a_measure_is_in_thousandths_of_an_em_whatever_the_units(units: int) -> None:
    """A square of half an em with a hole of a tenth in its lower left quarter."""
    scale = units / 1000
    square, hole = (100, -200, 600, 300), (150, -150, 250, -50)
    advance, left, bottom, right, top, across, up, area = ink_measure(drawn(units, scale, square, hole))
    assert (advance, left, bottom, right, top) == (700, 100, -200, 600, 300)
    assert area == 2400  # .25 less .01 of a square em
    assert (across, up) == (356, 56)  # the middle (350, 50), moved away from the hole: (.25 · 350 - .01 · 200) / .24


def drawn(units: int, scale: float, outer: tuple[int, ...], inner: tuple[int, ...]) -> Outline:
    """Return the outline of a rectangle with a hole in a font of that many units an em."""
    pen = TTGlyphPen(None)
    for (left, bottom, right, top), is_hole in ((outer, False), (inner, True)):
        corners = [(left, bottom), (left, top), (right, top), (right, bottom)]
        first, *others = [(round(x * scale), round(y * scale)) for x, y in (corners[::-1] if is_hole else corners)]
        pen.moveTo(first)
        for corner in others:
            pen.lineTo(corner)
        pen.closePath()
    builder = FontBuilder(units)
    builder.setupGlyphOrder([".notdef", "box"])
    builder.setupCharacterMap({0x41: "box"})
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "box": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (0, 0), "box": (round(700 * scale), round(outer[0] * scale))})
    builder.setupHorizontalHeader(ascent=units, descent=0)
    builder.setupNameTable({"familyName": "Test", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    file = io.BytesIO()
    builder.save(file)
    outline = outline_of(freetype.Face(io.BytesIO(file.getvalue())), 1)
    assert outline is not None
    return outline
