"""Typst: rustybuzz shapes, the program orders."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Final

from evaluation.farm.fonts import font_names
from evaluation.farm.job import Job, Made
from evaluation.farm.producers.producer import Producer, package_version
from evaluation.farm.producers.web_page import TRACKING

__all__ = ["TYPST"]


def _source(job: Job) -> str:
    paper = job.paper
    fonts = ", ".join(f'"{font_names(path)[0]}"' for path in (job.font, job.fallback))
    tracking = f"{TRACKING}em" if job.has("tracking") else "0pt"
    justify = "true" if job.has("justified") else "false"
    lines = [
        f"#set page(width: {paper.width}pt, height: {paper.height}pt, margin: {paper.margin}pt)",
        f'#set text(font: ({fonts}), size: {paper.size}pt, lang: "{job.language[:2]}", dir: rtl, tracking: {tracking})',
        f"#set par(justify: {justify}, leading: {paper.leading - paper.size}pt, spacing: {paper.leading * 1.3}pt)",
    ]
    quoted = [paragraph.replace("\\", "\\\\").replace('"', '\\"') for paragraph in job.paragraphs]
    return "\n".join(lines + [f'#par(text("{paragraph}"))' for paragraph in quoted])


def _make(job: Job) -> Made:
    import typst

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in (job.font, job.fallback):
            shutil.copy(path, folder / path.name)
        source = folder / "job.typ"
        source.write_text(_source(job), encoding="utf-8")
        return Made(typst.compile(source, font_paths=[folder], ignore_system_fonts=True), job.paragraphs)


TYPST: Final = Producer(
    "typst", lambda: package_version("typst"), _make, has_fallback=True, settings=("justified", "tracking")
)
