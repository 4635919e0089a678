"""WeasyPrint: Pango shapes and orders."""

from __future__ import annotations

from typing import Final

from evaluation.farm.job import Job, Made
from evaluation.farm.producers.producer import Producer, package_version
from evaluation.farm.producers.web_page import web_page

__all__ = ["WEASYPRINT"]


def _make(job: Job) -> Made:
    from weasyprint import HTML

    return Made(HTML(string=web_page(job)).write_pdf(), job.paragraphs)


WEASYPRINT: Final = Producer(
    "weasyprint",
    lambda: package_version("weasyprint"),
    _make,
    has_fallback=True,
    settings=("justified", "tracking", "columns"),
)
