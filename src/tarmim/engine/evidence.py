"""What a rule may consult besides the passage."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

from tarmim.engine.measure import measure
from tarmim.language.models import Models, load, load_from
from tarmim.model.edits import Edits
from tarmim.model.passage import Passage
from tarmim.model.profile import Profile
from tarmim.model.repair import Step
from tarmim.options import Options
from tarmim.script.alphabets import language_of, telling_letters

__all__ = ["Evidence"]

#: Where edits put in more than this share of the text the profile is measured anew (a decoded file is another text);
#: below it the profile only gains the characters put in.
_REMEASURED_SHARE = 0.05

_View = TypeVar("_View")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a rule may consult: the document's profile, the caller's choices, models, what other rules made.

    profile  which characters occur, and the language; measured before the first rule and kept up to date
    options  the caller's choices
    reads    the rules whose findings may be asked for (`Rule.reads`)
    steps    what the rules before have done, for those that read it
    first    in a rule's later rounds the passage that its first round was given, None in the first
    """

    profile: Profile
    options: Options
    reads: tuple[str, ...] = ()
    steps: tuple[Step, ...] = field(default=(), repr=False)
    first: Passage | None = field(default=None, repr=False)
    _views: dict[Callable[..., object], tuple[str, object]] = field(default_factory=dict, repr=False, compare=False)

    def view(self, make: Callable[[Passage, Evidence], _View], passage: Passage) -> _View:
        """Return what `make` makes of the passage, made once for all rules while the text stays as it is.

        make  a pure function of the text, named at the top of a module
        """
        made = self._views.get(make)
        if made is None or made[0] is not passage.text:
            made = passage.text, make(passage, self)
            self._views[make] = made
        return cast("_View", made[1])

    def places_of(self, rule: str) -> Sequence[int]:
        """Return where a rule before made edits, as ascending offsets of the passage as it stands.

        In later rounds none: they see what a second repair would see. Raises LookupError where the rule that asks does
        not name the other in its `reads`.
        """
        if rule not in self.reads:
            raise LookupError(f"a rule that asks for the places of {rule!r} names it in its `reads`")
        places: array[int] = array("i")
        if self.first is not None or all(step.rule != rule for step in self.steps):
            return places
        for step in self.steps:
            places = step.edits.move(places)
            if step.rule == rule:
                places = array("i", sorted([*places, *step.edits.out_starts()]))
        return places

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

    def for_reader(self, reads: tuple[str, ...], steps: tuple[Step, ...]) -> Evidence:
        """Return the evidence for a rule that reads what others did (`Rule.reads`), with the steps so far."""
        return Evidence(self.profile, self.options, reads, steps, None, self._views)

    def threshold(self, own: float) -> float:
        """Return the confidence from which a rule's edits are made: the caller's choice, else the rule's own."""
        return own if self.options.threshold is None else self.options.threshold

    def profile_after(self, passage: Passage, made: Edits) -> Profile:
        """Return the profile once the edits made the passage what it is.

        The language is told anew where letters that tell it were put in; where they tell none it stays.
        """
        inserted, told = made.inserted(), self.options.language
        if len(inserted) > _REMEASURED_SHARE * len(passage.text):
            profile = measure(passage.text, language=told)
        else:
            profile = self.profile.with_characters(inserted)
            if told is None and not telling_letters().isdisjoint(inserted):
                profile = replace(profile, language=language_of(profile.characters, passage.text.count))
        before = self.profile.language
        return profile if profile.language or before is None else replace(profile, language=before)
