"""The command `tarmim`: one file a command; here they are joined, and every error becomes a line and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from tarmim.cli.completion import completion
from tarmim.cli.extract import extract
from tarmim.cli.fonts import fonts
from tarmim.cli.inspect import inspect
from tarmim.cli.model import model
from tarmim.cli.repair import repair
from tarmim.cli.rules import rules
from tarmim.cli.streams import open_streams, settle_streams
from tarmim.cli.terminal import Voice, complain, quiet_option, writing_out
from tarmim.cli.verbs import VerbGroup, version_option
from tarmim.errors import ExitCode, TarmimError

__all__ = ["TRACEBACK_VARIABLE", "command", "main", "run"]

#: The environment variable that has faults of Tarmim itself end with Python's traceback.
TRACEBACK_VARIABLE: Final = "TARMIM_TRACEBACK"
_REPORT_HINT: Final = f"please report it, with the file if you may; {TRACEBACK_VARIABLE}=1 shows where it happened"
#: How many characters of the message of such a fault are shown.
_MOST_MESSAGE: Final = 120

_EPILOG = """\b
To begin with:
  tarmim extract paper.pdf               read a PDF, to the screen
  tarmim inspect paper.pdf               see how bad its text layer is
  tarmim repair article.txt              repair a file, to the screen
  tarmim repair article.txt --explain    the same, and say what was changed
  pdftotext paper.pdf - | tarmim repair  repair another program's text
  tarmim rules                           see what can be repaired
"""


@click.group(cls=VerbGroup, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@version_option
@quiet_option
def command() -> None:
    """Read Arabic-script text out of PDFs, and repair what came broken out of them.

    Sound text is left as it is; every change can be explained. The standard output holds nothing but data.
    """


command.add_command(extract)
command.add_command(inspect)
command.add_command(repair)
command.add_command(rules)
command.add_command(model)
command.add_command(fonts)
command.add_command(completion)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command as `run` does, and exit with its code."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command with the arguments (those of the process where None); return a code of docs/errors.md."""
    open_streams()
    try:
        code = _run(None if arguments is None else list(arguments), Voice())
    except BrokenPipeError:
        code = ExitCode.CLOSED_PIPE
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    settle_streams()
    return int(code)


def _run(arguments: list[str] | None, voice: Voice) -> int:
    """Run the command; every error becomes a line and an exit code, but a closed pipe."""
    stdout = sys.stdout
    try:
        result = command.main(arguments, prog_name="tarmim", standalone_mode=False, obj=voice)
        with writing_out():
            sys.stdout.flush()
        return result if isinstance(result, int) else ExitCode.OK
    except TarmimError as error:
        return _complain(str(error), error.hint, error.exit_code, voice)
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "tarmim"
        return _complain(_on_one_line(error), f"{path} --help", ExitCode.USAGE, voice)
    except click.ClickException as error:
        return _complain(_on_one_line(error), "tarmim --help", ExitCode.FAILED, voice)
    except (click.Abort, KeyboardInterrupt):
        return ExitCode.INTERRUPTED
    except SystemExit as leaving:  # what click and rich make of a closed pipe; completion exits too
        if sys.stdout is not stdout or isinstance(leaving.__context__, BrokenPipeError):
            sys.stdout = stdout
            return ExitCode.CLOSED_PIPE
        return leaving.code if isinstance(leaving.code, int) else ExitCode.FAILED
    except MemoryError:
        hint = "a part at a time: tarmim extract --pages 1-50, or a piece of the text"
        return _complain("the memory does not suffice", hint, ExitCode.FAILED, voice)
    except BrokenPipeError:
        raise
    except Exception as error:
        if TRACEBACK_VARIABLE in os.environ:
            raise
        return _complain(f"a fault of Tarmim itself: {_place_of(error)}", _REPORT_HINT, ExitCode.FAULT, voice)


def _place_of(error: Exception) -> str:
    """Return what an error is that nobody foresaw, and where it came from."""
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1]
    message = " ".join(str(error).split())[:_MOST_MESSAGE]
    return f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}: {message}"


def _on_one_line(error: click.ClickException) -> str:
    return " ".join(error.format_message().split())


def _complain(message: str, hint: str, code: int, voice: Voice) -> int:
    complain(message, "" if voice.is_quiet else hint)
    return code
