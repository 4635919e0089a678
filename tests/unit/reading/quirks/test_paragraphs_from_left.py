"""Paragraphs set from the left."""

from __future__ import annotations

from tests.unit.reading.sheets import at, document_of, visual

TRUE = "كان الملك عادلا.\nكان الملك عادلا."


def read(count: int = 2) -> str:
    """Return the text of lines whose stop stands at the right end, each a paragraph."""
    return document_of(b"".join(at(visual("كان الملك عادلا") + ".", 300, 350 - 60 * k) for k in range(count))).text


def test_the_stop_at_the_right_end_comes_last() -> None:
    assert read() == TRUE


def test_one_line_is_not_enough() -> None:
    assert read(1) == ".كان الملك عادلا"
