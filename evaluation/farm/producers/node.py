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

#: Fonts that fontkit stumbles over.
REFUSED: Final = ("Gulzar", "Qahiri", "Vibes")
PROGRAMS: Final = Path(__file__).with_name("programs")


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
        given = {
            "font": str(job.font), "width": paper.width, "height": paper.height, "margin": paper.margin,
            "size": paper.size, "leading": paper.leading,
            "paragraphs": [paragraph.replace("\u00a0", " ") for paragraph in paragraphs],
        }  # fmt: skip
        (folder / "job.json").write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
        run(["node", str(PROGRAMS / program)], folder=folder, environment={"NODE_PATH": str(_modules())})
        return Made(output_of(folder / "job.pdf"), paragraphs)


PDFKIT: Final = Producer(
    "pdfkit",
    partial(_version, "pdfkit"),
    partial(_make, program="with_pdfkit.js", prepared=str),
    can_show=is_plain,
    can_use=lambda font: font.stem not in REFUSED,
)
JSPDF: Final = Producer(
    "jspdf",
    partial(_version, "jspdf"),
    partial(_make, program="with_jspdf.js", prepared=without_stops),
    can_show=is_plain,
    shown=shaped,
)
