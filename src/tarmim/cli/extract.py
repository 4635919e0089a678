"""`tarmim extract`: a PDF in, its text out."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from tarmim.cli.files import read_bytes, write_out
from tarmim.errors import ExitCode, UsageError
from tarmim.options import Options

__all__ = ["extract"]

#: Progress is shown, to a person, when the work lasts longer than so many seconds.
_LONG_WORK = 1.0

_EPILOG = """\b
Examples:
  tarmim extract paper.pdf -o paper.txt
  tarmim extract paper.pdf --pages 1-3,7
  tarmim extract paper.pdf --format json > paper.json
  tarmim extract - < paper.pdf
"""


@click.command(epilog=_EPILOG)
@click.argument("file", type=click.Path())
@click.option("-o", "--output", metavar="OUT", type=click.Path(), help="Write to OUT.")
@click.option("--pages", metavar="LIST", help="The pages to read, 1-3,7 say; all if not given.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="text: a paragraph a line, the cells of a table's row with tabulators between. json: pages, blocks, lines and"
    " words with their boxes, and every edit, as docs/json.md describes.",
)
@click.option("--password", metavar="P", help="The password of an encrypted file.")
@click.option("--no-repair", is_flag=True, help="Leave the text as the file's own maps have it.")
def extract(
    *, file: str, output: str | None, pages: str | None, form: str, password: str | None, no_repair: bool
) -> int:
    """Read the PDF in FILE and print its text.

    FILE is a PDF, or - for the standard input. Running heads, page numbers and text that nobody can see are left out of
    the text; json has them too, marked as furniture and as hidden.
    """
    from tarmim.api import extract as read

    options = Options(pages=_numbers(pages), password=password, repair=not no_repair)
    source = read_bytes(None if file == "-" else file)
    with _progress() as on_page:
        document = read(source, options=options, on_page=on_page)
    if form == "json":
        from tarmim.engine.measure import measure
        from tarmim.version import __version__
        from tarmim.writers.document import write_document

        language = measure(document.text).language
        write_out(output, write_document(document, version=__version__, language=language))
    else:
        write_out(output, (document.text, "\n" if document.text else ""))
    for number, problem in document.problems:
        click.echo(f"tarmim: page {number}: {problem}", err=True)
    if not document.text and not document.problems:
        click.echo("tarmim: no text on the pages: a scan, perhaps, which needs OCR", err=True)
    return ExitCode.PARTIAL if document.problems else ExitCode.OK


def _numbers(pages: str | None) -> tuple[int, ...]:
    """Return the numbers of a list like 1-3,7."""
    found: list[int] = []
    for part in pages.split(",") if pages is not None else ():
        match = re.fullmatch(r"\s*(\d{1,6})(?:\s*-\s*(\d{1,6}))?\s*", part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last:
            raise UsageError(
                f"pages are numbers and ranges, not {pages!r}", hint="tarmim extract FILE.pdf --pages 1-3,7"
            )
        found.extend(range(first, last + 1))
    return tuple(dict.fromkeys(found))


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None] | None]:
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
        if not bar.live.is_started and time.monotonic() - began > _LONG_WORK:
            bar.start()
        bar.update(task, completed=done, total=total)

    try:
        yield on_page
    finally:
        bar.stop()
