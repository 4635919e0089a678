"""The figures of quality in README.md are those that are pinned."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

#: The rows of the table, by how they begin, and the pinned figures in the order in which their last cell has them.
PINNED = {
    "44 PDFs whose maps hold the letters": ("bench.in.letters", "bench.in.letters.median"),
    "the same, marks": ("bench.in.strict", "bench.in.strict.median"),
    "the same: paragraphs": ("bench.in.lines", "bench.in.lines.median"),
    "21 PDFs whose maps do not": ("bench.out.letters", "bench.out.letters.median"),
    "the same, marks, digits and joiners counted (2)": ("bench.out.strict", "bench.out.strict.median"),
    "the same: paragraphs (2)": ("bench.out.lines", "bench.out.lines.median"),
    "stretched words": ("dev.kashida.restored",),
    "wrapped paragraphs": ("dev.wraps.restored",),
    "headings, lists, verse": ("dev.paragraphs.restored",),
    "numbers and stops glued": ("dev.glue.restored",),
    "halves of a line exchanged": ("dev.swap.restored",),
    "lines in many pieces": ("dev.chunks.restored",),
    "lam-alef": ("dev.lam_alef.errors",),
    "all two-letter ligatures": ("dev.ligature_flip.errors",),
    "late shaddas": ("dev.late_shadda.restored",),
    "letters lost to private codes": ("dev.lost_glyph.restored",),
    "edits in 100,000 words of sound books": (
        "sound.hindawi_public_domain.edits",
        "sound.gulf_laws_official.edits",
        "sound.microsoft_docs_cc_by.edits",
    ),
    "edits in 72,000 words of sound Persian": ("sound.persian.edits", "sound.urdu.edits"),
    "paragraphs of the article": ("seed.paragraphs",),
}


def pinned() -> dict[str, float]:
    found = {}
    for name in ("pages.json", "baseline.json"):
        floors = json.loads((ROOT / "evaluation" / name).read_text(encoding="utf-8"))["floors"]
        found.update({key: float(floor["value"]) for key, floor in floors.items()})
    return found


def rows() -> list[tuple[str, str]]:
    """Return what was measured and the figures of each row that a pinned command measures; twice the same gets (2)."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found: list[tuple[str, str]] = []
    for what, figures in re.findall(
        r"^\| (.+) \| `python -m evaluation\.(?:pages|gate)` \| (.+) \|$", text, re.MULTILINE
    ):
        again = any(what == before for before, _ in found)
        found.append((f"{what} (2)" if again else what, figures))
    return found


def row_of(what: str) -> tuple[str, ...]:
    """Return the pinned figures of a row: those of the longest beginning that fits."""
    fits = [
        begin
        for begin in PINNED
        if what.startswith(begin.removesuffix(" (2)")) and what.endswith(" (2)") == begin.endswith(" (2)")
    ]
    return PINNED[max(fits, key=len)] if fits else ()


@pytest.mark.parametrize(("what", "figures"), rows(), ids=[what for what, _ in rows()])
def test_a_figure_is_the_pinned_one_as_precisely_as_it_is_given(what: str, figures: str) -> None:
    printed = re.findall(r"\d+(?:\.\d+)?", figures)
    names = row_of(what)
    assert len(printed) == len(names), "a row's figures are pinned ones, and this test knows which"
    for number, name in zip(printed, names, strict=True):
        decimals = len(number.partition(".")[2])
        assert abs(float(number) - pinned()[name]) <= 0.5 * 10**-decimals + 1e-9, f"{name} is {pinned()[name]}"


def test_every_row_of_the_test_stands_in_the_table() -> None:
    used = [row_of(what) for what, _ in rows()]
    assert [begin for begin, names in PINNED.items() if names not in used] == []


def test_other_pages_say_the_same_of_sound_text() -> None:
    text = " ".join((ROOT / "docs" / "limits.md").read_text(encoding="utf-8").split())
    found = re.search(r"([\d.]+) in 100,000 words of books, ([\d.]+) in laws, none in documentation", text)
    assert found is not None
    assert float(found[1]) == pytest.approx(pinned()["sound.hindawi_public_domain.edits"], abs=0.05)
    assert float(found[2]) == pytest.approx(pinned()["sound.gulf_laws_official.edits"], abs=0.05)
    assert pinned()["sound.microsoft_docs_cc_by.edits"] == 0
