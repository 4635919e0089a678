"""fpdf2: HarfBuzz shapes, the program itself orders."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from evaluation.farm.job import Job, Made
from evaluation.farm.producers.producer import Producer, package_version

__all__ = ["FPDF2"]

#: Points between letters where tracking is asked for: .12 em.
TRACKING: Final = 0.12


def _make(job: Job) -> Made:
    from fpdf import FPDF

    paper = job.paper
    pdf = FPDF(unit="pt", format=(paper.width, paper.height))
    pdf.set_creation_date(datetime(2026, 1, 1, tzinfo=UTC))
    pdf.set_margins(paper.margin, paper.margin)
    pdf.set_auto_page_break(True, paper.margin)
    pdf.add_page()
    pdf.add_font("first", fname=job.font)
    pdf.set_font("first", size=paper.size)
    if job.has("tracking"):
        pdf.set_char_spacing(TRACKING * paper.size)
    pdf.set_text_shaping(True, direction="rtl", script="arab")
    align = "J" if job.has("justified") else "R"
    for paragraph in job.paragraphs:
        text = paragraph.replace("\u00a0", " ")
        pdf.multi_cell(0, paper.leading, text, align=align, new_x="LMARGIN", new_y="NEXT")
        pdf.ln(paper.leading / 2)
    return Made(bytes(pdf.output()), job.paragraphs)


FPDF2: Final = Producer("fpdf2", lambda: package_version("fpdf2"), _make, settings=("justified", "tracking"))
