"""ReportLab as its users set Arabic: presentation forms from arabic-reshaper, turned by python-bidi."""

from __future__ import annotations

import io
from typing import Final

from evaluation.farm.job import Job, Made
from evaluation.farm.producers.producer import Producer, package_version
from tools.typesetting import broken

__all__ = ["REPORTLAB"]


def _reshaped(text: str) -> str:
    from arabic_reshaper import ArabicReshaper

    settings = {"delete_harakat": False, "support_ligatures": True, "support_zwj": True}
    return str(ArabicReshaper(configuration=settings).reshape(text.replace("\u00a0", " ")))


def _make(job: Job) -> Made:
    from bidi.algorithm import get_display
    from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    paper, out = job.paper, io.BytesIO()
    face = f"farm{job.number}"
    registerFont(TTFont(face, str(job.font)))
    canvas = Canvas(out, pagesize=(paper.width, paper.height), invariant=1)
    canvas.setFont(face, paper.size)
    top = paper.height - paper.margin - paper.size
    height = top
    for paragraph in job.paragraphs:
        shaped = _reshaped(paragraph)
        for line in broken(shaped, paper.width - 2 * paper.margin, lambda text: stringWidth(text, face, paper.size)):
            if height < paper.margin:
                canvas.showPage()
                canvas.setFont(face, paper.size)
                height = top
            turned = get_display(line, base_dir="R").replace("\u200c", "")
            canvas.drawRightString(paper.width - paper.margin, height, turned)
            height -= paper.leading
        height -= paper.leading / 2
    canvas.save()
    return Made(out.getvalue(), job.paragraphs)


def _version() -> str | None:
    needed = [package_version(name) for name in ("reportlab", "arabic-reshaper", "python-bidi")]
    return None if None in needed else str(needed[0])


REPORTLAB: Final = Producer("reportlab", _version, _make, shown=_reshaped)
