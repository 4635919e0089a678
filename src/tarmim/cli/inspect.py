"""`tarmim inspect`: how bad the text layer of a PDF is."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from tarmim.cli.choices import fonts_of, fonts_option, language_code, language_option, model_option
from tarmim.cli.files import pdf_source, write_out
from tarmim.cli.pages import numbers_of, page_progress
from tarmim.errors import ExitCode
from tarmim.options import Options

if TYPE_CHECKING:
    from rich.console import Console

    from tarmim.model.report import PageReport, Report

__all__ = ["inspect"]

#: Verdicts as they are typed.
_VERDICTS: Final = {"repairable": "repairable", "needs-ocr": "needs OCR"}
_COLOURS: Final = {"sound": "green", "repairable": "yellow", "needs OCR": "red"}

_EPILOG = """\b
Examples:
  tarmim inspect paper.pdf
  tarmim inspect paper.pdf --json | jq .verdict
  tarmim inspect paper.pdf --fail-on needs-ocr && tarmim extract paper.pdf -o paper.txt
"""


@click.command(epilog=_EPILOG)
@click.argument("file", type=click.Path())
@click.option("--pages", metavar="LIST", help="The pages to look at, 1-3,7 say; all if not given.")
@click.option("--password", metavar="P", help="The password of an encrypted file.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, as docs/json.md describes.")
@click.option(
    "--fail-on",
    type=click.Choice(list(_VERDICTS)),
    help=f"Leave with exit code {ExitCode.VERDICT} if a page's verdict is this or worse.",
)
@language_option
@model_option
@fonts_option
def inspect(
    *,
    file: str,
    pages: str | None,
    password: str | None,
    as_json: bool,
    fail_on: str | None,
    language: str | None,
    model: Path | None,
    fonts: Path | None,
) -> int:
    """Say how bad the text layer of the PDF in FILE is: its fonts, the damage by kind, a verdict for each page.

    FILE is a PDF, or - for the standard input. A page is sound, repairable (tarmim extract reads it), or needs OCR.
    """
    from tarmim.api import inspect as look
    from tarmim.model.report import Verdict

    options = Options(
        language=language_code(language, command="inspect"),
        model=model,
        fonts=fonts_of(fonts),
        pages=numbers_of(pages),
        password=password,
    )
    source = pdf_source(file, command="inspect")
    with page_progress() as on_page:
        report = look(source, options=options, on_page=on_page)
    if as_json:
        from tarmim.version import __version__
        from tarmim.writers.report import write_report

        write_out(None, write_report(report, version=__version__), command="inspect")
    else:
        _show(report, file)
    if fail_on is not None and report.verdict.rank >= Verdict(_VERDICTS[fail_on]).rank:
        return ExitCode.VERDICT
    return ExitCode.PARTIAL if any(page.problems for page in report.pages) else ExitCode.OK


def _show(report: Report, file: str) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(file=sys.stdout, highlight=False)
    verdict = str(report.verdict)
    console.print(Text.assemble((verdict, f"bold {_COLOURS[verdict]}"), f": {_meaning(verdict)}"))
    if report.fonts:
        _show_fonts(report, console)
    for kind, count in report.findings.items():
        console.print(f"  {count:>7}  {kind}")
    for numbers, page in _runs(report.pages):
        verdict = str(page.verdict)
        console.print(Text.assemble(f"{numbers}: ", (verdict, _COLOURS[verdict])))
    for page in report.pages:
        for problem in page.problems:
            console.print(f"page {page.number}: {problem}", markup=False)
    if report.verdict != "needs OCR" and file != "-":
        click.echo(f"to read it: tarmim extract {shlex.quote(file)}")


def _meaning(verdict: str) -> str:
    return {
        "sound": "the text layer says what the pages show",
        "repairable": "the text layer is damaged; tarmim extract reads what the pages show",
        "needs OCR": "there are pages whose letters cannot be told from the file",
    }[verdict]


def _show_fonts(report: Report, console: Console) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE, pad_edge=False)
    table.add_column("font", overflow="fold")
    table.add_column("type", no_wrap=True)
    for title in ("codes", "proved", "guessed", "unknown"):
        table.add_column(title, justify="right")
    table.add_column("letters known by", overflow="fold")
    table.add_column("sure", justify="right")
    for font in report.fonts:
        table.add_row(
            Text(font.name or "(no name)"),
            Text(font.subtype + ("" if font.is_embedded else ", not embedded")),
            *(str(count) for count in (font.codes, font.proved, font.guessed, font.unknown)),
            Text(", ".join(f"{source} {count}" for source, count in font.evidence.items())),
            f"{font.confidence:.2f}",
        )
    console.print(table)


def _runs(pages: tuple[PageReport, ...]) -> list[tuple[str, PageReport]]:
    """Return pages of one verdict that follow one another as one."""
    runs: list[list[PageReport]] = []
    for page in pages:
        if runs and runs[-1][-1].verdict == page.verdict and runs[-1][-1].number == page.number - 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return [
        (f"page {run[0].number}" if len(run) == 1 else f"pages {run[0].number}-{run[-1].number}", run[0])
        for run in runs
    ]
