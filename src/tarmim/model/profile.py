"""What is measured of a document before anything is changed."""

from __future__ import annotations

from dataclasses import dataclass, replace

__all__ = ["Profile"]


@dataclass(frozen=True, slots=True)
class Profile:
    """A document's letters and language.

    characters  every UTF-16 code unit that occurs: letters of the basic plane by themselves, the rest as surrogates
    language    an ISO 639-1 code, or None where there is no Arabic script
    """

    characters: frozenset[str]
    language: str | None

    def has(self, characters: str) -> bool:
        """Tell whether any of the characters occurs."""
        return not self.characters.isdisjoint(characters)

    def has_between(self, first: str, last: str) -> bool:
        """Tell whether any character from first to last occurs."""
        if not self.characters or max(self.characters) < first:
            return False
        return any(first <= character <= last for character in self.characters)

    def with_characters(self, text: str) -> Profile:
        """Return the profile after `text` was put in: what it holds counts as present."""
        put_in = frozenset(text)
        return self if put_in <= self.characters else replace(self, characters=self.characters | put_in)
