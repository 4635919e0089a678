"""The hook of heh goal that a font draws as a glyph of its own."""

from __future__ import annotations

import io

import freetype
import pytest

from tarmim.identity.labels import LETTER_PART
from tests.unit.identity.typefaces import truetype, written

pytest.importorskip("uharfbuzz")

TRUE = (LETTER_PART, "")
NAMES = ["heh", "heh.init", "hook"]
FEATURES = """
languagesystem DFLT dflt; languagesystem arab dflt;
feature init { sub heh by heh.init; } init;
lookup parts { sub heh.init by heh.init hook; } parts;
feature calt { lookup parts; } calt;
"""


def read(letter: str = "\N{ARABIC LETTER HEH GOAL}") -> tuple[str, str] | None:
    """Return what the second glyph of an initial letter is taken for, None for nothing."""
    from tarmim.identity.training.shaping import label_glyphs

    font = truetype(NAMES, {letter: "heh"}, features=FEATURES)
    font["hmtx"].metrics["hook"] = (0, 100)
    data = written(font)
    labels = label_glyphs(data, freetype.Face(io.BytesIO(data)))
    return next(iter(labels.get(NAMES.index("hook") + 1, ())), None)


def test_it_is_a_part_of_its_letter() -> None:
    assert read() == TRUE


def test_of_another_letter_without_dots_nothing_is_known() -> None:
    assert read("\N{ARABIC LETTER LAM}") is None
