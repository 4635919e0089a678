"""The command `tarmim`: one file a command; here they are joined, and every error becomes a line and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from tarmim.cli.completion import completion
from tarmim.cli.extract import extract
from tarmim.cli.fonts import fonts
from tarmim.cli.inspect import inspect
from tarmim.cli.model import model
from tarmim.cli.repair import repair
from tarmim.cli.rules import rules
from tarmim.cli.terminal import complain
from tarmim.errors import ExitCode, TarmimError
from tarmim.version import __version__

__all__ = ["INTERRUPTED", "command", "main"]

#: 128 + SIGINT, as other Unix tools report it.
INTERRUPTED = 130

_EPILOG = """\b
To begin with:
  tarmim extract paper.pdf                read a PDF, to the screen
  tarmim inspect paper.pdf                see how bad its text layer is
  tarmim repair article.txt               repair a file, to the screen
  tarmim repair article.txt --explain     the same, and say what was changed and why
  pdftotext paper.pdf - | tarmim repair   repair what another program extracted
  tarmim rules                            see what can be repaired
"""


@click.group(invoke_without_command=True, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def command(context: click.Context) -> None:
    """Read Arabic-script text out of PDFs, and repair what came broken out of them.

    Sound text is left as it is; every change can be explained. The standard output holds nothing but data.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


command.add_command(extract)
command.add_command(inspect)
command.add_command(repair)
command.add_command(rules)
command.add_command(model)
command.add_command(fonts)
command.add_command(completion)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command with the arguments (those of the process where None) and exit with a code of docs/errors.md."""
    for stream in (sys.stdout, sys.stderr):  # a Windows console would take neither Arabic nor UTF-8
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_run(None if arguments is None else list(arguments)))


def _run(arguments: list[str] | None) -> int:
    stdout = sys.stdout
    try:
        result = command.main(arguments, prog_name="tarmim", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else ExitCode.OK
    except TarmimError as error:
        return _complain(str(error), error.hint, error.exit_code)
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "tarmim"
        return _complain(" ".join(error.format_message().split()), f"{path} --help", ExitCode.USAGE)
    except click.ClickException as error:
        return _complain(" ".join(error.format_message().split()), "tarmim --help", ExitCode.FAILED)
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        _leave_pipe()
        return ExitCode.CLOSED_PIPE
    except SystemExit as leaving:  # what click and rich make of a closed pipe; completion exits too
        if sys.stdout is not stdout or isinstance(leaving.__context__, BrokenPipeError):
            _leave_pipe()
            return ExitCode.CLOSED_PIPE
        return leaving.code if isinstance(leaving.code, int) else ExitCode.FAILED


def _complain(message: str, hint: str, code: ExitCode) -> int:
    complain(message, hint)
    return code


def _leave_pipe() -> None:
    """Point the standard streams at nothing, so that Python's last flush finds no closed pipe."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            os.dup2(nothing, stream.fileno())
