"""The table of fonts: parts that never mix."""

from __future__ import annotations

from collections import defaultdict

from evaluation.farm.fonts import PARTS, families, part_by_hash
from tools.build_outlines import SOURCES

#: Designs that files of the bench are set in: developed with, so never tested with.
DEVELOPED = {"AlArabiya", "Furat", "KacstBook", "Nazli"}


def known_kins() -> set[str]:
    """Return the designs that the bank was made from."""
    banked = {source[0] for source in SOURCES}
    return banked | {row.kin for row in families() if row.family in banked}


def test_no_design_is_in_two_parts() -> None:
    parts = defaultdict(set)
    for row in families():
        parts[row.kin].add(row.part)
    assert {kin: found for kin, found in parts.items() if len(found) > 1} == {}


def test_what_the_bank_knows_is_for_training() -> None:
    known = known_kins()
    assert {row.family for row in families() if row.kin in known and row.part != "train"} == set()


def test_the_rest_goes_by_hash() -> None:
    free = [row for row in families() if row.kin not in known_kins() | DEVELOPED]
    assert {row.family: row.part for row in free} == {row.family: part_by_hash(row.kin) for row in free}


def test_what_the_bench_is_set_in_is_for_development() -> None:
    assert {row.part for row in families() if row.kin in DEVELOPED} == {"develop"}


def test_every_row_names_a_package_and_a_licence() -> None:
    rows = families()
    assert len({row.family for row in rows}) == len(rows) >= 100
    assert all(row.source in ("apt", "npm") and row.package and row.licence and row.part in PARTS for row in rows)
    assert sum(row.part == "test" for row in rows) >= 25
