"""What is measured of a document before anything is changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

__all__ = ["Evidence", "Profile"]


@dataclass(frozen=True, slots=True)
class Profile:
    """A document's letters and language.

    characters  how often each UTF-16 code unit occurs: letters of the basic plane by themselves,
                the rest as surrogates
    size        length in characters
    language    an ISO 639-1 code, or None where there is no Arabic script
    """

    characters: Mapping[str, int]
    size: int
    language: str | None

    def has(self, characters: str) -> bool:
        """Tell whether any of the characters occurs."""
        known = self.characters
        return any(character in known for character in characters)

    def has_between(self, first: str, last: str) -> bool:
        """Tell whether any character from first to last occurs."""
        return any(first <= character <= last for character in self.characters)

    def count(self, characters: str) -> int:
        """Return how often the characters occur together."""
        known = self.characters
        return sum(known.get(character, 0) for character in characters)

    def with_characters(self, text: str) -> Profile:
        """Return the profile after `text` was put in: what it holds counts as present."""
        missing = {c for c in set(text) if c not in self.characters}
        return replace(self, characters={**self.characters, **dict.fromkeys(missing, 1)}) if missing else self


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a rule may consult besides the passage."""

    profile: Profile
