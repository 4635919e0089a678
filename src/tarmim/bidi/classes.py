"""Bidirectional classes, paired brackets and mirrored characters, by character.

The algorithm works on *codes*: strings with one letter per character, so that each rule of UAX #9 can
be a regular expression over them.  The letters are private to this package; `encode` makes them from
the class names of the standard.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from tarmim.bidi.table import BRACKET_PAIRS, CANONICAL_BRACKETS, CLASS_RANGES, MIRROR_PAIRS
from tarmim.script.ranges import RangeMap, range_map

CODES: Final = {
    "L": "L", "R": "R", "AL": "A",
    "EN": "E", "AN": "N", "ES": "s", "ET": "t", "CS": "c", "NSM": "m",
    "BN": "b", "B": "B", "S": "S", "WS": "w", "ON": "o",
    "LRE": "1", "RLE": "2", "LRO": "3", "RLO": "4", "PDF": "5",
    "LRI": "6", "RLI": "7", "FSI": "8", "PDI": "9",
}  # fmt: skip
"""Class name of UAX #9 table 4 to the one-letter code used inside this package."""
