"""The documents name files that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
FOLDERS = ("src", "tools", "evaluation", "tests", "data")


def files() -> set[str]:
    """Return the files of the project, each with a slash before its path."""
    return {
        f"/{path.relative_to(ROOT).as_posix()}"
        for name in FOLDERS
        for path in (ROOT / name).rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_files_named_exist(document: Path) -> None:
    """A file may be named by the end of its path: `shapes/bank.py`."""
    known = files()
    found = set(re.findall(r"`([\w./]+\.(?:py|tsv|npz|json|jsonl|toml))`", document.read_text("utf-8")))
    missing = {
        name for name in found if not (ROOT / name).exists() and not any(one.endswith("/" + name) for one in known)
    }
    assert missing == set()
