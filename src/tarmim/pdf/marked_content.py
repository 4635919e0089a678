"""Marked content and optional content: what a sequence says of the glyphs inside (ISO 32000-2 14.6, 8.11)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from tarmim.model.glyph import Content
from tarmim.pdf.objects import Array, Dictionary, Value, text_string, written_name
from tarmim.pdf.tokens import show_pattern, string_bytes

__all__ = ["MarkedContent", "OptionalContent", "Properties", "PropertyLists"]

#: Sequences a page may hold: a page of Chromium has 300.
_CONTENTS_LIMIT = 200_000

#: How deep the visibility expression of an OCMD may nest.
_EXPRESSION_DEPTH = 16


class Properties:
    """What the property list of a marked-content sequence says: ActualText and MCID, and whether it is hidden."""

    __slots__ = ("actual_text", "hidden", "mcid")

    def __init__(self, actual_text: str | None = None, mcid: int = -1, *, hidden: bool = False) -> None:
        self.actual_text = actual_text
        self.mcid = mcid
        self.hidden = hidden


class OptionalContent:
    """Which optional content is off in the document's default configuration (ISO 32000-2 8.11.4)."""

    __slots__ = ("_all_off", "_off", "_on")

    def __init__(self, catalogue: Dictionary) -> None:
        self._off: set[tuple[int, int] | None] = set()
        self._on: set[tuple[int, int] | None] = set()
        self._all_off = False
        properties = catalogue.dictionary("OCProperties")
        default = properties.dictionary("D") if properties else None
        if default:
            self._all_off = default.name("BaseState") == "OFF"
            self._off = {group.identity for group in default.array("OFF") if isinstance(group, Dictionary)}
            self._on = {group.identity for group in default.array("ON") if isinstance(group, Dictionary)}

    def is_hidden(self, group: Value) -> bool:
        """Tell whether what belongs to a group or a membership dictionary (OCMD) is off."""
        if not (self._off or self._all_off) or not isinstance(group, Dictionary):
            return False
        if group.name("Type") != "OCMD":
            return self._is_off(group)
        expression = group.get("VE")
        if isinstance(expression, Array):
            return not self._holds(expression, _EXPRESSION_DEPTH)
        members = group.get("OCGs")
        groups = [members] if isinstance(members, Dictionary) else group.array("OCGs")
        offs = [self._is_off(one) for one in groups if isinstance(one, Dictionary)]
        return bool(offs) and not _is_visible(group.name("P"), offs)

    def _is_off(self, group: Dictionary) -> bool:
        identity = group.identity
        return identity not in self._on if self._all_off else identity in self._off

    def _holds(self, expression: Value, depth: int) -> bool:
        """Tell whether a visibility expression is true (ISO 32000-2 8.11.2.2)."""
        if isinstance(expression, Dictionary):
            return not self._is_off(expression)
        if not isinstance(expression, Array) or not len(expression) or not depth:
            return True
        operator, *rest = expression
        values = [self._holds(one, depth - 1) for one in rest]
        if operator == "Not":
            return not all(values)
        return any(values) if operator == "Or" else all(values)


def _is_visible(policy: str, offs: list[bool]) -> bool:
    if policy == "AllOn":
        return not any(offs)
    if policy == "AnyOff":
        return any(offs)
    return all(offs) if policy == "AllOff" else not all(offs)


class MarkedContent:
    """The sequences of a page and which are open."""

    __slots__ = ("contents", "current", "open")

    def __init__(self) -> None:
        self.contents: list[Content] = []
        self.open: list[int] = []
        self.current = -1

    def begin(self, tag: str, properties: Properties | None) -> None:
        """Open a sequence (BMC, BDC)."""
        self.open.append(self.current)
        if len(self.contents) >= _CONTENTS_LIMIT:
            return
        number, parent = len(self.contents), self.current
        above = self.contents[parent] if parent >= 0 else _NOTHING
        actual_text = properties.actual_text if properties else None
        mcid = properties.mcid if properties and properties.mcid >= 0 else above.mcid
        actual = above.actual if above.actual >= 0 or actual_text is None else number
        hidden = above.hidden or (properties is not None and properties.hidden)
        is_artifact = above.artifact or tag == "Artifact"
        self.contents.append(Content(tag, parent, actual_text, actual, is_artifact, hidden, mcid))
        self.current = number

    def end(self, bottom: int = 0) -> None:
        """Close the innermost sequence (EMC), if more than `bottom` are open."""
        if len(self.open) > bottom:
            self.current = self.open.pop()


_NOTHING = Content("")


@cache
def _operands_pattern() -> re.Pattern[bytes]:
    """Return the pattern of the operands of BMC and BDC: tag, then the name of a property list or the list."""
    name = rb"/([^\x00\t\n\x0c\r ()<>\[\]{}/%]*+)"
    return re.compile(rb"[\x00\s]*+" + name + rb"[\x00\s]*+(?:" + name + rb"|(<<[\s\S]*))?+")


@cache
def _actual_text_pattern() -> re.Pattern[bytes]:
    return re.compile(rb"/ActualText[\x00\s]*+(" + show_pattern().pattern + rb")")


class PropertyLists:
    """The property lists of a document's marked content; those written inline are kept, for they recur.

    A page of Chromium has 370 sequences with an inline list, and 100 different ones.
    """

    __slots__ = ("_inline", "optional")

    def __init__(self, optional: OptionalContent) -> None:
        self.optional = optional
        self._inline: dict[bytes, tuple[str, Properties | None]] = {}

    def read(self, operands: bytes, named: Callable[[str], Dictionary | None]) -> tuple[str, Properties | None]:
        """Return tag and properties from the operands of BMC or BDC; `named` looks a list up in the resources."""
        found = self._inline.get(operands)
        if found is not None:
            return found
        match = _operands_pattern().match(operands)
        if match is None:
            return "", None
        tag, name, written = match.groups()
        label = written_name(tag)
        if name:
            return label, self._named_properties(named(written_name(name)), is_optional=label == "OC")
        found = label, _inline_properties(written) if written else None
        if len(self._inline) < _MOST_LISTS_KEPT and len(operands) < _MOST_BYTES_KEPT:
            self._inline[operands] = found
        return found

    def _named_properties(self, properties: Dictionary | None, *, is_optional: bool) -> Properties:
        if properties is None:
            return Properties()
        value = properties.get("ActualText")
        return Properties(
            text_string(value) if isinstance(value, bytes) else None,
            int(properties.number("MCID", -1)),
            hidden=is_optional and self.optional.is_hidden(properties),
        )


#: Inline property lists kept a document, and bytes of one that is kept.
_MOST_LISTS_KEPT = 10_000
_MOST_BYTES_KEPT = 200


def _inline_properties(written: bytes) -> Properties:
    """Return what an inline property list says; a list inside the list is searched too, which no one writes."""
    actual_text, mcid = None, -1
    if b"/ActualText" in written and (match := _actual_text_pattern().search(written)):
        actual_text = text_string(string_bytes(match[1])) if match[1][:1] in b"<(" else None
    if b"/MCID" in written and (found := re.search(rb"/MCID[\x00\s]++(\d{1,9})", written)):
        mcid = int(found[1])
    return Properties(actual_text, mcid)
