"""The part of the graphics state that text depends on (ISO 32000-2 8.4, 9.3)."""

from __future__ import annotations

from typing import Any

from tarmim.model.geometry import IDENTITY, Matrix
from tarmim.pdf.colours import BLACK
from tarmim.pdf.shows import Style

__all__ = ["GraphicsState"]


class GraphicsState:
    """The current state; `save` and `restore` are q and Q.

    ctm      the current transformation matrix
    clip     number of the clipping box
    fill     fill colour; colours: how numbers of its colour space are read
    the rest the text state: see `Style`; leading is TL
    """

    __slots__ = (
        "clip",
        "colours",
        "ctm",
        "fill",
        "font",
        "leading",
        "mode",
        "rise",
        "scale",
        "size",
        "spacing",
        "word_spacing",
    )

    def __init__(self) -> None:
        self.ctm: Matrix = IDENTITY
        self.clip = 0
        self.fill = BLACK
        self.colours = "gray"
        self.font = -1
        self.size = self.spacing = self.word_spacing = self.rise = self.leading = 0.0
        self.scale = 1.0
        self.mode = 0

    def save(self) -> tuple[Any, ...]:
        """Return the state to be kept on the stack."""
        return (
            self.ctm, self.clip, self.fill, self.colours, self.font, self.size, self.spacing, self.word_spacing,
            self.rise, self.leading, self.scale, self.mode,
        )  # fmt: skip

    def restore(self, saved: tuple[Any, ...]) -> None:
        """Take a state back from the stack."""
        (
            self.ctm, self.clip, self.fill, self.colours, self.font, self.size, self.spacing, self.word_spacing,
            self.rise, self.leading, self.scale, self.mode,
        ) = saved  # fmt: skip

    def style(self, linear: tuple[float, float, float, float]) -> Style:
        """Return the style of text shown now, with the text matrix's linear part."""
        return Style(
            self.font, self.size, self.spacing, self.word_spacing, self.scale, self.rise, self.mode, self.fill,
            self.clip, *linear, *self.ctm,
        )  # fmt: skip
