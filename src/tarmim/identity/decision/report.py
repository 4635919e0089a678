"""What a decision comes to for each font: records for reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from tarmim.identity.decision.code_words import UNKNOWN
from tarmim.identity.readings import Code, Source
from tarmim.model.edit import Candidate
from tarmim.model.font import State
from tarmim.model.identity import CodeRecord, FontRecord

if TYPE_CHECKING:
    from tarmim.identity.decision.decision import Decision
    from tarmim.identity.decision.facts import MappedCode
    from tarmim.model.font import Font

__all__ = ["Uses", "font_records"]

#: How often a code of a font shows, by whether an ActualText covers it: font, code, whether.
Uses = Mapping[tuple[int, int, bool], int]

#: Evidence that proves letters by itself.
_PROVING_SOURCES: Final = frozenset({Source.NAME, Source.CMAP, Source.GSUB, Source.TABLE, Source.OUTLINE})


def font_records(
    fonts: Mapping[int, Font], maps: Mapping[Code, MappedCode], decision: Decision, uses: Uses
) -> tuple[FontRecord, ...]:
    """Return a record for each font, by number."""
    by_font: dict[int, list[int]] = {number: [] for number in fonts}
    for number, code in maps:
        by_font[number].append(code)
    return tuple(_record(font, sorted(by_font[number]), maps, decision, uses) for number, font in sorted(fonts.items()))


def _record(
    font: Font, codes: list[int], maps: Mapping[Code, MappedCode], decision: Decision, uses: Uses
) -> FontRecord:
    readings = {code: found for code in codes if (found := decision.readings.get((font.number, code))) is not None}
    evidence = Counter(found.source for found in readings.values())
    by_map = len(codes) - len(readings)
    lost = sum(UNKNOWN in maps[font.number, code].text for code in codes if code not in readings)
    if by_map:
        evidence[Source.MAP] = by_map
    sure = sum(found.confidence for found in readings.values()) + by_map
    return FontRecord(
        number=font.number,
        name=font.name,
        subtype=font.subtype,
        is_embedded=font.is_embedded,
        codes=len(codes),
        proved=decision.proved.get(font.number, 0) + sum(evidence[source] for source in _PROVING_SOURCES),
        guessed=evidence[Source.LIKENESS] + evidence[Source.WORDS],
        unknown=evidence[Source.NOTHING] + evidence[Source.MISSING] + lost,
        evidence={str(source): count for source, count in sorted(evidence.items())},
        confidence=sure / len(codes) if codes else 1.0,
        readings=tuple(
            CodeRecord(
                code,
                maps[font.number, code].text if maps[font.number, code].state == State.MAPPED else None,
                found.text,
                str(found.source),
                found.confidence,
                tuple(Candidate(text, probability) for text, probability in found.rivals),
                uses.get((font.number, code, False), 0),
            )
            for code, found in readings.items()
        ),
        uses=sum(uses.get((font.number, code, covered), 0) for code in codes for covered in (False, True)),
    )
