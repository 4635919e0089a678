"""The pages of a PDF on the command line: which ones, and how far the work is."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from tarmim.errors import UsageError

__all__ = ["numbers_of", "page_progress"]

#: How long the work lasts before progress is shown; by judgement.
_SECONDS_BEFORE_PROGRESS: Final = 1.0


def numbers_of(pages: str | None) -> tuple[int, ...]:
    """Return the page numbers of a list like 1-3,7, () where there is none; UsageError where it is no such list."""
    found: list[int] = []
    for part in pages.split(",") if pages is not None else ():
        match = re.fullmatch(r"\s*(\d{1,6})(?:\s*-\s*(\d{1,6}))?\s*", part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last:
            raise UsageError(f"pages are numbers and ranges, not {pages!r}", hint="--pages 1-3,7")
        found.extend(range(first, last + 1))
    return tuple(dict.fromkeys(found))


@contextmanager
def page_progress() -> Iterator[Callable[[int, int], None] | None]:
    """Give what to call before each page; it shows a bar once the work proves long, and only to a person."""
    if sys.stderr is None or not sys.stderr.isatty():
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
