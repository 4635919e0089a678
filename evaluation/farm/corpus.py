"""Paragraphs of a corpus that lies outside the repository, by kind; chosen once and kept in the farm's folder."""

from __future__ import annotations

import json
import lzma
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

__all__ = ["Corpus", "corpus_of", "is_usable"]

#: Paragraphs by kind of text.
Corpus = dict[str, tuple[str, ...]]

#: Raised when other paragraphs are chosen than before, so that a kept choice is made anew.
EDITION: Final = 2
#: As many paragraphs of a kind are kept; a seed of 300 files uses some 200.
KEPT: Final = 4000
#: Characters: shorter paragraphs are headings, longer ones fill more than a page.
SHORTEST, LONGEST = 60, 600

#: What a paragraph may hold: the letters, marks, digits and signs that the farm's kinds are about. No tatweel: whether
#: it is text or justification the page does not show.
_USABLE: Final = re.compile(
    r"[\u0621-\u063a\u0641-\u0652\u0660-\u066c\u0670\u0671\u0679-\u06d3\u06d5\u06f0-\u06f9\u060c\u061b\u061f\u06d4\u200c"
    r"A-Za-z0-9 .,:;!?()\[\]\"'/%\u00ab\u00bb\u201c\u201d\u2026\u2013-]+"
)
#: A space before a stop is a slip of the source.
_LOOSE: Final = re.compile(r" [.,:;!\u060c\u061b\u061f\u06d4\u00bb\u201d)\]]|[(\[\u00ab\u201c] ")
_MARK: Final = re.compile("[\u064b-\u0652]")
_LATIN: Final = re.compile("[A-Za-z]")
_DIGIT: Final = re.compile("[0-9\u0660-\u0669]")
_LETTER: Final = re.compile("[\u0621-\u064a]")


def is_usable(paragraph: str) -> bool:
    """Return whether a paragraph holds only what the farm's kinds are about, and spaces singly."""
    return (
        bool(_USABLE.fullmatch(paragraph)) and not _LOOSE.search(paragraph) and paragraph == " ".join(paragraph.split())
    )


def kind_of(paragraph: str) -> str:
    """Return the kind of a paragraph, by its share of marks, Latin letters and digits; foreign is not for the farm."""
    letters = len(_LETTER.findall(paragraph)) or 1
    if len(_MARK.findall(paragraph)) / letters > 0.25:
        return "vowelled"
    latin = len(_LATIN.findall(paragraph)) / letters
    if latin > 0.08:
        return "mixed" if latin < 0.5 else "foreign"
    if len(_DIGIT.findall(paragraph)) / letters > 0.04:
        return "numbers"
    return "prose"


def corpus_of(shared: Path, folder: Path) -> Corpus:
    """Return the paragraphs of the corpora below `shared`, as they were chosen at the first time."""
    kept = folder / f"corpus-{EDITION}.json"
    if not kept.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(_chosen(shared), ensure_ascii=False), encoding="utf-8")
    found: dict[str, list[str]] = json.loads(kept.read_text(encoding="utf-8"))
    return {kind: tuple(texts) for kind, texts in found.items()}


def _chosen(shared: Path) -> dict[str, list[str]]:
    """Return of each kind the paragraphs whose checksums are smallest: a sample that no order of files sways."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for path in sorted((shared / "corpus").glob("*.txt.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = line.strip()
                if SHORTEST <= len(text) <= LONGEST and is_usable(text):
                    found[kind_of(text)].append((zlib.crc32(text.encode()), text))
    for kind in ("persian", "urdu"):
        path = shared / "sound" / f"{kind}.txt"
        if path.is_file():
            found[kind] = [(zlib.crc32(text.encode()), text) for text in _joined(path)]
    return {kind: [text for _, text in sorted(set(texts))[:KEPT]] for kind, texts in sorted(found.items())}


def _joined(path: Path) -> Iterator[str]:
    """Yield paragraphs of three sentences each."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    lines = [line for line in lines if len(line) > 20 and is_usable(line)]
    for start in range(0, len(lines) - 2, 3):
        yield " ".join(lines[start : start + 3])
