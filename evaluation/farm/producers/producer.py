"""What a producer is to the farm, and how programs are run."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from evaluation.farm.job import Job, Made

__all__ = ["Producer", "ProducerError", "is_plain", "output_of", "package_version", "program_version", "run"]

#: Seconds: no page of the farm takes a tenth of it.
LIMIT: Final = 120


class ProducerError(Exception):
    """A producer that is here and did not make the file."""


@dataclass(frozen=True, slots=True)
class Producer:
    """A program that makes PDFs.

    name          as in the plan and the tables
    version       what is here: "WeasyPrint 70.0"; None where it is not installed
    make          the file of a job; ProducerError
    has_fallback  whether characters that the font has not are drawn from another
    settings      what else it can be asked for, by name; a job has some of them
    can_show      whether a text comes out right on the page at all
    can_use       whether it shapes with a font, given the file
    shown         the characters that the font needs for a text, where they are not those of the text
    """

    name: str
    version: Callable[[], str | None]
    make: Callable[[Job], Made]
    has_fallback: bool = False
    settings: tuple[str, ...] = ()
    can_show: Callable[[str], bool] = lambda text: True
    can_use: Callable[[Path], bool] = lambda font: True
    shown: Callable[[str], str] = lambda text: text


def is_plain(text: str) -> bool:
    """Return whether a text needs no bidirectional algorithm: no digits, no letters of another script, no brackets."""
    classes = ("AL", "NSM", "WS", "CS", "BN", "B")
    return all(unicodedata.bidirectional(letter) in classes or letter == "!" for letter in text)


def package_version(package: str) -> str | None:
    """Return name and version of an installed Python package."""
    try:
        return f"{package} {importlib.metadata.version(package)}"
    except importlib.metadata.PackageNotFoundError:
        return None


def program_version(*command: str) -> str | None:
    """Return the first line that a program says of its version; None where it is not on the path."""
    if shutil.which(command[0]) is None:
        return None
    try:
        done = subprocess.run(command, capture_output=True, timeout=LIMIT, check=False, env=_environment({}))
    except subprocess.TimeoutExpired:
        return None
    lines = (done.stdout or done.stderr).decode(errors="replace").strip().splitlines()
    return " ".join(lines[0].split()) if lines else command[0]


def run(command: Sequence[str], *, folder: Path, environment: Mapping[str, str] | None = None) -> bytes:
    """Run a program in a folder and return what it prints; ProducerError where it fails or takes too long."""
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, timeout=LIMIT, check=False, env=_environment(environment or {})
        )
    except subprocess.TimeoutExpired as error:
        raise ProducerError(f"{command[0]}: not done in {LIMIT} s") from error
    if done.returncode:
        said = (done.stderr or done.stdout).decode(errors="replace").strip()
        raise ProducerError(f"{command[0]}: exit {done.returncode}: {said[-300:]}")
    return done.stdout


def output_of(path: Path) -> bytes:
    """Return the bytes of a file that a program was to write; ProducerError where it did not."""
    if not path.is_file():
        raise ProducerError(f"{path.name} was not written")
    return path.read_bytes()


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a program: a fixed clock, one thread, no locale."""
    fixed = {"SOURCE_DATE_EPOCH": "1767225600", "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8", "FORCE_SOURCE_DATE": "1"}
    return {**os.environ, **fixed, **more}
