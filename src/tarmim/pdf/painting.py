"""Path painting and clipping, as far as they concern text (ISO 32000-2 8.5)."""

from __future__ import annotations

from collections.abc import Callable

from tarmim.model.geometry import Box, bounds, intersect
from tarmim.model.glyph import UNKNOWN_FILL, Ground
from tarmim.pdf.limits import GROUNDS_LIMIT, RULINGS_LIMIT
from tarmim.pdf.paths import Path, path_box, rulings
from tarmim.pdf.state import GraphicsState

__all__ = ["Painter"]

#: Most operators in a path that may be an area text stands on: a rectangle with round corners has ten. By judgement.
_MOST_AREA_STEPS = 12
#: Least width and height of an area text may stand on, in points. By judgement.
_LEAST_AREA_SIDE = 3.0


class Painter:
    """The path under construction, the clipping boxes and the rules drawn.

    clips    clipping boxes, the page's first; a graphics state holds a number in them
    rulings  the rules drawn so far
    grounds  the areas painted so far, in order
    shapes   how many operators the filled paths had that are more than an area
    """

    __slots__ = ("_is_clipping", "clips", "grounds", "path", "rulings", "shapes")

    def __init__(self, box: Box) -> None:
        self.path: Path = []
        self.clips: list[Box] = [box]
        self.rulings: list[Box] = []
        self.grounds: list[Ground] = []
        self.shapes = 0
        self._is_clipping = False

    def construct(self, operator: bytes) -> Callable[[bytes], None]:
        """Return the handler of a path construction operator."""

        def construct(operands: bytes) -> None:
            self.path.append((operator, operands))

        return construct

    def clip(self, _operands: bytes) -> None:
        """Make the current path a clipping path when it is painted (W, W*)."""
        self._is_clipping = True

    def paint(self, how: str, state: GraphicsState) -> bool:
        """End the path: n only ends it, S strokes, f fills, B does both; tell whether the clipping box changed.

        An empty path does not clip: viewers ignore it, and there are producers that write it.
        """
        path, self.path = self.path, []
        clips, self._is_clipping = self._is_clipping, False
        if how != "n" and path and len(self.rulings) < RULINGS_LIMIT:
            self.rulings.extend(rulings(path, state.ctm, stroked=how == "S"))
        if how in ("f", "B"):
            if len(path) <= _MOST_AREA_STEPS:
                self._paint_area(path_box(path, state.ctm), state.fill, state)
            else:
                self.shapes += len(path)
        return clips and bool(path) and self.clip_to(path_box(path, state.ctm), state)

    def paint_picture(self, state: GraphicsState) -> None:
        """Paint an image, which fills the unit square (8.9.5)."""
        self._paint_area(bounds(state.ctm, (0.0, 0.0, 1.0, 1.0)), UNKNOWN_FILL, state)

    def shade(self, state: GraphicsState) -> None:
        """Paint a shading, which fills what is not clipped (8.7.4.2)."""
        self._paint_area(self.clips[state.clip], UNKNOWN_FILL, state)

    def _paint_area(self, box: Box, fill: int, state: GraphicsState) -> None:
        box = intersect(box, self.clips[state.clip])
        if min(box[2] - box[0], box[3] - box[1]) >= _LEAST_AREA_SIDE and len(self.grounds) < GROUNDS_LIMIT:
            self.grounds.append(Ground(box, fill))

    def clip_to(self, box: Box, state: GraphicsState) -> bool:
        """Clip a state to a box; tell whether that changes it."""
        inner = intersect(self.clips[state.clip], box)
        if inner == self.clips[state.clip]:
            return False
        state.clip = len(self.clips)
        self.clips.append(inner)
        return True
