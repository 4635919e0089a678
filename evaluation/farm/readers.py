"""The tools that are measured: each gives the text of a PDF. One's own is ten lines, or --tool 'COMMAND {pdf}'."""

from __future__ import annotations

import importlib.metadata
import shlex
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["READERS", "Reader", "reader_of"]

#: Seconds for a file.
LIMIT: Final = 120


@dataclass(frozen=True, slots=True)
class Reader:
    """A tool: its name and version (None where it is not installed), and what reads a file."""

    name: str
    version: Callable[[], str | None]
    read: Callable[[Path], str]


def _package(name: str) -> Callable[[], str | None]:
    def version() -> str | None:
        try:
            return importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            return None

    return version


def _tarmim_version() -> str | None:
    from tarmim.version import __version__

    return __version__


def _tarmim(path: Path) -> str:
    import tarmim

    return tarmim.extract(path).text


def _bare_maps(path: Path) -> str:
    import tarmim

    return tarmim.extract(path, options=tarmim.Options(repair=False)).text


def _pypdfium2(path: Path) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def _pdfminer(path: Path) -> str:
    from pdfminer.high_level import extract_text

    return str(extract_text(path))


def _qalam(path: Path) -> str:
    import qalam

    return str(qalam.extract_text(str(path)))


def _program(command: str) -> Callable[[Path], str]:
    """Return the reader of any program that prints a PDF's text; {pdf} in the command stands for the file."""

    def read(path: Path) -> str:
        words = [word.replace("{pdf}", str(path)) for word in shlex.split(command)]
        done = subprocess.run(words, capture_output=True, timeout=LIMIT, check=True)
        return done.stdout.decode(errors="replace")

    return read


def _pdftotext_version() -> str | None:
    if shutil.which("pdftotext") is None:
        return None
    said = subprocess.run(["pdftotext", "-v"], capture_output=True, check=False).stderr.decode()
    return said.split()[2]


READERS: Final = {
    reader.name: reader
    for reader in (
        Reader("tarmim", _tarmim_version, _tarmim),
        Reader("tarmim-no-repair", _tarmim_version, _bare_maps),
        Reader("pypdfium2", _package("pypdfium2"), _pypdfium2),
        Reader("pdfminer", _package("pdfminer.six"), _pdfminer),
        Reader("qalam", _package("qalam"), _qalam),
        Reader("pdftotext", _pdftotext_version, _program("pdftotext -enc UTF-8 {pdf} -")),
    )
}


def reader_of(tool: str) -> Reader:
    """Return the tool of a name, or the program of a command that has {pdf} in it."""
    if "{pdf}" in tool:
        return Reader(shlex.split(tool)[0], lambda: "", _program(tool))
    return READERS[tool]
