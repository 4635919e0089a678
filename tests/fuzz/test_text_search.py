"""The search with texts says what is wrong, and nothing of texts that come to rest."""

from __future__ import annotations

import time
from pathlib import Path
from types import SimpleNamespace

import pytest

import tarmim
from tests.fuzz.findings import Kind
from tests.fuzz.text_search import search_texts, text_summary, try_text


def test_texts_that_come_to_rest_have_no_findings(tmp_path: Path) -> None:
    tried = list(search_texts(11, first=0, count=15, minutes=5, keep=tmp_path))
    assert [one.findings for one in tried] == [()] * 15
    assert list(tmp_path.iterdir()) == []
    assert text_summary(tried).startswith("15 texts tried\n")


def test_no_text_is_begun_after_the_time_given(tmp_path: Path) -> None:
    assert list(search_texts(11, first=0, count=15, minutes=0, keep=tmp_path)) == []


def _growing(text: str) -> SimpleNamespace:
    return SimpleNamespace(text=text + "x", steps=[SimpleNamespace(rule="made", edits=[1])])


def _failing(text: str) -> SimpleNamespace:
    raise IndexError(text)


def _endless(text: str) -> SimpleNamespace:
    while time.process_time() >= 0:
        pass
    return SimpleNamespace(text=text, steps=[])


@pytest.mark.parametrize(
    ("broken", "kind"), [(_growing, Kind.RESTLESS), (_failing, Kind.TRACEBACK), (_endless, Kind.TIME)]
)
def test_what_is_wrong_is_found(broken: object, kind: Kind, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tests.fuzz.isolation.CPU_SECONDS", 1)
    monkeypatch.setattr(tarmim, "repair", broken)
    assert {finding.kind for finding in try_text("natural/lines/0", "text").findings} == {kind}
    (one,) = search_texts(11, first=0, count=1, minutes=5, keep=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [f"11-{one.name.replace('/', '-')}.txt"]
