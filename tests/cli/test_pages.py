"""Lists of pages, and progress for those who look on."""

from __future__ import annotations

import io

import pytest

from tarmim.cli.pages import numbers_of, page_progress
from tarmim.errors import UsageError


@pytest.mark.parametrize(
    ("given", "numbers"),
    [
        (None, ()),
        ("7", (7,)),
        ("1-3,7", (1, 2, 3, 7)),
        ("7,1-3", (7, 1, 2, 3)),
        ("2-4,1-3", (2, 3, 4, 1)),
        (" 1 - 2 , 5 ", (1, 2, 5)),
        ("3-3", (3,)),
        ("٣", (3,)),
    ],
)
def test_lists(given: str | None, numbers: tuple[int, ...]) -> None:
    assert numbers_of(given) == numbers


@pytest.mark.parametrize(
    "given", ["", ",", "0", "0-3", "3-1", "1-", "-", "-0", "--1", "1 2", "1-2-3", "a", "1.5", "1234567", "²"]
)
def test_what_is_no_list(given: str) -> None:
    with pytest.raises(UsageError) as raised:
        numbers_of(given)
    assert repr(given) in str(raised.value)
    assert raised.value.hint == "--pages 1-3,7 or --pages 3-"


@pytest.mark.parametrize(
    ("given", "numbers"),
    [
        ("-2", (1, 2)),
        ("3-", (3, 4, 5)),
        ("1,3-4,5-", (1, 3, 4, 5)),
        ("5-", (5,)),
        ("5-,-1", (5, 1)),
        ("7-", (7,)),  # of which is said that there is no such page
    ],
)
def test_ranges_without_an_end(given: str, numbers: tuple[int, ...]) -> None:
    assert numbers_of(given, page_count=lambda: 5) == numbers


def test_pages_are_counted_only_where_a_range_has_no_end() -> None:
    def never() -> int:
        raise AssertionError

    assert numbers_of("-3,5", page_count=never) == (1, 2, 3, 5)


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_nobody_looks_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream in (None, io.StringIO()):
        monkeypatch.setattr("sys.stderr", stream)
        with page_progress() as on_page:
            assert on_page is None


def shown(monkeypatch: pytest.MonkeyPatch, *, seconds: float) -> str:
    """Return what a person sees while three pages take so long each."""
    screen, now = Screen(), 0.0
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("tarmim.cli.pages.time.monotonic", lambda: now)
    with page_progress() as on_page:
        assert on_page is not None
        for done in range(3):
            now += seconds
            on_page(done, 3)
    return screen.getvalue()


def test_short_work_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, seconds=0.2) == ""


def test_long_work_shows_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "pages" in shown(monkeypatch, seconds=0.9)


def test_the_bar_goes_when_the_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    with pytest.raises(UsageError), page_progress():
        raise UsageError("no such page")
    assert screen.getvalue() == ""
