"""Sets job.json into job.pdf with QTextDocument and QPdfWriter."""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QGuiApplication,
    QPageSize,
    QPdfWriter,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
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
    if place:
        cursor.insertBlock(block)
    else:
        cursor.setBlockFormat(block)
    cursor.insertText(paragraph)
document.print_(writer)
