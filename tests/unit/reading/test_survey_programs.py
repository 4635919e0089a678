"""From a PDF to its text where the font programs tell what maps do not."""

from __future__ import annotations

from collections.abc import Sequence

from fontTools.ttLib.tables.DefaultTable import DefaultTable
from pikepdf import Dictionary, Stream

import tarmim
from tests.unit.identity import typefaces
from tests.unit.identity.ciphers import sample
from tests.unit.identity.typefaces import truetype, written
from tests.unit.pdf.made import saved
from tests.unit.reading.clusters_made import text_in_clusters
from tests.unit.reading.sheets import RIGHT

LETTERS = sorted({char for char in sample("news") if "ء" <= char <= "ي"})


def embedded(texts: Sequence[str], *, damaged: bool = False) -> bytes:
    """Return a PDF in a font without ToUnicode: its cmap knows the letters, its GSUB the final yeh, written U+0649."""
    names = [f"g{k}" for k in range(len(LETTERS))]
    numbers = {char: k + 1 for k, char in enumerate(LETTERS)}
    yeh = names[LETTERS.index("ي")]
    font = truetype(
        [*names, "last"],
        dict(zip(LETTERS, names, strict=True)),
        features=f"languagesystem DFLT dflt; feature fina {{ sub {yeh} by last; }} fina;",
        keep_names=False,
    )
    if damaged:
        cut = DefaultTable("GSUB")
        cut.data = bytes.fromhex("00010000 000A 0050")
        font["GSUB"] = cut
    pdf = typefaces.new()
    about = typefaces.descriptor(pdf, "FontFile2", written(font))
    resource = pdf.make_indirect(typefaces.composite(pdf, "CIDFontType2", about))
    for text in texts:
        codes = [len(LETTERS) + 1 if char == "ى" else numbers.get(char, 0) for char in reversed(text)]
        shown = "".join(f"{code:04X}" for code in codes)
        pdf.add_blank_page(page_size=(400, 400))
        sheet = pdf.pages[-1].obj
        sheet.Contents = Stream(pdf, f"BT /F1 10 Tf 1 0 0 1 {RIGHT - 200} 300 Tm <{shown}> Tj ET".encode())
        sheet.Resources = Dictionary(Font=Dictionary(F1=resource))
    return saved(pdf)


class TestPrograms:
    def test_a_font_without_any_map_is_read_by_its_program(self) -> None:
        document = tarmim.extract(embedded(["البريطانى"]))
        assert document.text == "البريطاني"
        (font,) = document.fonts
        assert font.evidence == {"cmap": 7, "gsub": 1}
        assert (font.proved, font.unknown) == (8, 0)

    def test_a_damaged_table_costs_nothing_else(self) -> None:
        assert tarmim.extract(embedded(["البريطانى"], damaged=True)).text[:-1] == "البريطان"


class TestClusters:
    """The code 4, which has no map, makes that the font is looked into."""

    def test_a_cluster_whose_followers_come_behind_stands(self) -> None:
        assert text_in_clusters("0004 0003 0002") == "لاع"

    def test_its_first_glyph_alone_is_itself(self) -> None:
        assert text_in_clusters("0004 0003 0001") == "ماع"

    def test_both_in_one_line(self) -> None:
        assert text_in_clusters("0004 0003 0002 0003 0001") == "مالاع"
