"""Repaired text as a file: its lines as they were, paragraphs that were joined apart."""

from __future__ import annotations

from pathlib import Path

import pytest

import tarmim
from tarmim.authoring import Edit, Rule
from tarmim.writers.plain import write_plain
from tools.make_damage import paragraphs_of
from tools.typesetting import wrapped

PARAGRAPHS = paragraphs_of((Path(__file__).parents[3] / "samples" / "news.txt").read_text(encoding="utf-8"))

SUBTITLES = "1\n00:00:01,000 --> 00:00:02,500\nأهلا وسهــلا بكم\n\n2\n00:00:03,000 --> 00:00:04,000\nفي المكتبــة\n"


def joining(*places: int) -> tarmim.Rule:
    """Return a rule that puts a space for the line ends at the places."""
    edits = [Edit(place, place + 1, " ", "own", 1.0, "why") for place in places]
    return Rule("own.rule", "own", "join", lambda passage, evidence: True, lambda passage, evidence: edits)


def written(text: str, *places: int) -> str:
    return "".join(write_plain(tarmim.repair(text, rules=[joining(*places)])))


@pytest.mark.parametrize(
    ("text", "places", "expected"),
    [
        ("a\nb\nc\n", (), "a\nb\nc\n"),
        ("a\nb\nc\n", (1,), "a b\n\nc\n"),
        ("a\nb\nc\nd", (3,), "a\n\nb c\n\nd"),
        ("a\nb\nc\nd\ne", (1, 5), "a b\n\nc d\n\ne"),
        ("a\nb\n\nc\n", (1,), "a b\n\nc\n"),
        ("a\nb\n\n\nc\nd\n", (1,), "a b\n\n\nc\nd\n"),
        ("a\nb", (1,), "a b"),
        ("a\nb\n", (1,), "a b\n"),
        ("\na\nb\n", (2,), "\na b\n"),
        ("a\nb\nc", (1, 3), "a b c"),
    ],
)
def test_only_what_was_joined_stands_apart(text: str, places: tuple[int, ...], expected: str) -> None:
    assert written(text, *places) == expected


def test_subtitles_and_lists_keep_their_lines() -> None:
    assert "".join(write_plain(tarmim.repair(SUBTITLES))) == SUBTITLES.replace("\u0640", "")


def test_paragraphs_that_were_cut_into_lines_stand_apart() -> None:
    paragraphs = [paragraph for paragraph in PARAGRAPHS if len(paragraph) > 300][:4]
    lines = [line for paragraph in paragraphs for line in wrapped(paragraph, 60)]
    assert "".join(write_plain(tarmim.repair("\n".join(lines)))) == "\n\n".join(paragraphs)


def test_what_was_written_is_sound() -> None:
    lines = [line for paragraph in PARAGRAPHS for line in wrapped(paragraph, 60)]
    once = "".join(write_plain(tarmim.repair("\n".join(lines) + "\n")))
    assert "".join(write_plain(tarmim.repair(once))) == once


def test_a_line_taken_out_whole_is_no_joint() -> None:
    edit = Edit(2, 4, "", "own", 1.0, "why")
    rule = Rule("own.rule", "own", "take out", lambda passage, evidence: True, lambda passage, evidence: [edit])
    assert "".join(write_plain(tarmim.repair("a\nb\nc\n", rules=[rule]))) == "a\nc\n"
