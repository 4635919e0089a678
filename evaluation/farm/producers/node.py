"""pdfkit and jsPDF under Node: two libraries of JavaScript that know little of direction."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from evaluation.farm.fonts import default_folder
from evaluation.farm.job import Job, Made
from evaluation.farm.producers.producer import Producer, is_plain, output_of, run
from tools.typesetting import shaped

__all__ = ["JSPDF", "PDFKIT"]

#: Fontkit shapes each word; words of a line are drawn from the right, as its users do it.
WITH_PDFKIT: Final = """
const fs = require("fs"), PDFDocument = require("pdfkit");
const job = JSON.parse(fs.readFileSync("job.json", "utf8"));
const doc = new PDFDocument({ size: [job.width, job.height], margin: job.margin, info: { CreationDate: new Date(0) } });
doc.pipe(fs.createWriteStream("job.pdf"));
doc.font(job.font).fontSize(job.size);
const bottom = job.height - job.margin - job.leading;
let y = job.margin;
const draw = line => {
  if (y > bottom) { doc.addPage(); y = job.margin; }
  let x = job.width - job.margin;
  for (const word of line) {
    x -= doc.widthOfString(word);
    doc.text(word, x, y, { lineBreak: false });
    x -= doc.widthOfString(" ");
  }
  y += job.leading;
};
for (const paragraph of job.paragraphs) {
  let line = [];
  for (const word of paragraph.split(" ")) {
    const width = doc.widthOfString([...line, word].join(" "));
    if (line.length && width > job.width - 2 * job.margin) { draw(line); line = []; }
    line.push(word);
  }
  draw(line);
  y += job.leading / 2;
}
doc.end();
"""

#: jsPDF puts letters into presentation forms and turns lines itself.
WITH_JSPDF: Final = """
const fs = require("fs"), { jsPDF } = require("jspdf");
const job = JSON.parse(fs.readFileSync("job.json", "utf8"));
const doc = new jsPDF({ unit: "pt", format: [job.width, job.height] });
doc.setCreationDate(new Date(0));
doc.addFileToVFS("first.ttf", fs.readFileSync(job.font).toString("base64"));
doc.addFont("first.ttf", "first", "normal");
doc.setFont("first").setFontSize(job.size);
const bottom = job.height - job.margin;
let y = job.margin + job.size;
for (const paragraph of job.paragraphs) {
  for (const line of doc.splitTextToSize(paragraph, job.width - 2 * job.margin)) {
    if (y > bottom) { doc.addPage(); y = job.margin + job.size; }
    doc.text(line, job.width - job.margin, y, { align: "right" });
    y += job.leading;
  }
  y += job.leading / 2;
}
fs.writeFileSync("job.pdf", Buffer.from(doc.output("arraybuffer")));
"""


def _modules() -> Path:
    """Return where npm put the libraries: node_modules in the farm's folder, or $TARMIM_FARM_NODE."""
    return Path(os.environ.get("TARMIM_FARM_NODE") or default_folder() / "node_modules")


def _version(library: str) -> str | None:
    described = _modules() / library / "package.json"
    if shutil.which("node") is None or not described.is_file():
        return None
    return f"{library} {json.loads(described.read_text(encoding='utf-8'))['version']}"


def without_stops(paragraph: str) -> str:
    """Return the paragraph without its stops: jsPDF puts one that ends a line at the line's other end."""
    return re.sub("[.,:;!\u060c\u061b\u061f\u06d4]", "", paragraph)


def _make(job: Job, *, program: str, prepared: Callable[[str], str]) -> Made:
    paper = job.paper
    paragraphs = tuple(prepared(paragraph) for paragraph in job.paragraphs)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "program.js").write_text(program, encoding="utf-8")
        given = {
            "font": str(job.font), "width": paper.width, "height": paper.height, "margin": paper.margin,
            "size": paper.size, "leading": paper.leading,
            "paragraphs": [paragraph.replace("\u00a0", " ") for paragraph in paragraphs],
        }  # fmt: skip
        (folder / "job.json").write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
        run(["node", "program.js"], folder=folder, environment={"NODE_PATH": str(_modules())})
        return Made(output_of(folder / "job.pdf"), paragraphs)


def _producer(library: str, make: Callable[[Job], Made], shown: Callable[[str], str]) -> Producer:
    return Producer(library, partial(_version, library), make, can_show=is_plain, shown=shown)


PDFKIT: Final = _producer("pdfkit", partial(_make, program=WITH_PDFKIT, prepared=str), str)
JSPDF: Final = _producer("jspdf", partial(_make, program=WITH_JSPDF, prepared=without_stops), shaped)
