"""What is said of the pages of a PDF: what holds of many is said once, and ends in one exit code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from tarmim.cli.files import quoted
from tarmim.cli.terminal import complain, note
from tarmim.errors import ExitCode

if TYPE_CHECKING:
    from tarmim.model.document import Document

__all__ = ["as_list", "by_problem", "ocr_hint", "tell_of_pages"]


def as_list(numbers: Iterable[int]) -> str:
    """Return the numbers of pages as one says them; numbers that follow one another are a range.

    >>> as_list([4])
    'page 4'
    >>> as_list([1, 2, 3, 7])
    'pages 1-3, 7'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
    return f"page {shown}" if shown.isdigit() else f"pages {shown}"


def by_problem(problems: Iterable[tuple[int, str]]) -> Mapping[str, list[int]]:
    """Return what went wrong in the order in which it was met, each with the numbers of its pages."""
    found: dict[str, list[int]] = {}
    for number, problem in problems:
        found.setdefault(problem, []).append(number)
    return found


def tell_of_pages(document: Document, file: str) -> ExitCode:
    """Say which pages were not read, or not wholly, and return the exit code that follows.

    file  the name of the PDF, for the hints; - for the standard input
    """
    for problem, numbers in by_problem(document.problems).items():
        complain(f"{as_list(numbers) if any(numbers) else 'the file'}: {problem}")
    written = _pages_with_text(document)
    unsure = [page.number for page in document.pages if page.needs_ocr and page.number in written]
    waiting = [page.number for page in document.pages if page.needs_ocr and page.number not in written]
    if unsure:
        note(f"{as_list(unsure)}: there are letters that cannot be told (tarmim inspect says of which fonts)")
    if document.text:
        if waiting:
            complain(f"{as_list(waiting)}: no text, but pictures or text drawn as paths: OCR is needed", ocr_hint(file))
        return ExitCode.PARTIAL if document.problems or waiting else ExitCode.OK
    if waiting:
        complain("no text on the pages: a scan, perhaps, which needs OCR", ocr_hint(file))
        return ExitCode.NEEDS_OCR
    if any(page.problems for page in document.pages) or not document.pages:
        complain("no page could be read" if document.pages else "there are no pages", f"tarmim inspect {quoted(file)}")
        return ExitCode.PDF
    note("no text on the pages")
    return ExitCode.PARTIAL if document.problems else ExitCode.OK


def _pages_with_text(document: Document) -> set[int]:
    """Return the numbers of the pages on which a line stands that can be seen."""
    blocks = [block for page in document.pages for block in page.blocks if block.kind != "hidden"]
    return {line.page for block in blocks for line in block.lines}


def ocr_hint(file: str) -> str:
    """Return what to type to have pictures of text read; pages that have text are left as they are."""
    return f"ocrmypdf -l ara --skip-text {quoted(file)} OUT.pdf, if OCRmyPDF is installed; then tarmim extract OUT.pdf"
