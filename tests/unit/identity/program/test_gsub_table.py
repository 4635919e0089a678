"""The GSUB table: what is damaged of it is left out, and what is made to cost is cut."""

from __future__ import annotations

import random
import struct
import time

import pytest

from tarmim.identity.program.glyph_names import FormedLetters
from tarmim.identity.program.gsub import substituted_letters
from tarmim.identity.program.gsub_table import lookups_of
from tests.unit.identity.program.test_gsub import BEH, FORMS, JEEM, gsub

ALL_KINDS = """
feature init { sub beh by beh.init; } init;
feature salt { sub jeem from [jeem.fina one two]; } salt;
feature liga { sub lam alef by lam_alef; } liga;
feature rclt { rsub beh' lam by beh.medi; } rclt;
"""


def numbers(*values: int) -> bytes:
    return struct.pack(f">{len(values)}H", *values)


def table_of(lookups: list[bytes]) -> bytes:
    """Return a table without features whose lookups all lie one behind the other."""
    offsets, place = [], 2 + 2 * len(lookups)
    for lookup in lookups:
        offsets.append(place)
        place += len(lookup)
    return numbers(1, 0, 0, 0, 10, len(lookups), *offsets) + b"".join(lookups)


#: A lookup of one substitution by difference, its coverage behind it: all glyphs.
ALL_GLYPHS = numbers(1, 0, 1, 8) + numbers(1, 6, 1) + numbers(2, 1, 0, 0xFFFF, 0)


def test_all_kinds() -> None:
    found = {tags: len(substitutions) for tags, substitutions in lookups_of(gsub(ALL_KINDS))}
    assert found == {("init",): 1, ("salt",): 3, ("liga",): 1, ("rclt",): 1}


def test_a_difference_goes_round_at_the_last_glyph() -> None:
    ((_, substitutions),) = lookups_of(table_of([ALL_GLYPHS]))
    assert len(substitutions) == 0x10000
    assert substitutions[-1] == ((0xFFFF,), 0)


@pytest.mark.parametrize("content", [b"", b"\0" * 9, bytes(200), b"\xff" * 200, numbers(1, 0, 0, 0, 10, 0xFFFF)])
def test_what_is_no_table_has_no_lookups(content: bytes) -> None:
    assert [one for _, one in lookups_of(content) if one] == []


def test_a_table_cut_short_is_read_up_to_there() -> None:
    whole = gsub(FORMS)
    counts = [sum(len(found) for _, found in lookups_of(whole[:end])) for end in range(len(whole) + 1)]
    assert counts == sorted(counts)
    assert counts[-1] == 8
    assert 0 in counts[1:]


def test_damage_costs_no_more_than_what_is_damaged() -> None:
    rng, whole = random.Random(1), gsub(FORMS + "feature rlig { sub lam.init alef.fina by lam_alef; } rlig;")
    kept = 0
    for _ in range(500):
        damaged = bytearray(whole)
        damaged[rng.randrange(len(whole))] = rng.randrange(256)
        kept += bool(substituted_letters(bytes(damaged), {2: (BEH,), 3: (JEEM,)}))
    assert kept > 400


def test_lookups_that_lie_over_each_other_are_cut() -> None:
    """Sixty thousand lookups of sixty thousand glyphs each, in 120 kB."""
    count = 60_000
    content = numbers(1, 0, 0, 0, 10, count) + numbers(*[2 + 2 * count & 0xFFFF] * count) + bytes(70_000)
    place = 10 + (2 + 2 * count & 0xFFFF)
    content = content[:place] + ALL_GLYPHS + content[place + len(ALL_GLYPHS) :]
    start = time.process_time()
    assert 100_000 < sum(len(found) for _, found in lookups_of(content)) <= 600_000
    assert time.process_time() - start < 5


def test_ligatures_of_ligatures_do_not_grow_without_end() -> None:
    """Each glyph is the one before it twice."""
    rules = [
        numbers(4, 0, 1, 8) + numbers(1, 8, 1, 14) + numbers(1, 1, glyph) + numbers(1, 4) + numbers(glyph + 1, 2, glyph)
        for glyph in range(1, 60)
    ]
    found = substituted_letters(table_of(rules), {1: (BEH,)})
    assert found[2] == FormedLetters(BEH * 2)
    assert max(len(one.letters) for one in found.values()) == 64
