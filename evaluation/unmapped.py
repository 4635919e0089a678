"""What can be read where a PDF's maps are gone: the files of ../shared/bench with all maps taken away.

    python -m evaluation.unmapped                  names, cmap and substitutions of the font programs may speak
    python -m evaluation.unmapped --shapes         only outlines and the document's words may
    python -m evaluation.unmapped --leave-out      and the file's own font families are left out of the bank
    python -m evaluation.unmapped --leave-out --likeness NET
                                                   and the net was made without them (tools/build_likeness.py)
    python -m evaluation.unmapped --maps out --leave-out
                                                   the files whose maps lack letters, as they are

Figures as in evaluation.pages, in percent. Of files whose maps were taken away, every code that is read is compared
with what the map said: by what decided and how sure it was, how many codes are right, and in how many places.
"""

from __future__ import annotations

import argparse
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from unittest import mock

import numpy as np

from evaluation.gate import say
from evaluation.material import ROOT
from evaluation.pages import Record, Scores, records_of, score
from tarmim.engine.run import run
from tarmim.identity.decision.resources import ReadingResources
from tarmim.identity.decision.same_letters import are_same_letters
from tarmim.identity.program.glyph_names import as_letters
from tarmim.identity.shapes.classifier import load_classifier
from tarmim.model.font import Font, State
from tarmim.model.glyph import PageGlyphs
from tarmim.model.identity import FontRecord
from tarmim.options import Options
from tarmim.pdf.document import open_document
from tarmim.reading.documents import read_pages, text_of
from tarmim.reading.survey import Survey
from tarmim.rules.pipeline import DEFAULT_RULES

#: Names of families that begin with so many letters alike are one family: Amiri and Amiri Quran.
ALIKE = 5
#: How sure a reading is, in steps.
STEPS = (0.99, 0.97, 0.9, 0.8)

#: What decided and how sure it was: codes, those right, places, those right.
Counts = defaultdict[tuple[str, str], list[int]]


def blinded(page: PageGlyphs) -> PageGlyphs:
    """Return the page with no map and no ActualText."""
    glyphs = page.glyphs
    absent = np.full(len(glyphs), int(State.ABSENT), dtype=np.uint8)
    return replace(
        page,
        glyphs=replace(glyphs, texts=[""] * len(glyphs), map_states=absent, states=absent),
        contents=tuple(replace(content, actual=-1, actual_text=None) for content in page.contents),
    )


def families_of(fonts: Iterable[Font], known: Iterable[str]) -> frozenset[str]:
    """Return the families of the bank that a file's fonts are of or akin to: their names begin alike."""
    names = [re.sub("[^a-z]", "", font.name.lower()) for font in fonts]
    keys = {family: re.sub("[^a-z]", "", family.lower())[:ALIKE] for family in known}
    return frozenset(family for family, key in keys.items() if any(name.startswith(key) for name in names))


def read(record: Record, counts: Counts, *, blind: bool, leave_out: bool) -> Scores:
    from tarmim.identity.shapes.bank import shipped_bank

    with open_document(record.pdf) as file:
        pages = [file.page(number) for number in range(file.page_count)]
        used = {font for page in pages for font in page.fonts}
        without = families_of(used, shipped_bank().families) if leave_out else frozenset()
        survey = Survey(ReadingResources(without=without))
        given = [blinded(page) for page in pages] if blind else pages
        for page in given:
            survey.take(page)
        decision = survey.decide()
        text = text_of(read_pages(decision.applied(page) for page in given))
        fonts = survey.fonts(decision)
    if blind:
        compare(fonts, pages, counts)
    rules = tuple(rule for rule in DEFAULT_RULES if "page" in rule.on)
    return score(run(text, rules, Options()).text, record.truth, ", ".join(sorted(without)))


def compare(fonts: Sequence[FontRecord], pages: Iterable[PageGlyphs], counts: Counts) -> None:
    """Count how many codes were read as their maps said; glyphs of clusters, which share letters, are left out."""
    said: dict[tuple[int, int], str] = {}
    places: Counter[tuple[int, int]] = Counter()
    shared = set()
    for page in pages:
        glyphs = page.glyphs
        empty = np.append(glyphs.map_states == State.EMPTY, False)
        for k, text in enumerate(glyphs.texts):
            key = page.fonts[glyphs.fonts[k]].number, int(glyphs.codes[k])
            said[key] = text
            places[key] += 1
            if glyphs.states[k] != State.MAPPED or empty[k] or empty[k + 1]:
                shared.add(key)
    for font in fonts:
        for reading in font.readings:
            key = font.number, reading.code
            named = as_letters(said[key])
            if key in shared or named is None:
                continue
            sure = next((f"over {step}" for step in STEPS if reading.confidence > step), "less")
            row = counts[reading.evidence, sure]
            right = are_same_letters(named.letters, reading.text)
            for place, number in enumerate((1, right, places[key], right * places[key])):
                row[place] += int(number)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="default: ../shared")
    parser.add_argument("--maps", choices=("in", "out"), default="in", help="which files; those in are blinded")
    parser.add_argument("--only", default="", metavar="TEXT", help="files with this in their names")
    parser.add_argument("--shapes", action="store_true", help="names, cmap and substitutions may not speak")
    parser.add_argument("--leave-out", action="store_true", help="leave the file's families out of the bank")
    parser.add_argument("--likeness", type=Path, metavar="NET", help="another net of likeness")
    arguments = parser.parse_args()
    folder = arguments.shared / "bench"
    if not (folder / "manifest.jsonl").is_file():
        say(f"unmapped: skipped: {folder} is not here")
        return 0
    blind = arguments.maps == "in"
    chosen = [r for r in records_of(folder) if r.is_in == blind and arguments.only in r.name]
    counts: Counts = defaultdict(lambda: [0, 0, 0, 0])
    with ExitStack() as stack:
        if arguments.shapes:
            stack.enter_context(mock.patch("tarmim.identity.decision.font_evidence.program_letters", return_value={}))
        if arguments.likeness:
            net = load_classifier(arguments.likeness)
            stack.enter_context(mock.patch("tarmim.identity.shapes.match.load_classifier", return_value=net))
        rows = [(record, read(record, counts, blind=blind, leave_out=arguments.leave_out)) for record in chosen]
    for record, got in sorted(rows, key=lambda row: -row[1].letters):
        figures = f"letters {got.letters:6.2f}  strict {got.strict:6.2f}  lines {got.lines:5.1f}"
        say(f"{record.name:<60} {figures} {got.fault}")
    for name in ("letters", "strict", "lines"):
        values = [getattr(got, name) for _, got in rows]
        say(f"{name:<8} mean {statistics.mean(values):7.2f}  median {statistics.median(values):7.2f}")
    for (evidence, sure), (codes, right, places, places_right) in sorted(counts.items()):
        of_codes, of_places = 100 * right / codes, 100 * places_right / places
        share = f"{of_codes:6.2f} % of {codes:5} codes, {of_places:6.2f} % of {places:6} places"
        say(f"{evidence:<9} {sure:<9} right: {share}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
