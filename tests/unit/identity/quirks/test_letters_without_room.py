"""A letter that a font draws as a glyph that takes no room."""

from __future__ import annotations

from tarmim.identity.shapes.match import recognise
from tarmim.identity.shapes.outline import Outline
from tarmim.identity.training.build_bank import build_bank
from tarmim.identity.training.label_fonts import LabelledOutlines
from tests.unit.identity.shapes.test_outlines import bar, polygon, wedge

ALEF, BEH = "\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER BEH}"
TRUE = ALEF


def recognised(first: Outline) -> list[str]:
    """Return the letters that an outline may be in a font of three glyphs, by a bank that knows an alef and a beh."""
    known = [Outline(bar().points, bar().ends, 0.0), wedge()]
    bank = build_bank(LabelledOutlines(known, [{(ALEF, "fina"): 1.0}, {(BEH, "isol"): 1.0}], ["One"] * 2, [0, 0]))
    return [one.letters for one in recognise([first, wedge(), bar()], banks=[bank])[0]]


def read() -> str:
    """Return what is made of the known alef: "" for nothing."""
    return next(iter(recognised(Outline(bar().points, bar().ends, 0.0))), "")


def test_a_letter_without_room_is_no_mark_where_the_bank_knows_it() -> None:
    """Noto Naskh Arabic draws the alef of lam-alef as a glyph of its own, back over the lam."""
    assert read() == TRUE


def test_an_unknown_outline_without_room_is_a_mark() -> None:
    triangle = polygon((0, 0), (0.2, 0.9), (0.5, 0.1))
    assert not {ALEF, BEH}.intersection(recognised(Outline(triangle.points, triangle.ends, 0.0)))
