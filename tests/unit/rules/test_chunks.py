"""Lines whose pieces stand in reverse order: what a line is made of, and which readings it has."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

import tarmim
from tarmim.language import load
from tarmim.rules.line_order.pieces import is_open, pieces_of
from tarmim.rules.line_order.scores import scored
from tarmim.rules.line_order.search import LineReading, Search, Surroundings
from tarmim.rules.line_order.suspects import fused_ends, marked_lines, may_fuse
from tests.laws import assert_lawful
from tools.damage_order import reordered

STROKE = "\u0640"
MINISTER = "\u0648\u0632\u064a\u0631"  # wazir: "minister"
SAID = "\u0642\u0627\u0644"
FINANCE = "\u0627\u0644\u0645\u0627\u0644\u064a\u0629"
ALL = "\u062c\u0645\u064a\u0639"  # jami': "all"
BOOKS = "\u0627\u0644\u0643\u062a\u0628"
#: "er of finance yesterday said the minist"
SWAPPED = f"\u064a\u0631 {FINANCE} \u0623\u0645\u0633 {SAID} \u0648\u0632"


def readings_of(
    line: str, *, most: int = 3, fuses: Callable[[str, str], bool] = lambda tail, head: True
) -> list[LineReading]:
    models = load("ar")
    assert models is not None
    assert models.sequences is not None
    return scored([Search(pieces_of(line, 0, len(line)), Surroundings(), most, fuses)], models.sequences)[0]


def test_pieces_begin_after_spaces() -> None:
    line = f"x {STROKE}{STROKE}{ALL}\u060c ({BOOKS}) 12"
    pieces = pieces_of(line, 2, len(line))
    assert [line[slice(*span)] for span in pieces.spans] == line.split()[1:]
    assert pieces.marked == (True, False, False)
    assert pieces.ended == (True, True, True)
    assert pieces.bounds == (0, 2, 5, 6)


@pytest.mark.parametrize(
    ("word", "open_ended"),
    [
        ("\u0648\u0632", True),
        ("\u0623", True),
        ("\u0648\u0632\u0651", True),
        ("\u062c\u0645\u064a", False),
        ("", False),
    ],
)
def test_a_word_is_open_behind_a_letter_that_does_not_join(word: str, open_ended: bool) -> None:
    assert is_open(word) is open_ended


@pytest.mark.parametrize("end", ["\u0629", "\u0649", "\u0627\u064b", ".", "7"])
def test_no_word_goes_on_behind_an_end(end: str) -> None:
    assert pieces_of(MINISTER + end, 0, len(MINISTER + end)).ended == (True,)


def test_a_line_without_damage_has_one_reading_where_nothing_may_be_cut() -> None:
    line = f"{SAID} {MINISTER} {FINANCE}."
    assert [(reading.starts, reading.joins) for reading in readings_of(line)] == [((0,), ())]


def test_the_halves_of_a_word_are_found() -> None:
    best = readings_of(SWAPPED)[0]
    assert best.words == (MINISTER,)
    assert best.starts[-1] == 0


def test_a_stroke_always_begins_a_piece_and_joins() -> None:
    line = f"{STROKE}{STROKE}\u0639 {BOOKS} \u062c\u0645\u064a"
    assert {reading.words for reading in readings_of(line)} == {(ALL,)}
    open_half = f"{STROKE}{STROKE}\u0639 {BOOKS} \u0648\u0632"
    assert readings_of(open_half, fuses=lambda tail, head: False) == []


def test_cuts_between_words_are_found_where_asked_for() -> None:
    # "the minister said [all] the books": three pieces, the last of which was cut off between two words
    line = f"{SAID} {MINISTER} {STROKE}{STROKE}\u0639 {BOOKS} \u062c\u0645\u064a"
    models = load("ar")
    assert models is not None
    assert models.sequences is not None
    search = Search(pieces_of(line, 0, len(line)), Surroundings(), 3, lambda tail, head: False)
    assert scored([search], models.sequences) == [[]]
    best = scored([search.with_spaces()], models.sequences)[0][0]
    assert search.with_spaces().sequence(best) == [ALL, BOOKS, SAID, MINISTER]
    assert best.joins == (ALL, "")


def test_the_right_reading_is_among_those_of_every_broken_line() -> None:
    words = (
        f"{SAID} {MINISTER} {FINANCE} \u0623\u0645\u0633 \u0625\u0646 {ALL} {BOOKS} \u0648\u0635\u0644\u062a".split()
    )
    rng = random.Random(5)
    for _ in range(30):
        rng.shuffle(words)
        line = " ".join(words)
        inner = [i for i in range(1, len(line)) if line[i] != " " and line[i - 1] not in " \u0649\u0629"]
        damaged = reordered(line, sorted(rng.sample(inner, 2)))
        search = Search(pieces_of(damaged, 0, len(damaged)), Surroundings(), 4, lambda tail, head: True)
        models = load("ar")
        assert models is not None
        assert models.sequences is not None
        found = scored([search], models.sequences)[0]
        assert words in [search.sequence(reading) for reading in found], damaged


def test_suspects_are_lines_whose_ends_make_a_word() -> None:
    models = load("ar")
    assert models is not None
    sound = f"{SAID} {MINISTER} {FINANCE} \u0623\u0645\u0633"
    text = f"{sound}\n{SWAPPED}\n{sound}"
    assert [text[slice(*span)] for span in fused_ends(text, text.split("\n"), models.words)] == [SWAPPED]
    assert fused_ends(SWAPPED * 12, [SWAPPED * 12], models.words) == []  # no printed line is so long


def test_whether_halves_may_fuse() -> None:
    models = load("ar")
    assert models is not None
    assert may_fuse("\u0648\u0632", "\u064a\u0631", models.words, gain=0.0) is True
    assert may_fuse(SAID, FINANCE, models.words, gain=0.0) is False
    assert may_fuse("\u062b\u0636\u0638", "\u063a\u063a\u0636", models.words, gain=0.0) is None


def test_marked_lines_say_whether_two_strokes_stand_together() -> None:
    text = f"{STROKE}\u0639 {BOOKS}\n{BOOKS}\n{BOOKS} {STROKE}{STROKE}\u0639\n{STROKE} {BOOKS}"
    found = [(text[slice(*span)], two) for span, two in marked_lines(text)]
    assert found == [(f"{STROKE}\u0639 {BOOKS}", False), (f"{BOOKS} {STROKE}{STROKE}\u0639", True)]


def test_every_character_of_a_line_put_in_order_has_its_origin() -> None:
    text = f"{STROKE}{STROKE}\u0639 {BOOKS} \u0627\u0644\u062a\u064a \u0648\u0635\u0644\u062a \u062c\u0645\u064a"
    repair = assert_lawful(text)
    assert repair.text == f"{ALL} {BOOKS} \u0627\u0644\u062a\u064a \u0648\u0635\u0644\u062a"
    assert [text[slice(*repair.origin(i))] for i in range(len(repair.text))] == list(repair.text)


def test_the_edit_says_which_words_are_whole_again_and_how_sure_their_order_is() -> None:
    text = f"{STROKE}{STROKE}\u0639 {BOOKS} \u0627\u0644\u062a\u064a \u0648\u0635\u0644\u062a \u062c\u0645\u064a"
    edit = next(change.edit for change in tarmim.repair(text).explain() if change.rule == "chunks")
    assert ALL in edit.reason
    assert "%" in edit.reason
    assert all(0 < candidate.probability < 1 for candidate in edit.candidates)
    assert sum(candidate.probability for candidate in edit.candidates) < 1
