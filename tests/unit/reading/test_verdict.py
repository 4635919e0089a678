"""Reports: what is wrong with the text layer of each page, and how bad that is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pikepdf
import pytest

import tarmim
from tarmim.api import inspect
from tarmim.errors import PasswordError, PdfError, UsageError
from tarmim.model.edit import Candidate
from tarmim.model.identity import CodeRecord, FontRecord
from tarmim.model.report import Finding, PageReport, Report, Verdict
from tarmim.writers.report import write_report
from tests.unit.identity.ciphers import sample
from tests.unit.pdf.made import saved
from tests.unit.reading.sheets import at, line, lines, made

AIN, PRIVATE = 0x639, 0xE010
TEXT = "كان في قديم الزمان ملك عادل يحب رعيته"
LETTERS = len(TEXT.replace(" ", ""))
LONG = [" ".join(sample("news").split()[k : k + 8]) for k in range(0, 184, 8)]


def page(*content: bytes, letters: Mapping[int, str | None] | None = None) -> PageReport:
    (found,) = inspect(made(b"".join(content), letters=letters)).pages
    return found


#: A letter as a drawing: of twenty operators, as letters have.
OUTLINE = b"10 10 m " + b"12 14 11 17 19 23 c 20 20 l " * 9 + b"h f\n"


class TestFindings:
    def test_a_sound_page(self) -> None:
        assert page(line(TEXT, 300)) == PageReport(1, LETTERS, {}, Verdict.SOUND)

    @pytest.mark.parametrize("content", [b"", b"0 0 9 9 re f", OUTLINE * 10], ids=["nothing", "an area", "a logo"])
    def test_a_page_without_text_is_sound(self, content: bytes) -> None:
        found = page(content)
        assert found == PageReport(1, 0, {}, Verdict.SOUND)
        assert found.is_blank

    def test_text_drawn_as_paths_needs_ocr(self) -> None:
        found = page(OUTLINE * 100)
        assert (found.findings, found.verdict) == ({Finding.PATHS: 1}, Verdict.NEEDS_OCR)
        assert not found.is_blank

    def test_drawings_beside_text_are_no_reason(self) -> None:
        assert page(OUTLINE * 100, line(TEXT, 300)).verdict == Verdict.SOUND

    def test_what_is_lost_of_a_page(self) -> None:
        found = page(b"/F9 10 Tf\n", line(TEXT, 300))
        assert (found.findings, found.verdict, found.glyphs) == ({Finding.LOST: 1}, Verdict.REPAIRABLE, LETTERS)
        assert len(found.problems) == 1

    def test_a_page_of_which_nothing_is_left(self) -> None:
        found = page(b"/F9 10 Tf BT 100 100 Td (lost) Tj ET\n")
        assert (found.findings, found.verdict, found.glyphs) == ({Finding.LOST: 1}, Verdict.UNREADABLE, 0)
        assert not found.is_blank

    def test_a_picture_on_a_page_with_trouble_can_be_recognised(self) -> None:
        found = page(b"/F9 10 Tf q 300 0 0 300 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q\n")
        assert (found.findings, found.verdict) == ({Finding.LOST: 1, Finding.PICTURE: 1}, Verdict.NEEDS_OCR)

    def test_codes_without_a_map_that_stay_unread(self) -> None:
        found = page(line("عين", 300), letters={AIN: None})
        assert dict(found.findings) == {Finding.UNMAPPED: 1, Finding.UNKNOWN: 1}
        assert found.verdict == Verdict.NEEDS_OCR

    @pytest.mark.parametrize("said", [None, "\ufffd", "\0", "\ue123"])
    def test_codes_without_a_map_that_are_read(self, said: str | None) -> None:
        found = page(lines(LONG, 370), letters={AIN: said})
        count = "".join(LONG).count(chr(AIN))
        assert dict(found.findings) == {Finding.UNMAPPED: count}
        assert found.verdict == Verdict.REPAIRABLE

    def test_wrong_letters(self) -> None:
        found = page(lines(LONG, 370), letters={AIN: "A"})
        assert dict(found.findings) == {Finding.WRONG: "".join(LONG).count(chr(AIN))}
        assert found.verdict == Verdict.REPAIRABLE

    def test_a_few_glyphs_unread_do_not_call_for_a_picture(self) -> None:
        """One glyph in a hundred."""
        rows = [*LONG[:4], LONG[4] + " " + chr(PRIVATE)]
        found = page(lines(rows, 370), letters={PRIVATE: None})
        assert 100 < found.glyphs < 250
        assert dict(found.findings) == {Finding.UNMAPPED: 1, Finding.UNKNOWN: 1}
        assert found.verdict == Verdict.REPAIRABLE

    def test_presentation_forms(self) -> None:
        found = page(at("\ufe90\ufe98\ufedb", 300, 300))
        assert (dict(found.findings), found.verdict) == ({Finding.FORMS: 3}, Verdict.REPAIRABLE)

    def test_a_ligature_mapped_to_its_form(self) -> None:
        found = page(at("\ufefb", 300, 300))
        assert dict(found.findings) == {Finding.FORMS: 1}

    def test_signs_in_the_blocks_of_forms_are_no_forms(self) -> None:
        """Ornate brackets and the dots of Unicode have no other code."""
        assert page(line("\ufd3eكان\ufd3f \ufbb2", 300)).findings == {}

    def test_followers_of_clusters_are_no_damage(self) -> None:
        found = page(at(f"{chr(PRIVATE)}اك", 300, 300), letters={PRIVATE: ""})
        assert (found.glyphs, dict(found.findings), found.verdict) == (2, {}, Verdict.SOUND)

    def test_tatweel(self) -> None:
        found = page(line("كـــان", 300))
        assert (dict(found.findings), found.verdict) == ({Finding.TATWEEL: 3}, Verdict.REPAIRABLE)

    @pytest.mark.parametrize(
        "hidden",
        [
            line("مخفي", 500),
            line("مخفي", 200, before="3 Tr"),
            pytest.param(line("مخفي", 200, before="1 g")),
            pytest.param(line("مخفي", 200, size=1)),
        ],
        ids=["off the page", "render mode 3", "white", "one point"],
    )
    def test_text_that_does_not_show_is_harmless(self, hidden: bytes) -> None:
        found = page(line(TEXT, 300, before="0 g 0 Tr"), hidden)
        assert (dict(found.findings), found.verdict, found.glyphs) == ({Finding.HIDDEN: 4}, Verdict.SOUND, LETTERS)

    def test_a_layer_of_recognised_text_is_judged_where_it_is_all_there_is(self) -> None:
        found = page(line("عين", 300, before="3 Tr"), letters={AIN: None})
        assert found.findings[Finding.UNKNOWN] == 1
        assert found.verdict == Verdict.NEEDS_OCR

    def test_what_an_actual_text_speaks_for_is_sound(self) -> None:
        said = "عين".encode("utf-16-be").hex().upper()
        span = f"/Span <</ActualText <FEFF{said}>>> BDC\n".encode() + line("ععع", 100) + b"EMC\n"
        assert page(line(TEXT.replace("ع", ""), 300), span, letters={AIN: None}).findings == {}

    def test_a_picture_and_no_text_needs_ocr(self) -> None:
        pdf = pikepdf.new()
        pdf.add_blank_page(page_size=(200, 200))
        picture = pikepdf.Stream(pdf, bytes(100 * 100))
        entries = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=100, Height=100, BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceGray,
        )  # fmt: skip
        for key, value in entries.items():
            picture[key] = value
        sheet = pdf.pages[0].obj
        sheet.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im1=pdf.make_indirect(picture)))
        sheet.Contents = pikepdf.Stream(pdf, b"q 200 0 0 200 0 0 cm /Im1 Do Q")
        (found,) = inspect(saved(pdf)).pages
        assert (found.findings, found.verdict) == ({Finding.PICTURE: 1}, Verdict.NEEDS_OCR)


class TestPagesOfADocument:
    """`Page.needs_ocr` is what `inspect` says."""

    @pytest.mark.parametrize(
        "content",
        [
            b"", OUTLINE * 100, line("عين", 300), line(TEXT.replace("ع", ""), 300), line("عين", 300, before="3 Tr"),
            b" " + line("   ", 300) + OUTLINE * 100, lines([*LONG[:4], "ع"], 300), b"/F9 10 Tf\n",
        ],
        ids=range(8),
    )  # fmt: skip
    def test_it_agrees_with_the_verdict(self, content: bytes) -> None:
        data = made(content, letters={AIN: None})
        (seen,), (read,) = inspect(data).pages, tarmim.extract(data).pages
        assert read.needs_ocr == (seen.verdict == Verdict.NEEDS_OCR)

    def test_both_answers_occur(self) -> None:
        document = tarmim.extract(made(OUTLINE * 100, line(TEXT, 300)))
        assert [one.needs_ocr for one in document.pages] == [True, False]

    def test_letters_that_no_map_tells_are_no_reason_where_maps_are_all_that_is_asked(self) -> None:
        options = tarmim.Options(repair=False)
        document = tarmim.extract(made(line("عين", 300), OUTLINE * 100, letters={AIN: None}), options=options)
        assert [one.needs_ocr for one in document.pages] == [False, True]


class TestInspect:
    def test_pages_and_fonts(self) -> None:
        report = inspect(made(line("كان في", 300), line("عين", 300), letters={AIN: "\ufffd"}))
        assert [one.number for one in report.pages] == [1, 2]
        (font,) = report.fonts
        assert (font.name, font.subtype, font.is_embedded, font.unknown) == ("Test", "Type0", False, 1)

    def test_pages_are_chosen(self) -> None:
        data = made(*(line(TEXT, 300) for _ in range(4)))
        assert [one.number for one in inspect(data, options=tarmim.Options(pages=(4, 2))).pages] == [4, 2]

    def test_a_page_that_there_is_not(self) -> None:
        with pytest.raises(UsageError, match="no page 2"):
            inspect(made(line(TEXT, 300)), options=tarmim.Options(pages=(2,)))

    def test_the_hint_is_of_this_command(self) -> None:
        with pytest.raises(UsageError) as raised:
            inspect(made(line(TEXT, 300)), options=tarmim.Options(pages=(2,)))
        assert "extract" not in raised.value.hint

    def test_what_is_no_pdf(self) -> None:
        with pytest.raises(PdfError):
            inspect(b"no PDF at all")

    def test_a_missing_password(self) -> None:
        data = made(line(TEXT, 300), encryption=pikepdf.Encryption(owner="o", user="secret", R=6))
        with pytest.raises(PasswordError):
            inspect(data)
        assert inspect(data, options=tarmim.Options(password="secret")).verdict == Verdict.SOUND

    def test_pages_are_counted_for_progress(self) -> None:
        told: list[tuple[int, int]] = []
        inspect(made(*(line(TEXT, 300) for _ in range(3))), on_page=lambda done, total: told.append((done, total)))
        assert told == [(step, 6) for step in range(6)]

    def test_it_says_of_fonts_what_extract_says(self) -> None:
        data = made(lines(LONG, 370), letters={AIN: None})
        assert inspect(data).fonts == tarmim.extract(data).fonts


def reported(*verdicts: Verdict, **counts: int) -> Report:
    findings = {Finding[kind.upper()]: count for kind, count in counts.items()}
    return Report((), tuple(PageReport(k + 1, 100, findings, verdict) for k, verdict in enumerate(verdicts)))


class TestReport:
    @pytest.mark.parametrize(
        ("verdicts", "worst"),
        [
            ((), Verdict.UNREADABLE),
            ((Verdict.SOUND, Verdict.SOUND), Verdict.SOUND),
            ((Verdict.SOUND, Verdict.REPAIRABLE, Verdict.SOUND), Verdict.REPAIRABLE),
            ((Verdict.NEEDS_OCR, Verdict.REPAIRABLE), Verdict.NEEDS_OCR),
            ((Verdict.NEEDS_OCR, Verdict.UNREADABLE), Verdict.UNREADABLE),
        ],
    )
    def test_a_document_is_as_bad_as_its_worst_page(self, verdicts: tuple[Verdict, ...], worst: Verdict) -> None:
        assert reported(*verdicts).verdict == worst

    def test_verdicts_rank_from_sound_to_hopeless(self) -> None:
        assert Verdict.SOUND.rank < Verdict.REPAIRABLE.rank < Verdict.NEEDS_OCR.rank < Verdict.UNREADABLE.rank

    def test_findings_are_added_up(self) -> None:
        report = reported(Verdict.SOUND, Verdict.SOUND, tatweel=3, unmapped=1)
        assert report.findings == {Finding.UNMAPPED: 2, Finding.TATWEEL: 6}
        assert reported(Verdict.SOUND).findings == {}


def as_json(report: Report) -> Any:
    return json.loads("".join(write_report(report, version="1.2.3")))


FONT = FontRecord(
    number=0, name='Squares "1"', subtype="Type0", is_embedded=True, codes=3, proved=1, guessed=1, unknown=1,
    evidence={"map": 1, "nothing": 1, "words": 1}, confidence=0.66666666,
    readings=(
        CodeRecord(7, "A", "\N{ARABIC LETTER AIN}", "words", 0.987654321, (Candidate("A", 0.0123456),)),
        CodeRecord(8, None, "\ufffd", "nothing", 0.0),
    ),
)  # fmt: skip


class TestJson:
    def test_an_empty_report(self) -> None:
        found = as_json(Report((), ()))
        lists: dict[str, list[object]] = {"problems": [], "fonts": [], "pages": []}
        assert found == {"version": "1.2.3", "verdict": "unreadable", "findings": {}, **lists}

    def test_pages(self) -> None:
        pages = (
            PageReport(1, 10, {}, Verdict.SOUND),
            PageReport(3, 5, {Finding.UNKNOWN: 5, Finding.HIDDEN: 2}, Verdict.NEEDS_OCR, ('said "so"\n',)),
        )
        found = as_json(Report((), pages))
        assert (found["verdict"], found["findings"]) == ("needs OCR", {"unknown": 5, "hidden": 2})
        assert found["pages"] == [
            {"number": 1, "verdict": "sound", "glyphs": 10, "findings": {}, "problems": []},
            {
                "number": 3, "verdict": "needs OCR", "glyphs": 5, "findings": {"unknown": 5, "hidden": 2},
                "problems": ['said "so"\n'],
            },
        ]  # fmt: skip

    def test_fonts(self) -> None:
        first, second = as_json(Report((FONT, FONT), ()))["fonts"]
        assert first == second
        readings = first.pop("readings")
        assert first == {
            "number": 0, "name": 'Squares "1"', "subtype": "Type0", "embedded": True, "codes": 3, "proved": 1,
            "guessed": 1, "unknown": 1, "evidence": {"map": 1, "nothing": 1, "words": 1}, "confidence": FONT.confidence,
            "uses": 0,
        }  # fmt: skip
        assert readings == [
            {
                "code": 7, "mapped": "A", "text": "\N{ARABIC LETTER AIN}", "evidence": "words",
                "confidence": FONT.readings[0].confidence, "uses": 0,
                "candidates": [{"text": "A", "probability": FONT.readings[0].candidates[0].probability}],
            },
            {
                "code": 8, "mapped": None, "text": "\ufffd", "evidence": "nothing", "confidence": 0.0, "uses": 0,
                "candidates": [],
            },
        ]  # fmt: skip

    @pytest.mark.parametrize("name", ["\ud800", "\u2028", "\\", "\x00", "خط"])
    def test_names_of_any_characters(self, name: str) -> None:
        font = FontRecord(
            number=0, name=name, subtype="Type1", is_embedded=False, codes=0, proved=0, guessed=0, unknown=0,
            evidence={}, confidence=1.0,
        )  # fmt: skip
        written = "".join(write_report(Report((font,), ()), version="1"))
        assert json.loads(written.encode())["fonts"][0]["name"] == name
