"""What is measured: the repository's cases and samples, and the shared folder where it lies."""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tools.make_damage import KINDS, Pair, make_pairs, paragraphs_of

__all__ = ["Case", "Shared", "cases", "digest", "sample_pairs"]

ROOT = Path(__file__).parents[1]

#: Samples that pairs are made from, the seed, and how many of each kind.
SAMPLES = ("columns.txt", "news.txt", "vowelled.txt")
SEED = 2026
PAIRS = 60

#: Of each corpus SLICES megabytes are read, one from every so many: a slice is a document of its own.
SLICES = 5
STRIDES = {"hindawi_public_domain": 70, "gulf_laws_official": 10, "microsoft_docs_cc_by": 4}
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Case:
    """A case of tests/cases.

    true   how the text should read: sound text, and text that is only reported on, as it stands
    found  what the rule should report and leave, or None
    """

    rule: str
    file: str
    damaged: str
    true: str
    found: str | None


def cases() -> list[Case]:
    """Return every case in tests/cases."""
    found = []
    for path in sorted((ROOT / "tests" / "cases").glob("*/*.jsonl")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.strip():
                case = json.loads(line)
                damaged = case["text"] if "text" in case else case["damaged"]
                found.append(Case(path.parent.name, path.stem, damaged, case.get("true", damaged), case.get("found")))
    return found


def sample_pairs() -> list[Pair]:
    """Return pairs of every kind that the generator knows, made from the samples."""
    text = "\n".join((ROOT / "samples" / name).read_text(encoding="utf-8") for name in SAMPLES)
    return [pair for kind in KINDS for pair in make_pairs(paragraphs_of(text), kind, seed=SEED, count=PAIRS)]


def digest(texts: Iterable[str]) -> str:
    """Return the SHA-256 of the texts, as UTF-8, each ended by a zero byte."""
    total = hashlib.sha256()
    for text in texts:
        total.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return total.hexdigest()


@dataclass(frozen=True)
class Shared:
    """The folder with material that is measured and not shipped."""

    folder: Path

    def exists(self) -> bool:
        """Tell whether the folder is here."""
        return (self.folder / "damage" / "dev.jsonl").is_file()

    def pairs(self) -> list[Pair]:
        """Return the pairs of damage/dev.jsonl."""
        lines = self._read("damage/dev.jsonl").split("\n")
        return [Pair(**json.loads(line)) for line in lines if line]

    def seed(self) -> tuple[str, str]:
        """Return the article this project began with, damaged and restored."""
        return self._read("seed/damaged.txt"), self._read("seed/restored.txt")

    def sound(self) -> Mapping[str, str]:
        """Return the sound texts of other languages by name."""
        return {path.stem: path.read_text(encoding="utf-8") for path in sorted((self.folder / "sound").glob("*.txt"))}

    def wild(self) -> Mapping[str, str]:
        """Return the published damaged texts by name."""
        return {path.stem: path.read_text(encoding="utf-8") for path in sorted((self.folder / "wild").glob("*.txt"))}

    def corpora(self) -> Mapping[str, list[str]]:
        """Return slices of each corpus of sound prose by name, whole lines."""
        folder = self.folder / "corpus"
        return {name: _slices(folder / f"{name}.txt.xz", stride) for name, stride in STRIDES.items()}

    def _read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")


@cache
def _slices(path: Path, stride: int) -> list[str]:
    """Return SLICES megabytes of a compressed text, one out of every `stride`."""
    found = []
    with lzma.open(path) as file:
        for _ in range(SLICES):
            raw = file.read(_MEGABYTE) + file.readline()
            found.append(raw.decode("utf-8", "ignore"))
            left = (stride - 1) * _MEGABYTE
            while left > 0 and (skipped := len(file.read(min(left, 8 * _MEGABYTE)))):
                left -= skipped
            file.readline()
    return [text.rstrip("\n") for text in found if text]
