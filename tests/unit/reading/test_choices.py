"""What a caller chooses reaches the reading of letters: language, models, fonts; and one language is told once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import tarmim
from tarmim.engine.measure import measure
from tarmim.identity.decision.facts import Facts
from tarmim.identity.decision.resources import ReadingResources
from tarmim.language.build import build_models
from tarmim.reading import survey
from tests.unit.identity.ciphers import KURDISH, sample
from tests.unit.reading.sheets import HEAD, at, line, lines, made, wrapped

AIN, WAW = 0x639, 0x648


def pages_of(text: str) -> list[bytes]:
    rows = wrapped(text)
    return [lines(rows[k : k + 20], HEAD) for k in range(0, len(rows), 20)]


def read(text: str, letters: dict[int, str | None], **choices: object) -> tarmim.Document:
    options = tarmim.Options(**choices)  # type: ignore[arg-type]
    return tarmim.extract(made(*pages_of(text), letters=letters), options=options)


def test_words_of_another_language_tell_no_letters() -> None:
    news = sample("news") + sample("columns")
    assert "\ufffd" not in read(news, {AIN: None}).text
    assert "\ufffd" not in read(news, {AIN: None}, language="ar").text
    assert "\ufffd" in read(news, {AIN: None}, language="fa").text


@pytest.fixture(scope="module")
def kurdish_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    text = folder / "kurdish.txt"
    text.write_text(KURDISH, encoding="utf-8")
    build_models([text], language="ku", out=folder / "ku", at_least=1)
    return folder / "ku"


def test_models_of_ones_own_tell_letters_of_their_language(kurdish_models: Path) -> None:
    assert "\ufffd" in read(KURDISH, {WAW: None}).text
    document = read(KURDISH, {WAW: None}, model=kurdish_models)
    assert "\ufffd" not in document.text
    assert document.text.count("و") == KURDISH.count("و")


def test_a_chosen_language_is_the_document_s() -> None:
    assert read(sample("news"), {}).language == "ar"
    assert read(sample("news"), {}, language="fa").language == "fa"
    assert read(sample("persian"), {}).language == "fa"
    assert tarmim.extract(made(at("Latin text alone", 20, 300))).language is None


def test_what_the_letters_do_not_tell_the_words_do() -> None:
    """The page is set in presentation forms, letters of no language; the words that they make are Arabic."""
    document = tarmim.extract("samples/pdf/reportlab-columns.pdf")
    assert measure(document.repair.source).language is None
    assert document.language == "ar"


def test_fonts_of_ones_own_reach_the_outlines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose folder it is the caller says: nothing is looked up in the environment."""
    asked: list[Path | None] = []
    taken = survey.evidence_of  # type: ignore[attr-defined]

    def evidence_of(font: object, resources: ReadingResources) -> object:
        asked.append(resources.fonts)
        return taken(font, resources)  # type: ignore[arg-type]

    monkeypatch.setattr(survey, "evidence_of", evidence_of)
    monkeypatch.setenv("TARMIM_DATA", str(tmp_path / "hidden"))
    data = made(line("عين", 300), letters={AIN: None})
    tarmim.extract(data)
    tarmim.extract(data, options=tarmim.Options(fonts=tmp_path))
    tarmim.inspect(data, options=tarmim.Options(fonts=tmp_path))
    assert asked == [None, tmp_path, tmp_path]


def test_a_document_is_decided_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many pages bring new codes: the cost is linear in the pages."""
    counts: list[int] = []
    taken = survey.decide  # type: ignore[attr-defined]

    def decide(fonts: object, facts: Facts, *others: object) -> object:
        counts.append(len(facts.maps))
        return taken(fonts, facts, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(survey, "decide", decide)
    codes = {0xE100 + k: None for k in range(100)}
    tarmim.extract(made(*(line(f"صفحة {chr(code)}", 300) for code in codes), letters=codes))
    assert counts == [len(set("صفحة ")) + len(codes)]


def test_fonts_that_are_not_there_are_an_error(tmp_path: Path) -> None:
    for folder in (tmp_path / "gone", Path(__file__)):
        with pytest.raises(tarmim.InputError, match=folder.name):
            tarmim.extract(made(line("كتاب", 300)), options=tarmim.Options(fonts=folder))


@pytest.mark.parametrize("language", ["xx", "Arabic", "", "ckb"])
def test_a_language_that_there_is_not_is_said(language: str) -> None:
    for act in (tarmim.extract, tarmim.inspect):
        with pytest.raises(tarmim.UsageError, match="no language") as caught:
            act(made(b""), options=tarmim.Options(language=language))
        assert "ar, fa, ku, ps, sd, ug, ur" in str(caught.value.hint)
    with pytest.raises(tarmim.UsageError, match="no language"):
        tarmim.repair("نص", options=tarmim.Options(language=language))


@pytest.mark.parametrize(
    "choice",
    [{"only": "tatweel"}, {"pages": 3}, {"pages": (1.0,)}, {"pages": (True,)}, {"threshold": "0.5"}, {"fonts": 5}],
    ids=str,
)
def test_a_choice_of_the_wrong_kind_is_said(choice: dict[str, Any]) -> None:
    with pytest.raises(tarmim.UsageError, match=next(iter(choice))):
        tarmim.Options(**choice)


def test_folders_may_be_strings_and_sequences_lists(tmp_path: Path) -> None:
    options = tarmim.Options(fonts=str(tmp_path), pages=[1, 2])  # type: ignore[arg-type]
    assert (options.fonts, options.pages) == (tmp_path, (1, 2))


def test_repairs_of_one_text_are_equal() -> None:
    assert tarmim.repair("كـــل يـــوم") == tarmim.repair("كـــل يـــوم")
    assert tarmim.repair("كـــل يـــوم").edits != tarmim.repair("كـــل يوم").edits
