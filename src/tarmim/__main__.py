"""The process of the command `tarmim`, also as `python -m tarmim`: Ctrl-C is met from the first import to the end."""

from __future__ import annotations

import os
import signal
import sys

TYPE_CHECKING = False  # to import typing or types takes time in which Ctrl-C would be a traceback
if TYPE_CHECKING:
    from types import FrameType

__all__ = ["main"]

#: ExitCode.INTERRUPTED, known before anything is imported.
_INTERRUPTED = 130


def _leave(_number: int, _frame: FrameType | None) -> None:
    os._exit(_INTERRUPTED)


def _meet_at_once() -> bool:
    """Have Ctrl-C end the process at once; tell whether it is met: not where the shell has it ignored (background)."""
    is_met = signal.getsignal(signal.SIGINT) is not signal.SIG_IGN
    if is_met:
        signal.signal(signal.SIGINT, _leave)
    return is_met


# The one work that is done at import: the script that pip makes does more between its import of this file and `main`.
_meet_at_once()


def main() -> None:
    """Run the command and exit with a code of docs/errors.md.

    While modules are loaded Ctrl-C ends the process at once: nothing is begun. Then it is a KeyboardInterrupt, so that
    half-written files are taken away, and a second Ctrl-C does not wait for that. At the end it comes too late.
    """
    is_met = _meet_at_once()
    from tarmim.cli import run
    from tarmim.cli.streams import hush_libraries

    hush_libraries()
    sys.unraisablehook = _leave_where_interrupted
    try:
        if is_met:
            signal.signal(signal.SIGINT, _interrupt)
        code = run()
    except BaseException:  # a class that is just being made turns the interrupt into an error of its own
        if not _was_interrupted():
            raise
        code = _INTERRUPTED
    if _was_interrupted():
        os._exit(_INTERRUPTED)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(code)


def _was_interrupted() -> bool:
    return signal.getsignal(signal.SIGINT) is _leave


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGINT, _leave)
    raise KeyboardInterrupt


def _leave_where_interrupted(met: sys.UnraisableHookArgs) -> None:
    """Meet what Python can only tell of (an error in a callback of C): Ctrl-C still ends the process."""
    if issubclass(met.exc_type, KeyboardInterrupt):
        os._exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
