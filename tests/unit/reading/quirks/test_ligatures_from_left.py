"""Ligatures mapped as they look, from the left."""

from __future__ import annotations

import pytest

from tests.unit.reading.sheets import at, text_of

LAM_ALEF, LAM_HAMZA = 0xE000, 0xE001
TRUE = "للأس مقالات"


def read(lam_alef: str = "ال", lam_hamza: str = "أل") -> str:
    """Return a line with two ligatures as the font maps them."""
    shown = f"ت{chr(LAM_ALEF)}اقم س{chr(LAM_HAMZA)}ل"
    return text_of(at(shown, 200, 300), letters={LAM_ALEF: lam_alef, LAM_HAMZA: lam_hamza})


def test_a_ligature_in_reading_order_stays() -> None:
    assert read("لا", "لأ") == TRUE


def test_what_joins_only_backwards_is_turned() -> None:
    # alef joins nothing behind it: "ال" cannot be a ligature in reading order, so this font maps as it looks
    assert read() == TRUE


def test_a_font_that_maps_in_reading_order_keeps_ligatures_that_could_be_either() -> None:
    shown = f"{chr(LAM_ALEF)}س {chr(LAM_HAMZA)}"
    assert text_of(at(shown, 200, 300), letters={LAM_ALEF: "لا", LAM_HAMZA: "لم"}) == "لم سلا"


@pytest.mark.xfail(strict=True, reason="the vote turns only ligatures that cannot be read as they are")
def test_a_font_that_maps_visually_turns_ligatures_that_could_be_either() -> None:
    shown = f"{chr(LAM_ALEF)}س {chr(LAM_HAMZA)}"
    assert text_of(at(shown, 200, 300), letters={LAM_ALEF: "ال", LAM_HAMZA: "مل"}) == "لم سلا"
