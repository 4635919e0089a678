"""Joining types against facts of the script, and shapes of words whose shaping is common knowledge."""

from __future__ import annotations

import unicodedata

import pytest

from tarmim.script.joining import expected_shapes, joining_type, joins_next, joins_previous
from tarmim.script.joining_table import JOINING_RANGES

ALEF, BEH, TEH_MARBUTA, DAL, REH, SEEN, LAM, MEEM, WAW, YEH = (
    "\u0627\u0628\u0629\u062f\u0631\u0633\u0644\u0645\u0648\u064a"
)
HAMZA, TATWEEL, FATHA, SHADDA = "\u0621\u0640\u064e\u0651"
ZWNJ, ZWJ = "\u200c\u200d"


@pytest.mark.parametrize(
    ("char", "expected"),
    [
        (BEH, "D"), (LAM, "D"), (YEH, "D"), (ALEF, "R"), (DAL, "R"), (REH, "R"), (WAW, "R"), (TEH_MARBUTA, "R"),
        (HAMZA, "U"), (TATWEEL, "C"), (ZWJ, "C"), (ZWNJ, "U"), (FATHA, "T"), (SHADDA, "T"), ("\u0301", "T"),
        ("\u00ad", "T"), ("\ua872", "L"), ("a", "U"), (" ", "U"), ("5", "U"), ("\U0010ffff", "U"),
    ],
)  # fmt: skip
def test_joining_type(char: str, expected: str) -> None:
    assert joining_type(char) == expected


def test_marks_of_python_are_transparent() -> None:
    # Marks of Unicode 3.2, which every Python has, that are still marks: younger ones depend on the Python.
    versions = (unicodedata.ucd_3_2_0.category, unicodedata.category)
    marks = [char for char in map(chr, range(0x110000)) if all(of(char) in {"Mn", "Me"} for of in versions)]
    assert len(marks) > 500
    assert [char for char in marks if joining_type(char) != "T"] == []


def test_ranges_are_sorted_and_apart() -> None:
    edges = [edge for first, last, _ in JOINING_RANGES for edge in (first, last + 1)]
    assert edges == sorted(edges)


def test_predicates() -> None:
    assert joins_next(BEH)
    assert not joins_next(ALEF)
    assert joins_previous(ALEF)
    assert joins_next(TATWEEL)
    assert joins_previous(TATWEEL)
    assert joins_next("\ua872")
    assert not joins_previous("\ua872")


def initials(text: str) -> str:
    return "".join("-" if shape is None else shape[1] for shape in expected_shapes(text))


@pytest.mark.parametrize(
    ("text", "expected"),  # second letters: iSolated, iNitial, mEdial, fInal
    [
        ("", ""),
        (BEH, "s"),
        (SEEN + LAM + ALEF + MEEM, "neis"),  # salam: the alef does not join the meem
        (BEH + YEH + BEH, "nei"),
        (DAL + REH + WAW, "sss"),
        (BEH + FATHA + SHADDA + BEH, "n--i"),
        (BEH + FATHA, "s-"),
        (BEH + ZWNJ + BEH, "sss"),
        (BEH + ZWJ, "ni"),
        (ZWJ + BEH, "ni"),
        (BEH + TATWEEL + BEH, "nei"),
        (BEH + HAMZA + BEH, "sss"),
        (BEH + " " + BEH, "sss"),
        ("a" + BEH + BEH, "sni"),
        (BEH + BEH + TEH_MARBUTA, "nei"),
        (BEH + "\u00ad" + BEH, "n-i"),  # a soft hyphen is a format character
    ],
)
def test_expected_shapes(text: str, expected: str) -> None:
    assert initials(text) == expected
