"""Substitutions read backwards: letters and forms by what the features of OpenType mean."""

from __future__ import annotations

import random

import pytest

from tarmim.identity.program.glyph_names import FormedLetters
from tarmim.identity.program.gsub import substituted_letters
from tests.unit.identity.typefaces import table, truetype

ALEF, BEH, JEEM = "\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER BEH}", "\N{ARABIC LETTER JEEM}"
LAM, MEEM = "\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER MEEM}"
NAMES = (
    *("alef", "beh", "jeem", "lam", "meem", "alef.fina", "beh.init", "beh.medi", "beh.fina"),
    *("lam.init", "lam.medi", "lam_alef", "lam_alef.fina", "meem.medi", "lam_meem", "lam_meem_jeem", "jeem.fina"),
    *("one", "two", "three", "four"),
)
CHARACTERS = {ALEF: "alef", BEH: "beh", JEEM: "jeem", LAM: "lam", MEEM: "meem"}
FORMS = """
feature init { sub beh by beh.init; sub lam by lam.init; } init;
feature medi { sub beh by beh.medi; sub lam by lam.medi; sub meem by meem.medi; } medi;
feature fina { sub beh by beh.fina; sub alef by alef.fina; sub jeem by jeem.fina; } fina;
"""


def gsub(features: str) -> bytes:
    return table(truetype(NAMES, CHARACTERS, features=f"languagesystem DFLT dflt;\n{features}"), "GSUB")


def reached(features: str) -> dict[str, FormedLetters]:
    """Return what is reached, by the names of glyphs; the program itself need not know them."""
    numbers = {NAMES.index(name) + 1: (char,) for char, name in CHARACTERS.items()}
    return {NAMES[glyph - 1]: named for glyph, named in substituted_letters(gsub(features), numbers).items()}


def test_joining_forms() -> None:
    found = reached(FORMS)
    assert found["beh.init"] == FormedLetters(BEH, "initial")
    assert found["beh.medi"] == FormedLetters(BEH, "medial")
    assert found["beh.fina"] == FormedLetters(BEH, "final")
    assert found["alef.fina"] == FormedLetters(ALEF, "final")


def test_glyphs_of_the_cmap_are_left_to_it() -> None:
    assert not set(reached(FORMS + "feature ss01 { sub alef by beh; } ss01;")) & set(CHARACTERS.values())


@pytest.mark.parametrize("feature", ["rlig", "liga", "dlig", "ccmp"])
def test_lam_alef(feature: str) -> None:
    rules = "sub lam.init alef.fina by lam_alef; sub lam.medi alef.fina by lam_alef.fina;"
    found = reached(FORMS + f"feature {feature} {{ {rules} }} {feature};")
    assert (found["lam_alef"].letters, found["lam_alef.fina"].letters) == (LAM + ALEF, LAM + ALEF)


@pytest.mark.parametrize(
    ("glyph", "form"),
    [
        pytest.param(
            "lam_alef",
            "isolated",
        ),
        pytest.param(
            "lam_alef.fina",
            "final",
        ),
        ("lam_meem", "initial"),
    ],
)
def test_a_ligature_joins_where_its_ends_join(glyph: str, form: str) -> None:
    rule = """feature rlig {
        sub lam.init alef.fina by lam_alef; sub lam.medi alef.fina by lam_alef.fina; sub lam.init meem.medi by lam_meem;
    } rlig;"""
    assert reached(FORMS + rule)[glyph].form == form


def test_a_ligature_of_letters_as_the_cmap_has_them() -> None:
    assert reached("feature liga { sub lam alef by lam_alef; } liga;")["lam_alef"] == FormedLetters(LAM + ALEF)


def test_a_ligature_of_a_ligature() -> None:
    rules = """
    feature rlig { sub lam.init meem.medi by lam_meem; } rlig;
    feature liga { sub lam_meem jeem.fina by lam_meem_jeem; } liga;
    """
    assert reached(FORMS + rules)["lam_meem_jeem"].letters == LAM + MEEM + JEEM


