"""Running the rules: once, in order, over one passage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tarmim.engine.evidence import Evidence
from tarmim.engine.measure import measure
from tarmim.engine.rule import Rule
from tarmim.model.edit import Edits
from tarmim.model.passage import Passage
from tarmim.model.profile import Profile
from tarmim.model.repair import Repair, Step
from tarmim.options import Options

if TYPE_CHECKING:
    from tarmim.model.ink import Ink

__all__ = ["run"]

#: When edits put in more than this share of the text the profile is measured anew (a decoded file is another text);
#: below it, what they put in is merely noted as present.
_REMEASURE = 0.05


def run(
    text: str,
    rules: Sequence[Rule],
    options: Options,
    *,
    ink: Ink | None = None,
    default_language: str | None = None,
    on_rule: Callable[[Rule], None] | None = None,
) -> Repair:
    """Return the repair of the text by the rules, each run once in the order given.

    ink      the words of the pages that the text was read from
    default_language  the language where neither the options nor the letters tell it
    on_rule is told each rule before it runs: progress for long input.
    """
    passage = Passage(text, ink=ink)
    profile = measure(text, language=options.language)
    evidence = Evidence(replace(profile, language=profile.language or default_language), options)
    steps: list[Step] = []
    for rule in rules:
        if on_rule is not None:
            on_rule(rule)
        if not rule.trigger(passage, evidence):
            continue
        found = rule.find(passage, evidence)
        edits = found if isinstance(found, Edits) else Edits.of(rule.kind, found)
        if not len(edits):
            continue
        threshold = rule.threshold if options.threshold is None else options.threshold
        applied, held = edits.split(threshold, passage.text)
        steps.append(Step(rule.name, applied, held))
        if len(applied):
            passage = passage.after(applied)
            evidence = Evidence(_follow(evidence.profile, passage, applied, options), options)
    return Repair(text, passage, tuple(steps), evidence.profile.language)


def _follow(profile: Profile, passage: Passage, applied: Edits, options: Options) -> Profile:
    inserted = applied.inserted()
    if len(inserted) > _REMEASURE * len(passage.text):
        # the language stays what the text was taken for: its letters may tell another one once forms are letters
        return measure(passage.text, language=options.language or profile.language)
    return profile.with_characters(inserted)
