"""Asking one rule until it finds nothing more in the text that its own edits make."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import Rule
from tarmim.errors import TarmimError
from tarmim.model.composed import compose
from tarmim.model.edit import Span
from tarmim.model.edits import EMPTY, Edits
from tarmim.model.passage import Passage
from tarmim.model.profile import Profile

__all__ = ["Settled", "until_settled"]


@dataclass(frozen=True, slots=True)
class Settled:
    """What a rule did in all of its rounds.

    edits, held  the edits made and those held, in offsets of the passage that the rule was given
    passage      what the edits made of it
    profile      the profile of that
    """

    edits: Edits
    held: Edits
    passage: Passage
    profile: Profile


def until_settled(rule: Rule, passage: Passage, evidence: Evidence) -> Settled | None:
    """Return what the rule finds in the passage, in as many rounds as it asks for (`Rule.rounds`); None for nothing.

    Each round looks at the text that the rounds before have made, as a second repair would; `Evidence.first` is what
    the first one was given. What is held is what the last round says of the text as it then stands. A rule of several
    rounds ends with one that makes nothing. Where the last one allowed would still change something, the text does not
    settle: that change, and the edits of earlier rounds that it would change again, are held, or all of them
    (`Rounds.holds_all`).
    """
    found = _columns(rule, passage, evidence)
    if not len(found):
        return None
    rounds, threshold = rule.rounds, evidence.threshold(rule.threshold)
    done, held, now, known = EMPTY, EMPTY, passage, evidence
    for number in range(rounds.most):
        if number:
            found = _columns(rule, now, known)
        made, rest = found.split(threshold, now.text)
        held = _before(done, rest)
        if not len(made):
            break
        if number and (number + 1 == rounds.most or (number == 1 and len(done) < rounds.proof)):
            return _unsettled(rule, passage, evidence, done, _before(done, made), held)
        now = now.after(made)
        profile = known.profile_after(now, made)
        if rounds.most == 1:
            return Settled(made, held, now, profile)
        done = compose(done, made, passage.text)
        known = replace(known, profile=profile, first=passage)
    if not len(done):
        return Settled(done, held, passage, evidence.profile)
    if now.origins is not None and now.origins.layers[-1] is done:  # one round made something
        return Settled(done, _together(done, held), now, known.profile)
    made, undone = done.split(0.0, passage.text)
    return _outcome(passage, evidence, made, held, undone.held_for(lambda _: rounds.why))


def _unsettled(rule: Rule, passage: Passage, evidence: Evidence, done: Edits, more: Edits, held: Edits) -> Settled:
    """Return the outcome where after what was done one round would do more, in offsets of the passage given."""
    why = rule.rounds.why
    spans = _spans(more)
    again = [k for k in range(len(done)) if rule.rounds.holds_all or _meets(done, k, spans)]
    earlier = done.take(again).held_for(lambda _: why)
    kept = done.take(sorted({*range(len(done))}.difference(again)))
    later = _apart(more, earlier).held_for(lambda _: why)
    return _outcome(passage, evidence, kept, held, earlier, later)


def _outcome(passage: Passage, evidence: Evidence, made: Edits, *held: Edits) -> Settled:
    if not len(made):
        return Settled(EMPTY, _together(made, *held), passage, evidence.profile)
    after = passage.after(made)
    return Settled(made, _together(made, *held), after, evidence.profile_after(after, made))


def _columns(rule: Rule, passage: Passage, evidence: Evidence) -> Edits:
    """Return what the rule finds, in columns; TarmimError where it can be no edits of this passage."""
    found = rule.find(passage, evidence)
    if found is None:  # a rule of others that returns nothing where it was to yield nothing
        raise TarmimError(f"the rule {rule.name!r} finds None", hint="let its `find` yield edits, or return ()")
    edits = found if isinstance(found, Edits) else Edits.of(rule.kind, found)
    if fault := edits.fault(len(passage.text)):
        raise TarmimError(f"the rule {rule.name!r} {fault}", hint="leave the rule out, and tell its author")
    return edits


def _before(done: Edits, found: Edits) -> Edits:
    """Return edits of the text that `done` makes as edits of the text before."""
    if not len(done) or not len(found):
        return found
    return Edits.of(found.kind, [done.before(edit) for edit in found])


def _spans(edits: Edits) -> Sequence[Span]:
    return list(zip(edits.starts, edits.ends, strict=True))


def _meets(edits: Edits, k: int, spans: Sequence[Span]) -> bool:
    """Tell whether edit k meets one of the spans, which ascend and do not overlap."""
    start, end = edits.starts[k], edits.ends[k]
    at = bisect_left(spans, (start, end))
    near = spans[max(0, at - 1) : at + 2]
    return any((a < end and start < b) or (a, b) == (start, end) for a, b in near)


def _apart(edits: Edits, others: Edits) -> Edits:
    """Return the edits that meet none of the others."""
    if not len(edits) or not len(others):
        return edits
    spans = _spans(others)
    return edits.take([k for k in range(len(edits)) if not _meets(edits, k, spans)])


def _together(made: Edits, *found: Edits) -> Edits:
    """Return the findings held, in text order, without those that stand where something was made."""
    kept = [edits for edits in (_apart(edits, made) for edits in found) if len(edits)]
    if len(kept) < 2:
        return kept[0] if kept else EMPTY
    return Edits.of(kept[0].kind, [edit for edits in kept for edit in edits])
