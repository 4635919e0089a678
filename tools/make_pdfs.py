"""Makes samples/pdf/: our own texts as small PDFs, each by another program, and beside each what should come out of it.

    pip install fpdf2==2.8.9 uharfbuzz==0.57.0 weasyprint==70.0
    pip install reportlab==5.1.0 arabic-reshaper==3.1.0 python-bidi==0.6.12
    apt-get install fonts-dejavu-core fonts-hosny-amiri
    python -m tools.make_pdfs [--fonts FOLDER]

Only this tool needs these programs; neither the package nor its tests do. The truth is a paragraph a line. The fonts
may be embedded: DejaVu Sans under the Bitstream Vera terms, Amiri under the SIL Open Font License 1.1.
"""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from tools.typesetting import broken

SAMPLES = Path(__file__).parents[1] / "samples"
DEJAVU = "DejaVuSans.ttf"
AMIRI = "Amiri-Regular.ttf"

#: Points: an A5 page, its margin, the size of the letters and the distance of lines.
PAGE = (420.0, 595.0)
MARGIN = 40.0
SIZE = 12.0
LEADING = 20.0
GUTTER = 24.0


def by_fpdf2(paragraphs: list[str], font: Path, out: Path) -> None:
    """Set by fpdf2: HarfBuzz shapes the words, the program itself orders them."""
    from fpdf import FPDF

    pdf = FPDF(unit="pt", format=PAGE)
    pdf.set_creation_date(datetime(2026, 1, 1, tzinfo=UTC))
    pdf.set_margins(MARGIN, MARGIN)
    pdf.set_auto_page_break(True, MARGIN)
    pdf.add_page()
    pdf.add_font("sample", fname=font)
    pdf.set_font("sample", size=SIZE)
    pdf.set_text_shaping(True, direction="rtl")
    for paragraph in paragraphs:
        pdf.multi_cell(0, LEADING, paragraph, align="R", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(LEADING / 2)
    pdf.output(str(out))


def by_reportlab(paragraphs: list[str], font: Path, out: Path) -> None:
    """Set by reportlab in two columns: presentation forms from arabic-reshaper, turned by python-bidi."""
    from arabic_reshaper import ArabicReshaper
    from bidi.algorithm import get_display
    from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    reshape = ArabicReshaper(configuration={"delete_harakat": False}).reshape
    registerFont(TTFont("sample", str(font)))
    width = (PAGE[0] - 2 * MARGIN - GUTTER) / 2
    canvas = Canvas(str(out), pagesize=PAGE, invariant=1)
    canvas.setFont("sample", SIZE)
    right, height = PAGE[0] - MARGIN, PAGE[1] - MARGIN - SIZE
    lines = [
        (reshape(line), k == 0)
        for paragraph in paragraphs
        for k, line in enumerate(broken(paragraph, width, lambda text: stringWidth(reshape(text), "sample", SIZE)))
    ]
    for line, first in lines:
        height -= LEADING / 2 if first else 0
        if height < MARGIN:
            right, height = right - width - GUTTER, PAGE[1] - MARGIN - SIZE
        canvas.drawRightString(right, height, get_display(line, base_dir="R"))
        height -= LEADING
    canvas.save()


def by_weasyprint(paragraphs: list[str], font: Path, out: Path) -> None:
    """Set by WeasyPrint, justified: Pango shapes and orders."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    style = f"""
        @font-face {{ font-family: sample; src: url("{font.resolve().as_uri()}") }}
        @page {{ size: {PAGE[0]}pt {PAGE[1]}pt; margin: {MARGIN}pt }}
        p {{ font: {SIZE}pt/{LEADING}pt sample; text-align: justify; margin: 0 0 {LEADING / 2}pt }}
    """
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    document = HTML(string=f'<html dir="rtl"><body>{body}</body></html>')
    document.write_pdf(out, stylesheets=[CSS(string=style, font_config=fonts)], font_config=fonts)


#: Name of the PDF: the program, the text, the font.
MADE = {
    "fpdf2-news": (by_fpdf2, "news.txt", DEJAVU),
    "fpdf2-urdu": (by_fpdf2, "urdu.txt", AMIRI),
    "reportlab-columns": (by_reportlab, "columns.txt", DEJAVU),
    "weasyprint-persian": (by_weasyprint, "persian.txt", DEJAVU),
    "weasyprint-vowelled": (by_weasyprint, "vowelled.txt", AMIRI),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fonts", type=Path, default=Path("/usr/share/fonts"), help="searched for the fonts' files")
    arguments = parser.parse_args()
    folder = SAMPLES / "pdf"
    folder.mkdir(exist_ok=True)
    for name, (make, text, font) in MADE.items():
        paragraphs = (SAMPLES / text).read_text(encoding="utf-8").split("\n")
        paragraphs = [paragraph for paragraph in paragraphs if paragraph]
        (folder / f"{name}.txt").write_text("\n".join(paragraphs) + "\n", encoding="utf-8", newline="\n")
        make(paragraphs, next(arguments.fonts.rglob(font)), folder / f"{name}.pdf")


if __name__ == "__main__":
    main()
