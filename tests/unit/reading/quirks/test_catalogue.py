"""The catalogue of quirks: every file is in it, each says what there is to say, and its case fails without it."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Any

import pytest

import tarmim.identity.quirks.catalogue as identity
import tarmim.reading.quirks.catalogue as reading
from tarmim.model.quirk import Quirk
from tarmim.reading.quirks.catalogue import all_quirks

ROOT = Path(__file__).parents[4]
FOLDERS = [ROOT / "src/tarmim" / package / "quirks" for package in ("reading", "identity")]
#: What stands beside the quirks in their folders.
OTHERS = {"__init__", "catalogue", "stages"}


def file_of(quirk: Quirk[Any, Any]) -> str:
    """Return the name of a quirk's file, which its case has too."""
    return Path(quirk.case).stem.removeprefix("test_")


def case_of(quirk: Quirk[Any, Any]) -> Any:
    return importlib.import_module(quirk.case.removesuffix(".py").replace("/", "."))


each = pytest.mark.parametrize("quirk", all_quirks(), ids=file_of)


def test_every_file_is_in_the_catalogue() -> None:
    files = sorted(path.stem for folder in FOLDERS for path in folder.glob("*.py") if path.stem not in OTHERS)
    assert files == sorted(map(file_of, all_quirks()))


def test_names_are_distinct() -> None:
    assert len({quirk.name for quirk in all_quirks()}) == len(all_quirks())


@each
def test_it_says_where_it_was_seen_and_has_a_case(quirk: Quirk[Any, Any]) -> None:
    assert quirk.seen_in
    assert all(quirk.seen_in)
    assert callable(quirk.sign)
    assert callable(quirk.mend)
    assert (ROOT / quirk.case).is_file()


@each
def test_its_case_fails_without_it(quirk: Quirk[Any, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    case = case_of(quirk)
    assert case.read() == case.TRUE
    for catalogue in (identity, reading):
        monkeypatch.setattr(catalogue, "QUIRKS", tuple(one for one in catalogue.QUIRKS if one is not quirk))
    assert case.read() != case.TRUE


def test_no_sign_asks_for_the_producer() -> None:
    """What a quirk is told by is in the glyphs: no code of a quirk reads what made the file, or its fonts' names."""
    for folder in FOLDERS:
        for path in folder.glob("*.py"):
            assert not re.search("producer|creator|docinfo", path.read_text(encoding="utf-8"), re.IGNORECASE), path
