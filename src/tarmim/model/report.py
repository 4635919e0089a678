"""How bad the text layer of a PDF is: its fonts, the damage on each page, a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tarmim.model.identity import FontRecord

__all__ = ["Finding", "PageReport", "Report", "Verdict"]


class Verdict(StrEnum):
    """What can be done about a page, the best first.

    SOUND       the text layer says what the page shows
    REPAIRABLE  it does not, and Tarmim reads what it should say
    NEEDS_OCR   letters cannot be told from the file: a picture of text, or glyphs nothing identifies
    """

    SOUND = "sound"
    REPAIRABLE = "repairable"
    NEEDS_OCR = "needs OCR"

    @property
    def rank(self) -> int:
        """Return how bad it is: 0 for sound."""
        return list(Verdict).index(self)


class Finding(StrEnum):
    """Kinds of damage in a text layer; counted in glyphs, PICTURE in pages."""

    UNMAPPED = "no letters in the map"
    WRONG = "wrong letters in the map"
    UNKNOWN = "letters that cannot be told"
    FORMS = "presentation forms for letters"
    TATWEEL = "tatweel"
    HIDDEN = "text that does not show"
    PICTURE = "a picture, and no text"


@dataclass(frozen=True, slots=True)
class PageReport:
    """A page: its number from 1, the glyphs that show (spaces left out), the damage by kind, what to do, problems."""

    number: int
    glyphs: int
    findings: Mapping[Finding, int] = field(hash=False)
    verdict: Verdict
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A document: its fonts and its pages; the verdict is that of its worst page."""

    fonts: tuple[FontRecord, ...]
    pages: tuple[PageReport, ...]

    @property
    def verdict(self) -> Verdict:
        """Return the verdict of the worst page."""
        return max((page.verdict for page in self.pages), key=lambda verdict: verdict.rank, default=Verdict.SOUND)

    @property
    def findings(self) -> Mapping[Finding, int]:
        """Return the damage of all pages by kind, kinds that do not occur left out."""
        counts = {kind: sum(page.findings.get(kind, 0) for page in self.pages) for kind in Finding}
        return {kind: count for kind, count in counts.items() if count}
