"""What can be read where a PDF's maps are gone: the files of ../shared/bench with all maps taken away.

    python -m evaluation.unmapped                  the font program's names, cmap and substitutions may speak
    python -m evaluation.unmapped --shapes         only outlines and the document's words may
    python -m evaluation.unmapped --leave-out      and the file's own font families are left out of the bank
    python -m evaluation.unmapped --maps out --leave-out    the files whose maps lack letters, as they are

Figures as in evaluation.pages: letters wrong in percent. With --leave-out the net that names likenesses is the one
given by --likeness: made by tools/build_likeness.py without those families.
"""

from __future__ import annotations

import argparse
import re
import statistics
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from unittest import mock

import numpy as np

from evaluation.gate import say
from evaluation.material import ROOT
from evaluation.pages import Record, Scores, records_of, score
from tarmim.api import LETTER_RULES
from tarmim.engine.run import run
from tarmim.model.font import Font, State
from tarmim.model.glyph import PageGlyphs
from tarmim.options import Options
from tarmim.pdf.document import open_document
from tarmim.reading.documents import pages_of, text_of
from tarmim.reading.identified import Identifier
from tarmim.rules.pipeline import DEFAULT_RULES

#: Names of families that begin with so many letters alike are one family: Amiri and Amiri Quran.
_ALIKE = 5


def blinded(page: PageGlyphs) -> PageGlyphs:
    """Return the page with no map and no ActualText."""
    glyphs = page.glyphs
    absent = np.full(len(glyphs), int(State.ABSENT), dtype=np.uint8)
    return replace(
        page,
        glyphs=replace(glyphs, texts=[""] * len(glyphs), maps=absent, states=absent),
        contents=tuple(replace(content, actual=-1, actual_text=None) for content in page.contents),
    )


def families_of(fonts: Iterable[Font], known: Iterable[str]) -> frozenset[str]:
    """Return the families of the bank that a file's fonts are of or akin to: their names begin alike."""
    names = [re.sub("[^a-z]", "", font.name.lower()) for font in fonts]
    keys = {family: re.sub("[^a-z]", "", family.lower()) for family in known}
    return frozenset(family for family, key in keys.items() if any(_is_akin(key, name) for name in names))


def _is_akin(one: str, other: str) -> bool:
    count = min(_ALIKE, len(one))
    return one[:count] == other[:count]


def read(record: Record, *, blind: bool, leave_out: bool) -> Scores:
    with open_document(record.pdf) as file:
        pages = [file.page(number) for number in range(file.page_count)]
        without = families_of({f for page in pages for f in page.fonts}, _families()) if leave_out else frozenset()
        identifier = Identifier(without=without)
        given: Iterator[PageGlyphs] = map(blinded, pages) if blind else iter(pages)
        text = text_of(pages_of(identifier.pages(given)))
    rules = tuple(rule for rule in DEFAULT_RULES if rule.name in LETTER_RULES)
    return score(run(text, rules, Options()).text, record.truth, ", ".join(sorted(without)))


def _families() -> tuple[str, ...]:
    from tarmim.identity.bank import shipped

    return tuple(shipped().families)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="default: ../shared")
    parser.add_argument("--maps", choices=("in", "out"), default="in", help="which files; those in are blinded")
    parser.add_argument("--only", default="", metavar="TEXT", help="files with this in their names")
    parser.add_argument("--shapes", action="store_true", help="names, cmap and substitutions may not speak")
    parser.add_argument("--leave-out", action="store_true", help="leave the file's families out of the bank")
    arguments = parser.parse_args()
    folder = arguments.shared / "bench"
    if not (folder / "manifest.jsonl").is_file():
        say(f"unmapped: skipped: {folder} is not here")
        return 0
    blind = arguments.maps == "in"
    chosen = [r for r in records_of(folder) if r.is_in == blind and arguments.only in r.name]
    with mock.patch(
        "tarmim.identity.font_evidence.program_letters", (lambda *_: {}) if arguments.shapes else _program()
    ):
        rows = [(record, read(record, blind=blind, leave_out=arguments.leave_out)) for record in chosen]
    for record, got in sorted(rows, key=lambda row: -row[1].letters):
        figures = f"letters {got.letters:6.2f}  strict {got.strict:6.2f}  lines {got.lines:5.1f}"
        say(f"{record.name:<60} {figures} {got.fault}")
    for name in ("letters", "strict", "lines"):
        values = [getattr(got, name) for _, got in rows]
        say(f"{name:<8} mean {statistics.mean(values):7.2f}  median {statistics.median(values):7.2f}")
    return 0


def _program() -> object:
    from tarmim.identity.program_letters import program_letters

    return program_letters


if __name__ == "__main__":
    raise SystemExit(main())
