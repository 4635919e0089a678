"""`tarmim repair`: text in, repaired text out."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tarmim.cli.choices import language_code, language_option, model_option, rule_options
from tarmim.cli.files import read_source, write_out
from tarmim.cli.terminal import is_terminal, quiet_option, voice
from tarmim.cli.verbs import FileName, Verb, format_option
from tarmim.options import Options

if TYPE_CHECKING:
    from tarmim.engine.rule import Rule

__all__ = ["repair"]

#: Progress is shown for inputs of more characters than this from the beginning, for others once the work lasts longer
#: than this many seconds; by judgement.
_LEAST_LONG_INPUT = 2_000_000
_SECONDS_BEFORE_PROGRESS = 1.0

_EPILOG = """\b
Examples:
  tarmim repair article.txt -o article.fixed.txt
  tarmim repair article.txt --explain > fixed.txt
  tarmim repair old.txt --encoding windows-1256
  tarmim repair article.txt --only tatweel --keep-lines
"""


@click.command(cls=Verb, epilog=_EPILOG)
@click.argument("file", required=False, type=FileName())
@click.option("-o", "--output", metavar="OUT", type=FileName(), help="Write to OUT, which may be FILE itself.")
@format_option(
    text="text: lines as they were, paragraphs that were joined with a blank line between. "
    "json: the text and every edit, as docs/json.md describes.",
)
@click.option("--keep-lines", is_flag=True, help="Leave line breaks as they are: no lines are joined.")
@rule_options
@language_option
@model_option
@click.option(
    "--encoding",
    metavar="NAME",
    help="What the input's bytes are. UTF-8, or what a byte-order mark says, if not given.",
)
@click.option(
    "--explain", count=True, help="Say on the standard error what was changed and why; twice: every single edit."
)
@quiet_option
def repair(
    *,
    file: str | None,
    output: str | None,
    form: str,
    keep_lines: bool,
    choices: Mapping[str, Any],
    language: str | None,
    model: Path | None,
    encoding: str | None,
    explain: int,
) -> None:
    """Repair the text in FILE and print it.

    FILE is a text file; without it, or with -, the standard input is read. The output is UTF-8, with line ends, blank
    lines and byte-order mark as they were. Text that needs no repair comes out as it went in.

    What is declined on purpose, for it takes away what was written: folding hamzas, yehs or tehs into one letter,
    taking out vowels, turning digits, normalising for a search. Other tools do that to the repaired text: CAMeL
    Tools (camel_tools.utils: normalize, dediac), PyArabic (pyarabic.araby: normalize_hamza, strip_tashkeel).
    """
    from tarmim.api import repair as repaired
    from tarmim.choice import choose_rules

    options = Options(
        **choices,
        language=language_code(language, command="repair"),
        keep_lines=keep_lines,
        model=model,
    )
    choose_rules(options, on="text")  # what is wrong with them is said before a long file is read; no rule is asked
    source = read_source(file, command="repair", encoding=encoding)
    with _progress(len(source.text), options.plugins) as on_rule:
        outcome = repaired(source.text, options=options, on_rule=on_rule)
    if form == "json":
        from tarmim.version import __version__
        from tarmim.writers.json import write_json

        write_out(output, write_json(outcome, version=__version__), command="repair")
    else:
        from tarmim.writers.plain import write_plain

        written = write_plain(outcome, ends=source.ends)
        write_out(output, chain((source.mark,), written), command="repair")
    if explain:
        from tarmim.cli.explain import explain as print_explanation

        print_explanation(outcome, everything=explain > 1)


@contextmanager
def _progress(length: int, plugins: tuple[str, ...]) -> Iterator[Callable[[Rule], None] | None]:
    """Give what to call before each rule; it shows a bar once the work proves long, and only to a person."""
    if not is_terminal(sys.stderr) or voice().is_quiet:
        yield None
        return
    from contextlib import ExitStack

    with ExitStack() as stack:
        yield _follow(stack.enter_context, length > _LEAST_LONG_INPUT, plugins)


def _follow(enter: Callable[..., object], long_input: bool, plugins: tuple[str, ...]) -> Callable[[Rule], None]:
    from tarmim.api import rules

    began = time.monotonic()
    number = 0
    shown: list[Callable[[int, str], None]] = []

    def on_rule(rule: Rule) -> None:
        nonlocal number
        if not shown and (long_input or time.monotonic() - began > _SECONDS_BEFORE_PROGRESS):
            shown.append(_bar(enter, len(rules(plugins=plugins))))
        for show in shown:
            show(number, rule.summary)
        number += 1

    return on_rule


def _bar(enter: Callable[..., object], total: int) -> Callable[[int, str], None]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(bar_width=20), TimeElapsedColumn(), TextColumn("{task.description}"))
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    enter(bar)
    task = bar.add_task("", total=total)
    return lambda number, what: bar.update(task, completed=number, description=what)
