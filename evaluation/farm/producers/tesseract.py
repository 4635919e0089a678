"""Tesseract: a picture of a page and a layer of its letters that nobody sees; the truth is what Tesseract read."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from evaluation.farm.job import Job, Made
from evaluation.farm.producers.producer import Producer, output_of, package_version, program_version, run
from evaluation.farm.producers.weasyprint import WEASYPRINT

__all__ = ["TESSERACT"]

MODELS: Final = {"ar": "ara", "fa": "fas", "ur": "urd"}
#: Dots an inch of the picture.
SHARPNESS: Final = 200


def _make(job: Job) -> Made:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "page.pdf").write_bytes(WEASYPRINT.make(job).pdf)
        run(["pdftoppm", "-r", str(SHARPNESS), "-gray", "-png", "-singlefile", "page.pdf", "page"], folder=folder)
        model = MODELS.get(job.language, "ara")
        run(["tesseract", "page.png", "job", "-l", model, "--dpi", str(SHARPNESS), "pdf", "txt"], folder=folder)
        text = output_of(folder / "job.txt").decode().replace("\f", "").replace("\u200e", "").replace("\u200f", "")
        paragraphs = (" ".join(part.split()) for part in text.split("\n\n"))
        return Made(output_of(folder / "job.pdf"), tuple(part for part in paragraphs if part))


def _version() -> str | None:
    others = (program_version("pdftoppm", "-v"), package_version("weasyprint"))
    return None if None in others else program_version("tesseract", "--version")


TESSERACT: Final = Producer("tesseract", _version, _make, has_fallback=True)
