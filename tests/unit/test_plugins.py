"""Rules of others: as objects, and as entry points of a package that is really installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import tarmim
from tarmim import plugins
from tarmim.authoring import Edit, Evidence, Passage, Rule
from tests.unit.reading.sheets import line, made

MODULE = """
from tarmim.authoring import Edit, Rule, TEXT_ONLY

def replacing(old, new):
    def find(passage, evidence):
        at = passage.text.find(old)
        if at >= 0:
            yield Edit(at, at + len(old), new, "slips", 0.95, "a slip")
    return find

def slip(name, old, new, **more):
    find = replacing(old, new)
    return Rule(name, "slips", f"put {new} for {old}", lambda passage, evidence: old in passage.text, find, **more)

THE = slip("acme.the", "teh", "the")
def failing(passage, evidence):
    return passage.text[10**9]

FAILS = Rule("acme.fails", "slips", "fail", lambda passage, evidence: "!" in passage.text, failing)
AND = slip("acme.and", "adn", "and", on=TEXT_ONLY)
STRANGER = slip("acme.stranger", "a", "b")
NO_RULE = "acme"
"""

POINTS = """[tarmim.rules]
acme.the = acme_rules:THE
acme.and = acme_rules:AND
acme.fails = acme_rules:FAILS
broken.gone = no_such_module:RULE
broken.text = acme_rules:NO_RULE
broken.name = acme_rules:STRANGER
broken.exit = acme_leaving:RULE
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder on the path that holds a package with rules, as pip would have left it."""
    (tmp_path / "acme_rules.py").write_text(MODULE, encoding="utf-8")
    (tmp_path / "acme_leaving.py").write_text("raise SystemExit('not today')", encoding="utf-8")
    record = tmp_path / "acme_rules-1.0.dist-info"
    record.mkdir()
    (record / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-rules\nVersion: 1.0\n", encoding="utf-8")
    (record / "entry_points.txt").write_text(POINTS, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "acme_rules", raising=False)
    return tmp_path


def command(folder: Path, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join((str(folder), *filter(None, (os.environ.get("PYTHONPATH"),))))
    return subprocess.run(
        [sys.executable, "-m", "tarmim", *arguments],
        input=text, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip


def removing(sign: str, name: str = "own.rule") -> Rule:
    def find(passage: Passage, evidence: Evidence) -> Iterable[Edit]:
        return (Edit(i, i + 1, "", "own", 0.95, "a reason") for i, one in enumerate(passage.text) if one == sign)

    return Rule(name, "own", "a summary", lambda passage, evidence: sign in passage.text, find)


def test_a_callers_own_rules_run_in_the_order_given() -> None:
    repair = tarmim.repair("a-b+ك\u0640\u0640\u0640تب", rules=[removing("+"), "tatweel", removing("-", "own.other")])
    assert repair.text == "abكتب"
    assert [step.rule for step in repair.steps] == ["own.rule", "tatweel", "own.other"]


def test_a_callers_own_rule_runs_on_a_pdf_and_sees_its_ink() -> None:
    seen: list[str] = []

    def find(passage: Passage, evidence: Evidence) -> Iterator[Edit]:
        seen.extend(place.word.text for place in passage.places(0, 3))
        yield Edit(0, 3, "زار", "own", 0.95, "a reason")

    on_pages = Rule("own.rule", "own", "a summary", lambda passage, evidence: True, find, on=frozenset(("page",)))
    on_texts = replace(on_pages, name="own.other", on=frozenset(("text",)))
    document = tarmim.extract(made(line("كتب المعلم", 300)), rules=[on_pages, on_texts])
    assert (document.text, seen) == ("زار المعلم", ["كتب"])
    assert [step.rule for step in document.repair.steps] == ["own.rule"]


def test_options_choose_among_a_callers_own_rules() -> None:
    rules = [removing("+"), removing("-", "own.other")]
    assert tarmim.repair("a-b+", rules=rules, options=tarmim.Options(skip=("own.rule",))).text == "ab+"
    assert tarmim.repair("a-b+", rules=rules, options=tarmim.Options(threshold=0.99)).text == "a-b+"
    with pytest.raises(tarmim.UsageError, match="tatweel"):
        tarmim.repair("a", rules=rules, options=tarmim.Options(only=("tatweel",)))


def test_two_rules_of_one_name_are_an_error() -> None:
    with pytest.raises(tarmim.UsageError, match="tatweel"):
        tarmim.repair("a", rules=["tatweel", "tatweel"])


def test_a_name_that_no_rule_has_is_an_error() -> None:
    for name in ("nothing", "vendor.nothing"):
        with pytest.raises(tarmim.UsageError, match="nothing") as error:
            tarmim.repair("a", rules=[name])
        assert error.value.hint


def test_without_rules_nothing_is_repaired() -> None:
    assert not tarmim.repair("ك\u0640\u0640\u0640تب", rules=[]).changed


@pytest.mark.usefixtures("installed")
def test_what_is_installed_and_not_named_does_not_run() -> None:
    assert tarmim.repair("teh").text == "teh"
    assert "acme_rules" not in sys.modules, "nor is it loaded"


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("chosen", "made"), [(("acme.the",), "the adn"), (("acme",), "the and"), (("acme", "acme.and"), "the and")]
)
def test_a_rule_of_another_package_runs_where_it_is_named(chosen: tuple[str, ...], made: str) -> None:
    repair = tarmim.repair("teh adn", options=tarmim.Options(plugins=chosen))
    assert repair.text == made
    assert repair.edits[0].reason == "a slip"


@pytest.mark.usefixtures("installed")
def test_a_rule_of_another_package_stands_in_a_sequence_by_its_name() -> None:
    assert tarmim.repair("teh adn", rules=["acme.and"]).text == "teh and"


@pytest.mark.usefixtures("installed")
def test_rules_of_others_run_after_ours() -> None:
    names = [rule.name for rule in tarmim.rules(plugins=("acme",))]
    assert names == [*(rule.name for rule in tarmim.rules()), "acme.and", "acme.fails", "acme.the"]
    assert plugins.names() == (
        "acme.and",
        "acme.fails",
        "acme.the",
        "broken.exit",
        "broken.gone",
        "broken.name",
        "broken.text",
    )


@pytest.mark.usefixtures("installed")
def test_rules_of_others_say_whether_they_run_on_pages() -> None:
    sample = Path(__file__).parents[2] / "samples" / "pdf"
    pdf = next(path for path in sorted(sample.rglob("*.pdf")) if path.parent.name != "hostile")
    told = tarmim.extract(pdf, options=tarmim.Options(plugins=("acme",), only=("acme.the",)))
    assert told.text, "the page is read"
    with pytest.raises(tarmim.UsageError):
        tarmim.extract(pdf, options=tarmim.Options(only=("acme.the",)))


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("broken.gone", "no_such_module"),
        ("broken.text", "str"),
        ("broken.name", "acme.stranger"),
        ("broken.exit", "not today"),
    ],
)
def test_a_rule_that_cannot_be_loaded_is_an_error_with_a_hint(name: str, why: str) -> None:
    with pytest.raises(tarmim.TarmimError, match=name.replace(".", r"\.") if name == "broken.gone" else why) as error:
        tarmim.repair("a", options=tarmim.Options(plugins=(name,)))
    assert why in str(error.value)
    assert "acme-rules" in error.value.hint


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("name", ["nobody", "acme.nothing"])
def test_a_plugin_that_is_not_there_is_a_usage_error(name: str) -> None:
    with pytest.raises(tarmim.UsageError, match=name):
        tarmim.repair("a", options=tarmim.Options(plugins=(name,)))


def test_the_command_lists_and_runs_them(installed: Path) -> None:
    listed = command(installed, "rules", "--json")
    records = {record["name"]: record for record in json.loads(listed.stdout)}
    assert records["acme.the"]["plugin"]
    assert records["acme.and"]["on"] == ["text"]
    assert not records["tatweel"]["plugin"]
    assert "broken.gone" in listed.stderr, "what cannot be loaded is said"
    assert listed.returncode == 0
    assert command(installed, "repair", "--plugin", "acme.the", text="teh adn\n").stdout == "the adn\n"


def test_a_rule_of_others_that_fails_is_one_line_and_not_a_traceback(installed: Path) -> None:
    done = command(installed, "repair", "--plugin", "acme", text="teh adn!")
    assert (done.returncode, done.stdout) == (1, "")
    said = done.stderr.splitlines()
    assert (
        said[0]
        == "tarmim: the rule 'acme.fails' of the package acme_rules failed: IndexError: string index out of range"
    )
    assert [line.partition(" ")[0] for line in said] == ["tarmim:", "hint:"]
    assert command(installed, "repair", "--plugin", "nobody", text="teh").returncode == tarmim.ExitCode.USAGE


def test_only_on_a_page_adds_no_rule() -> None:
    sample = Path(__file__).parents[2] / "samples" / "pdf"
    for pdf in sorted(path for path in sample.rglob("*.pdf") if path.parent.name != "hostile")[:3]:
        bare = tarmim.extract(pdf, options=tarmim.Options(only=("wraps",)))
        assert bare.repair.steps == ()
        assert bare.text == bare.repair.source
