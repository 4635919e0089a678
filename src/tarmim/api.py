"""The verbs: the only place that joins the stages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tarmim.choice import check_options, choose_rules, pipeline
from tarmim.engine.rule import Rule
from tarmim.engine.run import run
from tarmim.errors import InputError, UsageError
from tarmim.model.repair import Repair
from tarmim.options import Options, checked_options

if TYPE_CHECKING:
    from tarmim.identity.decision.decision import Decision
    from tarmim.identity.decision.resources import ReadingResources
    from tarmim.model.document import Document
    from tarmim.model.glyph import PageGlyphs
    from tarmim.model.page import Page
    from tarmim.model.report import Report
    from tarmim.pdf.document import PdfDocument
    from tarmim.pdf.open import Source
    from tarmim.reading.survey import Survey

__all__ = ["extract", "inspect", "repair", "rules", "stream"]

#: What is called with the progress of the work: how many steps are done, and how many there are.
OnPage = Callable[[int, int], None]

#: A stream decides anew when what is known has grown by this factor: all decisions together then cost no more than
#: five times the last one.
_GROWTH: Final = 1.25


def repair(
    text: str,
    *,
    rules: Sequence[Rule | str] | None = None,
    options: Options | None = None,
    on_rule: Callable[[Rule], None] | None = None,
) -> Repair:
    """Return the text repaired, with every edit and every finding that was held.

    text     text of any length, line breaks included; undamaged text comes back as the same object
    rules    the rules to run, in this order: rules of your own (tarmim.authoring), names of others; None means all that
             come with the package
    options  see Options; what it says of rules holds for yours too
    on_rule  is given each rule before it runs: progress for long input

    Raises UsageError for a rule or a choice that there is not, and for a text that is no str; TarmimError where a rule
    of another package cannot be loaded.

    >>> import tarmim
    >>> tarmim.repair("Latin text").changed
    False
    """
    if not isinstance(text, str):
        raise UsageError(f"a text is a str, not {type(text).__name__}", hint=_hint_of_no_text(text))
    options = checked_options(options)
    return run(text, choose_rules(options, on="text", rules=rules), options, on_rule=on_rule)


def _hint_of_no_text(given: object) -> str:
    """Return how to make a text of what is none."""
    if isinstance(given, bytes | bytearray | memoryview):
        return 'tarmim.repair(str(given, "utf-8")) for text, tarmim.extract(given) for a PDF'
    if isinstance(given, os.PathLike) or hasattr(given, "read"):
        return 'tarmim.repair(Path(...).read_text(encoding="utf-8")) for text, tarmim.extract(...) for a PDF'
    return "give the text itself: tarmim.repair(text)"


def extract(
    source: Source,
    *,
    rules: Sequence[Rule | str] | None = None,
    options: Options | None = None,
    on_page: OnPage | None = None,
) -> Document:
    """Return a PDF as text: its pages with what stands where, and the text, a paragraph a line, repaired.

    source   the path of a PDF, its bytes, or a file open for reading bytes, which is read to its end and not closed
    rules    as `repair` takes them; those run that run on pages (`Rule.on`)
    options  see Options: pages, password, repair, fonts, and what holds for a repair; UsageError for a page that
             there is not
    on_page  is given with each step how many are done and how many there are: two a page, for every page is surveyed
             before the first is read; one a page without a repair

    Raises InputError where the file cannot be read, PdfError where it is no PDF or damaged beyond mending,
    PasswordError where it is encrypted and the password is missing or wrong. A page that fails is among
    `Document.problems`.
    """
    from tarmim.model.document import Document
    from tarmim.model.ink import ink_of
    from tarmim.model.repaired import with_repaired_text
    from tarmim.pdf.document import open_document
    from tarmim.reading.documents import text_of
    from tarmim.reading.survey import Survey

    options = checked_options(options)
    found = choose_rules(options, on="page", rules=rules)
    survey = Survey(_resources(options))
    with open_document(source, password=options.password) as file:
        decision, read = _read(file, survey, options, on_page)
        fonts = survey.fonts(decision)
        metadata, outline = file.metadata(), file.outline()
        problems = (*file.problems, *outline.problems)
    run_on = found if options.repair else ()
    repair = run(text_of(read), run_on, options, ink=ink_of(read), default_language=decision.language or None)
    pages_and_repair = with_repaired_text(read, repair)
    return Document(*pages_and_repair, fonts, metadata, outline.bookmarks, problems)


def _read(
    file: PdfDocument, survey: Survey, options: Options, on_page: OnPage | None
) -> tuple[Decision, tuple[Page, ...]]:
    """Return what the codes of a file stand for and its pages read so; as its maps have them without a repair."""
    from tarmim.reading.documents import read_pages

    numbers = _page_numbers(file, options.pages)
    if options.repair:
        decision, pages = _survey_pages(file, numbers, survey, on_page)
        applied = (decision.applied(page) for page in pages)
        return decision, read_pages(applied, keep_furniture=options.keep_furniture)
    noted = map(survey.note_maps, _with_progress(map(file.page, numbers), on_page, 0, len(numbers)))
    read = read_pages(noted, as_mapped=True, keep_furniture=options.keep_furniture)
    return survey.as_mapped(), read


def stream(source: Source, *, options: Options | None = None) -> Iterator[Page]:
    """Yield the pages of a PDF one by one, each read before the next is known: they are provisional.

    Letters are decided by the pages before, anew as often as what is known has grown by a quarter; what later pages say
    of them changes nothing (`extract` reads each page by what all pages say). No rule is run, nothing goes on over a
    page's end, running heads are not known. Each page has `is_provisional` set; what is wrong with the file as a whole
    is among the problems of the first.

    source   as `extract` takes it
    options  see Options: pages, password, repair, language, model, fonts, keep_furniture

    Raises what `extract` raises.
    """
    from tarmim.pdf.document import open_document
    from tarmim.reading.documents import read_pages
    from tarmim.reading.survey import Survey

    options = checked_options(options)
    survey = Survey(_resources(options))
    with open_document(source, password=options.password) as file:
        decision, size, is_first = survey.decide(), 0, True
        for number in _page_numbers(file, options.pages):
            page = file.page(number)
            if options.repair:
                survey.take(page)
                if survey.size > _GROWTH * size:
                    decision, size = survey.decide(), survey.size
                page = decision.applied(page)
            (read,) = read_pages([page], as_mapped=not options.repair, keep_furniture=options.keep_furniture)
            problems = (*file.problems, *read.problems) if is_first else read.problems
            yield replace(read, problems=problems, is_provisional=True)
            is_first = False


def inspect(source: Source, *, options: Options | None = None, on_page: OnPage | None = None) -> Report:
    """Return how bad the text layer of a PDF is: what its fonts' maps are worth, damage by kind, a verdict a page.

    source   the path of a PDF, its bytes, or a file open for reading bytes, which is read to its end and not closed
    options  see Options: pages, password, fonts; UsageError for a page that there is not
    on_page  is given with each step how many are done and how many there are: two a page

    Raises what `extract` raises. It compares what the file says of its glyphs with what they are read as; text that is
    in the wrong order, or lacks its spaces, other programs make of a sound layer: that is not found here.
    """
    from tarmim.model.report import Report
    from tarmim.pdf.document import open_document
    from tarmim.reading.survey import Survey
    from tarmim.reading.verdict import page_report

    options = checked_options(options)
    survey = Survey(_resources(options))
    with open_document(source, password=options.password) as file:
        decision, pages = _survey_pages(file, _page_numbers(file, options.pages), survey, on_page)
        reports = tuple(page_report(page, decision.applied(page)) for page in pages)
        return Report(survey.fonts(decision), reports, (*file.problems, *file.outline().problems))


def _survey_pages(
    file: PdfDocument, numbers: Sequence[int], survey: Survey, on_page: OnPage | None
) -> tuple[Decision, Iterator[PageGlyphs]]:
    """Return what all pages decide together, and the pages once more."""
    from tarmim.reading.kept_pages import KeptPages

    kept, steps = KeptPages(file.page, numbers), 2 * len(numbers)
    for page in _with_progress(kept, on_page, 0, steps):
        survey.take(page)
    decision = survey.decide()
    if survey.lacks_words(decision):
        for page in kept:
            survey.take_rest(page)
        decision = survey.decide()
    return decision, _with_progress(kept.again(), on_page, len(numbers), steps)


def _with_progress(pages: Iterable[PageGlyphs], on_page: OnPage | None, done: int, steps: int) -> Iterator[PageGlyphs]:
    """Yield the pages; on_page is given with each how many of the steps are done."""
    for step, page in enumerate(pages, done):
        if on_page is not None:
            on_page(step, steps)
        yield page


def _page_numbers(file: PdfDocument, numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Return the pages to read, from 0, in the order in which they are to come."""
    wanted = numbers or tuple(range(1, file.page_count + 1))
    for number in wanted:
        if not 1 <= number <= file.page_count:
            raise UsageError(
                f"there is no page {number}: the file has {file.page_count}",
                hint=f"--pages 1-{file.page_count}, in Python Options(pages=range(1, {file.page_count + 1}))",
            )
    return tuple(number - 1 for number in wanted)


def _resources(options: Options) -> ReadingResources:
    """Return what letters are read with.

    UsageError for a language that there is not, InputError for models or fonts of the caller's own that are not there.
    """
    from tarmim.identity.decision.resources import ReadingResources

    model = check_options(options)
    if options.fonts is not None and not options.fonts.is_dir():
        raise InputError(f"there is no folder {options.fonts} of fonts learnt", hint="tarmim fonts learn")
    return ReadingResources(options.language, model, options.fonts)


def rules(*, plugins: Sequence[str] = ()) -> tuple[Rule, ...]:
    """Return the pipeline: every rule in the order it runs, those of other packages that are named after our own.

    plugins  see Options.plugins

    Raises UsageError where no package offers such a rule, TarmimError where one cannot be loaded.
    """
    return pipeline(None, plugin_names=plugins)
