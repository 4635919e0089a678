"""docs/cli.md has every command with its help as it is, docs/errors.md every exit code."""

from __future__ import annotations

import re
from pathlib import Path

import click

from tarmim.cli import command
from tarmim.errors import ExitCode
from tools.build_cli_docs import PAGE, cli_page, main

DOCS = Path(__file__).parents[2] / "docs"


def test_it_is_up_to_date() -> None:
    assert cli_page() == PAGE.read_text(encoding="utf-8"), "python -m tools.build_cli_docs"
    assert main(["--check"]) == 0


def test_every_command_and_option_is_there() -> None:
    written = PAGE.read_text(encoding="utf-8")
    waiting: list[tuple[str, click.Command]] = [("tarmim", command)]
    while waiting:
        name, one = waiting.pop()
        section = written.split(f"\n## {name}\n")[1].split("\n## ")[0]
        options = [option for part in one.params if isinstance(part, click.Option) for option in part.opts]
        assert [option for option in options if option not in section] == []
        waiting += [(f"{name} {part.name}", part) for part in getattr(one, "commands", {}).values()]


def test_every_exit_code_is_described() -> None:
    rows = re.findall(r"^\| (\d+) \| (\w+) \|", (DOCS / "errors.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [(str(int(code)), code.name) for code in sorted(ExitCode)]
