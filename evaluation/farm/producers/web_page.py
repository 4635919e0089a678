"""A job as a web page, for the producers that set HTML."""

from __future__ import annotations

from html import escape

from evaluation.farm.job import Job

__all__ = ["web_page"]

#: Ems between letters where tracking is asked for: beyond .2 em a gap looks like a space (docs/limits.md).
TRACKING = 0.12


def web_page(job: Job) -> str:
    """Return the page: the job's font first, then the one to fall back on."""
    paper = job.paper
    align = "justify" if job.has("justified") else "start"
    columns = f"column-count: 2; column-gap: {2 * paper.size}pt" if job.has("columns") else ""
    spacing = f"{TRACKING}em" if job.has("tracking") else "normal"
    style = f"""
        @font-face {{ font-family: first; src: url("{job.font.resolve().as_uri()}") }}
        @font-face {{ font-family: second; src: url("{job.fallback.resolve().as_uri()}") }}
        @page {{ size: {paper.width}pt {paper.height}pt; margin: {paper.margin}pt }}
        html, body {{ margin: 0; padding: 0 }}
        body {{ {columns} }}
        p {{ font: {paper.size}pt/{paper.leading}pt first, second; text-align: {align}; letter-spacing: {spacing};
             margin: 0 0 {paper.leading / 2}pt }}
    """
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in job.paragraphs)
    head = f'<meta charset="utf-8"><title>{job.number}</title><style>{style}</style>'
    return f'<!DOCTYPE html><html lang="{job.language}" dir="rtl"><head>{head}</head><body>{body}</body></html>'
