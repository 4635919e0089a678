"""Programs that a finished file is passed through again: they write its fonts and maps anew."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from evaluation.farm.producers.producer import output_of, program_version, run

__all__ = ["PASSES", "Pass", "passed"]


@dataclass(frozen=True, slots=True)
class Pass:
    """A program, its command from in.pdf to out.pdf, and of 300 files how many go through it."""

    name: str
    version: Callable[[], str | None]
    command: tuple[str, ...]
    count: int = 10


def passed(pdf: bytes, through: Pass) -> bytes:
    """Return the file as the program writes it; ProducerError where it does not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in.pdf").write_bytes(pdf)
        run(through.command, folder=folder)
        return output_of(folder / "out.pdf")


_GHOSTSCRIPT: Final = ("gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=pdfwrite", "-o", "out.pdf", "in.pdf")

PASSES: Final = {
    each.name: each
    for each in (
        Pass("ghostscript", partial(program_version, "gs", "--version"), _GHOSTSCRIPT),
        Pass("cairo", partial(program_version, "pdftocairo", "-v"), ("pdftocairo", "-pdf", "in.pdf", "out.pdf")),
        Pass("mupdf", partial(program_version, "mutool", "-v"), ("mutool", "convert", "-o", "out.pdf", "in.pdf")),
    )
}
