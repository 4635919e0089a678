"""Whether the boxes that a text leads to hold its ink: every word of extracted PDFs against the glyphs of the page.

    python -m evaluation.places                twenty files of ../shared/bench, one of each producer first
    python -m evaluation.places FILE.pdf ...   these

For every word of the repaired text the boxes of `Document.at` are looked up, and the glyphs whose middle lies in them,
read anew from the file, are spelt: their letters must be those of the word, in any order. Words that have a glyph
without letters in their boxes (a part of a letter, a sign that cannot be told) count apart where they differ.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import tarmim
from evaluation.gate import say
from evaluation.material import ROOT
from tarmim.model.glyph import PageGlyphs
from tarmim.pdf.document import open_document
from tarmim.reading.survey import Survey
from tarmim.reading.visibility import are_readable

__all__ = ["Counts", "check", "main"]

FILES = 20
#: The middle of a letter is this high above its baseline, in ems.
MIDDLE = 0.25
#: What does not count: blanks, signs that bidirectional mirroring exchanges, marks, strokes, joiners.
NOT_COUNTED = re.compile(r"[\W\u0640\u200b-\u200f]")


@dataclass(slots=True)
class Counts:
    """Words whose boxes hold their letters, those with some unmapped letters in reach, and the others."""

    right: int = 0
    unmapped: int = 0
    wrong: list[str] = field(default_factory=list)


def check(pdf: Path) -> Counts:
    """Return how many words of a PDF stand over their ink."""
    document = tarmim.extract(pdf)
    counts = Counts()
    survey = Survey()
    with open_document(pdf) as file:
        pages = list(file.pages())
        for page in pages:
            survey.take(page)
        decision = survey.decide()
    glyphs = {page.number + 1: _Middles.of(decision.applied(page)) for page in pages}
    for match in re.finditer(r"\S+", document.text):
        places = document.at(*match.span())
        wanted = Counter(_letters(match[0]))
        if not wanted:
            continue
        found: Counter[str] = Counter()
        has_unmapped = False
        for place in places:
            texts, unmapped = glyphs[place.page.number].inside(place.box, place.block.angle)
            found.update(_letters("".join(texts)))
            has_unmapped |= unmapped
        if wanted == found:
            counts.right += 1
        elif has_unmapped and places:
            counts.unmapped += 1
        else:
            counts.wrong.append(f"{match[0]} | {''.join(found.elements())}")
    return counts


def _letters(text: str) -> str:
    """Return the letters and digits of a text, of presentation forms the letters, without marks."""
    plain = unicodedata.normalize("NFKD", text)
    return NOT_COUNTED.sub("", "".join(char for char in plain if not unicodedata.combining(char)))


@dataclass(frozen=True, slots=True)
class _Middles:
    """The middles of a page's glyphs, in points, with their texts."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    texts: Sequence[str]

    @classmethod
    def of(cls, page: PageGlyphs) -> _Middles:
        glyphs = page.glyphs
        shown = np.flatnonzero(are_readable(page)) if len(glyphs) else np.zeros(0, dtype=np.int64)
        middle = glyphs.origins[shown] + glyphs.advances[shown] / 2 + MIDDLE * glyphs.matrices[shown, 2:]
        actual = {k: content.actual_text for k, content in enumerate(page.contents)}
        texts, last = [], -1
        for k in shown.tolist():
            content = int(glyphs.contents[k])
            span = page.contents[content].actual if content >= 0 else -1
            texts.append(glyphs.texts[k] if span < 0 else (actual[span] or "" if span != last else ""))
            last = span
        return cls(middle[:, 0], middle[:, 1], texts)

    def inside(self, box: tuple[float, float, float, float], angle: int) -> tuple[list[str], bool]:
        """Return the texts of the glyphs in a box, and whether any has none."""
        left, bottom, right, top = box
        slack = 0.02 * (top - bottom if not angle else max(top - bottom, right - left))
        here = (self.x >= left - slack) & (self.x <= right + slack) & (self.y >= bottom) & (self.y <= top)
        texts = [self.texts[k] for k in np.flatnonzero(here).tolist()]
        return texts, any(not _letters(text) for text in texts)


def _chosen(folder: Path) -> Iterator[Path]:
    """Yield files of the bench, one of each producer before a second of any."""
    by_producer: defaultdict[str, list[str]] = defaultdict(list)
    for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        by_producer[str(record.get("producer", ""))].append(str(record.get("pdf") or record.get("name")))
    depth = max(map(len, by_producer.values()))
    for k in range(depth):
        for names in by_producer.values():
            if k < len(names):
                yield folder / names[k]


def main() -> int:
    """Print a line a file; return 1 where a word stands over other ink."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="default: ../shared")
    arguments = parser.parse_args()
    folder = arguments.shared / "bench"
    if not arguments.files and not (folder / "manifest.jsonl").is_file():
        say(f"places: skipped: {folder} is not here")
        return 0
    files = arguments.files or list(_chosen(folder))[:FILES]
    total = Counts()
    for path in files:
        counts = check(path)
        total.right += counts.right
        total.unmapped += counts.unmapped
        total.wrong.extend(counts.wrong)
        words = counts.right + counts.unmapped + len(counts.wrong)
        say(
            f"{path.name:<60} words {words:5}  right {counts.right:5}  unmapped {counts.unmapped:4}"
            f"  wrong {len(counts.wrong):4}  {'; '.join(counts.wrong[:3])}"
        )
    words = total.right + total.unmapped + len(total.wrong)
    say(f"all: words {words}, right {total.right}, unmapped {total.unmapped}, wrong {len(total.wrong)}")
    return int(bool(total.wrong))


if __name__ == "__main__":
    raise SystemExit(main())
