"""The content-stream interpreter: graphics, text and marked-content state; text is shown by the `Pen`.

Each operator that matters is one method; the others are skipped unread (ISO 32000-2 Annex A).
"""

from __future__ import annotations

from collections.abc import Callable

from tarmim.errors import PdfError
from tarmim.model.geometry import Box, bounds, product
from tarmim.model.glyph import Glyphs, Ground, Problem
from tarmim.pdf.colours import BLACK, fill_of
from tarmim.pdf.fonts import FontShelf, LoadedFont
from tarmim.pdf.limits import (
    CONTENT_LIMIT,
    FORM_DEPTH,
    FORMS_LIMIT,
    PROBLEMS_LIMIT,
    STATES_LIMIT,
    WASTE_PART,
    EnoughError,
)
from tarmim.pdf.marked_content import MarkedContent, Properties, PropertyLists
from tarmim.pdf.numbers import are_sensible
from tarmim.pdf.objects import written_name
from tarmim.pdf.painting import Painter
from tarmim.pdf.pen import Pen
from tarmim.pdf.resources import FormXObject, Resources
from tarmim.pdf.shown import shown
from tarmim.pdf.state import GraphicsState
from tarmim.pdf.tokens import after_inline_image, floats, instruction_pattern, number_of

__all__ = ["Interpreter"]

#: What bad operands and bad fonts raise; such an instruction is stepped over.
_READ_ERRORS = (PdfError, ValueError, IndexError, KeyError, TypeError, OverflowError, ArithmeticError, AttributeError)

#: Characters of a problem: words of ours, and one or two names from the file.
_MOST_CHARACTERS = 300

#: Instructions of a page that may be wrong: each costs some 3 microseconds.
_MOST_BROKEN = 200_000

#: Sizes of fonts: beyond the first they make no sense, the second stands for such where none was set before (units of
#: the text space; most text is set in 8 to 14). By judgement.
_MOST_SIZE = 1e6
_USUAL_SIZE = 10.0

#: Operators that concern no text, and the end of the content (Annex A).
_OTHER_OPERATORS = frozenset((b"", *b"ET w J j M d ri i G RG K CS SC SCN MP DP EI BX EX d0 d1 true false null".split()))