def test_rules_before_the_ones_they_need_are_followed_too() -> None:
    """The order of lookups is that of shaping: a font may reach a ligature's parts in a lookup of higher number."""
    rules = """
    feature rlig { sub lam_meem jeem.fina by lam_meem_jeem; } rlig;
    feature liga { sub lam.init meem.medi by lam_meem; } liga;
    """
    assert reached(FORMS + rules)["lam_meem_jeem"].letters == LAM + MEEM + JEEM


def test_a_lookup_that_only_a_context_calls() -> None:
    rules = """
    lookup JOINED { sub lam.init alef.fina by lam_alef; } JOINED;
    lookup TURNED { sub beh.fina by one; } TURNED;
    feature calt {
        sub lam.init' lookup JOINED alef.fina' beh;
        sub jeem beh.fina' lookup TURNED;
    } calt;
    """
    found = reached(FORMS + rules)
    assert found["lam_alef"].letters == LAM + ALEF
    assert found["one"] == FormedLetters(BEH, "final")


def test_alternates() -> None:
    found = reached(FORMS + "feature aalt { sub beh.init from [one two]; } aalt;")
    assert (found["one"], found["two"]) == (FormedLetters(BEH, "initial"), FormedLetters(BEH, "initial"))


def test_alternates_of_alternates() -> None:
    rules = "feature ss01 { sub beh by one; } ss01; feature ss02 { sub one by two; } ss02;"
    rules += "feature ss03 { sub two by three; } ss03; feature ss04 { sub three by four; } ss04;"
    assert reached(rules)["four"] == FormedLetters(BEH)


def test_a_lookup_in_an_extension() -> None:
    rules = "lookup FAR useExtension { sub beh by one; } FAR; feature fina { lookup FAR; } fina;"
    assert reached(rules)["one"] == FormedLetters(BEH, "final")


def test_reverse_chaining() -> None:
    assert reached("feature calt { rsub beh' jeem by one; } calt;")["one"] == FormedLetters(BEH)


def test_parts_of_a_letter_are_no_letters() -> None:
    assert reached("feature ccmp { sub beh by one two; } ccmp;") == {}


def test_glyphs_that_no_letter_leads_to_stay_unknown() -> None:
    assert set(reached("feature ss01 { sub one by two; sub beh by three; } ss01;")) == {"three"}


def test_forms_come_before_other_features() -> None:
    """A glyph that is the final beh and an alternate of jeem is the final beh."""
    rules = "feature aalt { sub jeem by beh.fina; } aalt;"
    assert reached(rules + FORMS)["beh.fina"] == FormedLetters(BEH, "final")


def test_a_circle_ends() -> None:
    rules = "feature ss01 { sub one by two; } ss01; feature ss02 { sub two by one; } ss02;"
    assert reached(rules + "feature ss03 { sub beh by one; } ss03;") == {
        "one": FormedLetters(BEH),
        "two": FormedLetters(BEH),
    }


def test_private_characters_lead_nowhere() -> None:
    assert substituted_letters(gsub("feature ss01 { sub beh by one; } ss01;"), {2: ("\ue000",)}) == {}


@pytest.mark.parametrize(
    "data",
    [
        bytes(64),
        *(data for data in (b"", b"\x00", b"\x00\x01\x00\x00", b"\xff" * 64)),
    ],
    ids=range(5),
)
def test_what_is_no_table_says_nothing(data: bytes) -> None:
    assert substituted_letters(data, {2: (BEH,)}) == {}


def test_a_damaged_table_costs_nothing_but_itself() -> None:
    sound = gsub(FORMS)
    chance = random.Random(5)
    for _ in range(60):
        damaged = bytearray(sound[: chance.randrange(len(sound) + 1)])
        for _ in range(min(3, len(damaged))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        substituted_letters(bytes(damaged), {2: (BEH,), 4: (LAM,)})
