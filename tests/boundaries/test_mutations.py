"""The list of changes that tests are to notice: each still applies, and names tests that there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.mutate import ROOT, Mutation, applies, main, mutated, read_mutations

MUTATIONS = read_mutations()
SOURCE = "_SHARE: Final = 0.4\n_OTHER: Final = 0.5\n\ndef is_far(gap: float) -> bool:\n    return gap >= 2 * _OTHER\n"

LISTED = """
[[mutation]]
number = {number}
module = "made.py"
{place}
put = "0.6"
what = "made"
tests = ["tests/made.py"]
"""


def listed(folder: Path, *entries: str) -> list[Mutation]:
    path = folder / "list.toml"
    path.write_text("".join(entries), "utf-8")
    return read_mutations(path)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=[f"{one.number} {one.what}" for one in MUTATIONS])
def test_a_change_applies_once_or_is_said_to_be_gone(mutation: Mutation) -> None:
    assert applies(mutation) == (not mutation.gone)
    assert all((ROOT / test).is_file() for test in mutation.tests)


@pytest.mark.parametrize(
    ("place", "changed"),
    [
        ("value = '0.4'", SOURCE.replace("0.4", "0.6")),
        ("name = '_OTH[A-Z]*'\nvalue = '0.5'", SOURCE.replace("0.5", "0.6")),
        (r"pattern = 'gap >= (\d)'", SOURCE.replace("2", "0.6")),
    ],
)
def test_a_change_is_made_in_its_place(tmp_path: Path, place: str, changed: str) -> None:
    (mutation,) = listed(tmp_path, LISTED.format(number=1, place=place))
    assert mutated(SOURCE, mutation) == changed


@pytest.mark.parametrize("place", ["value = '0.7'", "pattern = '(_OTHER)'"], ids=["nowhere", "twice"])
def test_a_change_without_one_place_is_an_error(tmp_path: Path, place: str) -> None:
    (mutation,) = listed(tmp_path, LISTED.format(number=1, place=place))
    with pytest.raises(LookupError, match=r"made\.py"):
        mutated(SOURCE, mutation)


@pytest.mark.parametrize(
    ("entries", "complaint"),
    [
        ((LISTED.format(number=1, place="value = '1'"),) * 2, "twice"),
        ((LISTED.format(number=1, place="pattern = '1'"),), "one group"),
        ((LISTED.format(number=1, place="value = '1'").replace('"tests/made.py"', ""),), "no tests"),
    ],
)
def test_a_list_that_says_too_little_is_refused(tmp_path: Path, entries: tuple[str, ...], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        listed(tmp_path, *entries)


def test_a_number_that_is_not_in_the_list_is_refused() -> None:
    with pytest.raises(SystemExit):
        main(["--only", "9999"])
