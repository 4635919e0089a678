"""The pages of a PDF on the command line: which ones, and how far the work is."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tarmim.cli.terminal import is_terminal, voice
from tarmim.errors import UsageError

__all__ = ["count_of", "numbers_of", "page_progress"]

#: How long the work lasts before progress is shown; by judgement.
_SECONDS_BEFORE_PROGRESS: Final = 1.0


def numbers_of(pages: str | None, *, page_count: Callable[[], int] | None = None) -> tuple[int, ...]:
    """Return the page numbers of a list like -3,7,9-, () where there is none; UsageError where it is no such list.

    page_count  is asked how many pages there are where a range has no end; without it such a range is no list
    """
    found: list[int] = []
    for part in pages.split(",") if pages is not None else ():
        match = re.fullmatch(r"\s*(\d{1,6})?\s*(-)?\s*(\d{1,6})?\s*", part)
        first, last = _range(match, page_count) if match and (match[1] or match[3]) else (0, 0)
        if not 1 <= first <= last:
            raise UsageError(f"pages are numbers and ranges, not {pages!r}", hint="--pages 1-3,7 or --pages 3-")
        found.extend(range(first, last + 1))
    return tuple(dict.fromkeys(found))


def _range(match: re.Match[str], page_count: Callable[[], int] | None) -> tuple[int, int]:
    """Return the first and the last page of a range; a range past the end has its first page only."""
    first = int(match[1] or 1)
    if not match[2]:
        return (first, first) if not match[3] else (0, 0)
    if match[3]:
        return first, int(match[3])
    return (first, max(first, page_count())) if page_count is not None else (0, 0)


def count_of(source: bytes | Path, password: str | None) -> Callable[[], int]:
    """Return what counts the pages of a PDF when it is asked; it raises what `tarmim.extract` raises."""

    def count() -> int:
        from tarmim.pdf.document import open_document

        with open_document(source, password=password) as file:
            return file.page_count

    return count


@contextmanager
def page_progress() -> Iterator[Callable[[int, int], None] | None]:
    """Give what to call before each page; it shows a bar once the work proves long, and only to a person."""
    if not is_terminal(sys.stderr) or voice().is_quiet:
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    began = time.monotonic()
    bar = Progress(console=Console(stderr=True), transient=True)
    task = bar.add_task("pages", total=None)

    def on_page(done: int, total: int) -> None:
        if not bar.live.is_started and time.monotonic() - began > _SECONDS_BEFORE_PROGRESS:
            bar.start()
        bar.update(task, completed=done, total=total)

    try:
        yield on_page
    finally:
        bar.stop()
