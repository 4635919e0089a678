"""What all commands share: help and version that go the way of all output, the format of an answer, quiet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click
import click.shell_completion

from tarmim.cli.terminal import say
from tarmim.errors import ExitCode, UsageError
from tarmim.version import __version__

__all__ = ["FileName", "Verb", "VerbGroup", "format_option", "show_help", "version_option"]

#: A function that click makes a command of.
_Function = TypeVar("_Function", bound=Callable[..., Any])


def show_help(context: click.Context) -> None:
    """Write the help of a command to the standard output."""
    say(context.get_help().rstrip("\n"))


def _help_and_end(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        show_help(context)
        context.exit()


class FileName(click.Path):
    """The name of a file or a folder; an empty one, as a shell makes of an unset variable, is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401
        """Return the name as click does; an error of usage where it is empty."""
        if not value:
            self.fail("the name is empty.", param, ctx)
        return super().convert(value, param, ctx)


class Verb(click.Command):
    """A command whose help is written as other output is: what goes wrong then has its exit code."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return click's option with a callback of our own."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.callback = _help_and_end
        return option


class VerbGroup(click.Group):
    """Commands under one name; the name alone shows their help."""

    command_class = Verb

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return click's option with a callback of our own."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.callback = _help_and_end
        return option

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 -- what a command returns
        """Run the command; Ctrl-C ends it with its code (click would write a line of its own)."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise click.exceptions.Exit(ExitCode.INTERRUPTED) from None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Show the help where nothing else is asked for; click makes an error of it."""
        if not args and not ctx.resilient_parsing:
            show_help(ctx)
            ctx.exit()
        return super().parse_args(ctx, args)


def version_option(function: _Function) -> _Function:
    """Add -V and --version."""

    def show(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
        if value and not context.resilient_parsing:
            say(f"tarmim {__version__}")
            context.exit()

    return click.option(
        "-V", "--version", is_flag=True, expose_value=False, is_eager=True, callback=show, help="Show the version."
    )(function)


if TYPE_CHECKING:
    _Text = click.ParamType[str]
else:
    _Text = click.ParamType  # it takes no parameter before click 8.4


class _Names(_Text):
    """One of some names, which are asked for when one is given or the help is shown: not to import what knows them."""

    name = "format"

    def __init__(self, names: Callable[[], Sequence[str]]) -> None:
        self.names = names

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """Return the names as click shows a choice."""
        return f"[{'|'.join(self.names())}]"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name that was given."""
        if value not in self.names():
            self.fail(f"{value!r} is not one of {', '.join(self.names())}", param, ctx)
        return value

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        """Return the names that begin so."""
        return [click.shell_completion.CompletionItem(name) for name in self.names() if name.startswith(incomplete)]


def text_or_json() -> Sequence[str]:
    """Return the formats of an answer."""
    return "text", "json"


def format_option(
    names: Callable[[], Sequence[str]] = text_or_json,
    *,
    text: str,
    default: str | None = "text",
    default_said: str = "text",
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add --format and --json; the function is given the name of the format as `form`.

    names         return those of the formats, text and json among them
    text          the help of --format
    default       what the function is given where none is chosen
    default_said  the same as the help says it
    """

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def with_format(*, form: str | None, as_json: bool, **values: Any) -> Any:  # noqa: ANN401 -- what a command takes
            if as_json and form not in (None, "json"):
                raise UsageError(f"--json and --format {form} are two formats", hint="leave one of them out")
            return function(form="json" if as_json else form or default, **values)

        added = click.option("--json", "as_json", is_flag=True, help="The same as --format json.")(with_format)
        return click.option("--format", "form", type=_Names(names), help=f"{text}  [default: {default_said}]")(added)

    return decorate
