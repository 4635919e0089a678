"""Running the rules in order over one passage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tarmim.engine.evidence import Evidence
from tarmim.engine.measure import measure
from tarmim.engine.rounds import until_settled
from tarmim.engine.rule import Rule
from tarmim.model.passage import Passage
from tarmim.model.repair import Repair, Step
from tarmim.options import Options

if TYPE_CHECKING:
    from tarmim.model.ink import Ink

__all__ = ["run"]


def run(
    text: str,
    rules: Sequence[Rule],
    options: Options,
    *,
    ink: Ink | None = None,
    default_language: str | None = None,
    on_rule: Callable[[Rule], None] | None = None,
) -> Repair:
    """Return the repair of the text by the rules in the order given, each until it has settled (`Rule.rounds`).

    ink               the words of the pages that the text was read from
    default_language  the language where neither the options nor the letters tell it
    on_rule           is given each rule before it runs: progress for long input
    """
    passage = Passage(text, ink=ink)
    profile = measure(text, language=options.language)
    evidence = Evidence(replace(profile, language=profile.language or default_language), options)
    steps: list[Step] = []
    for rule in rules:
        if on_rule is not None:
            on_rule(rule)
        if rule.languages is not None and evidence.profile.language not in rule.languages:
            continue
        asked = evidence.for_reader(rule.reads, tuple(steps)) if rule.reads else evidence
        if not rule.trigger(passage, asked):
            continue
        settled = until_settled(rule, passage, asked)
        if settled is None:
            continue
        steps.append(Step(rule.name, settled.edits, settled.held))
        passage = settled.passage
        if settled.profile is not evidence.profile:
            evidence = replace(evidence, profile=settled.profile)
    return Repair(text, passage, tuple(steps), evidence.profile.language)
