"""Apache FOP: its own shaping and ordering."""

from __future__ import annotations

import tempfile
from html import escape
from pathlib import Path
from typing import Final

from evaluation.farm.job import Job, Made
from evaluation.farm.producers.producer import Producer, output_of, program_version, run

__all__ = ["FOP"]


def _source(job: Job) -> str:
    paper = job.paper
    align = "justify" if job.has("justified") else "start"
    block = f'space-after="{paper.leading / 2}pt" white-space-collapse="false"'
    body = "".join(f"<fo:block {block}>{escape(paragraph)}</fo:block>" for paragraph in job.paragraphs)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" '
        f'font-family="first" font-size="{paper.size}pt" line-height="{paper.leading}pt" text-align="{align}" '
        f'language="{job.language[:2]}" script="arab"><fo:layout-master-set><fo:simple-page-master master-name="page" '
        f'page-width="{paper.width}pt" page-height="{paper.height}pt" margin="{paper.margin}pt" writing-mode="rl-tb">'
        "<fo:region-body/></fo:simple-page-master></fo:layout-master-set>"
        f'<fo:page-sequence master-reference="page" writing-mode="rl-tb"><fo:flow flow-name="xsl-region-body">{body}'
        "</fo:flow></fo:page-sequence></fo:root>"
    )


def _make(job: Job) -> Made:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        triplet = '<font-triplet name="first" style="normal" weight="normal"/>'
        font = f'<font kerning="yes" embed-url="{job.font.resolve().as_uri()}">{triplet}</font>'
        renderer = f'<renderer mime="application/pdf"><fonts>{font}</fonts></renderer>'
        settings = f'<?xml version="1.0"?><fop version="1.0"><renderers>{renderer}</renderers></fop>'
        (folder / "fop.xml").write_text(settings, encoding="utf-8")
        (folder / "job.fo").write_text(_source(job), encoding="utf-8")
        run(["fop", "-c", "fop.xml", "-fo", "job.fo", "-pdf", "job.pdf"], folder=folder)
        return Made(output_of(folder / "job.pdf"), job.paragraphs)


#: Fonts that FOP 2.8 joins rightly (pages of each were looked at); in most older ones letters take wrong forms.
JOINED: Final = (
    "Amiri", "Blaka", "Cairo", "Jomhuria", "Katibeh", "Kufam", "Mada", "Markazi_Text", "Mirza", "Rakkas", "Tajawal",
    "Vazirmatn", "Vibes",
)  # fmt: skip


def is_joined(font: Path) -> bool:
    """Return whether FOP draws a font's letters in the forms that the text has."""
    return font.stem in JOINED


FOP: Final = Producer(
    "fop",
    lambda: program_version("fop", "-version"),
    _make,
    settings=("justified",),
    can_use=is_joined,
)
