"""Pages just below and just above each threshold of reading and layout.

pages.jsonl says what a reader would make of them. A page is a list of lines; each is set flush right, ten points high,
unless it says otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.unit.reading.sheets import LEADING, RIGHT, SIZE, at, document_of, line

CASES = [json.loads(row) for row in Path(__file__).with_name("pages.jsonl").read_text("utf-8").splitlines()]


def content(parts: Sequence[Mapping[str, Any]]) -> bytes:
    """Return a page's operators.

    lines    lines of Arabic, the first at y, the others below it by `leading`
    line     one such line
    glyphs   characters from the left as they stand, the first at x
    rule     a straight line: x, y, x, y
    """
    found = b""
    for part in parts:
        size, right = part.get("size", SIZE), part.get("right", RIGHT)
        before = part.get("before", "0 g 0 Tr")
        rows = part.get("lines", [part["line"]] if "line" in part else [])
        for k, text in enumerate(rows):
            found += line(text, part["y"] - k * part.get("leading", LEADING), right=right, size=size, before=before)
        if "glyphs" in part:
            found += at(part["glyphs"], part["x"], part["y"], size=size, before=before)
        if "rule" in part:
            found += "{} {} m {} {} l S\n".format(*part["rule"]).encode()
    return found


@pytest.mark.parametrize("case", CASES, ids=[f"{case['threshold']}: {case['case']}" for case in CASES])
def test_a_page_at_a_threshold_is_read_as_a_reader_would(case: Mapping[str, Any]) -> None:
    document = document_of(*map(content, case["pages"]))
    blocks = [[block.kind, block.raw] for page in document.pages for block in page.blocks]
    assert blocks == case["blocks"], case["why"]
