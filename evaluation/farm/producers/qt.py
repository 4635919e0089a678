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

PROGRAM: Final = Path(__file__).with_name("programs") / "with_qt.py"


def _make(job: Job) -> Made:
    paper = job.paper
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given = {
            "fonts": [str(job.font), str(job.fallback)], "paragraphs": job.paragraphs,
            "width": paper.width, "height": paper.height, "margin": paper.margin, "size": paper.size,
            "leading": paper.leading, "justified": job.has("justified"),
        }  # fmt: skip
        (folder / "job.json").write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
        environment = {**fontconfig(job, folder), "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(folder)}
        run([sys.executable, str(PROGRAM), "job.json"], folder=folder, environment=environment)
        return Made(output_of(folder / "job.pdf"), job.paragraphs)


QT: Final = Producer(
    "qt", lambda: package_version("PySide6_Essentials"), _make, has_fallback=True, settings=("justified",)
)
