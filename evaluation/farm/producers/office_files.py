"""A job as a document of a word processor: OOXML (ECMA-376) and flat OpenDocument (ISO 26300)."""

from __future__ import annotations

import io
import zipfile
from html import escape
from typing import Final

from evaluation.farm.job import Job

__all__ = ["docx", "fodt"]

_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(job: Job, family: str) -> bytes:
    """Return the job as a .docx file: right-to-left paragraphs, complex-script runs."""
    paper, out = job.paper, io.BytesIO()
    twips = 20  # in a point
    align = "both" if job.has("justified") else "start"
    face = escape(family, quote=True)
    run = (
        f'<w:rPr><w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:cs="{face}"/>'
        f'<w:sz w:val="{round(2 * paper.size)}"/><w:szCs w:val="{round(2 * paper.size)}"/><w:rtl/></w:rPr>'
    )
    lines = round(paper.leading * twips)
    lead = f'<w:spacing w:after="{lines // 2}" w:line="{lines}" w:lineRule="exact"/>'
    body = "".join(
        f'<w:p><w:pPr><w:bidi/>{lead}<w:jc w:val="{align}"/></w:pPr>'
        f'<w:r>{run}<w:t xml:space="preserve">{escape(paragraph)}</w:t></w:r></w:p>'
        for paragraph in job.paragraphs
    )
    margin = round(paper.margin * twips)
    page = (
        f'<w:sectPr><w:pgSz w:w="{round(paper.width * twips)}" w:h="{round(paper.height * twips)}"/>'
        f'<w:pgMar w:top="{margin}" w:right="{margin}" w:bottom="{margin}" w:left="{margin}" '
        f'w:header="0" w:footer="0" w:gutter="0"/><w:bidi/></w:sectPr>'
    )
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}{page}</w:body></w:document>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    )
    related = (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
        f'Target="word/document.xml"/></Relationships>'
    )
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in (("[Content_Types].xml", types), ("_rels/.rels", related), ("word/document.xml", document)):
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{text}')
    return out.getvalue()


def fodt(job: Job, family: str) -> bytes:
    """Return the job as a flat OpenDocument text."""
    paper = job.paper
    face = escape(family, quote=True)
    # in paragraphs from the right LibreOffice takes start for the left
    align = "justify" if job.has("justified") else "end"
    language = job.language[:2]
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (
            ("office", "office"), ("style", "style"), ("text", "text"), ("fo", "xsl-fo-compatible"),
            ("svg", "svg-compatible"),
        )
    )  # fmt: skip
    font = f'<style:font-face style:name="f" svg:font-family="\'{face}\'"/>'
    fonts = f"<office:font-face-decls>{font}</office:font-face-decls>"
    paragraph = (
        f'<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:text-align="{align}" '
        f'style:writing-mode="rl-tb" fo:line-height="{paper.leading}pt" fo:margin-bottom="{paper.leading / 2}pt"/>'
        f'<style:text-properties style:font-name="f" style:font-name-complex="f" fo:font-size="{paper.size}pt" '
        f'style:font-size-complex="{paper.size}pt" style:language-complex="{language}"/></style:style>'
    )
    page = (
        f'<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="{paper.width}pt" '
        f'fo:page-height="{paper.height}pt" fo:margin="{paper.margin}pt" style:writing-mode="rl-tb"/>'
        f"</style:page-layout>"
    )
    body = "".join(f'<text:p text:style-name="P">{escape(text)}</text:p>' for text in job.paragraphs)
    whole = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.3" '
        f'office:mimetype="application/vnd.oasis.opendocument.text">{fonts}<office:automatic-styles>{paragraph}{page}'
        f'</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" '
        f'style:page-layout-name="L"/></office:master-styles><office:body><office:text>{body}</office:text></office:body>'
        f"</office:document>"
    )
    return whole.encode()
