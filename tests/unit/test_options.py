"""What a caller may choose, and what is said of what is no choice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from tarmim.errors import UsageError
from tarmim.options import Options


@pytest.mark.parametrize("pages", [range(2, 5), [2, 3, 4], (2, 3, 4), iter([2, 3, 4]), {2: "", 3: "", 4: ""}])
def test_pages_are_any_iterable_of_numbers(pages: Iterable[int]) -> None:
    assert Options(pages=pages).pages == (2, 3, 4)  # type: ignore[arg-type]


def test_a_page_named_twice_is_read_once_in_the_order_asked_for() -> None:
    assert Options(pages=(3, 1, 3, 2, 1)).pages == (3, 1, 2)


@pytest.mark.parametrize("pages", [(0,), (-1,), (1, 2.5), ("1",), (True,), "2-4", "7", b"12", 3, None])
def test_what_is_no_page_is_refused(pages: Any) -> None:
    with pytest.raises(UsageError, match=r"^pages are .*whole numbers from 1, not ") as error:
        Options(pages=pages)
    assert "pages=range(2, 5)" in error.value.hint


@pytest.mark.parametrize(("pages", "hint"), [("2-4", "--pages 2-4"), (3, "Options(pages=(3,))")])
def test_the_hint_is_what_was_meant(pages: Any, hint: str) -> None:
    with pytest.raises(UsageError) as error:
        Options(pages=pages)
    assert hint in error.value.hint


@pytest.mark.parametrize(
    "names", [["forms", "tatweel"], iter(("forms", "tatweel")), dict.fromkeys(("forms", "tatweel"))]
)
def test_names_of_rules_are_any_iterable(names: Any) -> None:
    assert Options(only=names).only == ("forms", "tatweel")


@pytest.mark.parametrize("names", ["tatweel", 3, None, (1,)])
def test_what_is_no_sequence_of_names_is_refused(names: Any) -> None:
    with pytest.raises(UsageError, match="skip is a sequence of names") as error:
        Options(skip=names)
    assert error.value.hint.startswith("Options(skip=(")


def test_a_password_is_not_shown() -> None:
    assert "secret" not in repr(Options(password="secret"))
    assert Options(password="secret") != Options(password="other")
