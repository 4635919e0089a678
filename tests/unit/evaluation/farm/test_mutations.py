"""Mutations of sound files: the maps become wrong in one way, the page stays as it is."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

import tarmim
from evaluation.farm.mutations.catalogue import MUTATIONS, first_letters, mutated
from evaluation.farm.mutations.to_unicode import read_map, without_actual_text, written_map
from evaluation.farm.score import held_letters

SAMPLES = Path(__file__).parents[4] / "samples" / "pdf"
PERSIAN = SAMPLES / "weasyprint-persian.pdf"


def bare(pdf: bytes) -> str:
    return tarmim.extract(pdf, options=tarmim.Options(repair=False)).text


def drawn(pdf: bytes) -> list[bytes]:
    """Return the strings that the pages show, code for code."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return [
            bytes(part)
            for page in file.pages
            for instruction in pikepdf.parse_content_stream(page)
            if str(instruction.operator) in ("Tj", "TJ")
            for part in (instruction.operands[0] if str(instruction.operator) == "TJ" else instruction.operands)
            if isinstance(part, pikepdf.String)
        ]


@pytest.mark.parametrize("name", MUTATIONS)
@pytest.mark.parametrize("sample", ["weasyprint-persian", "fpdf2-urdu"])
def test_the_page_stays_as_it_is(name: str, sample: str) -> None:
    pdf = (SAMPLES / f"{sample}.pdf").read_bytes()
    assert drawn(mutated(pdf, MUTATIONS[name])) == drawn(pdf) != []


@pytest.mark.parametrize("name", [name for name, mutation in MUTATIONS.items() if mutation.destroys])
def test_no_more_than_half_of_the_letters_are_left_in_destroyed_maps(name: str) -> None:
    pdf = PERSIAN.read_bytes()
    truth = PERSIAN.with_suffix(".txt").read_text(encoding="utf-8")
    assert held_letters(bare(pdf), truth) > 0.95
    assert held_letters(bare(mutated(pdf, MUTATIONS[name])), truth) < 0.65


def test_only_digits_are_exchanged() -> None:
    pdf = PERSIAN.read_bytes()
    before, after = bare(pdf), bare(mutated(pdf, MUTATIONS["digits_exchanged"]))
    table = {zero + digit: zero + (digit + 3) % 10 for zero in (0x30, 0x6F0) for digit in range(10)}
    assert any(letter.isdecimal() for letter in before)
    assert before.translate(table) == after


def test_a_ligature_keeps_its_first_letter() -> None:
    assert first_letters({"01": "\u0644\u0627", "02": "\u0628", "03": ""}) == {"01": "\u0644", "02": "\u0628", "03": ""}


def test_a_map_is_read_with_its_ranges() -> None:
    raw = b"""1 begincodespacerange <00> <FF> endcodespacerange
    1 beginbfchar <05> <06440627> endbfchar
    2 beginbfrange <10> <12> <0628> <20> <21> [<0061> <00620063>] endbfrange"""
    found = read_map(raw)
    assert found == {"05": "\u0644\u0627", "10": "\u0628", "11": "\u0629", "12": "\u062a", "20": "a", "21": "bc"}
    again = written_map(found, raw)
    assert read_map(again) == found
    assert b"<00> <FF>" in again


def test_actual_text_is_taken_away_wherever_it_stands() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    page = pdf.pages[0]
    page.obj["/Contents"] = pikepdf.Stream(pdf, b"/Span <</ActualText (x)>> BDC (a) Tj EMC /Span /P1 BDC (b) Tj EMC")
    spoken = pikepdf.Dictionary(ActualText=pikepdf.String("y"))
    page.obj["/Resources"] = pikepdf.Dictionary(Properties=pikepdf.Dictionary(P1=spoken))
    pdf.Root["/Tree"] = pdf.make_indirect(pikepdf.Dictionary(ActualText=pikepdf.String("z")))
    without_actual_text(pdf)
    out = io.BytesIO()
    pdf.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert b"ActualText" not in out.getvalue()
    assert b"(a) Tj" in out.getvalue()
