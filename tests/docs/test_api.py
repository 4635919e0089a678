"""docs/api.md is what the docstrings say, and shows every public name in use."""

from __future__ import annotations

import re

import pytest

import tarmim
from tools import build_api_docs


def test_the_page_is_what_the_docstrings_say() -> None:
    assert build_api_docs.page() == build_api_docs.PAGE.read_text(encoding="utf-8"), "python -m tools.build_api_docs"


@pytest.mark.parametrize("name", [name for name in tarmim.__all__ if name != "__version__"])
def test_every_public_name_has_its_section_and_an_example(name: str) -> None:
    written = build_api_docs.PAGE.read_text(encoding="utf-8")
    _, mark, section = written.partition(f"\n### `{name}`\n")
    assert mark
    body = section.partition("\n### ")[0]
    assert re.search("^```python\n>>> .", body, re.MULTILINE)


def test_every_public_member_says_what_it_is() -> None:
    for part in re.split(r"^###+ ", build_api_docs.reference(), flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        without_code = re.sub(r"^```text\n.*?^```$", "", body, flags=re.MULTILINE | re.DOTALL)
        assert re.search(r"\w", without_code), title


def test_examples_are_of_names_that_there_are() -> None:
    examples = build_api_docs.examples_of(build_api_docs.EXAMPLES.read_text(encoding="utf-8"))
    assert examples.keys() <= set(tarmim.__all__)
