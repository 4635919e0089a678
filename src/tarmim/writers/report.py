"""What was found out about a PDF's text layer, as JSON; docs/json.md describes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tarmim.model.identity import CodeRecord, FontRecord
from tarmim.model.report import Finding, PageReport, Report
from tarmim.writers.json import as_json

__all__ = ["font_as_json", "write_report"]


def write_report(report: Report, *, version: str) -> Iterator[str]:
    """Yield the report as one JSON object, piece by piece."""
    yield "{" + f'"version": {as_json(version)}, "verdict": {as_json(str(report.verdict))},'
    yield f'\n"problems": {as_json(report.problems)},'
    yield f'\n"findings": {as_json(_findings(report.findings))},\n"fonts": ['
    for number, font in enumerate(report.fonts):
        yield ("," if number else "") + "\n" + as_json(font_as_json(font))
    yield '],\n"pages": ['
    for number, page in enumerate(report.pages):
        yield ("," if number else "") + "\n" + as_json(_page(page))
    yield "]}\n"


def font_as_json(font: FontRecord) -> Mapping[str, object]:
    """Return a font's record as what JSON knows."""
    return {
        "number": font.number,
        "name": font.name,
        "subtype": font.subtype,
        "embedded": font.is_embedded,
        "codes": font.codes,
        "proved": font.proved,
        "guessed": font.guessed,
        "unknown": font.unknown,
        "evidence": dict(font.evidence),
        "confidence": font.confidence,
        "uses": font.uses,
        "readings": [_reading(reading) for reading in font.readings],
    }


def _reading(reading: CodeRecord) -> Mapping[str, object]:
    return {
        "code": reading.code,
        "mapped": reading.mapped,
        "text": reading.text,
        "evidence": reading.evidence,
        "confidence": reading.confidence,
        "uses": reading.uses,
        "candidates": [{"text": one.text, "probability": one.probability} for one in reading.candidates],
    }


def _page(page: PageReport) -> Mapping[str, object]:
    return {
        "number": page.number,
        "verdict": str(page.verdict),
        "glyphs": page.glyphs,
        "findings": _findings(page.findings),
        "problems": list(page.problems),
    }


def _findings(findings: Mapping[Finding, int]) -> Mapping[str, int]:
    return {kind.name.lower(): count for kind, count in findings.items()}
