"""All quirks of programs and fonts that are known: one file each, and a line here.

A new one goes into a file of this folder, or, if it is about which letters a glyph is (its name, its outline, its
font), into `identity/quirks`. At one stage quirks are mended in the order of the list.
"""

from __future__ import annotations

from typing import Any, Final, TypeVar

from tarmim.identity.quirks import catalogue as identity
from tarmim.model import quirk
from tarmim.model.quirk import Mended, Quirk
from tarmim.reading.quirks.brackets_as_meant import BRACKETS_AS_MEANT
from tarmim.reading.quirks.cluster_as_first_met import CLUSTER_AS_FIRST_MET
from tarmim.reading.quirks.cluster_on_first_glyph import CLUSTER_ON_FIRST_GLYPH
from tarmim.reading.quirks.covered_spaces import COVERED_SPACES
from tarmim.reading.quirks.fake_bold import FAKE_BOLD
from tarmim.reading.quirks.ligatures_from_left import LIGATURES_FROM_LEFT
from tarmim.reading.quirks.marks_with_their_letter import MARKS_WITH_THEIR_LETTER
from tarmim.reading.quirks.nastaliq_steps import NASTALIQ_STEPS
from tarmim.reading.quirks.overlapping_runs import OVERLAPPING_RUNS
from tarmim.reading.quirks.paragraphs_from_left import PARAGRAPHS_FROM_LEFT
from tarmim.reading.quirks.paragraphs_written_otherwise import PARAGRAPHS_WRITTEN_OTHERWISE
from tarmim.reading.quirks.plus_numbers import PLUS_NUMBERS
from tarmim.reading.quirks.reaching_letters import REACHING_LETTERS
from tarmim.reading.quirks.tight_lines import TIGHT_LINES

__all__ = ["QUIRKS", "all_quirks", "mend"]

_Subject = TypeVar("_Subject")

#: Those that reading mends, by the stages in which a page is read.
QUIRKS: Final[tuple[Quirk[Any, Any], ...]] = (
    # what a document's maps say
    CLUSTER_AS_FIRST_MET,
    MARKS_WITH_THEIR_LETTER,
    # glyphs into units of text
    CLUSTER_ON_FIRST_GLYPH,
    LIGATURES_FROM_LEFT,
    FAKE_BOLD,
    # units into rows
    NASTALIQ_STEPS,
    OVERLAPPING_RUNS,
    REACHING_LETTERS,
    # how a page was set
    TIGHT_LINES,
    PARAGRAPHS_FROM_LEFT,
    BRACKETS_AS_MEANT,
    COVERED_SPACES,
    # rows into lines of text
    PLUS_NUMBERS,
    PARAGRAPHS_WRITTEN_OTHERWISE,
)


def all_quirks() -> tuple[Quirk[Any, Any], ...]:
    """Return all quirks, those of what a glyph is included."""
    return (*identity.QUIRKS, *QUIRKS)


def mend(subject: _Subject, /) -> tuple[_Subject, tuple[Mended, ...]]:
    """Return the record of a stage of reading with its quirks mended, and those that it had."""
    return quirk.mend(subject, QUIRKS)
