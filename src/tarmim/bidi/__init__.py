"""Bidirectional order of text: UAX #9 forward, and backward from a visual line to the logical text."""

from tarmim.bidi.classes import bidi_class, mirror
from tarmim.bidi.inverse import InverseOrder, inverse_order, logical_chars, logical_text
from tarmim.bidi.levels import class_levels, levels, paragraph_level
from tarmim.bidi.reorder import display, logical_order, mirror_text, reorder, visual_order

__all__ = [
    "InverseOrder",
    "bidi_class",
    "class_levels",
    "display",
    "inverse_order",
    "levels",
    "logical_chars",
    "logical_order",
    "logical_text",
    "mirror",
    "mirror_text",
    "paragraph_level",
    "reorder",
    "visual_order",
]
