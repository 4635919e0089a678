"""XeLaTeX and LuaLaTeX."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from evaluation.farm.job import Job, Made
from evaluation.farm.producers.producer import Producer, is_plain, output_of, program_version, run

__all__ = ["LUALATEX", "XELATEX"]

#: XeTeX turns right-to-left parts itself (TeX--XeT); Latin words and numbers with signs it leaves to the author.
XETEX: Final = r"\usepackage{bidi}\setRTL"
#: LuaTeX: babel's bidirectional algorithm.
LUATEX: Final = r"\usepackage[bidi=basic,provide=*,main=arabic]{babel}"


def _source(job: Job, direction: str) -> str:
    paper = job.paper
    align = "" if job.has("justified") else r"\raggedright"
    name = rf"\setmainfont{{{job.font.name}}}[Path={job.font.resolve().parent}/, Script=Arabic]"
    if "babel" in direction:
        name = rf"\babelfont{{rm}}[Path={job.font.resolve().parent}/, Script=Arabic]{{{job.font.name}}}"
    head = [
        r"\documentclass{article}",
        rf"\usepackage[paperwidth={paper.width}bp,paperheight={paper.height}bp,margin={paper.margin}bp]{{geometry}}",
        r"\usepackage{fontspec}",
        direction,
        name,
        r"\pagestyle{empty}\parindent=0pt\parskip=10pt\sloppy",
        rf"\begin{{document}}\fontsize{{{paper.size}}}{{{paper.leading}}}\selectfont {align}",
    ]
    return "\n".join([*head, *(_escaped(paragraph) + r"\par" for paragraph in job.paragraphs), r"\end{document}"])


def _escaped(paragraph: str) -> str:
    return re.sub(r"([#$%&_{}])", r"\\\1", paragraph).replace("\u00a0" * 8, r"\hspace{3em}")


def _make(job: Job, *, program: str, direction: str) -> Made:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "job.tex").write_text(_source(job, direction), encoding="utf-8")
        run([program, "-interaction=batchmode", "-halt-on-error", "job.tex"], folder=folder)
        return Made(output_of(folder / "job.pdf"), job.paragraphs)


def has_bare_numbers(text: str) -> bool:
    """Return whether a text has no letters of another script, and its numbers no signs that TeX--XeT would exchange."""
    words = [word for word in text.split() if not is_plain(word.strip("()"))]
    return all(re.fullmatch(r"\(?\d+\)?[.,\u060c]?", word) for word in words) and not re.search(r"\d \d", text)


def _producer(program: str, direction: str, can_show: Callable[[str], bool]) -> Producer:
    make = partial(_make, program=program, direction=direction)
    version = partial(program_version, program, "--version")
    return Producer(program, version, make, settings=("justified",), can_show=can_show)


XELATEX: Final = _producer("xelatex", XETEX, has_bare_numbers)
LUALATEX: Final = _producer("lualatex", LUATEX, lambda text: True)
