"""Presentation forms against Python's own character database, by another path than the table's."""

from __future__ import annotations

import re
import unicodedata

import pytest

from tarmim.script.forms import FORM_CLASS, Form, form_for, form_of, is_form, shape_of
from tarmim.script.joining import joins_next, joins_previous

BLOCKS = [chr(code) for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00))]
NAMES = {"ISOLATED FORM": "isolated", "INITIAL FORM": "initial", "MEDIAL FORM": "medial", "FINAL FORM": "final"}


def test_every_form_is_its_compatibility_decomposition() -> None:
    count = 0
    for char in BLOCKS:
        tag, _, letters = unicodedata.decomposition(char).partition(" ")
        if tag.strip("<>") in NAMES.values():
            count += 1
            expected = "".join(chr(int(letter, 16)) for letter in letters.split())
            assert form_of(char) == Form(expected, tag.strip("<>"))  # type: ignore[arg-type]
        else:
            assert form_of(char) is None
    assert count == 731


def test_shape_agrees_with_the_character_name() -> None:
    for char in filter(is_form, BLOCKS):
        for ending, shape in NAMES.items():
            if unicodedata.name(char).endswith(ending):
                assert shape_of(char) == shape


def test_class_matches_exactly_the_forms() -> None:
    pattern = re.compile(f"[{FORM_CLASS}]")
    everything = map(chr, range(0x20000))
    assert [char for char in everything if bool(pattern.match(char)) != is_form(char)] == []


def test_single_letters_can_take_the_shape_they_have() -> None:
    for char in BLOCKS:
        form = form_of(char)
        if form is not None and len(form.letters) == 1:
            assert form.shape not in {"initial", "medial"} or joins_next(form.letters)
            assert form.shape not in {"final", "medial"} or joins_previous(form.letters)


@pytest.mark.parametrize(
    ("char", "letters", "shape"),
    [
        ("\ufefb", "\u0644\u0627", "isolated"),  # lam with alef
        ("\ufef6", "\u0644\u0622", "final"),  # lam with alef with madda, kept composed
        ("\ufdf2", "\u0627\u0644\u0644\u0647", "isolated"),  # Allah
        ("\ufe91", "\u0628", "initial"),
        ("\ufe92", "\u0628", "medial"),
        ("\ufcf2", "\u0640\u064e\u0651", "medial"),  # shadda with fatha on tatweel
    ],
)
def test_known_forms(char: str, letters: str, shape: str) -> None:
    assert form_of(char) == Form(letters, shape)  # type: ignore[arg-type]
    assert form_for(letters, shape) == char  # type: ignore[arg-type]


@pytest.mark.parametrize("char", ["\u0628", "a", "\ufd3e", "\ufdfd", "\ufe73", "\ufeff", "\ufb1d", ""])
def test_no_form(char: str) -> None:
    assert form_of(char) is None
    assert shape_of(char) is None
    assert not is_form(char)


def test_no_form_for_an_impossible_shape() -> None:
    assert form_for("\u0627", "initial") is None  # alef never joins onward
