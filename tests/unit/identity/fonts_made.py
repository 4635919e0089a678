"""A tiny Arabic font made here: alef; beh in four forms; lam-alef; noon, whose initial form is a body and a dot."""

from __future__ import annotations

import io
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

FAMILY = "Tiny Naskh"
#: Glyphs with their rectangles (left, bottom, right, top); a mark has no advance.
SHAPES = {
    ".notdef": (),
    "alef": ((50, 0, 130, 700),),
    "beh": ((50, 0, 800, 200), (400, -200, 480, -120)),
    "beh.init": ((0, 0, 300, 250), (100, -200, 180, -120)),
    "beh.medi": ((0, 0, 260, 300), (90, -190, 170, -110)),
    "beh.fina": ((0, 0, 820, 220), (380, -210, 460, -130)),
    "lam": ((50, 0, 600, 100), (500, 100, 600, 700)),
    "lam.init": ((0, 0, 200, 710),),
    "lam_alef": ((50, 0, 130, 700), (130, 0, 500, 90), (420, 90, 500, 650)),
    "noon": ((50, -100, 500, 300), (240, 420, 320, 500)),
    "tooth.init": ((0, 0, 310, 240),),
    "dotabove": ((0, 400, 80, 480),),
    "one": ((100, 0, 170, 600),),
}
CMAP = {0x627: "alef", 0x628: "beh", 0x644: "lam", 0x646: "noon", 0x661: "one", 0x31: "one"}
GSUB = """
languagesystem DFLT dflt; languagesystem arab dflt;
feature init { sub beh by beh.init; sub lam by lam.init; sub noon by tooth.init; } init;
feature medi { sub beh by beh.medi; } medi;
feature fina { sub beh by beh.fina; } fina;
feature rlig { sub lam.init alef by lam_alef; } rlig;
lookup dots { sub tooth.init by tooth.init dotabove; } dots;
feature calt { lookup dots; } calt;
table GDEF { GlyphClassDef [alef beh lam noon], [lam_alef], [dotabove], ; } GDEF;
"""


def tiny_font() -> bytes:
    """Return the font as a TrueType file."""
    names = list(SHAPES)
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(CMAP)
    glyphs = {}
    for name, rectangles in SHAPES.items():
        pen = TTGlyphPen(None)
        for left, bottom, right, top in rectangles:
            pen.moveTo((left, bottom))
            for corner in ((left, top), (right, top), (right, bottom)):
                pen.lineTo(corner)
            pen.closePath()
        glyphs[name] = pen.glyph()
    builder.setupGlyf(glyphs)
    bearings = {name: min((one[0] for one in shapes), default=0) for name, shapes in SHAPES.items()}
    builder.setupHorizontalMetrics({name: (0 if name == "dotabove" else 600, bearings[name]) for name in names})
    builder.setupHorizontalHeader(ascent=800, descent=-300)
    builder.setupNameTable({"familyName": FAMILY, "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.addOpenTypeFeatures(GSUB)
    file = io.BytesIO()
    builder.save(file)
    return file.getvalue()


def tiny_file(folder: Path) -> Path:
    """Write the font into a folder."""
    path = folder / "tiny.ttf"
    path.write_bytes(tiny_font())
    return path
