"""Plans: what a seed holds, by construction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from evaluation.farm.corpus import is_usable
from evaluation.farm.fonts import Face, families, missing_of
from evaluation.farm.job import Job, Made
from evaluation.farm.making import sample_of
from evaluation.farm.mutations.catalogue import MUTATIONS
from evaluation.farm.plan import planned
from evaluation.farm.producers.producer import Producer, is_plain

WHOLE = [
    *range(0x20, 0x7F),
    0xA0,
    0xAB,
    0xBB,
    0xB0,
    *range(0x600, 0x700),
    0x200C,
    0x2013,
    0x201C,
    0x201D,
    0x2022,
    0x2026,
]


def nothing(job: Job) -> Made:
    return Made(b"%PDF-" + job.name.encode(), job.paragraphs)


PRODUCERS = (
    Producer("able", lambda: "1", nothing, has_fallback=True, settings=("justified", "tracking", "columns")),
    Producer("fpdf2", lambda: "1", nothing),
    Producer("plain", lambda: "1", nothing, can_show=is_plain),
)


def font(path: Path, characters: Sequence[int]) -> Path:
    """Write a font that has the characters, all drawn alike."""
    names = [".notdef", *(f"u{code:04X}" for code in characters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({code: f"u{code:04X}" for code in characters})
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((0, 500))
    pen.lineTo((400, 0))
    pen.closePath()
    builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": path.stem, "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return path


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> tuple[Face, ...]:
    folder = tmp_path_factory.mktemp("fonts")
    rows = [row for row in families() if row.part == "test"][:6]
    whole = [Face(row, font(folder / f"{row.stem}.ttf", WHOLE)) for row in rows[:4]]
    no_latin = [code for code in WHOLE if code > 0x7F]
    bare = [Face(row, font(folder / f"{row.stem}.ttf", no_latin)) for row in rows[4:]]
    return (*whole, *bare)


def plan(faces: Sequence[Face], seed: str = "1", files: int = 90) -> list[Job]:
    return planned(seed, files, producers=PRODUCERS, faces=faces, corpus={}, fallback=faces[0].path)


def test_the_same_seed_is_the_same_plan(faces: tuple[Face, ...]) -> None:
    assert plan(faces) == plan(faces)
    assert plan(faces) != plan(faces, "2")


def test_every_producer_kind_and_loss_of_maps_has_its_share(faces: tuple[Face, ...]) -> None:
    jobs = plan(faces)
    assert Counter(job.producer for job in jobs) == {"able": 30, "fpdf2": 30, "plain": 30}
    assert min(Counter(job.kind for job in jobs).values()) >= 5
    destroyed = [job for job in jobs if job.mutation and MUTATIONS[job.mutation].destroys]
    assert len(destroyed) >= 18
    assert {job.mutation for job in jobs if job.mutation} == set(MUTATIONS)
    assert {job.family for job in jobs} == {face.family.family for face in faces}


def test_a_font_has_the_letters_of_its_text(faces: tuple[Face, ...]) -> None:
    jobs = plan(faces)
    for job in jobs:
        missing = missing_of(job.font, "\n".join(job.paragraphs))
        assert missing == job.missing
        assert not missing or job.producer == "able"
        assert not any("\u0600" <= letter <= "\u06ff" for letter in missing)
    assert any(job.missing for job in jobs)


def test_a_producer_gets_texts_that_it_can_show(faces: tuple[Face, ...]) -> None:
    texts = ["\n".join(job.paragraphs) for job in plan(faces) if job.producer == "plain"]
    assert texts
    assert [text for text in texts if not is_plain(text) or len(text) < 200] == []


def test_files_that_lie_there_are_not_made_again(faces: tuple[Face, ...], tmp_path: Path) -> None:
    job = replace(next(job for job in plan(faces) if not (job.mutation or job.again)), settings=())
    made: list[str] = []

    def make(job: Job) -> Made:
        made.append(job.name)
        return nothing(job)

    by_name = {job.producer: Producer(job.producer, lambda: "1", make)}
    first, second = sample_of(job, by_name, tmp_path), sample_of(job, by_name, tmp_path)
    assert made == [job.name]
    assert first == second
    assert first["fault"] == ""
    assert (tmp_path / f"{job.name}.txt").read_text(encoding="utf-8").splitlines() == list(job.paragraphs)


def test_a_producers_fault_is_said(faces: tuple[Face, ...], tmp_path: Path) -> None:
    def broken(job: Job) -> Made:
        raise ZeroDivisionError("no such page")

    job = plan(faces)[0]
    sample = sample_of(job, {job.producer: Producer(job.producer, lambda: "1", broken)}, tmp_path)
    assert sample["fault"] == "ZeroDivisionError: no such page"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("paragraph", "usable"),
    [
        ("\u0643\u062a\u0628\u060c \u0628\u064a\u062a.", True),
        ("\u0643\u062a\u0628 \u060c \u0628\u064a\u062a.", False),
        ("\u0643\u062a\u0640\u0640\u0628", False),
        ("\u0643\u062a\u0628  \u0628\u064a\u062a", False),
        ("\u0643\u062a\u0628\u200f", False),
    ],
)
def test_paragraphs_of_a_corpus_are_chosen_for_what_a_page_can_show(paragraph: str, usable: bool) -> None:
    assert is_usable(paragraph) is usable
