"""Scores to the code point, counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evaluation.farm.making import Sample
from evaluation.farm.report import TABLE, Reading, composition, harm, row, worst
from evaluation.farm.score import Score, held_letters, scored

BEH, TEH, FATHA, ZWNJ = "\u0628", "\u062a", "\u064e", "\u200c"


def sample(**known: object) -> Sample:
    given = {"name": "a", "producer": "p", "kind": "prose", "family": "f", "mechanisms": (), "mutation": ""}
    return {**given, **known}


def reading(letters: float, held: float = 1.0, **known: object) -> Reading:
    return Reading(sample(**known), Score(letters, letters, 0.0, 100.0), held)


def test_every_code_point_counts_in_letters() -> None:
    # ten are wanted: a mark and a joiner are missing, and two letters are too many
    want = f"{BEH}{FATHA}{BEH}{BEH} {BEH}{BEH}{ZWNJ}{BEH}{BEH}"
    score = scored(f"{BEH}{BEH}{BEH} {BEH}{BEH}{BEH}{BEH}{TEH}{TEH}", want)
    assert score.letters == pytest.approx(40.0)


def test_marks_and_joiners_do_not_count_in_plain() -> None:
    assert scored(f"{BEH}{BEH}", f"{BEH}{FATHA}{ZWNJ}{BEH}").plain == 0.0


def test_lines_are_joined_for_letters_and_kept_for_paragraphs() -> None:
    score = scored(f"{BEH}\n{TEH}\n{BEH}{BEH}", f"{BEH} {TEH}\n{BEH}{BEH}")
    assert (score.letters, score.words, score.paragraphs) == (0.0, 0.0, 50.0)


def test_of_four_words_one_is_wrong() -> None:
    assert scored("a b c x", "a b c d").words == 25.0


def test_direction_controls_do_not_count() -> None:
    assert scored(f"\u202b{BEH}{TEH}\u202c\u200f", f"{BEH}{TEH}") == scored(f"{BEH}{TEH}", f"{BEH}{TEH}")
    assert scored(f"{BEH}{TEH}", f"{BEH}{TEH}").letters == 0.0


def test_a_gap_of_spaces_counts_as_one() -> None:
    assert scored(f"{BEH} {TEH}", f"{BEH}{chr(0xA0) * 8}{TEH}").letters == 0.0


def test_letters_are_held_in_any_order() -> None:
    assert held_letters(f"{TEH}{BEH} ", f"{BEH}{TEH}") == 1.0
    assert held_letters(f"{TEH}{TEH}{TEH}{BEH}", f"{BEH}{TEH}{TEH}{BEH}") == 0.75


def test_maps_are_right_where_they_hold_the_letters_and_nothing_was_done_to_them() -> None:
    assert reading(0.0, 1.0).has_right_maps
    assert not reading(0.0, 0.9).has_right_maps
    assert not reading(0.0, 1.0, mutation="digits_exchanged").has_right_maps


def test_harm_is_what_the_bare_maps_had_right() -> None:
    mine = [reading(1.0, name="worse"), reading(1.0, name="better"), reading(1.05, name="alike")]
    maps = [reading(0.5), reading(2.0), reading(1.0)]
    assert [line.split()[-1] for line in harm(mine, maps)] == ["worse"]


def test_harm_names_its_cause() -> None:
    mine = [replace(reading(3.0, name="a"), own=0.9), replace(reading(2.0, name="b"), own=1.0)]
    maps = [replace(reading(0.0), own=1.0), replace(reading(0.0), own=0.99)]
    lines = harm(mine, maps)
    assert ["order, spaces, lines" in line for line in lines] == [False, True]
    assert "letters" in lines[0]


def test_the_worst_come_first_and_right_ones_never() -> None:
    lines = worst([reading(0.0, name="right"), reading(2.0, name="bad"), reading(5.0, name="worst")], 9)
    assert [line.split()[1] for line in lines] == ["worst", "bad"]


def test_what_a_seed_lacks_is_said() -> None:
    samples = [sample(mutation="maps_dropped", mechanisms=("maps_dropped",))] * 60
    lines = composition(samples, ["maps_dropped"], 300)
    assert [line.split()[-3:-1] for line in lines if line.startswith("FEW")] == [["families", "families"]]


def test_a_tools_row_tells_right_maps_from_wrong_ones() -> None:
    readings = [
        reading(0.0),
        reading(3.0),
        reading(8.0, mechanisms=("fallback", "dots_apart")),
        reading(20.0, mechanisms=("nastaliq", "dots_apart")),
        reading(60.0, 0.2, mechanisms=("dots_apart",)),
        reading(40.0, mutation="maps_dropped"),
    ]
    assert row("tool 1", readings) == (
        "| tool 1 | 21.8 / 14.0 | 1.5 / 1.5 | 8.0 / 8.0 | 20.0 / 20.0 | 50.0 / 50.0 | 17 % | 100 % |"
    )
    assert TABLE.splitlines()[0].count("|") == TABLE.splitlines()[1].count("|") == row("", readings).count("|")
