"""`tarmim rules`: the pipeline, and one rule of it with an example."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click

from tarmim.cli.terminal import complain, quiet_option, say, table_lines
from tarmim.cli.verbs import Verb, format_option
from tarmim.engine.rule import Rule
from tarmim.model.unprintable import printable

__all__ = ["names_of_rules", "rules"]


def names_of_rules(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Return the names of rules that begin so: for the shell's completion."""
    from tarmim.api import rules as pipeline

    return [rule.name for rule in pipeline() if rule.name.startswith(incomplete)]


@click.command(cls=Verb, short_help="List what is repaired, or show a rule with an example.")
@click.argument("name", required=False, shell_complete=names_of_rules)
@format_option(text="text: a table, or a rule with its example. json: a list of rules, or the one named.")
@quiet_option
def rules(*, name: str | None, form: str) -> None:
    """List what is repaired, in the order it is done; or show the rule NAME with an example.

    Rules of other packages stand behind ours; they run where --plugin names them.
    """
    from tarmim import plugins
    from tarmim.api import rules as pipeline
    from tarmim.errors import UsageError

    own = {rule.name: rule for rule in pipeline()}
    offered = plugins.names()
    if name is not None and name not in own and name not in offered:
        raise UsageError(f"there is no rule named {name!r}", hint="tarmim rules")
    found = own | _loaded(offered if name is None else ())
    if name is not None:
        found = {name: own.get(name) or plugins.load(name)}
    order = {known: number for number, known in enumerate((*own, *offered), 1)}
    if form == "json":
        records = [_record(order[rule.name], rule, plugin=rule.name not in own) for rule in found.values()]
        say(json.dumps(records if name is None else records[0], ensure_ascii=False, indent=1))
    elif name is None:
        _show_all([(order[rule.name], rule) for rule in found.values()])
    else:
        _show_one(order[name], found[name])


def _loaded(names: Sequence[str]) -> dict[str, Rule]:
    """Return the rules of other packages; of one that cannot be loaded it is said why, on the standard error."""
    from tarmim import plugins
    from tarmim.errors import TarmimError

    found = {}
    for name in names:
        try:
            found[name] = plugins.load(name)
        except TarmimError as error:
            complain(str(error), error.hint)
    return found


def _record(number: int, rule: Rule, *, plugin: bool) -> dict[str, Any]:
    return {
        "order": number,
        "name": rule.name,
        "kind": rule.kind,
        "summary": rule.summary,
        "threshold": rule.threshold,
        "on": sorted(rule.on),
        "languages": None if rule.languages is None else sorted(rule.languages),
        "joins_lines": rule.joins_lines,
        "plugin": plugin,
        "example": _example(rule.name),
    }


def _example(name: str) -> dict[str, str] | None:
    """Return {"before", "after"} for the rule, or None where there is no example."""
    from importlib.resources import files

    file = files("tarmim.rules") / "examples" / f"{name}.json"
    if not file.is_file():
        return None
    found = json.loads(file.read_text(encoding="utf-8"))
    return {"before": found["before"], "after": found["after"]}


def _show_all(listed: list[tuple[int, Rule]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE, pad_edge=False)
    table.add_column("", justify="right")
    table.add_column("rule", no_wrap=True)
    table.add_column("on", no_wrap=True)
    table.add_column("what it does", overflow="fold")
    for number, rule in listed:
        table.add_row(
            str(number), Text(printable(rule.name), style="bold"), _where(rule), Text(printable(rule.summary))
        )
    say(table_lines(table))
    say("One of them, with an example: tarmim rules NAME")


def _where(rule: Rule) -> str:
    """Return what a rule runs on, in two words."""
    return "text, PDF" if {"text", "page"} <= rule.on else "PDF" if "page" in rule.on else "text"


def _show_one(number: int, rule: Rule) -> None:
    from tarmim.cli.explain import isolate

    say(printable(f"{rule.name}: {rule.summary}"))
    say(f"kind: {rule.kind}; rule {number} in order")
    if rule.languages is not None:
        say(f"for texts in {', '.join(sorted(rule.languages))}")
    if "page" not in rule.on:
        say("not for what is read off the pages of a PDF")
    if rule.joins_lines:
        say("left out with --keep-lines")
    example = _example(rule.name)
    for side in ("before", "after") if example else ():
        say(f"\n{side}:")
        for line in example[side].split("\n") if example else ():
            say(f"  {isolate(line)}" if line else "")
