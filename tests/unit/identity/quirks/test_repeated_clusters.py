"""A font that maps each glyph of a cluster to all letters of the cluster."""

from __future__ import annotations

from tarmim.identity.decision.facts import MappedCode
from tarmim.model.font import State
from tests.unit.identity.decision.test_document import decide, font
from tests.unit.identity.typefaces import truetype, written

LETTERS = "بتثجحخدذ"
TRUE = frozenset({0})


def read(parts: int = 6, proved: int = 2) -> frozenset[int]:
    """Return the fonts that map so, given one with codes mapped to more than they are, and others that are right."""
    names = [f"uni{ord(char):04X}" for char in LETTERS]
    maps = {(0, k + 1): MappedCode(char + "\u0651", State.MAPPED) for k, char in enumerate(LETTERS[:parts])}
    right = enumerate(LETTERS[parts : parts + proved], parts)
    maps |= {(0, k + 1): MappedCode(char, State.MAPPED) for k, char in right}
    maps[0, len(LETTERS) + 1] = MappedCode("", State.ABSENT)
    return decide({0: font(program=written(truetype([*names, "uni0639"], {})))}, maps, {}).repeating


def test_most_codes_are_parts_of_what_they_are_mapped_to() -> None:
    assert read() == TRUE == read(parts=5, proved=3)


def test_four_parts_are_too_few() -> None:
    assert read(parts=4, proved=0) == frozenset()
