"""What letters are read with: the language, the models and the fonts that the caller chose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tarmim.errors import TarmimError
from tarmim.language.models import Models, load, shipped_folders

if TYPE_CHECKING:
    from tarmim.identity.shapes.bank import Bank

__all__ = ["ReadingResources"]


@dataclass(frozen=True, slots=True)
class ReadingResources:
    """What letters are read with; the parts of it are read from files when they are first asked for.

    language  the language of the document (ISO 639-1), None where its words are to tell
    model     models of the caller's own, used for their language
    fonts     a folder with banks of outlines of the caller's own (`tarmim fonts learn`), None for none
    without   families of the banks that are left out: for measuring
    """

    language: str | None = None
    model: Models | None = None
    fonts: Path | None = None
    without: frozenset[str] = frozenset()

    def models(self) -> tuple[Models, ...]:
        """Return the models of the languages the document may be in: of one alone where it is known and has some.

        Raises TarmimError where there are none at all.
        """
        found = {folder.name: load(folder.name) for folder in shipped_folders()}
        if self.model is not None:
            found[self.model.language] = self.model
        chosen = found.get(self.language) if self.language is not None else None
        models = tuple(one for one in found.values() if one is not None) if chosen is None else (chosen,)
        if not models:
            raise TarmimError("the models of languages are missing", hint="pip install --force-reinstall tarmim")
        return models

    def banks(self) -> Sequence[Bank]:
        """Return the known outlines: those that come with the package, and the caller's own."""
        from tarmim.identity.shapes.bank import shipped_bank
        from tarmim.identity.shapes.user_banks import user_banks

        return (shipped_bank(), *user_banks(self.fonts))
