"""`tarmim extract`: a PDF in, its text out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Any

import click

from tarmim.cli.choices import fonts_of, fonts_option, language_code, language_option, model_option, rule_options
from tarmim.cli.files import pdf_source, quoted, write_out
from tarmim.cli.page_lists import tell_of_pages
from tarmim.cli.pages import count_of, numbers_of, page_progress
from tarmim.cli.same_file import check_output
from tarmim.cli.terminal import quiet_option
from tarmim.cli.verbs import FileName, Verb, format_option
from tarmim.errors import UsageError
from tarmim.options import Options

__all__ = ["extract"]

_EPILOG = """\b
Examples:
  tarmim extract paper.pdf -o paper.txt
  tarmim extract paper.pdf --pages 1-3,7,12-
  tarmim extract paper.pdf --json > paper.json
  tarmim extract paper.pdf -o paper.hocr
  tarmim extract paper.pdf --explain > paper.txt
  tarmim extract - < paper.pdf
"""


def names_of_formats() -> tuple[str, ...]:
    """Return the formats that a document can be written in."""
    from tarmim.writers.formats import FORMATS

    return tuple(one.name for one in FORMATS)


def _format_of(output: str | None) -> str:
    """Return the format that the name of the output says, text where it says none."""
    from tarmim.writers.formats import FORMATS, format_of_suffix

    return (format_of_suffix(PurePath(output or "")) or FORMATS[0]).name


@click.command(cls=Verb, epilog=_EPILOG)
@click.argument("file", type=FileName())
@click.option("-o", "--output", metavar="OUT", type=FileName(), help="Write to OUT.")
@click.option("--pages", metavar="LIST", help="The pages to read: 1-3,7 say, -2 or 12-; all if not given.")
@format_option(
    names_of_formats,
    text="text: a paragraph a line, the cells of a table's row with tabulators between. json: pages, blocks, lines and"
    " words with their boxes, and every edit, as docs/json.md describes. hocr, alto: the boxes as XHTML or as XML.",
    default=None,
    default_said="what the suffix of OUT says, else text",
)
@click.option("--page-breaks", is_flag=True, help="In text: put a form feed between pages.")
@click.option(
    "--keep-furniture/--drop-furniture",
    default=False,
    help="Take running heads, page numbers and the like into the text, or leave them out, which is the default.",
)
@click.option("--password", metavar="P", help="The password of an encrypted file.")
@click.option("--no-repair", is_flag=True, help="Leave the text as the file's own maps have it.")
@rule_options
@language_option
@model_option
@fonts_option
@click.option(
    "--explain",
    count=True,
    help="Say on the standard error what was repaired, where on which page, and why; twice: every single edit.",
)
@quiet_option
def extract(
    *,
    file: str,
    output: str | None,
    pages: str | None,
    form: str | None,
    page_breaks: bool,
    keep_furniture: bool,
    password: str | None,
    no_repair: bool,
    choices: Mapping[str, Any],
    language: str | None,
    model: Path | None,
    fonts: Path | None,
    explain: int,
) -> int:
    """Read the PDF in FILE and print its text.

    FILE is a PDF, or - for the standard input. Running heads, page numbers and text that nobody can see are left out of
    the text; json has them too, marked as furniture and as hidden.
    """
    from tarmim.api import extract as read

    form = form or _format_of(output)
    if page_breaks and form != "text":
        raise UsageError("only text has page breaks", hint="leave --page-breaks out")
    check_output(output, file, command="extract")
    source = pdf_source(file, command="extract")
    options = Options(
        **choices,
        language=language_code(language, command="extract"),
        model=model,
        fonts=fonts_of(fonts),
        pages=numbers_of(pages, page_count=count_of(source, password)),
        password=password,
        repair=not no_repair,
        keep_furniture=keep_furniture,
    )
    with page_progress() as on_page:
        document = read(source, options=options, on_page=on_page)
    from tarmim.writers.formats import write_as

    write_out(output, write_as(document, form, page_breaks=page_breaks), command="extract")
    if explain:
        from tarmim.cli.explain import codes_read_otherwise
        from tarmim.cli.explain import explain as print_explanation

        otherwise = "" if no_repair else codes_read_otherwise(document.fonts, quoted(file))
        print_explanation(document.repair, everything=explain > 1, read_otherwise=otherwise)
    return tell_of_pages(document, file)
