"""Measures what `tarmim.identity.shapes.match` says of the fonts in PDFs whose own maps are sound.

    python -m tools.measure_outlines FOLDER [--without FAMILY ...] [--bank FILE] [--likeness FILE] [--no-likeness] [-v]

FOLDER holds manifest.jsonl (pdf, letters_in_maps) and the PDFs it names; truth is the file's ToUnicode where it has
letters. A candidate is right where its letters are those of the map; `alike` counts what is drawn alike as right too.
Codes whose map says nothing, and followers of a cluster, are left out.
"""

from __future__ import annotations

import argparse
import json
import re
import time
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from tarmim.identity.labels import body_and_dots
from tarmim.identity.shapes.bank import SHIPPED, read_bank
from tarmim.identity.shapes.classifier import WEIGHTS
from tarmim.identity.shapes.match import GlyphCandidate, recognise
from tarmim.identity.shapes.outline import Outline, outline_of
from tarmim.model.font import State
from tarmim.pdf.document import open_document
from tarmim.script.drawn_alike import homographs


def embedded(path: Path) -> Iterator[tuple[str, list[Outline], list[str]]]:
    """Yield the name, outlines and letters of each font of a PDF, codes that its map names only."""
    from tarmim.identity.program.font_program import open_program

    with open_document(path) as document:
        used: dict[int, set[int]] = {}
        fonts = {}
        for page in document.pages():
            for number, code in zip(page.glyphs.fonts.tolist(), page.glyphs.codes.tolist(), strict=True):
                font = page.fonts[number]
                fonts[font.number] = font
                used.setdefault(font.number, set()).add(code)
        for number, codes in used.items():
            font = fonts[number]
            program = open_program(font)
            if program is None:
                continue
            outlines, truths = [], []
            for code in sorted(codes):
                text, state = font.text_of(code)
                glyph = program.glyph_of(code)
                if state != State.MAPPED or glyph is None or not _is_text(_bare(text)):
                    continue
                outline = outline_of(program.face, glyph)
                if outline is not None:
                    outlines.append(outline)
                    truths.append(_bare(text))
            yield font.name, outlines, truths


def _is_text(letters: str) -> bool:
    return bool(letters) and all(unicodedata.category(char) != "Co" for char in letters)


def _bare(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text)).strip(" \u0640\u200c\u200d\ufffd")


def _same(letters: str, truth: str) -> bool:
    """Tell whether letters are the truth, or drawn like it: rivals, a body without its dots, a bracket as drawn.

    A map often gives a glyph the vowels of its whole cluster, or a mark its letter: one of the two is enough.
    """
    bare = "".join(char for char in truth if not unicodedata.combining(char))
    marks = "".join(char for char in truth if unicodedata.combining(char))
    return any(
        len(letters) == len(one) and all(map(_alike, letters, one))
        for form in (truth, unicodedata.normalize("NFD", truth))
        for one in (form, bare, marks, "".join(char for char in form if not unicodedata.combining(char)))
        if one
    )


def _alike(char: str, true: str) -> bool:
    if char == true or _are_homographs(char, true):
        return True
    parts = body_and_dots(true)
    return (parts is not None and (char in parts or _are_homographs(char, parts[0]))) or char == _MIRRORED.get(true)


def _are_homographs(one: str, other: str) -> bool:
    return any(one in row.letters and other in row.letters for row in homographs())


_MIRRORED = dict(
    zip("()[]{}<>\u00ab\u00bb\u2039\u203a\ufd3e\ufd3f", ")(][}{><\u00bb\u00ab\u203a\u2039\ufd3f\ufd3e", strict=True)
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--without", nargs="*", default=[])
    parser.add_argument("--bank", type=Path, default=SHIPPED)
    parser.add_argument("--likeness", type=Path, default=WEIGHTS)
    parser.add_argument("--no-likeness", action="store_true")
    parser.add_argument("--fonts", default="", help="only fonts whose name this regular expression finds")
    parser.add_argument("-v", "--verbose", action="store_true")
    arguments = parser.parse_args()
    bank = read_bank(arguments.bank)
    rows: list[tuple[bool, bool, bool, float, bool]] = []
    spent, count = 0.0, 0
    for line in (arguments.folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record.get("letters_in_maps") is None or record["letters_in_maps"] < 0.9:
            continue
        for name, outlines, truths in embedded(arguments.folder / record["pdf"]):
            if not re.search(arguments.fonts, name):
                continue
            start = time.perf_counter()
            found = recognise(
                outlines,
                banks=[bank],
                without=arguments.without,
                likeness=None if arguments.no_likeness else arguments.likeness,
            )
            spent += time.perf_counter() - start
            count += len(outlines)
            rows.extend(_rows(f"{record['id']} {name}", found, truths, verbose=arguments.verbose))
    _report(np.array(rows, np.float64))
    print(f"{count} outlines, {1e6 * spent / max(count, 1):.0f} µs each")


def _rows(
    where: str, found: Sequence[Sequence[GlyphCandidate]], truths: Sequence[str], *, verbose: bool
) -> Iterator[tuple[bool, bool, bool, float, bool]]:
    """Yield: right; right or drawn alike; alike among the first five; probability of the first; Arabic."""
    for candidates, truth in zip(found, truths, strict=True):
        letters = [candidate.letters for candidate in candidates] or [""]
        alike = [_same(one, truth) for one in letters]
        right = letters[0] == truth
        same = alike[0]
        sure = candidates[0].probability if candidates else 0.0
        if verbose and not same:
            told = " ".join(f"{c.letters}{c.form}:{c.probability:.2f}{c.source[0]}" for c in candidates[:5])
            print(f"{where}: {truth} <- {told} {candidates[0].family if candidates else ''}")
        yield right, same, any(alike[:5]), sure, "\u0600" <= truth[0] <= "\u08ff"


def _report(rows: np.ndarray) -> None:
    for name, chosen in (("Arabic", rows[:, 4] == 1), ("other", rows[:, 4] == 0)):
        one = rows[chosen]
        if not len(one):
            continue
        right, same, five, sure = one[:, 0], one[:, 1], one[:, 2], one[:, 3]
        print(f"{name}: {len(one)} codes; first {right.mean():.3f}, alike {same.mean():.3f}, in five {five.mean():.3f}")
        for low, high in ((0.97, 1.01), (0.9, 0.97), (0.7, 0.9), (0.4, 0.7), (0.0, 0.4)):
            some = (sure >= low) & (sure < high)
            if some.any():
                means = [column[some].mean() for column in (sure, right, same)]
                told = "said {:.3f}  right {:.3f}  alike {:.3f}".format(*means)
                print(f"  p {low:.2f} to {min(high, 1):.2f}: {some.sum():5}  {told}")


if __name__ == "__main__":
    main()
