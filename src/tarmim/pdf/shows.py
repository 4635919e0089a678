"""What text operators leave behind: a row a show operator, a style where the text state changed.

Rows and styles are plain tuples: a page has a thousand of them, and they live until `columns` has made arrays of them.
"""

from __future__ import annotations

from typing import NamedTuple

from tarmim.model.geometry import Matrix

__all__ = ["Row", "Style"]


class Row(NamedTuple):
    """One string shown, by Tj, TJ or the two operators that are quotation marks.

    shown    the operand as written: a string, or an array of strings and numbers
    x, y     of the text line matrix
    chain    number of the positioning operator before it: the rows of one chain follow each other without one, each
             beginning where the pen came to rest
    style    its number in the styles
    content  the marked content it is in
    """

    shown: bytes
    x: float
    y: float
    chain: int
    style: int
    content: int


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
