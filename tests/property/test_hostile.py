"""Hostile strings: what every rule looks for without measure, run over run, controls, halves of characters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tarmim
from tests import alphabets
from tests.laws import HOSTILE, assert_lawful

ALPHABETS: list[list[str]] = [getattr(alphabets, name) for name in alphabets.__all__]
PIECES = [piece for alphabet in ALPHABETS for piece in alphabet]

#: Two or three alphabets of all, as one list: letters with marks, codes with strokes, whatever meets.
some_pieces = st.lists(st.sampled_from(ALPHABETS), min_size=2, max_size=3).map(
    lambda chosen: [piece for alphabet in chosen for piece in alphabet]
)
soups = some_pieces.flatmap(lambda pieces: st.lists(st.sampled_from(pieces), max_size=60)).map("".join)
runs = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from([1, 1, 2, 9, 300])), min_size=1, max_size=12).map(
    lambda found: "".join(piece * times for piece, times in found)
)


@given(soups)
def test_laws_on_alphabets_that_meet(text: str) -> None:
    assert_lawful(text, settles=HOSTILE)


@given(runs)
def test_laws_on_runs_of_pieces(text: str) -> None:
    assert_lawful(text, settles=HOSTILE)


@given(st.lists(st.sampled_from([*alphabets.SURROGATES, "\0", "\ufffd", *alphabets.LETTERS]), max_size=60).map("".join))
def test_laws_on_halves_of_characters_and_nul(text: str) -> None:
    assert_lawful(text, settles=HOSTILE)


@settings(max_examples=40)
@given(st.sampled_from(PIECES), st.sampled_from(["", "\u0628"]), st.sampled_from(["", "\u062a"]))
def test_a_hundred_thousand_times_the_same_piece(piece: str, before: str, behind: str) -> None:
    text = before + piece * (100_000 // len(piece)) + behind
    repair = tarmim.repair(text)
    assert repair.replay() == repair.text
    again = tarmim.repair(repair.text)
    assert tarmim.repair(again.text).text == again.text


@pytest.mark.parametrize(
    "marks", ["\u064e", "\u0651", "\u064c\u064f", "\u064f\u064c", "\u064b\u064b\u064e", "\u0640\u064c"]
)
@pytest.mark.parametrize("count", [2, 5, 60, 3000])
def test_marks_on_one_letter_settle_at_once(marks: str, count: int) -> None:
    assert_lawful("\u0641" + marks * count + " \u0628\u064a\u062a\u064c")


def test_teh_marbutas_part_at_once() -> None:
    repair = assert_lawful("\u0629" * 50)
    assert repair.text == " ".join(["\u0629\u0629"] * 25)
