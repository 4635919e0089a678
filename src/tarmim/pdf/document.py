"""A document as pages of glyphs: the entrance of `tarmim.pdf`."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType

from tarmim.errors import PdfError, TarmimError
from tarmim.model.geometry import Box, intersect, is_empty
from tarmim.model.glyph import PageGlyphs
from tarmim.model.metadata import Metadata
from tarmim.pdf.contents import read_content
from tarmim.pdf.fonts import FontShelf
from tarmim.pdf.interpret import Interpreter
from tarmim.pdf.marked_content import OptionalContent, PropertyLists
from tarmim.pdf.metadata import metadata_of
from tarmim.pdf.numbers import MOST_POINTS
from tarmim.pdf.objects import HINT_MEND, Array, Dictionary, inherited
from tarmim.pdf.open import PdfFile, Source, open_file
from tarmim.pdf.outline import Bookmarks, outline_of
from tarmim.pdf.resources import Resources
from tarmim.pdf.shown import shown

__all__ = ["PdfDocument", "open_document"]

#: A page without a MediaBox: US Letter, as viewers take it.
_USUAL_BOX: Box = (0.0, 0.0, 612.0, 792.0)


def open_document(source: Source, *, password: str | None = None) -> PdfDocument:
    """Return the document of a path, of bytes or of a file object; a context manager, closed at the end of its `with`.

    Raises InputError where the path cannot be read, PasswordError where a password is missing or wrong, PdfError where
    it is not a PDF or is damaged beyond mending.
    """
    return PdfDocument(open_file(source, password=password))


class PdfDocument:
    """An open PDF; pages are read when they are asked for and not kept.

    page_count    how many pages it has
    is_encrypted  whether it was encrypted (it has been decrypted)
    is_tagged     whether it says it is a tagged PDF
    problems      what is wrong with the file and is no page's
    """

    __slots__ = ("_file", "_lists", "_shelf", "is_encrypted", "is_tagged", "page_count", "problems")

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._shelf = FontShelf()
        self.page_count = file.page_count
        self.is_encrypted = file.is_encrypted
        self.problems: tuple[str, ...] = (file.problem,) if file.problem else ()
        self._lists, self.is_tagged = _catalogue_facts(file)

    def page(self, number: int) -> PageGlyphs:
        """Return the page (from 0) as glyphs; what fails on it is a Problem, not an error.

        Raises IndexError where there is no such page.
        """
        if not 0 <= number < self.page_count:
            raise IndexError(f"the document has {self.page_count} pages, there is no page {number}")
        interpreter = Interpreter(number, _USUAL_BOX, self._shelf, self._lists)
        frame = _USUAL_BOX, 0, 1.0
        try:
            page = self._file.page(number)
            frame = _frame(page)
            interpreter.set_box(frame[0])
            resources = inherited(page, "Resources")
            content = read_content(page, interpreter.problem)
            if self._file.has_lost_content(number):
                interpreter.problem(
                    "the page cannot be read: its content is not in the file, or damaged beyond mending"
                )
            interpreter.run(content, Resources(resources if isinstance(resources, Dictionary) else None))
        except Exception as error:  # whatever the page does: what was read of it comes out, and so do the other pages
            interpreter.problem(f"the page cannot be read on: {_reason(error)}")
        try:
            return _page_glyphs(interpreter, *frame)
        except Exception as error:
            interpreter.problem(f"the page cannot be read: {_reason(error)}")
            return _page_glyphs(self._without_glyphs(interpreter), *frame)

    def pages(self) -> Iterator[PageGlyphs]:
        """Yield every page, one after the other."""
        return map(self.page, range(self.page_count))

    def metadata(self) -> Metadata:
        """Return what the file says of itself."""
        return metadata_of(self._file, is_tagged=self.is_tagged)

    def outline(self) -> Bookmarks:
        """Return its bookmarks; what is damaged of them is a problem, not an error."""
        try:
            return outline_of(self._file)
        except Exception:
            return Bookmarks(problems=("the outline cannot be read",))

    def close(self) -> None:
        """Let go of the file; fonts' programs can no longer be read."""
        self._shelf.close()
        self._file.close()

    def __enter__(self) -> PdfDocument:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _without_glyphs(self, failed: Interpreter) -> Interpreter:
        """Return what is left of a page whose glyphs cannot be made out: its problems."""
        interpreter = Interpreter(failed.number, failed.box, self._shelf, self._lists)
        interpreter.problems.extend(failed.problems)
        return interpreter


def _reason(error: Exception) -> str:
    """Return why, in plain words: what Python says of an error means nothing to a reader."""
    if isinstance(error, TarmimError):
        return shown(str(error).split("\n", 1)[0], most=200)
    return "it holds what no PDF should, a number or an object of the wrong kind"


def _page_glyphs(interpreter: Interpreter, box: Box, rotation: int, unit: float) -> PageGlyphs:
    import numpy as np

    glyphs = interpreter.glyphs()
    return PageGlyphs(
        number=interpreter.number,
        box=box,
        rotation=rotation,
        unit=unit,
        glyphs=glyphs,
        fonts=tuple(loaded.font for loaded in interpreter.fonts),
        contents=tuple(interpreter.marks.contents),
        rulings=np.clip(np.array(interpreter.rulings), -MOST_POINTS, MOST_POINTS).astype(np.float32).reshape(-1, 4),
        problems=tuple(interpreter.problems),
        grounds=tuple(interpreter.grounds),
        shapes=interpreter.shapes,
    )


def _frame(page: Dictionary) -> tuple[Box, int, float]:
    """Return visible box, rotation and UserUnit of a page (ISO 32000-2 14.11.2, 7.7.3.3)."""
    media = _box(inherited(page, "MediaBox")) or _USUAL_BOX
    crop = _box(inherited(page, "CropBox"))
    visible = intersect(media, crop) if crop else media
    turned = inherited(page, "Rotate")
    rotation = int(turned) % 360 // 90 * 90 if isinstance(turned, int | float) else 0
    unit = page.number("UserUnit", 1.0)
    return media if is_empty(visible) else visible, rotation, unit if unit > 0 else 1.0


def _box(value: object) -> Box | None:
    numbers = value.numbers() if isinstance(value, Array) else []
    if len(numbers) < 4:
        return None
    x, y, z, w = numbers[:4]
    box = min(x, z), min(y, w), max(x, z), max(y, w)
    return None if is_empty(box) else box


def _catalogue_facts(file: PdfFile) -> tuple[PropertyLists, bool]:
    try:
        catalogue = file.catalogue()
        marked = catalogue.dictionary("MarkInfo")
        return PropertyLists(OptionalContent(catalogue)), bool(marked and marked.get("Marked"))
    except Exception as error:
        raise PdfError("the document's catalogue cannot be read", hint=HINT_MEND) from error
