"""The errors Tarmim raises, and the exit codes they carry.

TarmimError                    1  anything foreseen that went wrong
├── UsageError                 2  an option or a name that does not exist
├── InputError                 3  a file that cannot be found or read
│   ├── UndecodableError       4  bytes that are not text in the encoding given
│   └── PdfError               6  not a PDF, or one damaged beyond mending
│       └── PasswordError      7  a PDF that is encrypted, and no password or a wrong one
└── OutputError                5  a file that cannot be written

Each also derives from the builtin that fits, so `except ValueError` and
`except OSError` work as people expect. docs/errors.md says what to do about each.
"""

from __future__ import annotations

from enum import IntEnum

__all__ = [
    "ExitCode",
    "InputError",
    "OutputError",
    "PasswordError",
    "PdfError",
    "TarmimError",
    "UndecodableError",
    "UsageError",
]


class ExitCode(IntEnum):
    """What the command line returns to the shell."""

    OK = 0
    FAILED = 1
    USAGE = 2
    INPUT = 3
    UNDECODABLE = 4
    OUTPUT = 5
    PDF = 6
    PASSWORD = 7
    #: Some pages of a PDF could not be read, or not wholly; the others came out.
    PARTIAL = 8
    #: `tarmim inspect --fail-on` found a page as bad as that.
    VERDICT = 9
    #: No page of a PDF has text, and there are pictures, or text drawn as paths.
    NEEDS_OCR = 10
    #: Something that nobody foresaw: a fault of Tarmim itself (EX_SOFTWARE of sysexits.h).
    FAULT = 70
    #: Ctrl-C (128 + SIGINT), as other Unix tools report it.
    INTERRUPTED = 130
    #: The reader of our output went away (128 + SIGPIPE), as other Unix tools report it.
    CLOSED_PIPE = 141


class TarmimError(Exception):
    """The root of all errors raised on purpose.

    `hint` is the next thing to type or to look at; the command line prints it after `hint:`.
    """

    exit_code = ExitCode.FAILED

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(TarmimError, ValueError):
    """An option, a rule's name or a value that does not exist."""

    exit_code = ExitCode.USAGE


class InputError(TarmimError, OSError):
    """A file that cannot be found or read."""

    exit_code = ExitCode.INPUT


class UndecodableError(InputError, ValueError):
    """Bytes that are not text in the encoding given; the message names the first offset."""

    exit_code = ExitCode.UNDECODABLE


class PdfError(InputError, ValueError):
    """Not a PDF, or one damaged beyond mending; on a page it becomes a Problem and the other pages come out."""

    exit_code = ExitCode.PDF


class PasswordError(PdfError):
    """A PDF that is encrypted, and no password was given or a wrong one."""

    exit_code = ExitCode.PASSWORD


class OutputError(TarmimError, OSError):
    """A file that cannot be written; nothing half-written is left behind."""

    exit_code = ExitCode.OUTPUT
