"""What was found out about a document's fonts: which letters their codes stand for, and how that is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tarmim.model.edit import Candidate

__all__ = ["CodeRecord", "FontRecord"]


@dataclass(frozen=True, slots=True)
class CodeRecord:
    """A code that is read otherwise than the file's own map has it, or that the map says nothing of.

    code        in its font
    mapped      what the map says, None where it says nothing
    text        what it is read as; U+FFFD where that is not known
    evidence    what decided: name, cmap, gsub, table, outline, likeness, cluster, words, missing (a box), nothing
    confidence  the probability that the reading is right, 0 to 1
    candidates  other readings with their probabilities, likeliest first
    uses        how often it shows on the pages read, outside ActualText
    """

    code: int
    mapped: str | None
    text: str
    evidence: str
    confidence: float
    candidates: tuple[Candidate, ...] = ()
    uses: int = 0


@dataclass(frozen=True, slots=True)
class FontRecord:
    """A font of a document and what its codes were taken for; counts are of codes that occur on the pages read.

    number       in the order fonts were met
    name         BaseFont without the subset's tag, "" where there is none
    subtype      Type0, Type1, MMType1, TrueType or Type3
    is_embedded  the file carries the font program
    codes        how many codes occur
    proved       codes whose letters are proved: the map agrees with the font program or the outline, or one of these
                 tells the letters by itself
    guessed      codes read by likeness or by the words they stand in
    unknown      codes that stay unread, or whose map has U+FFFD among their letters
    evidence     how many codes each kind of evidence decided; "map" where the map stands
    confidence   the mean over the codes of how sure their letters are, 0 to 1; a map nothing speaks against counts 1
    readings     the codes that are not read as mapped
    uses         how many of its glyphs show on the pages read
    """

    number: int
    name: str
    subtype: str
    is_embedded: bool
    codes: int
    proved: int
    guessed: int
    unknown: int
    evidence: Mapping[str, int] = field(hash=False)
    confidence: float
    readings: tuple[CodeRecord, ...] = ()
    uses: int = 0
