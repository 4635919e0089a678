"""What text operators leave behind: a row a show operator, a style where the text state changed.

They are as plain as can be: a page has a thousand of them, and they live until `columns` has made arrays of them.
"""

from __future__ import annotations

from typing import NamedTuple

from tarmim.model.geometry import Matrix

__all__ = ["CHAIN", "CONTENT", "ROW_WIDTH", "SHOWN", "STYLE", "Style", "X", "Y"]


#: Entries a row: rows lie flat in one list, for a tuple for each would cost a tenth of the interpreter's time.
ROW_WIDTH = 6

#: What the entries of a row are, for one Tj or TJ or the two operators that are quotation marks:
#: the operand as written, a string or an array of strings and numbers;
#: x and y of the text line matrix;
#: the number of the positioning operator before it (the rows of one such chain follow each other without one, each
#: beginning where the pen came to rest);
#: its number in the styles; the number of the marked content it is in.
SHOWN, X, Y, CHAIN, STYLE, CONTENT = range(ROW_WIDTH)


class Style(NamedTuple):
    """The text state of rows (ISO 32000-2 9.3) and the matrices they stand in.

    font             number in the page's fonts
    size … rise      Tf, Tc, Tw, Tz (1 is 100 %), Ts
    mode, fill, clip render mode, fill colour, number in the page's clipping boxes
    ta, tb, tc, td   the text matrix without its translation
    a … f            the current transformation matrix
    """

    font: int
    size: float
    spacing: float
    word_spacing: float
    scale: float
    rise: float
    mode: int
    fill: int
    clip: int
    ta: float
    tb: float
    tc: float
    td: float
    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    @property
    def ctm(self) -> Matrix:
        """The current transformation matrix."""
        return self.a, self.b, self.c, self.d, self.e, self.f
