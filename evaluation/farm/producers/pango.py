"""Pango and cairo, by pango-view: a page as high as its text."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from evaluation.farm.fonts import font_names
from evaluation.farm.job import Job, Made
from evaluation.farm.producers.fontconfig import fontconfig
from evaluation.farm.producers.producer import Producer, output_of, program_version, run

__all__ = ["PANGO"]


def _make(job: Job) -> Made:
    paper = job.paper
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "job.txt").write_text("\n".join(job.paragraphs), encoding="utf-8")
        family = f"{font_names(job.font)[0]}, {font_names(job.fallback)[0]} {paper.size}"
        command = [
            "pango-view", "--no-display", "--output=job.pdf", "--backend=cairo", "--rtl", "--no-auto-dir", "--dpi=72",
            f"--font={family}", f"--language={job.language}", f"--spacing={paper.leading / 2:.0f}",
            f"--width={paper.width - 2 * paper.margin:.0f}", f"--margin={paper.margin:.0f}",
        ]  # fmt: skip
        justified = ["--justify"] if job.has("justified") else []
        run([*command, *justified, "job.txt"], folder=folder, environment=fontconfig(job, folder))
        return Made(output_of(folder / "job.pdf"), job.paragraphs)


PANGO: Final = Producer(
    "pango",
    lambda: program_version("pango-view", "--version"),
    _make,
    has_fallback=True,
    settings=("justified",),
)
