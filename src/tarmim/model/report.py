"""How bad the text layer of a PDF is: its fonts, the damage on each page, a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tarmim.model.identity import FontRecord

__all__ = ["Finding", "PageReport", "Report", "Verdict"]


class Verdict(StrEnum):
    """What can be done about a page, the best first.

    SOUND       the text layer says what the page shows, and everything of it was read; a blank page too
    REPAIRABLE  it does not, and Tarmim reads what it should say; or a part was lost, and the rest is read
    NEEDS_OCR   letters cannot be told from the file: a picture of text, text drawn as paths, or glyphs that nothing
                identifies
    UNREADABLE  something of the page could not be read, and nothing that shows is left; a document without pages
    """

    SOUND = "sound"
    REPAIRABLE = "repairable"
    NEEDS_OCR = "needs OCR"
    UNREADABLE = "unreadable"

    @property
    def rank(self) -> int:
        """Return how bad it is: 0 for sound."""
        return list(Verdict).index(self)


class Finding(StrEnum):
    """Kinds of damage in a text layer; counted in glyphs, PICTURE and PATHS in pages, LOST in problems."""

    UNMAPPED = "no letters in the map"
    WRONG = "wrong letters in the map"
    UNKNOWN = "letters that cannot be told"
    FORMS = "presentation forms for letters"
    TATWEEL = "tatweel"
    HIDDEN = "text that does not show"
    PICTURE = "a picture, and no text"
    PATHS = "shapes drawn as paths, and no text"
    LOST = "parts that could not be read"


@dataclass(frozen=True, slots=True)
class PageReport:
    """A page: its number from 1, the glyphs that show (spaces left out), the damage by kind, what to do, problems."""

    number: int
    glyphs: int
    findings: Mapping[Finding, int] = field(hash=False)
    verdict: Verdict
    problems: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing stands on it: no text, no picture, and nothing that could not be read."""
        return not self.glyphs and not self.findings.keys() - {Finding.HIDDEN}


@dataclass(frozen=True, slots=True)
class Report:
    """A document: its fonts and its pages.

    problems  what is wrong with the file and is no page's: pages may be missing
    """

    fonts: tuple[FontRecord, ...]
    pages: tuple[PageReport, ...]
    problems: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Return the verdict of the worst page; a file with problems of its own is not sound."""
        worst = max((page.verdict for page in self.pages), key=lambda verdict: verdict.rank, default=Verdict.UNREADABLE)
        return Verdict.REPAIRABLE if self.problems and worst == Verdict.SOUND else worst

    @property
    def findings(self) -> Mapping[Finding, int]:
        """Return the damage of all pages by kind, kinds that do not occur left out."""
        counts = {kind: sum(page.findings.get(kind, 0) for page in self.pages) for kind in Finding}
        return {kind: count for kind, count in counts.items() if count}
