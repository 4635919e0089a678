"""`tarmim extract`: a PDF in, its text out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from tarmim.cli.choices import fonts_of, fonts_option, language_code, language_option, model_option, rule_options
from tarmim.cli.files import pdf_source, write_out
from tarmim.cli.page_lists import tell_of_pages
from tarmim.cli.pages import numbers_of, page_progress
from tarmim.options import Options

__all__ = ["extract"]

_EPILOG = """\b
Examples:
  tarmim extract paper.pdf -o paper.txt
  tarmim extract paper.pdf --pages 1-3,7
  tarmim extract paper.pdf --format json > paper.json
  tarmim extract paper.pdf --language fa
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
@rule_options
@language_option
@model_option
@fonts_option
def extract(
    *,
    file: str,
    output: str | None,
    pages: str | None,
    form: str,
    password: str | None,
    no_repair: bool,
    choices: Mapping[str, Any],
    language: str | None,
    model: Path | None,
    fonts: Path | None,
) -> int:
    """Read the PDF in FILE and print its text.

    FILE is a PDF, or - for the standard input. Running heads, page numbers and text that nobody can see are left out of
    the text; json has them too, marked as furniture and as hidden.
    """
    from tarmim.api import extract as read

    options = Options(
        **choices,
        language=language_code(language, command="extract"),
        model=model,
        fonts=fonts_of(fonts),
        pages=numbers_of(pages),
        password=password,
        repair=not no_repair,
    )
    source = pdf_source(file, command="extract")
    with page_progress() as on_page:
        document = read(source, options=options, on_page=on_page)
    if form == "json":
        from tarmim.version import __version__
        from tarmim.writers.document import write_document

        write_out(output, write_document(document, version=__version__), command="extract")
    else:
        write_out(output, (document.text, "\n" if document.text else ""), command="extract")
    return tell_of_pages(document, file)
