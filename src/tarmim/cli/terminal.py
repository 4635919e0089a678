"""What the command line says: every line goes through here, without what a terminal would act on.

The standard output takes data and answers; what cannot be written there is an OutputError. The standard error takes
notes, complaints and hints; where nobody listens they are lost, and nothing else is. An explanation goes there too, but
it was asked for: where it cannot be written, that is an OutputError.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Final, TypeVar

import click

from tarmim.errors import OutputError
from tarmim.model.unprintable import printable

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = [
    "Voice",
    "advise",
    "complain",
    "is_terminal",
    "note",
    "quiet_option",
    "say",
    "styled",
    "table_lines",
    "visible",
    "voice",
    "writing_out",
]

#: A function that click makes a command of.
_Function = TypeVar("_Function", bound=Callable[..., Any])

#: What a terminal may act on in a text: C0 but tabulators, line feeds and form feeds, DELETE, C1; a carriage return
#: stays before a line feed.
_CONTROLS: Final = "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]|\r(?!\n)"
#: The pictures of the controls 0 to 31 begin here (CONTROL PICTURES); DELETE has its own.
_FIRST_PICTURE: Final = 0x2400
_PICTURE_OF_DELETE: Final = "\u2421"
_REPLACEMENT: Final = "\ufffd"
#: How wide a table is where nobody looks on and nothing says how wide.
_USUAL_WIDTH: Final = 120


@dataclass(slots=True)
class Voice:
    """How the command speaks: `is_quiet` leaves out hints, notes and progress; errors are said all the same."""

    is_quiet: bool = False


def voice() -> Voice:
    """Return how the command that runs is to speak."""
    context = click.get_current_context(silent=True)
    found = context.find_root().obj if context is not None else None
    return found if isinstance(found, Voice) else Voice()


def quiet_option(function: _Function) -> _Function:
    """Add --quiet, which `voice` knows of."""

    def note_choice(context: click.Context, parameter: click.Parameter, value: bool) -> None:
        if value:
            context.find_root().ensure_object(Voice).is_quiet = True

    text = "Say nothing on the standard error but what went wrong."
    return click.option("-q", "--quiet", is_flag=True, expose_value=False, callback=note_choice, help=text)(function)


def visible(text: str) -> str:
    """Return a text as it may stand on a terminal: controls but those of lines as pictures, or as U+FFFD."""
    return text if text.isprintable() else re.sub(_CONTROLS, _picture, text)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(_FIRST_PICTURE + code) if code < 0x20 else _PICTURE_OF_DELETE if code == 0x7F else _REPLACEMENT


def is_terminal(stream: IO[Any] | None) -> bool:
    """Tell whether a person looks on."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def styled(text: str, **style: Any) -> str:  # noqa: ANN401 -- what click.style takes
    """Return a text without controls for `say`, in colours where the standard output is a terminal that has them."""
    has_colours = is_terminal(sys.stdout) and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return click.style(printable(text), **style) if has_colours else printable(text)


def say(text: str = "") -> None:
    """Write lines of our own to the standard output; names from files go through `printable` before.

    Raises OutputError; BrokenPipeError passes through.
    """
    with writing_out():
        sys.stdout.write(text + "\n")


@contextmanager
def writing_out(stream: str = "the standard output") -> Iterator[None]:
    """Make an OutputError of what goes wrong with a standard stream, but for a pipe that was closed."""
    try:
        yield
    except BrokenPipeError:
        raise
    except SystemExit as leaving:  # what rich makes of a closed pipe
        if isinstance(leaving.__context__, BrokenPipeError):
            raise leaving.__context__ from None
        raise
    except OSError as error:
        raise OutputError(
            f"{stream} cannot be written: {error.strerror or error}",
            hint="give it a file or a pipe that can be written, on a disk with room",
        ) from error


def note(message: str) -> None:
    """Say something beside the work on the standard error, unless it is to be quiet."""
    if not voice().is_quiet:
        _to_stderr(f"tarmim: {printable(message)}")


def advise(hint: str) -> None:
    """Say on the standard error what to do next, unless it is to be quiet."""
    if not voice().is_quiet:
        _to_stderr(f"hint: {printable(hint)}")


def complain(message: str, hint: str = "") -> None:
    """Say on the standard error what went wrong, and what to do about it unless it is to be quiet."""
    _to_stderr(f"tarmim: {printable(message)}")
    if hint:
        advise(hint)


def _to_stderr(line: str) -> None:
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):  # nobody listens
            print(line, file=sys.stderr, flush=True)


def table_lines(*content: RenderableType, width: int | None = None) -> str:
    """Return what rich makes of tables and texts, for `say`, in colours where the standard output is a terminal."""
    from rich.console import Console

    console = Console(file=sys.stdout, highlight=False)
    known = width or (console.width if console.is_terminal or "COLUMNS" in os.environ else _USUAL_WIDTH)
    painter = Console(
        file=io.StringIO(), force_terminal=console.is_terminal, width=known, highlight=False,
        no_color=console.no_color, color_system="auto",
    )  # fmt: skip
    for part in content:
        painter.print(part)
    shown = painter.file
    return shown.getvalue().rstrip("\n") if isinstance(shown, io.StringIO) else ""
