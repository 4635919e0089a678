"""From a PDF to its text where the font programs tell what maps do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fontTools.ttLib.tables.DefaultTable import DefaultTable
from pikepdf import Array, Dictionary, Stream

import tarmim
from tests.unit.identity import typefaces
from tests.unit.identity.ciphers import sample
from tests.unit.identity.typefaces import truetype, written
from tests.unit.pdf.made import made as page_of
from tests.unit.pdf.made import saved
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


#: Codes of a font that maps the first glyph of a cluster to all its letters: what names tell, and what maps say.
CLUSTERS = {1: ("uni0645", "م"), 2: ("uni0644.init", ""), 3: ("uni0627.fina", "لا"), 4: ("uni0639", None)}
#: A lam without a map that takes no room, and a ligature before it that is mapped to what it is.
CLUSTERS |= {5: ("uni0644.medi", None), 6: ("uni06440627", "لا")}


def clusters(codes: str, *, widths: Mapping[int, int] | None = None) -> str:
    """Return the text of a line of such codes, hexadecimal, from the left."""
    font = truetype([name for name, _ in CLUSTERS.values()], {})
    said = {code: text for code, (_, text) in CLUSTERS.items() if text is not None}
    rows = [f"<{code:04X}> <{text.encode('utf-16-be').hex()}>" for code, text in said.items()]
    cmap = f"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange {len(rows)} beginbfchar "
    cmap += " ".join(rows) + " endbfchar endcmap"
    pdf = typefaces.new()
    about = typefaces.descriptor(pdf, "FontFile2", written(font))
    each = Array([part for code, width in (widths or {}).items() for part in (code, Array([width]))])
    resource = typefaces.composite(pdf, "CIDFontType2", about, to_unicode=cmap.encode(), W=each)
    content = f"BT /F1 10 Tf 1 0 0 1 50 100 Tm <{codes}> Tj ET"
    data = page_of(content.encode(), pdf, Font=Dictionary(F1=pdf.make_indirect(resource)))
    return tarmim.extract(data).repair.source


class TestClusters:
    """The code 4, which has no map, makes that the font is looked into."""

    def test_a_cluster_whose_followers_come_behind_stands(self) -> None:
        assert clusters("0004 0003 0002") == "لاع"

    def test_its_first_glyph_alone_is_itself(self) -> None:
        assert clusters("0004 0003 0001") == "ماع"

    def test_both_in_one_line(self) -> None:
        assert clusters("0004 0003 0002 0003 0001") == "مالاع"

    def test_a_follower_without_a_map_that_takes_no_room_is_no_letter_of_its_own(self) -> None:
        assert clusters("0004 0006 0005", widths={5: 0}) == "لاع"

    def test_a_glyph_without_a_map_that_takes_room_is_one(self) -> None:
        assert clusters("0004 0006 0005") == "للاع"
