"""What a rule may consult besides the passage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tarmim.engine.measure import measure
from tarmim.language.models import Models, load, load_from
from tarmim.model.edit import Edits
from tarmim.model.passage import Passage
from tarmim.model.profile import Profile
from tarmim.options import Options
from tarmim.script.alphabets import ALL_OWN_LETTERS, language_of

if TYPE_CHECKING:
    from tarmim.engine.rule import Rule

__all__ = ["Evidence"]

#: Where edits put in more than this share of the text the profile is measured anew (a decoded file is another text);
#: below it the profile only gains the characters put in.
_REMEASURED_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Evidence:
    """The document's profile, the caller's choices, and the language models that fit both.

    first  in a rule's later rounds the passage that its first round was given, None in the first
    """

    profile: Profile
    options: Options
    first: Passage | None = None

    @property
    def models(self) -> Models | None:
        """Return the models of the document's language, None where there are none.

        Each part of them is read when it is first asked for. A caller's own models are for their language alone.
        """
        language = self.profile.language
        if self.options.model is not None:
            own = load_from(self.options.model)
            if own.language == language:
                return own
        return load(language) if language is not None else None

    def threshold(self, rule: Rule) -> float:
        """Return the confidence from which the rule's edits are made: the caller's choice, else the rule's own."""
        return rule.threshold if self.options.threshold is None else self.options.threshold

    def following(self, passage: Passage, made: Edits) -> Evidence:
        """Return the evidence once the edits made the passage what it is."""
        inserted = made.inserted()
        if len(inserted) > _REMEASURED_SHARE * len(passage.text):
            profile = measure(passage.text, language=self.options.language)
        else:
            profile = self.profile.with_characters(inserted)
            if self.options.language is None and not set(ALL_OWN_LETTERS).isdisjoint(inserted):
                profile = replace(profile, language=language_of(profile.characters, passage.text.count))
        return self if profile is self.profile else replace(self, profile=profile)
