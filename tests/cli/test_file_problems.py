"""What is wrong with a file and is no page's is said of the file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tarmim.cli.page_lists import tell_of_pages
from tarmim.errors import ExitCode
from tests.unit.reading.sheets import document_of, line

PROBLEM = "the outline leads back to itself"


@pytest.mark.parametrize("content", [line("\u0643\u062a\u0627\u0628", 300), b""])
def test_it_is_the_file_s_and_not_a_page_s(content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    document = replace(document_of(content), file_problems=(PROBLEM,))
    assert tell_of_pages(document, "paper.pdf") == ExitCode.PARTIAL
    assert capsys.readouterr().err.split("\n")[0] == f"tarmim: the file: {PROBLEM}"


def test_what_is_wrong_with_all_pages_stays_theirs(capsys: pytest.CaptureFixture[str]) -> None:
    document = document_of(b"")
    document = replace(document, pages=(replace(document[0], problems=("lost",)),))
    assert tell_of_pages(document, "paper.pdf") == ExitCode.PDF
    assert capsys.readouterr().err.split("\n")[0] == "tarmim: page 1: lost"
