"""Running the rules in order over one passage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tarmim.engine.evidence import Evidence
from tarmim.engine.measure import measure
from tarmim.engine.rounds import until_settled
from tarmim.engine.rule import Rule, blame
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
    profile = measure(text, language=options.language)
    evidence = Evidence(replace(profile, language=profile.language or default_language), options)
    state = _Progress(Passage(text, ink=ink), evidence, ())
    for rule in rules:
        if on_rule is not None:
            on_rule(rule)
        before, state = state, _asked(rule, state)
        if rule.sets_off and state.passage is not before.passage:
            for other in (known for known in rules if known.name in rule.sets_off):
                state = _asked(other, state)
    return Repair(text, state.passage, state.steps, state.evidence.profile.language)


@dataclass(frozen=True, slots=True)
class _Progress:
    """How far a repair has come: the text as it stands, what is known of it, what was done."""

    passage: Passage
    evidence: Evidence
    steps: tuple[Step, ...]


def _asked(rule: Rule, state: _Progress) -> _Progress:
    """Return the state once the rule was asked; the same where it found nothing."""
    evidence = state.evidence
    if rule.languages is not None and evidence.profile.language not in rule.languages:
        return state
    asked = evidence.for_reader(rule.reads, state.steps) if rule.reads else evidence
    try:
        settled = until_settled(rule, state.passage, asked) if rule.trigger(state.passage, asked) else None
    except Exception as error:
        if (blamed := blame(rule, error)) is error:
            raise
        raise blamed from error
    if settled is None:
        return state
    if settled.profile is not evidence.profile:
        evidence = replace(evidence, profile=settled.profile)
    return _Progress(settled.passage, evidence, (*state.steps, Step(rule.name, settled.edits, settled.held)))
