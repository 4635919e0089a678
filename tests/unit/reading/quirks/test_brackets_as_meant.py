"""Brackets mapped to what they mean."""

from __future__ import annotations

from tests.unit.reading.sheets import at, document_of, line, visual

TRUE = "قال (ملك) عادل"


def read() -> str:
    """Return the text of a line whose brackets are mapped to their own names, whatever they look like."""
    mapped = visual(TRUE).translate(str.maketrans("()", ")("))
    return document_of(at(mapped, 300, 300)).text


def test_they_are_read_as_mapped() -> None:
    assert read() == TRUE


def test_brackets_mapped_as_they_look_are_turned() -> None:
    assert document_of(line(TRUE, 300)).text == TRUE
