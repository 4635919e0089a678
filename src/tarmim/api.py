"""The verbs: the only place that joins the stages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tarmim.engine.rule import Rule
from tarmim.engine.run import run
from tarmim.errors import UsageError
from tarmim.language.models import load_from
from tarmim.model.repair import Repair
from tarmim.options import Options
from tarmim.rules.pipeline import DEFAULT_RULES

if TYPE_CHECKING:
    from tarmim.model.document import Document
    from tarmim.model.glyph import PageGlyphs
    from tarmim.model.report import PageReport, Report
    from tarmim.pdf.document import PdfDocument

__all__ = ["extract", "inspect", "repair", "rules"]

#: What is left to repair where the order of lines and paragraphs was read off the page, and codes by their fonts.
LETTER_RULES: Final = ("forms", "ligatures", "late-marks", "marks", "tatweel")


def repair(text: str, *, options: Options | None = None, on_rule: Callable[[Rule], None] | None = None) -> Repair:
    """Return the text repaired, with every edit and every finding that was held.

    text     text of any length, line breaks included; undamaged text comes back as the same object
    options  see Options; UsageError where it names a rule that does not exist
    on_rule  is told each rule before it runs: progress for long input

    >>> repair("Latin text").changed
    False
    """
    options = options or Options()
    return run(text, _chosen(options), options, on_rule=on_rule)


def extract(
    source: str | Path | bytes, *, options: Options | None = None, on_page: Callable[[int, int], None] | None = None
) -> Document:
    """Return a PDF as text: its pages with what stands where, and the text, a paragraph a line, repaired.

    source   the path of a PDF, or its bytes
    options  see Options: pages, password, repair, and what holds for a repair; UsageError for a page that there is not
    on_page  is told before each page how many were read and how many there are to read

    Raises InputError where the file cannot be read, PdfError where it is no PDF or damaged beyond mending,
    PasswordError where it is encrypted and the password is missing or wrong. A page that fails is among
    `Document.problems`.
    """
    from tarmim.model.document import Document
    from tarmim.pdf.document import open_document
    from tarmim.reading.documents import pages_of, text_of
    from tarmim.reading.identified import Identifier

    options = options or Options()
    chosen = _chosen(options)
    with open_document(source, password=options.password) as file:
        identifier = Identifier()
        pages = pages_of(identifier.pages(_read(file, options.pages, on_page)))
        fonts = identifier.fonts()
    letters = tuple(rule for rule in chosen if rule.name in (options.only or LETTER_RULES))
    return Document(pages, run(text_of(pages), letters if options.repair else (), options), fonts)


def inspect(
    source: str | Path | bytes, *, options: Options | None = None, on_page: Callable[[int, int], None] | None = None
) -> Report:
    """Return how bad the text layer of a PDF is: what its fonts' maps are worth, damage by kind, a verdict a page.

    source   the path of a PDF, or its bytes
    options  see Options: pages and password; UsageError for a page that there is not
    on_page  is told before each page how many were read and how many there are to read

    Raises what `extract` raises. It compares what the file says of its glyphs with what they are read as; text that is
    in the wrong order, or lacks its spaces, other programs make of a sound layer: that is not found here.
    """
    from tarmim.model.report import Report
    from tarmim.pdf.document import open_document
    from tarmim.reading.identified import Identifier
    from tarmim.reading.inspected import page_report

    options = options or Options()
    pages: list[PageReport] = []
    identifier = Identifier(on_read=lambda mapped, read: pages.append(page_report(mapped, read)))
    with open_document(source, password=options.password) as file:
        for _ in identifier.pages(_read(file, options.pages, on_page)):
            pass
        return Report(identifier.fonts(), tuple(pages))


def _read(
    file: PdfDocument, numbers: tuple[int, ...], on_page: Callable[[int, int], None] | None
) -> Iterator[PageGlyphs]:
    wanted = numbers or tuple(range(1, file.page_count + 1))
    for number in wanted:
        if not 1 <= number <= file.page_count:
            raise UsageError(
                f"there is no page {number}: the file has {file.page_count}", hint=f"--pages 1-{file.page_count}"
            )
    for done, number in enumerate(wanted):
        if on_page is not None:
            on_page(done, len(wanted))
        yield file.page(number - 1)


def rules() -> tuple[Rule, ...]:
    """Return the pipeline: every rule in the order it runs."""
    return DEFAULT_RULES


def _chosen(options: Options) -> tuple[Rule, ...]:
    names = {rule.name for rule in DEFAULT_RULES}
    for name in (*options.only, *options.skip):
        if name not in names:
            raise UsageError(f"there is no rule named {name!r}", hint="tarmim rules")
    if options.threshold is not None and not 0 <= options.threshold <= 1:
        raise UsageError(f"a threshold is between 0 and 1, not {options.threshold}", hint="tarmim repair --help")
    if options.model is not None:
        load_from(options.model)  # raises where there are none
    return tuple(
        rule
        for rule in DEFAULT_RULES
        if (not options.only or rule.name in options.only)
        and rule.name not in options.skip
        and not (options.keep_lines and rule.joins_lines)
    )
