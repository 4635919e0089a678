"""Rounds: a rule is asked again of what it made, until it finds nothing, or what it found is held."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from tarmim.api import repair
from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import DEFAULT_THRESHOLD, ONCE, Rounds, Rule
from tarmim.engine.run import run
from tarmim.errors import TarmimError, UsageError
from tarmim.model.edit import Edit
from tarmim.model.passage import Passage
from tarmim.model.repair import Repair
from tarmim.options import Options


def asked(
    find: Callable[[str], Iterable[tuple[int, int, str]]], rounds: Rounds = ONCE, confidence: float = 0.95
) -> Rule:
    """Return a rule that finds what is given as (start, end, text)."""

    def found(passage: Passage, evidence: Evidence) -> Iterable[Edit]:
        return (Edit(*span, "kind", confidence, "a reason") for span in find(passage.text))

    return Rule("rule", "kind", "a summary", lambda passage, evidence: True, found, rounds=rounds)


def first_of(old: str, new: str) -> Callable[[str], Iterable[tuple[int, int, str]]]:
    """Return what finds the first place of the old text only."""
    return lambda text: [(text.index(old), text.index(old) + len(old), new)] if old in text else []


def spans(repair: Repair) -> list[tuple[int, int, str]]:
    return [(edit.start, edit.end, edit.text) for edit in repair.edits]


@pytest.mark.parametrize(("most", "made"), [(1, "baaa"), (5, "bbbb")])
def test_a_rule_is_asked_as_often_as_it_wants(most: int, made: str) -> None:
    repair = run("aaaa", [asked(first_of("a", "b"), Rounds(most=most))], Options())
    assert repair.text == made == repair.replay()
    assert len(repair.steps) == 1, "all rounds are one step"


def test_what_the_rounds_did_at_one_place_is_one_edit_of_the_text_given() -> None:
    repair = run(
        "-abc-", [asked(lambda text: first_of("bc", "c")(text) or first_of("ac", "X")(text), Rounds(4))], Options()
    )
    assert repair.text == "-X-"
    assert spans(repair) == [(1, 4, "X")]
    assert [repair.origin(i) for i in range(3)] == [(0, 1), (1, 4), (4, 5)]


def test_the_last_round_only_looks_and_what_it_would_change_again_is_held() -> None:
    turns = {"ab": "ba", "ba": "ab"}
    flip = asked(lambda text: [(0, 2, turns[text[:2]]), *first_of("x", "y")(text)], Rounds(most=4, why="it turns"))
    repair = run("ab-x", [flip], Options())
    assert repair.text == "ab-y", "what settled is made, what does not is not"
    assert [(edit.start, edit.end, edit.held) for edit in repair.held] == [(0, 2, "it turns")]
    assert repair.held[0].confidence == 0.95, "the rule is as sure as it was"


def test_all_is_held_where_a_rule_says_so() -> None:
    rounds = Rounds(most=3, holds_all=True, why="no end")
    repair = run("x", [asked(lambda text: [(len(text), len(text), "x")], rounds)], Options())
    assert repair.text == "x"
    assert {edit.held for edit in repair.held} == {"no end"}


@pytest.mark.parametrize(("count", "made"), [(2, "aac"), (3, "bbbd")])
def test_few_edits_that_bring_forth_others_are_no_proof(count: int, made: str) -> None:
    def find(text: str) -> list[tuple[int, int, str]]:
        places = [(i, i + 1, "b") for i, letter in enumerate(text) if letter == "a"]
        return places or [(i, i + 1, "d") for i, letter in enumerate(text) if letter == "c"]

    rounds = Rounds(most=4, proof=3, holds_all=True)
    assert run("a" * count + "c", [asked(find, rounds)], Options()).text == made


def test_later_rounds_are_told_what_the_first_was_given() -> None:
    seen: list[str | None] = []

    def find(passage: Passage, evidence: Evidence) -> Iterable[Edit]:
        seen.append(None if evidence.first is None else evidence.first.text)
        if "a" in passage.text:
            yield Edit(0, 1, "b", "kind", 1.0, "a reason")

    def watch(passage: Passage, evidence: Evidence) -> bool:
        seen.append(None if evidence.first is None else evidence.first.text)
        return False

    rule = Rule("rule", "kind", "a summary", lambda passage, evidence: True, find, rounds=Rounds(most=3))
    run("a", [rule, Rule("next", "kind", "a summary", watch, lambda passage, evidence: ())], Options())
    assert seen == [None, "a", None]


def test_findings_of_the_last_round_stand_where_they_stood_in_the_text_given() -> None:
    def find(passage: Passage, evidence: Evidence) -> Iterable[Edit]:
        text = passage.text
        if text.startswith("a"):
            yield Edit(0, 1, "bbb", "kind", 0.95, "a reason")
        yield Edit(text.index("?"), text.index("?") + 1, "!", "kind", 0.3, "a doubt")

    rule = Rule("rule", "kind", "a summary", lambda passage, evidence: True, find, rounds=Rounds(most=3))
    (doubt,) = run("a-?", [rule], Options()).held
    assert (doubt.start, doubt.end) == (2, 3)


@pytest.mark.parametrize(
    ("edit", "held"),
    [
        (Edit(0, 1, "b", "kind", 0.99, "a reason", held="for a reason of its own"), "for a reason of its own"),
        (Edit(0, 1, "b", "kind", 0.5, "a reason"), f"less sure than {DEFAULT_THRESHOLD:g}"),
        (Edit(0, 1, "a", "kind", 0.99, "a reason"), "there is nothing to put in its place"),
    ],
)
def test_what_is_held_says_why(edit: Edit, held: str) -> None:
    rule = Rule("rule", "kind", "a summary", lambda passage, evidence: True, lambda passage, evidence: [edit])
    repair = run("a", [rule], Options())
    assert repair.text == "a"
    assert [(one.confidence, one.held) for one in repair.held] == [(edit.confidence, held)]


def test_what_a_rule_holds_is_held_however_low_the_threshold() -> None:
    edit = Edit(0, 1, "b", "kind", 0.99, "a reason", held="for a reason of its own")
    rule = Rule("rule", "kind", "a summary", lambda passage, evidence: True, lambda passage, evidence: [edit])
    assert run("a", [rule], Options(threshold=0.0)).text == "a"


def test_the_threshold_of_a_rule_is_the_callers_or_its_own() -> None:
    seen: list[float] = []
    rule: Rule

    def find(passage: Passage, evidence: Evidence) -> Iterable[Edit]:
        seen.append(evidence.threshold(rule.threshold))
        return ()

    rule = Rule("rule", "kind", "a summary", lambda passage, evidence: True, find, threshold=0.6)
    run("a", [rule], Options())
    run("a", [rule], Options(threshold=0.7))
    assert seen == [0.6, 0.7]


@pytest.mark.parametrize(
    "shape",
    [{"on": frozenset({"txt"})}, {"on": frozenset()}, {"languages": "ar"}, {"rounds": Rounds(most=0)}],
    ids=["stage", "nowhere", "languages", "rounds"],
)
def test_a_rule_that_could_never_run_is_an_error(shape: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match=r"acme\.rule"):
        Rule("acme.rule", "acme", "does nothing", lambda passage, evidence: True, lambda passage, evidence: (), **shape)


def test_a_rule_that_returns_nothing_is_named() -> None:
    def find(passage: Passage, evidence: Evidence) -> Any:
        return None

    with pytest.raises(TarmimError, match=r"acme\.rule"):
        repair("نص", rules=[Rule("acme.rule", "acme", "finds None", lambda passage, evidence: True, find)])
