"""Bidirectional order of text: UAX #9 forward."""

from tarmim.bidi.classes import bidi_class, mirror
from tarmim.bidi.levels import class_levels, levels, paragraph_level
from tarmim.bidi.reorder import display, logical_order, mirrored, reorder, visual_order

__all__ = [
    "bidi_class",
    "class_levels",
    "display",
    "levels",
    "logical_order",
    "mirror",
    "mirrored",
    "paragraph_level",
    "reorder",
    "visual_order",
]
