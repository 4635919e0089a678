"""All models of one language, each part read when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tarmim.language.storage import RECORD, read_record

if TYPE_CHECKING:
    from tarmim.language.characters import Characters
    from tarmim.language.junctions import Junctions
    from tarmim.language.marked import Marked
    from tarmim.language.sequences import Sequences
    from tarmim.language.words import Words

__all__ = ["SHIPPED", "Models", "load", "load_from", "shipped_folders"]

SHIPPED: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Models:
    """The models in a folder. Words and characters are always there; the others may be None."""

    language: str
    folder: Path
    parts: frozenset[str]

    @property
    def words(self) -> Words:
        """Return the words with their counts."""
        from tarmim.language.words import words_in

        return words_in(self.folder)

    @property
    def characters(self) -> Characters:
        """Return the model of spelling."""
        from tarmim.language.characters import characters_in

        return characters_in(self.folder)

    @property
    def sequences(self) -> Sequences | None:
        """Return the model of words in sequence, or None where the folder has none."""
        from tarmim.language.sequences import sequences_in

        return sequences_in(self.folder) if "sequences" in self.parts else None

    @property
    def junctions(self) -> Junctions | None:
        """Return the model of what stands next to what, or None where the folder has none."""
        from tarmim.language.junctions import junctions_in

        return junctions_in(self.folder) if "junctions" in self.parts else None

    @property
    def marked(self) -> Marked | None:
        """Return the forms with shadda, or None where the folder has none."""
        from tarmim.language.marked import marked_in

        return marked_in(self.folder) if "marked" in self.parts else None


@cache
def load(language: str) -> Models | None:
    """Return the shipped models of a language by its ISO 639-1 code, or None: ar, fa and ur have some."""
    folder = SHIPPED / language
    if not language.isalpha() or not (folder / RECORD).is_file():
        return None
    return load_from(folder)


def shipped_folders() -> list[Path]:
    """Return the folders of the shipped models."""
    return sorted(path.parent for path in SHIPPED.glob(f"*/{RECORD}"))


def load_from(folder: Path) -> Models:
    """Return the models in a folder that `tarmim model build` wrote; raises InputError where there are none."""
    record = read_record(folder)
    parts = frozenset(name for name in ("words", "characters", "sequences", "junctions", "marked") if name in record)
    return Models(str(record["language"]), folder, parts)
