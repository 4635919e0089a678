"""All producers that the farm knows, in the order of the tables."""

from __future__ import annotations

from typing import Final

from evaluation.farm.producers.chromium import CHROMIUM
from evaluation.farm.producers.fop import FOP
from evaluation.farm.producers.fpdf2 import FPDF2
from evaluation.farm.producers.latex import LUALATEX, XELATEX
from evaluation.farm.producers.libreoffice import LIBREOFFICE_DOCX, LIBREOFFICE_ODT
from evaluation.farm.producers.node import JSPDF, PDFKIT
from evaluation.farm.producers.pango import PANGO
from evaluation.farm.producers.producer import Producer
from evaluation.farm.producers.qt import QT
from evaluation.farm.producers.reportlab import REPORTLAB
from evaluation.farm.producers.tesseract import TESSERACT
from evaluation.farm.producers.typst import TYPST
from evaluation.farm.producers.weasyprint import WEASYPRINT

__all__ = ["PRODUCERS"]

PRODUCERS: Final[tuple[Producer, ...]] = (
    FPDF2, REPORTLAB, WEASYPRINT, TYPST, PANGO, CHROMIUM, LIBREOFFICE_DOCX, LIBREOFFICE_ODT, QT, PDFKIT,
    JSPDF, FOP, XELATEX, LUALATEX, TESSERACT,
)  # fmt: skip
