"""The outcome of a repair: the text, every edit that made it, every finding that was held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tarmim.model.edit import Edit, Span
from tarmim.model.edits import Edits
from tarmim.model.passage import Passage

if TYPE_CHECKING:
    from tarmim.model.page import Place

__all__ = ["Change", "Repair", "Step"]


@dataclass(frozen=True, slots=True)
class Step:
    """What one rule did: the edits applied and those held, both in offsets of the text the rule was given."""

    rule: str
    edits: Edits
    held: Edits


@dataclass(frozen=True, slots=True)
class Change:
    """One edit seen from both ends, for reports.

    rule      the rule that made it
    applied   False where it is only reported
    before    the text it replaces, as it stood when the rule ran; edit.text is what comes instead
    input     the half-open span in the text that was given
    output    the half-open span in the text that came out
    context   a few characters before and after, as they stood when the rule ran
    places    of a PDF: where the words under `input` stand on its pages
    """

    rule: str
    applied: bool
    edit: Edit
    before: str
    input: Span
    output: Span
    context: tuple[str, str]
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """The repaired text and how it was made.

    source   the text given
    passage  the text that came out, with its origins
    steps    one for each rule that found anything, in the order they ran
    language the language that the rules took the text for (ISO 639-1), None without Arabic script
    """

    source: str
    passage: Passage
    steps: tuple[Step, ...]
    language: str | None = None

    def __repr__(self) -> str:
        """Return what it is in a few words: texts and edits may be long."""
        counts = sum(len(step.edits) for step in self.steps), sum(len(step.held) for step in self.steps)
        return f"<Repair: {len(self.text)} characters, {counts[0]} edits, {counts[1]} held>"

    @property
    def text(self) -> str:
        """The repaired text: the same object as the source where nothing was changed."""
        return self.passage.text

    @property
    def changed(self) -> bool:
        """Whether any edit was applied."""
        return any(len(step.edits) for step in self.steps)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits applied, rule by rule."""
        return tuple(edit for step in self.steps for edit in step.edits)

    @property
    def held(self) -> tuple[Edit, ...]:
        """The findings reported and not applied, rule by rule."""
        return tuple(edit for step in self.steps for edit in step.held)

    def origin(self, i: int) -> Span:
        """Return the half-open span of the source that character i of the text came from.

        Raises IndexError where the text has no such character.
        """
        return self.passage.origin(range(len(self.text))[i])

    def replay(self) -> str:
        """Return the text made anew from the source and the edits: always equal to `text`."""
        text = self.source
        for step in self.steps:
            text = step.edits.apply(text) if len(step.edits) else text
        return text

    def explain(self) -> Iterator[Change]:
        """Yield every edit, applied and held, rule by rule, with its place in what came in and what went out."""
        passage = Passage(self.source, ink=self.passage.ink)
        layers = [step.edits for step in self.steps if len(step.edits)]
        done = 0
        for step in self.steps:
            for found, applied in ((step.edits, True), (step.held, False)):
                later = layers[done + 1 :] if applied else layers[done:]
                for k, edit in enumerate(found):
                    start = found.out_starts()[k] if applied else edit.start
                    stands = start, start + (len(edit.text) if applied else edit.end - edit.start)
                    yield _change(step.rule, edit, passage, stands, later, applied=applied)
            if len(step.edits):
                passage = passage.after(step.edits)
                done += 1


#: Characters of context shown on each side of an edit: two or three words.
_CONTEXT = 16


def _change(rule: str, edit: Edit, passage: Passage, output: Span, later: list[Edits], *, applied: bool) -> Change:
    """Return the change of an edit of a passage; output: where it stands before the later layers."""
    start, end, text = edit.start, edit.end, passage.text
    for layer in later:
        output = layer.span_after(*output)
    source = passage.origin(start, end)
    return Change(
        rule=rule,
        applied=applied,
        edit=edit,
        before=text[start:end],
        input=source,
        output=output,
        context=(text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]),
        places=() if passage.ink is None else passage.ink.places(*source),
    )
