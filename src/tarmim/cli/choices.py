"""Options that several commands share: the language, models and fonts of one's own, the rules to run."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from tarmim.cli.rules import names_of_rules
from tarmim.cli.user_folder import fonts_folder
from tarmim.cli.verbs import FileName
from tarmim.errors import UsageError

__all__ = ["fonts_of", "fonts_option", "language_code", "language_option", "model_option", "rule_options"]

#: A function that click makes a command of.
_Function = TypeVar("_Function", bound=Callable[..., Any])

#: What `rule_options` adds, as `Options` names it.
_RULE_CHOICES = ("threshold", "only", "skip", "plugins", "unknown")


def language_option(function: _Function) -> _Function:
    """Add --language."""
    text = "The text's language: ar, fa, ur, ku, ps, sd, ug. Measured if not given."
    return click.option("--language", metavar="CODE", help=text)(function)


def model_option(function: _Function) -> _Function:
    """Add --model."""
    text = "Language models of your own, as tarmim model build writes them, instead of those that come with Tarmim."
    return click.option("--model", metavar="DIR", type=FileName(path_type=Path), help=text)(function)


def fonts_option(function: _Function) -> _Function:
    """Add --fonts, whose value `fonts_of` completes."""
    kind = FileName(exists=True, file_okay=False, path_type=Path)
    text = "A folder of fonts learnt; if not given, the one that tarmim fonts learn writes."
    return click.option("--fonts", metavar="DIR", type=kind, help=text)(function)


def rule_options(function: _Function) -> Callable[..., Any]:
    """Add --threshold, --only, --skip, --plugin and --unknown, which the function is given as one: `choices`."""

    @wraps(function)
    def with_choices(**values: Any) -> Any:  # noqa: ANN401 -- whatever a command takes and returns
        choices = {name: values.pop(name) for name in _RULE_CHOICES}
        return function(choices=choices, **values)

    command: Callable[..., Any] = with_choices
    for option in (
        click.option(
            "--plugin",
            "plugins",
            metavar="RULE",
            multiple=True,
            help="Run RULE of another package too, after our own: vendor.rule, or vendor for all of its rules;"
            " repeatable.",
        ),
        click.option(
            "--unknown",
            metavar="TEXT",
            help="What to write for a letter that was lost and cannot be recovered; without it U+FFFD or the private"
            " code stays.",
        ),
        click.option(
            "--skip", metavar="RULE", multiple=True, shell_complete=names_of_rules, help="Leave RULE out; repeatable."
        ),
        click.option(
            "--only", metavar="RULE", multiple=True, shell_complete=names_of_rules, help="Run only RULE; repeatable."
        ),
        click.option(
            "--threshold",
            metavar="P",
            type=float,
            help="Make the repairs at least this sure, from 0 to 1; the others are only reported. Each rule has its own"
            " threshold, .9 for most, if not given.",
        ),
    ):
        command = option(command)
    return command


def language_code(code: str | None, *, command: str) -> str | None:
    """Return what --language was given; UsageError where it is no code of a language."""
    if code is not None and not re.fullmatch("[a-z]{2,3}", code):
        from tarmim.script.languages import languages

        known = ", ".join(sorted(record.code for record in languages()))
        hint = f"tarmim {command} --language ar; languages: {known}"
        raise UsageError(f"a language is a code of two letters, not {code!r}", hint=hint)
    return code


def fonts_of(given: Path | None) -> Path | None:
    """Return the folder of learnt fonts to read with: the one given, else the user's own where there is one."""
    if given is not None:
        return given
    try:
        own = fonts_folder()
    except RuntimeError:  # a user without a home, as in many containers
        return None
    return own if own.is_dir() else None
