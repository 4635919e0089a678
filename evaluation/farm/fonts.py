"""The farm's fonts: a table of families, their files in a folder outside the repository, which letters they have."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import uharfbuzz

__all__ = [
    "PARTS",
    "Face",
    "Family",
    "default_folder",
    "faces_of",
    "families",
    "font_names",
    "is_dotted_apart",
    "missing_of",
    "part_by_hash",
]  # fmt: skip

TABLE: Final = Path(__file__).with_name("fonts.tsv")
PARTS: Final = ("train", "develop", "test")

#: Letters of a body and dots: beh, teh, theh, jeem, khah, thal, zain, sheen, dad, zah, ghain, feh, qaf, noon, yeh.
DOTTED: Final = "\u0628\u062a\u062b\u062c\u062e\u0630\u0632\u0634\u0636\u0638\u063a\u0641\u0642\u0646\u064a"


@dataclass(frozen=True, slots=True)
class Family:
    """A row of fonts.tsv: `files` joined by + are subsets of one font, to be merged."""

    family: str
    kin: str
    source: str
    package: str
    file: str
    licence: str
    style: str
    part: str

    @property
    def stem(self) -> str:
        """Return the file's name in the folder of fonts, without its ending."""
        return self.family.replace(" ", "_")


@dataclass(frozen=True, slots=True)
class Face:
    """A family whose file is here."""

    family: Family
    path: Path


def families() -> tuple[Family, ...]:
    """Return all rows of the table."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line and not line.startswith("#")]
    return tuple(Family(*row.split("\t")) for row in rows[1:])


def part_by_hash(kin: str) -> str:
    """Return the part of a design that neither the bank nor the bench knows: half go to the test."""
    digit = hashlib.sha256(kin.encode()).digest()[0] % 10
    return "test" if digit < 5 else "develop" if digit < 8 else "train"


def default_folder() -> Path:
    """Return where fonts lie: $TARMIM_FARM, or a folder of the user's cache."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(os.environ.get("TARMIM_FARM") or Path(base) / "tarmim-farm")


def faces_of(folder: Path, parts: Iterable[str]) -> tuple[Face, ...]:
    """Return the families of some parts whose files lie in `folder`/fonts, in the table's order."""
    wanted = set(parts)
    found = []
    for family in families():
        files = sorted((folder / "fonts").glob(f"{family.stem}.[to]tf"))
        if family.part in wanted and files:
            found.append(Face(family, files[0]))
    return tuple(found)


@cache
def characters_of(path: Path) -> frozenset[int]:
    """Return the code points that a font maps to glyphs."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap() or {})


def missing_of(path: Path, text: str) -> str:
    """Return the characters of a text that a font has no glyph for, each once; white space needs none."""
    known = characters_of(path)
    return "".join(sorted({letter for letter in text if ord(letter) not in known and not letter.isspace()}))


@cache
def font_names(path: Path) -> tuple[str, str]:
    """Return the family (name 1) and the PostScript name (name 6) that a font gives itself."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        names = font["name"]
        return names.getDebugName(1) or path.stem, names.getDebugName(6) or path.stem


@cache
def is_dotted_apart(path: Path) -> bool:
    """Return whether shaping draws body and dots of most dotted letters as glyphs of their own, alone or in a word."""
    import uharfbuzz

    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))
    return any(_count_apart(font, around) > len(DOTTED) / 2 for around in ("{}", "\u0645{}\u0645"))


def _count_apart(font: uharfbuzz.Font, around: str) -> int:
    """Return how many dotted letters, put between others, give more glyphs than letters."""
    import uharfbuzz

    apart = 0
    for letter in DOTTED:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(around.format(letter))
        buffer.guess_segment_properties()
        uharfbuzz.shape(font, buffer)
        apart += len(buffer.glyph_infos) > len(around.format(letter))
    return apart
