"""Our glyphs against playa-pdf's on real files: the same codes, origins within .01 pt.

On all 122 files (November 2026) there is no deviation; what differs on made files is told in test_text.py.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from tarmim.pdf.document import open_document
from tests.unit.pdf.oracle import deviations, oracle_pages

SHARED = Path(__file__).parents[4] / "shared"
FOLDERS = ("bench/pdfs", "real/pdfs")

#: Pages read of each file: the oracle takes 20 ms a page.
PAGES = 2

FILES = [path for folder in FOLDERS for path in sorted((SHARED / folder).glob("*.pdf"))]


@pytest.mark.skipif(not FILES, reason=f"the shared PDFs are not here: {SHARED}")
@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_same_as_the_oracle(path: Path) -> None:
    with open_document(path) as document:
        for page, oracle in zip(islice(document.pages(), PAGES), oracle_pages(path.read_bytes()), strict=False):
            assert deviations(page, oracle) == []
            assert page.problems == ()
