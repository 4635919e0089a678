"""The engine: order, threshold, what is held, what a rule is told."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import replace

import pytest

import tarmim
from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import DEFAULT_THRESHOLD, Rounds, Rule
from tarmim.engine.run import run
from tarmim.errors import TarmimError
from tarmim.model.edit import Cause, Edit
from tarmim.model.edits import Edits
from tarmim.model.passage import Passage
from tarmim.options import Options


def replacing(old: str, new: str, confidence: float = 1.0, *, name: str = "", trigger: bool = True) -> Rule:
    """Return a rule that puts one text for another, once."""

    def find(passage: Passage, evidence: Evidence) -> Iterable[Edit]:
        at = passage.text.find(old)
        if at >= 0:
            yield Edit(at, at + len(old), new, "kind", confidence, "a reason")

    return Rule(name or f"{old}-{new}", "kind", "a summary", lambda passage, evidence: trigger, find)


def test_rules_run_in_order_each_on_what_the_last_made() -> None:
    repair = run("a", [replacing("a", "b"), replacing("b", "c"), replacing("a", "x")], Options())
    assert repair.text == "c"
    assert [step.rule for step in repair.steps] == ["a-b", "b-c"]


def test_a_rule_whose_trigger_says_no_is_not_asked() -> None:
    assert run("a", [replacing("a", "b", trigger=False)], Options()).text == "a"


@pytest.mark.parametrize(("confidence", "made"), [(0.89, "a"), (DEFAULT_THRESHOLD, "b"), (1.0, "b")])
def test_an_edit_below_the_threshold_is_held(confidence: float, made: str) -> None:
    repair = run("a", [replacing("a", "b", confidence)], Options())
    assert repair.text == made
    assert len(repair.held) == (made == "a")


def test_the_threshold_is_the_callers() -> None:
    rules = [replacing("a", "b", 0.5)]
    assert run("a", rules, Options(threshold=0.5)).text == "b"
    assert run("a", rules, Options(threshold=0.51)).text == "a"


def test_a_rule_has_a_threshold_of_its_own_that_the_caller_overrides() -> None:
    rules = [replace(replacing("a", "b", 0.6), threshold=0.55)]
    assert run("a", rules, Options()).text == "b"
    assert run("a", rules, Options(threshold=DEFAULT_THRESHOLD)).text == "a"


@pytest.mark.parametrize("confidence", [0.0, 1.0])
def test_an_edit_that_changes_nothing_is_held_however_sure(confidence: float) -> None:
    text = "a" * 3
    repair = run(text, [replacing("a", "a", confidence)], Options(threshold=0.0))
    assert repair.text is text
    assert not repair.changed
    assert len(repair.held) == 1


def test_a_rule_may_return_columns() -> None:
    columns = Edits.alike("kind", [0, 2], [1, 3], "", Cause("a reason", 1.0))
    rule = Rule("columns", "kind", "a summary", lambda passage, evidence: True, lambda passage, evidence: columns)
    repair = run("xaxb", [rule], Options())
    assert repair.text == "ab"
    assert repair.steps[0].edits is columns


def test_a_rule_sees_what_an_earlier_one_put_in() -> None:
    seen: list[bool] = []

    def trigger(passage: Passage, evidence: Evidence) -> bool:
        seen.append(evidence.profile.has("\u0628"))
        return False

    watch = Rule("watch", "kind", "a summary", trigger, lambda passage, evidence: ())
    run("a" * 1000, [watch, replacing("a", "\u0628"), watch], Options())
    assert seen == [False, True]


def test_a_text_that_became_another_is_measured_anew() -> None:
    languages: list[str | None] = []

    def trigger(passage: Passage, evidence: Evidence) -> bool:
        languages.append(evidence.profile.language)
        return False

    watch = Rule("watch", "kind", "a summary", trigger, lambda passage, evidence: ())
    arabic = "\u0643\u062a\u0628 \u0645\u062d\u0645\u062f \u0641\u064a \u0627\u0644\u0628\u064a\u062a"  # a sentence
    run("gibberish", [watch, replacing("gibberish", arabic), watch], Options())
    assert languages == [None, "ar"]


@pytest.mark.parametrize(("given", "seen"), [(None, ["ps", "ar"]), ("ps", ["ps", "ps"])])
def test_a_letter_that_tells_the_language_is_heard_unless_the_caller_says(given: str | None, seen: list[str]) -> None:
    languages: list[str | None] = []

    def trigger(passage: Passage, evidence: Evidence) -> bool:
        languages.append(evidence.profile.language)
        return False

    watch = Rule("watch", "kind", "a summary", trigger, lambda passage, evidence: ())
    # rreh with a ring is Pashto's and weighs four times as much as yeh, kaf and teh marbuta, which are Arabic's
    text = "-" * 200 + "\u0693\u064a\u0629\ufef1\u0643"
    run(text, [watch, replacing("\ufef1", "\u064a\u064a"), watch], Options(language=given))
    assert languages == seen


@pytest.mark.parametrize(("languages", "made"), [(None, "b"), (frozenset({"fa", "ar"}), "b"), (frozenset({"ar"}), "a")])
def test_a_rule_runs_on_texts_of_its_languages(languages: frozenset[str] | None, made: str) -> None:
    rule = replace(replacing("a", "b"), languages=languages)
    assert run("a", [rule], Options(language="fa")).text == made


def test_a_rule_reads_where_others_made_edits_in_the_text_as_it_stands() -> None:
    seen: list[list[int]] = []

    def strokes(passage: Passage, evidence: Evidence) -> Iterable[Edit]:
        return (Edit(i, i + 1, "", "kind", 1.0, "a reason") for i, sign in enumerate(passage.text) if sign == "_")

    def find(passage: Passage, evidence: Evidence) -> Iterable[Edit]:
        seen.append(list(evidence.places_of("strokes")))
        if passage.text.startswith("x"):
            yield Edit(0, 1, "", "kind", 1.0, "a reason")

    def always(passage: Passage, evidence: Evidence) -> bool:
        return True

    reader = Rule("reader", "kind", "a summary", always, find, reads=("strokes",), rounds=Rounds(most=3))
    rules = [Rule("strokes", "kind", "a summary", always, strokes), replacing("a", "xxa"), reader]
    assert run("a_bc_d", rules, Options()).text == "abcd"
    assert seen == [[3, 5], [], []], "later rounds see what a second repair would see"


def test_a_rule_says_what_it_reads() -> None:
    def find(passage: Passage, evidence: Evidence) -> Iterable[Edit]:
        evidence.places_of("other")
        return ()

    with pytest.raises(TarmimError, match="names it in its `reads`") as raised:
        run("a", [Rule("rule", "kind", "a summary", lambda passage, evidence: True, find)], Options())
    assert isinstance(raised.value.__cause__, LookupError)


def failing_now(passage: Passage, evidence: Evidence) -> bool:
    raise IndexError("out of\nrange")


def test_a_rule_sets_off_one_before_it_where_it_made_edits() -> None:
    doubled = replacing("aa", "a", name="doubled")
    strokes = replacing("_", "", name="strokes")
    assert run("a_a", [doubled, strokes], Options()).text == "aa"
    repair = run("a_a", [doubled, replace(strokes, sets_off=("doubled",))], Options())
    assert repair.text == "a"
    assert [step.rule for step in repair.steps] == ["strokes", "doubled"]
    assert repair.replay() == repair.text


def test_rules_set_off_only_rules_before_them() -> None:
    for place, rule in enumerate(tarmim.rules()):
        assert set(rule.sets_off) <= {before.name for before in tarmim.rules()[:place]}


def failing(passage: Passage, evidence: Evidence) -> Iterable[Edit]:
    yield Edit(0, 1, "", "kind", 1.0, "a reason")
    raise IndexError("out of\nrange")


@pytest.mark.parametrize("part", ["trigger", "find"])
def test_a_rule_of_others_that_fails_is_named_with_its_package(part: str) -> None:
    rule = replacing("a", "b", name="acme.rule")
    rule = replace(rule, trigger=failing_now) if part == "trigger" else replace(rule, find=failing)
    with pytest.raises(
        TarmimError, match=r"'acme\.rule' of the package \w+ failed: IndexError: out of range$"
    ) as raised:
        run("a", [rule], Options())
    assert isinstance(raised.value.__cause__, IndexError)
    assert raised.value.hint


def test_an_exception_in_a_rule_of_ours_passes_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failing, "__module__", "tarmim.rules.some")
    with pytest.raises(IndexError):
        run("a", [replace(replacing("a", "b"), find=failing)], Options())


def test_a_view_of_the_text_is_made_once_while_the_text_stays() -> None:
    made: list[str] = []

    def letters(passage: Passage, evidence: Evidence) -> list[str]:
        made.append(passage.text)
        return list(passage.text)

    def find(passage: Passage, evidence: Evidence) -> Iterable[Edit]:
        assert evidence.view(letters, passage) == list(passage.text)
        return ()

    look = Rule("look", "kind", "a summary", lambda passage, evidence: True, find)
    run("a", [look, look, replacing("a", "b"), look, look], Options())
    assert made == ["a", "b"]


def test_rules_read_only_rules_before_them() -> None:
    for place, rule in enumerate(tarmim.rules()):
        assert set(rule.reads) <= {before.name for before in tarmim.rules()[:place]}


def test_a_language_given_overrides_what_is_measured() -> None:
    languages: list[str | None] = []

    def trigger(passage: Passage, evidence: Evidence) -> bool:
        languages.append(evidence.profile.language)
        return False

    run("a", [Rule("watch", "kind", "a summary", trigger, lambda passage, evidence: ())], Options(language="fa"))
    assert languages == ["fa"]


def test_progress_names_every_rule_before_it_runs() -> None:
    told: list[str] = []
    rules = [replacing("a", "b", name="one"), replacing("q", "r", name="two")]
    run("a", rules, Options(), on_rule=lambda rule: told.append(rule.name))
    assert told == ["one", "two"]


NAMES = [rule.name for rule in tarmim.rules()]


def ran(**choices: object) -> list[str]:
    told: list[str] = []
    tarmim.repair("", options=Options(**choices), on_rule=lambda rule: told.append(rule.name))  # type: ignore[arg-type]
    return told


def test_without_options_every_rule_runs() -> None:
    assert ran() == NAMES


def test_only_keeps_the_order_of_the_pipeline() -> None:
    assert ran(only=(NAMES[-1], NAMES[0])) == list(dict.fromkeys([NAMES[0], NAMES[-1]]))


def test_skip_leaves_a_rule_out() -> None:
    assert ran(skip=(NAMES[0],)) == NAMES[1:]


def test_skip_wins_over_only() -> None:
    assert ran(only=(NAMES[0],), skip=(NAMES[0],)) == []


def test_keep_lines_leaves_out_the_rules_that_join_lines() -> None:
    assert ran(keep_lines=True) == [rule.name for rule in tarmim.rules() if not rule.joins_lines]


@pytest.mark.parametrize(
    "choice", [{"only": ("nothing",)}, {"skip": ("nothing",)}, {"threshold": 1.5}, {"threshold": -1}]
)
def test_a_choice_that_does_not_exist_is_a_usage_error(choice: dict[str, object]) -> None:
    with pytest.raises(tarmim.UsageError) as error:
        ran(**choice)
    assert error.value.hint
    assert isinstance(error.value, ValueError)


def test_a_language_that_nothing_told_stays_where_no_letter_tells_another() -> None:
    languages: list[str | None] = []

    def trigger(passage: Passage, evidence: Evidence) -> bool:
        languages.append(evidence.profile.language)
        return False

    watch = Rule("watch", "kind", "a summary", trigger, lambda passage, evidence: ())
    run("a", [watch, replacing("a", "bcd"), watch], Options(), default_language="fa")
    assert languages == ["fa", "fa"]


def columns(*spans: tuple[int, int]) -> Edits:
    starts, ends = array("i", (start for start, _ in spans)), array("i", (end for _, end in spans))
    return Edits("kind", starts, ends, ["x"] * len(spans), (Cause("a reason", 1.0),))


@pytest.mark.parametrize(
    "found",
    [
        [Edit(-2, 1, "x", "kind", 1.0, "a reason")],
        [Edit(2, 9, "x", "kind", 1.0, "a reason")],
        [Edit(3, 1, "x", "kind", 1.0, "a reason")],
        [Edit(1, 2, "x", "kind", 1.1, "a reason")],
        [Edit(1, 2, "x", "kind", float("nan"), "a reason")],
        [Edit(1, 3, "xy", "kind", 1.0, "a reason", sources=((1, 2),))],
        [Edit(1, 3, "x", "kind", 1.0, "a reason", sources=((1, 9),))],
        columns((2, 3), (0, 1)),
        columns((0, 2), (1, 3)),
    ],
)
def test_edits_that_are_none_of_the_text_are_an_error_that_names_the_rule(found: Iterable[Edit]) -> None:
    rule = Rule("own.wrong", "kind", "a summary", lambda passage, evidence: True, lambda passage, evidence: found)
    with pytest.raises(tarmim.TarmimError, match=r"own\.wrong"):
        run("abcd", [rule], Options())


def test_edits_at_the_ends_of_the_text_are_none_of_these() -> None:
    found = columns((0, 0), (0, 2), (2, 4), (4, 4))
    rule = Rule("own.right", "kind", "a summary", lambda passage, evidence: True, lambda passage, evidence: found)
    assert run("abcd", [rule], Options()).text == "xxxx"