class Interpreter:
    """Interprets the content of one page.

    After `run`, `glyphs()` returns what was shown; marks, rulings and problems lie in the attributes.
    """

    def __init__(self, number: int, box: Box, shelf: FontShelf, lists: PropertyLists) -> None:
        self.number = number
        self.box = box
        self.marks = MarkedContent()
        self.problems: list[Problem] = []
        self.fonts: list[LoadedFont] = []
        self._font_numbers: dict[LoadedFont, int] = {}
        self._shelf = shelf
        self._lists = lists
        self._painter = Painter(box)
        self._states: list[tuple[object, ...]] = []
        self._state = GraphicsState()
        self._pen = Pen(self._state, self.marks, fonts=self.fonts, clips=self._painter.clips, problem=self.problem)
        self._resources = Resources(None)
        self._content_bytes = self._form_count = self._strange = 0
        self._active: list[tuple[int, int] | None] = []
        self._marks_bottom = 0
        self._is_in_image = False
        self._broken = 0
        self._handlers = self._operators()

    def set_box(self, box: Box) -> None:
        """Say which part of the page can be seen, before anything is drawn."""
        self.box = box
        self._painter.clips[0] = box

    def run(self, content: bytes, resources: Resources) -> None:
        """Interpret a page's content; a limit reached or a broken instruction becomes a Problem."""
        try:
            self._interpret(content, resources)
        except EnoughError as error:
            self.problem(str(error))
        except RecursionError:
            self.problem("forms nest too deep")
        if self._strange:
            self.problem(
                f"the page's content is damaged in {self._strange:,} places: what makes no sense is stepped over"
            )

    def glyphs(self) -> Glyphs:
        """Return the glyphs shown."""
        return self._pen.glyphs()

    @property
    def rulings(self) -> list[Box]:
        """The rules drawn so far."""
        return self._painter.rulings

    @property
    def grounds(self) -> list[Ground]:
        """The areas painted so far."""
        return self._painter.grounds

    @property
    def shapes(self) -> int:
        """How many operators the filled paths had that are more than an area."""
        return self._painter.shapes

    def problem(self, message: str) -> None:
        """Note what went wrong, each thing once."""
        if len(self.problems) >= PROBLEMS_LIMIT:
            return
        problem = Problem(self.number, shown(message, most=_MOST_CHARACTERS))
        if problem not in self.problems:
            self.problems.append(problem)

    def _interpret(self, content: bytes, resources: Resources) -> None:
        self._content_bytes += len(content)
        if self._content_bytes > CONTENT_LIMIT:
            raise EnoughError(f"the page's content is more than {CONTENT_LIMIT >> 20} MB: the rest is not read")
        outer, self._resources = self._resources, resources
        handler_of = self._handlers.get
        pattern, place, end = instruction_pattern(), 0, len(content)
        match = None
        while place < end:
            try:
                for match in pattern.finditer(content, place):
                    operands, operator = match.groups()
                    handler = handler_of(operator)
                    if handler is not None:
                        handler(operands)
                    elif operator == b"ID" and self._is_in_image:
                        break
                    elif operator not in _OTHER_OPERATORS:
                        self._strange += 1
                else:
                    break
                self._is_in_image = False
                place = self._after_image(content, match.end())
                self._painter.paint_picture(self._state)
            except _READ_ERRORS as error:
                operator = shown(match[2].decode("latin-1")) if match else ""
                reason = error if isinstance(error, PdfError) else "its operands are wrong"
                self.problem(f"the operator {operator} is stepped over: {reason}")
                self._broken += 1
                if self._broken > _MOST_BROKEN:
                    raise EnoughError(f"{_MOST_BROKEN:,} instructions are wrong: the rest is not read") from None
                place = match.end() if match else end
        self._resources = outer

    def _begin_image(self, _operands: bytes) -> None:
        self._is_in_image = True

    def _after_image(self, content: bytes, start: int) -> int:
        """Return where the content goes on after an inline image; one without an end is a problem."""
        place, has_end = after_inline_image(content, start)
        if not has_end:
            self.problem("an inline image has no end: the content is read on at the next text or image")
        return place

    def _operators(self) -> dict[bytes, Callable[[bytes], None]]:
        pen = self._pen
        handlers: dict[bytes, Callable[[bytes], None]] = {
            b"q": self._save, b"Q": self._restore, b"cm": self._concatenate, b"gs": self._graphics_state,
            b"BT": pen.begin_text, b"Td": pen.move, b"TD": pen.move_leading, b"Tm": pen.set_matrix,
            b"T*": pen.next_line, b"Tf": self._font, b"Tj": pen.show, b"TJ": pen.show, b"'": pen.show_next,
            b'"': pen.show_spaced, b"Tc": self._set("spacing"), b"Tw": self._set("word_spacing"),
            b"Tz": self._set("scale", 0.01), b"Ts": self._set("rise"), b"TL": self._set("leading"),
            b"Tr": self._mode, b"g": self._colour("gray"), b"rg": self._colour("rgb"), b"k": self._colour("cmyk"),
            b"cs": self._colour_space, b"sc": self._component_colour, b"scn": self._component_colour,
            b"W": self._painter.clip, b"W*": self._painter.clip, b"n": self._paint("n"),
            b"BMC": self._begin_marked, b"BDC": self._begin_marked, b"EMC": self._end_marked, b"Do": self._draw,
            b"BI": self._begin_image,
            b"sh": self._shade,
        }  # fmt: skip
        handlers.update(
            (operator, self._painter.construct(operator)) for operator in (b"m", b"l", b"c", b"v", b"y", b"re", b"h")
        )
        handlers.update((operator, self._paint("f")) for operator in (b"f", b"F", b"f*"))
        handlers.update((operator, self._paint("S")) for operator in (b"S", b"s"))
        handlers.update((operator, self._paint("B")) for operator in (b"B", b"B*", b"b", b"b*"))
        return handlers

    # Graphics state (8.4)

    def _save(self, _operands: bytes) -> None:
        if len(self._states) >= STATES_LIMIT:
            raise EnoughError("graphics states are saved without end: the rest is not read")
        self._states.append(self._state.save())

    def _restore(self, _operands: bytes) -> None:
        if self._states:
            self._state.restore(self._states.pop())
            self._pen.style = -1

    def _concatenate(self, operands: bytes) -> None:
        a, b, c, d, e, f = floats(operands)[-6:]
        ctm = product((a, b, c, d, e, f), self._state.ctm)
        if are_sensible(ctm):
            self._state.ctm = ctm
        self._pen.style = -1

    def _graphics_state(self, operands: bytes) -> None:
        parameters = self._resources.dictionary("ExtGState", _name(operands))
        font = parameters.array("Font") if parameters else ()
        if len(font) == 2:
            self._state.font = self._number_of(self._shelf.get(font[0]))
            self._state.size = float(font[1])
            self._pen.style = -1

    def _colour(self, kind: str) -> Callable[[bytes], None]:
        fills: dict[bytes, int] = {}  # shadings drawn as text set the same few colours a million times

        def set_colour(operands: bytes) -> None:
            fill = fills.get(operands)
            if fill is None:
                fill = fills[operands] = fill_of(kind, floats(operands))
            self._state.colours = kind
            self._state.fill = fill
            self._pen.style = -1

        return set_colour

    def _colour_space(self, operands: bytes) -> None:
        self._state.colours = kind = self._resources.colour_kind(_name(operands))
        self._state.fill = fill_of(kind, ()) if kind == "unknown" else BLACK
        self._pen.style = -1

    def _component_colour(self, operands: bytes) -> None:
        kind = self._state.colours
        self._state.fill = fill_of("unknown" if b"/" in operands else kind, floats(operands.split(b"/")[0]))
        self._pen.style = -1

    # Paths and clipping (8.5)

    def _paint(self, how: str) -> Callable[[bytes], None]:
        def paint(_operands: bytes) -> None:
            if self._painter.paint(how, self._state):
                self._pen.style = -1

        return paint

    def _shade(self, _operands: bytes) -> None:
        self._painter.shade(self._state)

    # Text state (9.3)

    def _set(self, name: str, factor: float = 1.0) -> Callable[[bytes], None]:
        def set_parameter(operands: bytes) -> None:
            setattr(self._state, name, floats(operands)[-1] * factor)
            self._pen.style = -1

        return set_parameter

    def _mode(self, operands: bytes) -> None:
        self._state.mode = int(floats(operands)[-1]) & 7
        self._pen.style = -1

    def _font(self, operands: bytes) -> None:
        name, size = operands.rsplit(None, 1)
        numbers = self._resources.font_numbers
        number = numbers.get(name)
        if number is None:
            if b"/" not in name:
                raise ValueError("no name: the font stays as it is")
            number = numbers[name] = self._load(_name(name))
        self._state.size = self._size(size)
        self._state.font = number
        self._pen.style = -1

    def _size(self, written: bytes) -> float:
        """Return the size that Tf sets; for one that makes no sense, which is a problem, what a reader can do best."""
        try:
            size = float(written)
            if -_MOST_SIZE < size < _MOST_SIZE:
                return size
        except ValueError:
            size = number_of(written)
        self.problem(f"the size of a font makes no sense: {shown(written.decode('latin-1'))}")
        return size if 0 < abs(size) < _MOST_SIZE else self._state.size or _USUAL_SIZE

    def _load(self, name: str) -> int:
        dictionary = self._resources.dictionary("Font", name)
        if dictionary is None:
            self.problem(f"the font {shown(name)} is missing: its text is not read")
            return -1
        try:
            return self._number_of(self._shelf.get(dictionary))
        except _READ_ERRORS as error:
            self.problem(f"the font {shown(name)} cannot be read: {_message_of(error)}")
            return -1

    def _number_of(self, font: LoadedFont) -> int:
        number = self._font_numbers.get(font)
        if number is None:
            number = self._font_numbers[font] = len(self.fonts)
            self.fonts.append(font)
            for message in self._shelf.problems_of(font.font, self.number):
                self.problem(message)
        return number

    # Marked content (14.6) and forms (8.10)

    def _begin_marked(self, operands: bytes) -> None:
        self.marks.begin(*self._lists.read(operands, self._resources.properties))

    def _end_marked(self, _operands: bytes) -> None:
        self.marks.end(self._marks_bottom)

    def _draw(self, operands: bytes) -> None:
        name = _name(operands)
        form = self._resources.form(name)
        if form is None:
            if self._resources.has_xobject(name):
                self._painter.paint_picture(self._state)
            else:
                self.problem(f"the XObject {shown(name)} is missing")
            return
        if form.identity in self._active and form.identity is not None:
            self.problem(f"the form {shown(name)} draws itself: it is drawn once")
            return
        if len(self._active) >= FORM_DEPTH:
            self.problem(f"forms nest deeper than {FORM_DEPTH}: the inner ones are not drawn")
            return
        self._form_count += 1
        if self._form_count > FORMS_LIMIT:
            raise EnoughError(f"the page draws more than {FORMS_LIMIT:,} forms: the rest is not read")
        if form.problem:
            self.problem(f"the form {shown(name)} is damaged: {form.problem}")
            self._content_bytes += form.waste // WASTE_PART
        self._draw_form(form)

    def _draw_form(self, form: FormXObject) -> None:
        """Draw a form: its own state, clipped to its box, its marked content closed at its end."""
        before = (
            self._state.save(),
            self._states,
            self._marks_bottom,
            self._pen.place,
            self._painter.path,
        )
        self._states, self._painter.path, self._marks_bottom = [], [], len(self.marks.open)
        self._active.append(form.identity)
        self._state.ctm = product(form.matrix, self._state.ctm)
        if form.box is not None:
            self._painter.clip_to(bounds(self._state.ctm, form.box), self._state)
        self._pen.style = -1
        if self._lists.optional.is_hidden(form.group):
            self.marks.begin("OC", Properties(hidden=True))
        try:
            self._interpret(form.content, Resources(form.resources, self._resources))
        finally:
            while len(self.marks.open) > self._marks_bottom:
                self.marks.end(self._marks_bottom)
            self._active.pop()
            saved, self._states, self._marks_bottom, place, self._painter.path = before
            self._state.restore(saved)
            self._pen.put_back(place)


def _name(operands: bytes) -> str:
    """Return the last name among operands."""
    return written_name(operands.rsplit(b"/", 1)[-1].strip(b"\0\t\n\f\r "))


def _message_of(error: Exception) -> str:
    """Return what an error says where it was raised on purpose; what Python says means nothing to a reader."""
    return shown(str(error).split("\n", 1)[0]) if isinstance(error, PdfError) else "its dictionary is damaged"
