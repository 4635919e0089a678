"""A repair as one JSON object; docs/json.md is its schema."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from tarmim.model.edit import Span
from tarmim.model.repair import Change, Repair

__all__ = ["as_json", "changes_of", "span_as_json", "write_json"]

#: Halves of a character that stand alone: JSON can write them, as escapes; UTF-8 cannot.
_SURROGATES = "[\ud800-\udfff]"


def write_json(repair: Repair, *, version: str) -> Iterator[str]:
    """Yield one JSON object piece by piece: the text and every edit, those applied and those held.

    version  of the package, for the object's head

    Edits are written as they come: a million of them need no list.
    """
    yield f'{{"version": {as_json(version)},\n"source": {{"characters": {len(repair.source)}}},\n'
    yield f'"changed": {as_json(repair.changed)},\n"language": {as_json(repair.language)},\n'
    yield f'"text": {as_json(repair.text)}'
    yield from changes_of(repair)
    yield "}\n"


def changes_of(repair: Repair, places: Callable[[Span], object] | None = None) -> Iterator[str]:
    """Yield the members `steps`, `edits` and `held` of an object that has begun.

    places  of a document: what to write as the places of the words under a span of the text before the repair
    """
    counts = [{"rule": step.rule, "edits": len(step.edits), "held": len(step.held)} for step in repair.steps]
    yield f',\n"steps": {as_json(counts)}'
    for name, applied in (("edits", True), ("held", False)):
        yield f',\n"{name}": ['
        between = "\n"
        for change in repair.explain():
            if change.applied is applied:
                record = _record(change)
                if places is not None:
                    record["places"] = places(change.input)
                yield between + as_json(record)
                between = ",\n"
        yield "]"


def _record(change: Change) -> dict[str, object]:
    edit = change.edit
    held = {} if change.applied else {"held": edit.held}
    sources = {} if edit.sources is None else {"sources": edit.sources}
    return {
        "rule": change.rule,
        "kind": edit.kind,
        "input": span_as_json(change.input),
        "output": span_as_json(change.output),
        "span": span_as_json((edit.start, edit.end)),
        "before": change.before,
        "after": edit.text,
        "confidence": edit.confidence,
        "reason": edit.reason,
        **held,
        **sources,
        "candidates": [{"text": rival.text, "probability": rival.probability} for rival in edit.candidates],
    }


def span_as_json(span: Span) -> dict[str, int]:
    """Return a half-open span as what JSON knows."""
    return {"start": span[0], "end": span[1]}


def as_json(value: object) -> str:
    """Return the value as JSON; where half a character stands alone, with escapes."""
    written = json.dumps(value, ensure_ascii=False)
    return json.dumps(value) if re.search(_SURROGATES, written) else written
