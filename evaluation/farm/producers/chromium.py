"""Chromium, printing a page without a head: Blink sets, Skia writes."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from evaluation.farm.job import Job, Made
from evaluation.farm.producers.producer import Producer, output_of, program_version, run
from evaluation.farm.producers.web_page import web_page

__all__ = ["CHROMIUM"]

COMMAND: Final = (
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
    "--allow-file-access-from-files", "--disable-dev-shm-usage",
)  # fmt: skip


def _make(job: Job) -> Made:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "job.html").write_text(web_page(job), encoding="utf-8")
        tagged = [] if job.has("tagged") else ["--disable-pdf-tagging"]
        places = [f"--user-data-dir={folder / 'user'}", f"--print-to-pdf={folder / 'job.pdf'}"]
        run([*COMMAND, *tagged, *places, (folder / "job.html").as_uri()], folder=folder)
        return Made(output_of(folder / "job.pdf"), job.paragraphs)


CHROMIUM: Final = Producer(
    "chromium",
    lambda: program_version("chromium", "--version"),
    _make,
    has_fallback=True,
    settings=("justified", "tracking", "columns", "tagged"),
)
