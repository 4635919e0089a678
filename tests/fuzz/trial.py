"""What is tried with one PDF: every verb, from Python and by the command line, each step reported as it ends."""

from __future__ import annotations

import io
import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NoReturn, TypeVar

import tarmim
from tarmim.model.page import APART
from tests.fuzz.isolation import Ended, Report, Say, isolated

__all__ = ["ALWAYS", "IN_TURN", "STEPS", "outcome", "tried", "warm"]

_Input = TypeVar("_Input")


def _extract(data: bytes) -> Report:
    document = tarmim.extract(data)
    from tarmim.writers.document import write_document

    json.loads("".join(write_document(document, version="0")), parse_constant=_refuse)
    apart = "\n".join(block.text for page in document.pages for block in page.blocks if block.kind in APART)
    messages = [problem for _, problem in document.problems]
    return {"text": document.text, "apart": apart, "messages": messages, "code": 0}


def _inspect(data: bytes) -> Report:
    from tarmim.writers.report import write_report

    report = tarmim.inspect(data)
    json.loads("".join(write_report(report, version="0")), parse_constant=_refuse)
    messages = [problem for page in report.pages for problem in page.problems]
    unread = [page.number for page in report.pages if page.problems and not page.glyphs and page.verdict == "sound"]
    return {"verdict": str(report.verdict), "unread": unread, "messages": messages, "code": 0}


def _repair(data: bytes) -> Report:
    return {"text": tarmim.repair(tarmim.extract(data, options=tarmim.Options(repair=False)).text).text, "code": 0}


def _stream(data: bytes) -> Report:
    return {"messages": [problem for page in tarmim.stream(data) for problem in page.problems], "code": 0}


def _command(verb: str, data: bytes) -> Report:
    """Run `tarmim VERB FILE` and report its exit code, what it said, and what it wrote."""
    from tarmim.cli import main

    with TemporaryDirectory(prefix="fuzz-") as folder:
        path, out, said = (Path(folder) / name for name in ("in.pdf", "out.txt", "err.txt"))
        path.write_bytes(data)
        before = os.dup(2)
        out.touch()
        for target, file in ((1, out), (2, said)):
            os.dup2(os.open(file, os.O_RDWR | os.O_CREAT), target)
        try:
            main([verb, str(path)])
            code: Any = 0
        except SystemExit as leaving:
            code = leaving.code
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os.dup2(before, 2)
            os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        return {
            "code": code or 0,
            "said": said.read_bytes().decode("utf-8", "backslashreplace"),
            "text": out.read_bytes().decode("utf-8", "backslashreplace"),
        }


#: The steps by name, in the order in which they are tried.
STEPS: Final[dict[str, Callable[[bytes], Report]]] = {
    "extract": _extract,
    "inspect": _inspect,
    "repair": _repair,
    "stream": _stream,
    "tarmim extract": partial(_command, "extract"),
    "tarmim inspect": partial(_command, "inspect"),
}
#: Steps that every input goes through, and those of which each input goes through one.
ALWAYS: Final = ("extract", "inspect")
IN_TURN: Final = ("repair", "stream", "tarmim extract", "tarmim inspect")


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"JSON has no {constant}")


def tried(data: bytes, steps: Sequence[str] = tuple(STEPS)) -> Ended:
    """Return what became of a PDF, step by step."""

    def task(say: Say) -> None:
        for step in steps:
            say({"step": step})
            start = time.process_time()
            report = outcome(STEPS[step], data)
            say({"step": step, "done": True, "cpu": time.process_time() - start, **report})

    return isolated(task)


def outcome(step: Callable[[_Input], Report], data: _Input) -> Report:
    """Return what a step reports; errors that are foreseen with their exit code, others with where they were raised."""
    try:
        return step(data)
    except tarmim.TarmimError as error:
        return {"error": type(error).__name__, "messages": [str(error), error.hint], "code": int(error.exit_code)}
    except BaseException as error:
        return {"raised": type(error).__name__, "place": _place(error), "trace": traceback.format_exc()[-3000:]}


def _place(error: BaseException) -> str:
    """Return the innermost function of the package that an exception went through."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "/tarmim/" in frame.filename] or list(frames)
    return f"{'/'.join(Path(own[-1].filename).parts[-2:])}:{own[-1].name}"


def warm(samples: Sequence[bytes]) -> None:
    """Import and load what reading takes, so that it is not done anew in each process."""
    import tarmim.cli
    import tarmim.writers.document
    import tarmim.writers.report

    for data in samples:
        tarmim.extract(data)
        tarmim.inspect(io.BytesIO(data).getvalue())
