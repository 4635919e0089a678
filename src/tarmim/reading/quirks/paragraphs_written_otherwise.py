"""A paragraph of the other direction than its page: only the order in which its letters were written shows it.

Where they were written nearly in the order in which they are read, the other direction is tried, and taken where they
agree more. From the left only where all runs one way: some programs write Arabic runs so, from left to right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tarmim.model.quirk import Quirk
from tarmim.reading.quirks.stages import WrittenParagraph

__all__ = ["PARAGRAPHS_WRITTEN_OTHERWISE"]

#: Lines were written in the order in which they are read where more than this share of their letters were written
#: behind the one read before. By judgement.
_LEAST_SHARE: Final = 0.8


def _is_written_otherwise(paragraph: WrittenParagraph) -> float | None:
    """Return the share of letters written in the order of the other direction, None where it is not the larger one."""
    if not _LEAST_SHARE < paragraph.share < 1 or (paragraph.is_from_right and paragraph.has_left_runs):
        return None
    other = paragraph.other_share()
    return other if other > paragraph.share else None


def _notes(paragraphs: Sequence[float]) -> Sequence[str]:
    return (f"paragraphs are read in the other direction than the page, as they were written: {len(paragraphs)}",)


PARAGRAPHS_WRITTEN_OTHERWISE: Final = Quirk(
    name="a paragraph written in the other direction than its page",
    seen_in=("wkhtmltopdf 0.12.6 (Qt 5.15.8)", "LuaTeX 1.14 and 1.15"),
    stage=WrittenParagraph,
    sign=_is_written_otherwise,
    mend=lambda paragraph, _: replace(paragraph, turned=True),
    case="tests/unit/reading/quirks/test_paragraphs_written_otherwise.py",
    notes=_notes,
)
