"""`tarmim inspect`: how bad the text layer of a PDF is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from tarmim.cli.choices import fonts_of, fonts_option, language_code, language_option, model_option
from tarmim.cli.files import pdf_source, quoted, write_out
from tarmim.cli.page_lists import as_list, by_problem, ocr_hint
from tarmim.cli.pages import count_of, numbers_of, page_progress
from tarmim.cli.same_file import check_output
from tarmim.cli.terminal import quiet_option, say, styled
from tarmim.cli.verbs import FileName, Verb, format_option
from tarmim.errors import ExitCode
from tarmim.model.unprintable import printable
from tarmim.options import Options

if TYPE_CHECKING:
    from tarmim.model.identity import FontRecord
    from tarmim.model.report import PageReport, Report

__all__ = ["inspect"]

#: Verdicts as they are typed.
_VERDICTS: Final = {"repairable": "repairable", "needs-ocr": "needs OCR", "unreadable": "unreadable"}
_COLOURS: Final = {"sound": "green", "repairable": "yellow", "needs OCR": "red", "unreadable": "red"}
_MEANINGS: Final = {
    "sound": "the text layer says what the pages show",
    "repairable": "the text layer is damaged; tarmim extract reads what the pages show",
    "needs OCR": "there are pages whose letters cannot be told from the file",
    "unreadable": "there are pages that cannot be read",
}


class _VerdictChoice(click.Choice[str]):
    """A verdict, as it is typed or as it is printed: needs-ocr or needs OCR."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the verdict as it is typed."""
        return super().convert(value.lower().replace(" ", "-"), param, ctx)


#: Findings of pages without text whose pictures OCR can read: `Finding.PICTURE`, `Finding.PATHS`.
_DRAWN: Final = frozenset({"a picture, and no text", "shapes drawn as paths, and no text"})

_EPILOG = """\b
Examples:
  tarmim inspect paper.pdf
  tarmim inspect paper.pdf --quiet --json | jq -r .verdict
  tarmim inspect paper.pdf --fail-on needs-ocr && tarmim extract paper.pdf
"""


@click.command(cls=Verb, epilog=_EPILOG, short_help="Say how bad the text layer of the PDF in FILE is.")
@click.argument("file", type=FileName())
@click.option("--pages", metavar="LIST", help="The pages to look at: 1-3,7 say, -2 or 12-; all if not given.")
@click.option("--password", metavar="P", help="The password of an encrypted file.")
@format_option(text="text: a table for people. json: as docs/json.md describes.")
@click.option(
    "--fail-on",
    type=_VerdictChoice(list(_VERDICTS)),
    help=f"Leave with exit code {ExitCode.VERDICT} if a page's verdict is this or worse.",
)
@language_option
@model_option
@fonts_option
@quiet_option
def inspect(
    *,
    file: str,
    pages: str | None,
    password: str | None,
    form: str,
    fail_on: str | None,
    language: str | None,
    model: Path | None,
    fonts: Path | None,
) -> int:
    """Say how bad the text layer of the PDF in FILE is: its fonts, the damage by kind, a verdict for each page.

    FILE is a PDF, or - for the standard input. A page is sound, repairable (tarmim extract reads it), needs OCR, or is
    unreadable: it is damaged, and nothing is left of it. A file is as bad as its worst page.
    """
    from tarmim.api import inspect as look

    check_output(None, file, command="inspect")
    source = pdf_source(file, command="inspect")
    options = Options(
        language=language_code(language, command="inspect"),
        model=model,
        fonts=fonts_of(fonts),
        pages=numbers_of(pages, page_count=count_of(source, password)),
        password=password,
    )
    with page_progress() as on_page:
        report = look(source, options=options, on_page=on_page)
    if form == "json":
        from tarmim.version import __version__
        from tarmim.writers.report import write_report

        write_out(None, write_report(report, version=__version__), command="inspect")
    else:
        _show(report, file)
    return _exit_code(report, fail_on)


def _exit_code(report: Report, fail_on: str | None) -> ExitCode:
    from tarmim.model.report import Verdict

    if fail_on is not None and report.verdict.rank >= Verdict(_VERDICTS[fail_on]).rank:
        return ExitCode.VERDICT
    if all(page.verdict == Verdict.UNREADABLE for page in report.pages):
        return ExitCode.PDF
    is_damaged = report.problems or any(page.problems for page in report.pages)
    return ExitCode.PARTIAL if is_damaged else ExitCode.OK


def _show(report: Report, file: str) -> None:
    verdict = str(report.verdict)
    say(f"{styled(verdict, fg=_COLOURS[verdict], bold=True)}: {_MEANINGS[verdict]}")
    if report.fonts:
        _show_fonts(report.fonts)
    for kind, count in report.findings.items():
        say(f"{count:>9}  {kind}")
    for what, numbers in _by_verdict(report.pages).items():
        verdict = what.removesuffix(_BLANK)
        say(f"{as_list(numbers)}: {styled(verdict, fg=_COLOURS[verdict])}{what[len(verdict) :]}")
    for problem in report.problems:
        say(f"the file: {printable(problem)}")
    for problem, numbers in by_problem((page.number, one) for page in report.pages for one in page.problems).items():
        say(f"{as_list(numbers)}: {printable(problem)}")
    is_read = any(page.glyphs and page.verdict != "needs OCR" for page in report.pages)
    if is_read and file != "-":
        say(f"to read it: tarmim extract {quoted(file)}")
    if report.findings.keys() & _DRAWN:
        say(f"for the pictures: {ocr_hint(file)}")


#: What is said of a page on which nothing stands, beside its verdict.
_BLANK: Final = ", blank"


def _by_verdict(pages: tuple[PageReport, ...]) -> Mapping[str, list[int]]:
    """Return the verdicts in the order in which they are met, each with the numbers of its pages."""
    found: dict[str, list[int]] = {}
    for page in pages:
        found.setdefault(f"{page.verdict}{_BLANK if page.is_blank else ''}", []).append(page.number)
    return found


#: The columns of numbers in the table of fonts: `codes` is the sum of the four after it.
_COLUMNS: Final = ("codes", "mapped", "proved", "guessed", "unknown", "sure")
_COLUMN_WIDTH: Final = 9


def _show_fonts(fonts: tuple[FontRecord, ...]) -> None:
    """Show a font a line: numbers first, then its name, however long; below, how its letters are known."""
    say()
    say("".join(f"{title:>{_COLUMN_WIDTH}}" for title in _COLUMNS) + "  font")
    for font in fonts:
        as_mapped = font.codes - font.proved - font.guessed - font.unknown
        counts = (font.codes, as_mapped, font.proved, font.guessed, font.unknown, f"{font.confidence:.2f}")
        kind = font.subtype + ("" if font.is_embedded else ", not embedded")
        numbers = "".join(f"{count:>{_COLUMN_WIDTH}}" for count in counts)
        say(f"{numbers}  {printable(font.name) or '(no name)'} ({printable(kind)})")
        if font.evidence.keys() - {"map"}:
            known = ", ".join(f"{source} {count}" for source, count in font.evidence.items())
            say(f"{'':{_COLUMN_WIDTH * len(_COLUMNS)}}  known by {known}")
    say()
