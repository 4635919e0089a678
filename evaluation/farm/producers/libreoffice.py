"""LibreOffice Writer, from Word's format and from its own."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from evaluation.farm.fonts import font_names
from evaluation.farm.job import Job, Made
from evaluation.farm.producers.fontconfig import fontconfig
from evaluation.farm.producers.office_files import docx, fodt
from evaluation.farm.producers.producer import Producer, output_of, program_version, run

__all__ = ["LIBREOFFICE_DOCX", "LIBREOFFICE_ODT"]


def _make(job: Job, *, ending: str, written: Callable[[Job, str], bytes]) -> Made:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"job.{ending}").write_bytes(written(job, font_names(job.font)[0]))
        tagged = "true" if job.has("tagged") else "false"
        target = f'pdf:writer_pdf_Export:{{"UseTaggedPDF":{{"type":"boolean","value":"{tagged}"}}}}'
        command = [
            "soffice",
            "--headless",
            f"-env:UserInstallation={(folder / 'user').as_uri()}",
            "--convert-to",
            target,
        ]
        run([*command, f"job.{ending}"], folder=folder, environment=fontconfig(job, folder))
        return Made(output_of(folder / "job.pdf"), job.paragraphs)


def _version() -> str | None:
    return program_version("soffice", "--version")


LIBREOFFICE_DOCX: Final = Producer(
    "libreoffice-docx",
    _version,
    partial(_make, ending="docx", written=docx),
    has_fallback=True,
    settings=("justified", "tagged"),
)
LIBREOFFICE_ODT: Final = Producer(
    "libreoffice-odt",
    _version,
    partial(_make, ending="fodt", written=fodt),
    has_fallback=True,
    settings=("justified", "tagged"),
)
