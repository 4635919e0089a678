"""docs/glossary.md: its names of code exist, its words are in order; and no two classes of the package share a name."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
SOURCE = ROOT / "src" / "tarmim"
PACKAGES = sorted(path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists())


def names() -> list[str]:
    """Return the names of code in the glossary."""
    start = "|".join(PACKAGES)
    return re.findall(rf"`((?:{start})\.[\w.]+)`", GLOSSARY)


def resolve(name: str) -> Any:
    """Return what a dotted name below tarmim names; fails where there is no such thing."""
    parts = name.split(".")
    found: Any = None
    for count in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(["tarmim", *parts[:count]]))
        except ModuleNotFoundError:
            continue
        parts = parts[count:]
        break
    for part in parts:
        fields = {field.name for field in dataclasses.fields(found)} if dataclasses.is_dataclass(found) else set()
        if part in fields:
            return part
        found = getattr(found, part)
    return found


@pytest.mark.parametrize("name", names())
def test_names_of_code_exist(name: str) -> None:
    assert resolve(name) is not None


def test_a_name_that_is_not_there_is_noticed() -> None:
    with pytest.raises(AttributeError):
        resolve("model.glyph.Glyphs.maps")


def test_words_stand_in_alphabetical_order_each_once() -> None:
    words = re.findall(r"^- \*\*(.+?)\*\*", GLOSSARY, re.MULTILINE)
    assert len(words) >= 30
    assert words == sorted(set(words))


def test_no_two_classes_share_a_name() -> None:
    places = defaultdict(list)
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                places[node.name.lstrip("_")].append(str(path.relative_to(SOURCE)))
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
