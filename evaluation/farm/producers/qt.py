"""Qt: QTextDocument sets, QPdfWriter writes; in a process of its own, for a Qt application is one for each process."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Final

from evaluation.farm.job import Job, Made
from evaluation.farm.producers.fontconfig import fontconfig
from evaluation.farm.producers.producer import Producer, output_of, package_version, run

__all__ = ["QT"]

PROGRAM: Final = """
import json, sys
from PySide6.QtCore import QMarginsF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QPageSize, QPdfWriter, QTextBlockFormat, QTextCursor
from PySide6.QtGui import QTextDocument, QTextOption
job = json.loads(open(sys.argv[1], encoding="utf-8").read())
application = QGuiApplication([])
families = [QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(path))[0] for path in job["fonts"]]
writer = QPdfWriter("job.pdf")
writer.setResolution(72)
writer.setPageSize(QPageSize(QSizeF(job["width"], job["height"]), QPageSize.Point))
writer.setPageMargins(QMarginsF(*[job["margin"]] * 4))
document = QTextDocument()
document.documentLayout().setPaintDevice(writer)
font = QFont(families)
font.setPointSizeF(job["size"])
document.setDefaultFont(font)
option = QTextOption(Qt.AlignJustify if job["justified"] else Qt.AlignLeft)
option.setTextDirection(Qt.RightToLeft)
document.setDefaultTextOption(option)
document.setPageSize(QSizeF(job["width"] - 2 * job["margin"], job["height"] - 2 * job["margin"]))
cursor = QTextCursor(document)
block = QTextBlockFormat()
block.setBottomMargin(job["leading"] / 2)
block.setLineHeight(job["leading"], QTextBlockFormat.FixedHeight.value)
block.setLayoutDirection(Qt.RightToLeft)
for place, paragraph in enumerate(job["paragraphs"]):
    cursor.setBlockFormat(block) if place == 0 else cursor.insertBlock(block)
    cursor.insertText(paragraph)
document.print_(writer)
"""


def _make(job: Job) -> Made:
    paper = job.paper
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "program.py").write_text(PROGRAM, encoding="utf-8")
        given = {
            "fonts": [str(job.font), str(job.fallback)], "paragraphs": job.paragraphs,
            "width": paper.width, "height": paper.height, "margin": paper.margin, "size": paper.size,
            "leading": paper.leading, "justified": job.has("justified"),
        }  # fmt: skip
        (folder / "job.json").write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
        environment = {**fontconfig(job, folder), "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(folder)}
        run([sys.executable, "program.py", "job.json"], folder=folder, environment=environment)
        return Made(output_of(folder / "job.pdf"), job.paragraphs)


QT: Final = Producer(
    "qt", lambda: package_version("PySide6_Essentials"), _make, has_fallback=True, settings=("justified",)
)
