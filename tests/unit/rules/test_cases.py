"""Runs tests/cases/<rule>/{made,wild,held,clean,known_failures}.jsonl through the whole default pipeline.

A held case names what is found and reported but left as it is.

Comparisons are exact to the code point, spaces and line breaks included.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import tarmim
from tests.laws import assert_lawful

CASES = Path(__file__).parents[2] / "cases"
EXAMPLES = Path(tarmim.__file__).parent / "rules" / "examples"

PAIR = {"damaged", "true", "why", "source", "licence"}
CLEAN = {"text", "why", "source", "licence"}
HELD = {"text", "found", "why", "source", "licence"}
FIELDS = {"made": PAIR, "wild": PAIR, "known_failures": PAIR, "held": HELD, "clean": CLEAN}

#: How many cases a rule has at least: of damage repaired or reported, and of text that must not change.
LEAST = {("made", "held"): 12, ("clean",): 10}

#: Of other people's text a case may hold this many consecutive words.
WILD_WORDS = 5


@cache
def read(path: Path) -> tuple[dict[str, str], ...]:
    """Return the cases of a file; a line that is not JSON fails with its place."""
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                cases.append(json.loads(line))
            except ValueError as error:
                raise ValueError(f"{path}:{number}: {error}") from error
    return tuple(cases)


def files(kind: str) -> list[Path]:
    """Return the files of one kind, rule by rule."""
    return sorted(CASES.glob(f"*/{kind}.jsonl"))


def cases(*kinds: str, marks: Any = ()) -> list[Any]:
    """Return a parameter set (rule, case) for every case, named by rule, file and number."""
    return [
        pytest.param(path.parent.name, case, id=f"{path.parent.name}-{kind}-{number}", marks=marks)
        for kind in kinds
        for path in files(kind)
        for number, case in enumerate(read(path), 1)
    ]


def applied(repair: tarmim.Repair) -> list[str]:
    """Return the names of the rules that changed something."""
    return [step.rule for step in repair.steps if len(step.edits)]


@pytest.mark.parametrize(("rule", "case"), cases("made", "wild"))
def test_damage_is_repaired(rule: str, case: dict[str, str]) -> None:
    repair = assert_lawful(case["damaged"])
    assert repair.text == case["true"], case["why"]
    assert rule in applied(repair), f"the text came right, but not by {rule}: {applied(repair)}"


@pytest.mark.parametrize(("rule", "case"), cases("held"))
def test_damage_is_reported(rule: str, case: dict[str, str]) -> None:
    repair = assert_lawful(case["text"])
    found = [change.before.strip() for change in repair.explain() if change.rule == rule and not change.applied]
    assert case["found"] in found, case["why"]
    assert case["found"].split()[0] in repair.text, "what is held stays"


@pytest.mark.parametrize(("rule", "case"), cases("clean"))
def test_sound_text_comes_back_as_the_same_object(rule: str, case: dict[str, str]) -> None:
    repair = assert_lawful(case["text"])
    assert repair.text == case["text"], f"{case['why']}; changed by {applied(repair)}"
    assert repair.text is case["text"]


@pytest.mark.parametrize(("rule", "case"), cases("known_failures", marks=pytest.mark.xfail(strict=True)))
def test_not_reached_yet(rule: str, case: dict[str, str]) -> None:
    assert tarmim.repair(case["damaged"]).text == case["true"]


@pytest.mark.parametrize(("rule", "case"), cases("known_failures"))
def test_what_is_not_reached_is_lawful(rule: str, case: dict[str, str]) -> None:
    assert_lawful(case["damaged"])


@pytest.mark.parametrize("path", [p for kind in FIELDS for p in files(kind)], ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_file_is_well_formed(path: Path) -> None:
    assert path.parent.name in {rule.name for rule in tarmim.rules()}, "the folder is named after a rule"
    seen = set()
    for number, case in enumerate(read(path), 1):
        assert set(case) == FIELDS[path.stem], f"line {number}"
        assert all(isinstance(value, str) and value for value in case.values()), f"line {number}: an empty field"
        text = case.get("damaged", case.get("text", ""))
        assert text != case.get("true"), f"line {number}: nothing is damaged"
        assert text not in seen, f"line {number}: stands twice"
        seen.add(text)


@pytest.mark.parametrize(
    "path", [p for p in CASES.glob("*/*") if p.is_file()], ids=lambda p: f"{p.parent.name}/{p.name}"
)
def test_no_file_is_overlooked(path: Path) -> None:
    assert path.suffix == ".jsonl"
    assert path.stem in FIELDS


@pytest.mark.parametrize(("rule", "case"), cases("wild"))
def test_wild_cases_quote_five_words_at_most(rule: str, case: dict[str, str]) -> None:
    assert len(case["true"].split()) <= WILD_WORDS


@pytest.mark.parametrize("kinds", LEAST)
@pytest.mark.parametrize("rule", [rule.name for rule in tarmim.rules()])
def test_every_rule_has_cases(rule: str, kinds: tuple[str, ...]) -> None:
    paths = [path for kind in kinds if (path := CASES / rule / f"{kind}.jsonl").is_file()]
    assert sum(len(read(path)) for path in paths) >= LEAST[kinds]


@pytest.mark.parametrize("rule", [rule.name for rule in tarmim.rules()])
def test_example_is_true(rule: str) -> None:
    path = EXAMPLES / f"{rule}.json"
    assert path.is_file(), f"there is no {path}"
    example = json.loads(path.read_text(encoding="utf-8"))
    repair = assert_lawful(example["before"])
    assert repair.text == example["after"]
    assert rule in {step.rule for step in repair.steps}, "the example shows the rule, applied or reporting"


def test_rules_have_distinct_names_and_sections() -> None:
    names = [rule.name for rule in tarmim.rules()]
    assert len(set(names)) == len(names)
    assert all(rule.summary and rule.kind for rule in tarmim.rules())
