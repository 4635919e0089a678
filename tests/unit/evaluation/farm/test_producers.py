"""Producers that are pure Python, and tools that are any program; those not installed are skipped."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import tarmim
from evaluation.farm.job import Job
from evaluation.farm.making import made
from evaluation.farm.producers.catalogue import PRODUCERS
from evaluation.farm.producers.fop import is_joined
from evaluation.farm.producers.latex import has_bare_numbers
from evaluation.farm.producers.node import without_stops
from evaluation.farm.producers.producer import Producer, ProducerError, is_plain, program_version, run
from evaluation.farm.readers import READERS, reader_of
from evaluation.farm.score import scored
from tools.typesetting import broken

DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
PURE = [producer for producer in PRODUCERS if producer.name in ("fpdf2", "reportlab", "weasyprint", "typst")]
PARAGRAPHS = ("\u0643\u062a\u0627\u0628 \u062c\u062f\u064a\u062f", "\u0628\u064a\u062a \u0642\u062f\u064a\u0645.")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("producer", PURE, ids=lambda producer: producer.name)
@pytest.mark.parametrize("settings", [(), ("stretched",)])
def test_what_a_producer_sets_is_read(producer: Producer, settings: tuple[str, ...]) -> None:
    if producer.version() is None or not DEJAVU.is_file():
        pytest.skip(f"{producer.name} or {DEJAVU.name} is not installed")
    job = Job(1, "prose", "ar", PARAGRAPHS, "DejaVu Sans", DEJAVU, DEJAVU, producer.name, settings=settings)
    found = made(job, producer)
    assert found.paragraphs == PARAGRAPHS
    assert scored(tarmim.extract(found.pdf).text, "\n".join(PARAGRAPHS)).letters == 0.0


def test_names_are_of_one_producer_each() -> None:
    assert len({producer.name for producer in PRODUCERS}) == len(PRODUCERS) >= 15


def test_what_is_not_installed_has_no_version() -> None:
    assert program_version("no-such-program-here", "--version") is None


def test_a_program_that_fails_is_a_producers_error(tmp_path: Path) -> None:
    with pytest.raises(ProducerError, match="exit 3: no page"):
        run([sys.executable, "-c", "import sys; print('no page'); sys.exit(3)"], folder=tmp_path)


def test_any_program_is_a_tool(tmp_path: Path) -> None:
    pdf = tmp_path / "a.pdf"
    pdf.write_text("text", encoding="utf-8")
    tool = reader_of(f"'{sys.executable}' -c 'import sys; print(open(sys.argv[1]).read())' {{pdf}}")
    assert tool.read(pdf).strip() == "text"
    assert reader_of("pdftotext") is READERS["pdftotext"]


def test_bare_maps_are_what_the_file_says() -> None:
    pdf = Path(__file__).parents[4] / "samples" / "pdf" / "fpdf2-news.pdf"
    assert READERS["tarmim-no-repair"].read(pdf) == tarmim.extract(pdf, options=tarmim.Options(repair=False)).text


@pytest.mark.parametrize(
    ("text", "plain", "bare"),
    [
        ("\u0643\u062a\u0628\u060c \u0628\u064a\u062a.", True, True),
        ("\u0643\u062a\u0628 (12) \u0628\u064a\u062a", False, True),
        ("\u0643\u062a\u0628 12% \u0628\u064a\u062a", False, False),
        ("\u0643\u062a\u0628 3 001 \u0628\u064a\u062a", False, False),
        ("\u0643\u062a\u0628 PDF \u0628\u064a\u062a", False, False),
    ],
)
def test_which_texts_need_the_bidirectional_algorithm(text: str, plain: bool, bare: bool) -> None:
    assert is_plain(text) is plain
    assert has_bare_numbers(text) is bare


def test_lines_are_as_full_as_words_can_make_them() -> None:
    assert list(broken("aa bb cc dddddd", 5, len)) == ["aa bb", "cc", "dddddd"]


def test_stops_go_where_they_would_stand_wrongly() -> None:
    assert without_stops("\u0628\u060c \u062a.") == "\u0628 \u062a"


def test_fonts_that_fop_joins() -> None:
    assert is_joined(Path("Mirza.ttf"))
    assert not is_joined(Path("Nazli.ttf"))
