"""The pen of a page: the operators that place it and show text (ISO 32000-2 9.4); columns are made of what it shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from tarmim.model.geometry import Box
from tarmim.model.glyph import Glyphs
from tarmim.pdf.fonts import LoadedFont
from tarmim.pdf.glyph_columns import Scene, concatenate, glyph_columns
from tarmim.pdf.limits import (
    COUNTED_OPERAND,
    ENTRIES_AT_ONCE,
    GLYPHS_LIMIT,
    OPERAND_BYTES_AT_ONCE,
    OPERAND_BYTES_LIMIT,
    EnoughError,
)
from tarmim.pdf.marked_content import MarkedContent
from tarmim.pdf.shows import Style
from tarmim.pdf.state import GraphicsState
from tarmim.pdf.tokens import floats, show_pattern

__all__ = ["Pen", "Place"]

#: Where a pen stands: the text matrix's linear part, and its x and y.
Place = tuple[tuple[float, float, float, float], float, float]


class Pen:
    """Where text is shown; its methods are handlers of operators.

    style  number of the style of what is shown now, -1 where the state or the matrix changed since: then a new one is
           made when text is next shown
    """

    __slots__ = (
        "_chain",
        "_clips",
        "_done",
        "_due",
        "_fonts",
        "_glyph_count",
        "_linear",
        "_marks",
        "_operand_bytes",
        "_problem",
        "_rows",
        "_state",
        "_styles",
        "_x",
        "_y",
        "style",
    )

    def __init__(
        self,
        state: GraphicsState,
        marks: MarkedContent,
        *,
        fonts: Sequence[LoadedFont],
        clips: Sequence[Box],
        problem: Callable[[str], None],
    ) -> None:
        self._state = state
        self._marks = marks
        self._fonts = fonts
        self._clips = clips
        self._problem = problem
        self._rows: list[Any] = []
        self._glyph_count = self._operand_bytes = 0
        self._due = ENTRIES_AT_ONCE
        self._styles: list[Style] = []
        self._done: list[Glyphs] = []
        self.style = -1
        self._chain = 0
        self._linear = (1.0, 0.0, 0.0, 1.0)
        self._x = self._y = 0.0

    def glyphs(self) -> Glyphs:
        """Return the glyphs shown."""
        with suppress(EnoughError):
            self._flush()
        return concatenate(self._done)

    @property
    def place(self) -> Place:
        """Where the pen stands."""
        return self._linear, self._x, self._y

    def put_back(self, place: Place) -> None:
        """Put the pen where it stood."""
        self._linear, self._x, self._y = place
        self.style = -1
        self._chain += 1

    # Text positioning (9.4.2)

    def begin_text(self, _operands: bytes) -> None:
        """Begin a text object (BT): the text matrix is the identity."""
        self._x = self._y = 0.0
        self._chain += 1
        if self._linear != (1.0, 0.0, 0.0, 1.0):
            self._linear = (1.0, 0.0, 0.0, 1.0)
            self.style = -1

    def move(self, operands: bytes) -> None:
        """Move to the next line, by the operands (Td)."""
        try:
            right, up = map(float, operands.split())
        except ValueError:
            right, up = floats(operands)[-2:]
        a, b, c, d = self._linear
        self._x += a * right + c * up
        self._y += b * right + d * up
        self._chain += 1
        if len(self._rows) > self._due:
            self._flush()

    def move_leading(self, operands: bytes) -> None:
        """Move as Td does, and take the way down for the leading (TD)."""
        self._state.leading = -floats(operands)[-1]
        self.move(operands)

    def set_matrix(self, operands: bytes) -> None:
        """Set the text matrix (Tm)."""
        a, b, c, d, self._x, self._y = floats(operands)[-6:]
        self._chain += 1
        if len(self._rows) > self._due:
            self._flush()
        if (a, b, c, d) != self._linear:
            self._linear = (a, b, c, d)
            self.style = -1

    def next_line(self, _operands: bytes) -> None:
        """Move down by the leading (T*)."""
        _, _, c, d = self._linear
        self._x -= c * self._state.leading
        self._y -= d * self._state.leading
        self._chain += 1

    # Text showing (9.4.3)

    def show(self, operands: bytes) -> None:
        """Show a string, or an array of strings and distances (Tj, TJ)."""
        style = self.style
        if style < 0:
            if self._state.font < 0:
                return
            style = self.style = len(self._styles)
            self._styles.append(self._state.style(self._linear))
        if len(operands) > COUNTED_OPERAND:
            self._operand_bytes += len(operands)
            if self._operand_bytes > OPERAND_BYTES_AT_ONCE:
                self._due = 0
        self._rows.extend((operands, self._x, self._y, self._chain, style, self._marks.current))
        if self._operand_bytes > OPERAND_BYTES_LIMIT:
            if len(operands) > OPERAND_BYTES_LIMIT:
                self._problem(f"a string of {len(operands):,} bytes is cut")
            self._flush()

    def show_next(self, operands: bytes) -> None:
        """Show a string on the next line (')."""
        self.next_line(operands)
        self.show(operands)

    def show_spaced(self, operands: bytes) -> None:
        """Show a string on the next line with other spacing (")."""
        word, letter, string = show_pattern().findall(operands)[-3:]
        self._state.word_spacing, self._state.spacing = floats(word)[0], floats(letter)[0]
        self.style = -1
        self.show_next(string)

    def _flush(self) -> None:
        """Make columns of the rows so far."""
        scene = Scene(self._fonts, self._styles, self._clips, self._marks.contents)
        self._done.append(glyph_columns(self._rows, scene))
        self._rows, self._styles, self.style = [], [], -1
        self._glyph_count += len(self._done[-1])
        self._operand_bytes, self._due = 0, ENTRIES_AT_ONCE
        if self._glyph_count >= GLYPHS_LIMIT:
            raise EnoughError(f"the page shows {GLYPHS_LIMIT:,} glyphs and more: the rest is not read")
