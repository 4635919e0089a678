"""UAX #9 conformance: every case of BidiTest.txt and BidiCharacterTest.txt of the Unicode Character Database."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tarmim.bidi import class_levels, levels, visual_order

UNICODE = Path(os.environ.get("UNICODE_DATA", "/usr/share/unicode"))
BASES = ((1, None), (2, 0), (4, 1))  # bit of BidiTest.txt, base
SHOWN_FAILURES = 5


def data_lines(name: str) -> list[str]:
    path = UNICODE / name
    if not path.is_file():
        message = f"{path} is absent; run: apt-get install unicode-data"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return path.read_text(encoding="utf-8").splitlines()


def expected_levels(fields: list[str]) -> tuple[int | None, ...]:
    return tuple(None if field == "x" else int(field) for field in fields)


def order_without_removed(found: tuple[int | None, ...]) -> list[int]:
    kept = [at for at, level in enumerate(found) if level is not None]
    return [kept[at] for at in visual_order([level for level in found if level is not None])]


def test_bidi_test_txt() -> None:
    failures: list[str] = []
    cases = 0
    levels_expected: tuple[int | None, ...] = ()
    order_expected: list[int] = []
    order_checked = False
    for line in data_lines("BidiTest.txt"):
        if line.startswith("@Levels:"):
            levels_expected, order_checked = expected_levels(line.split()[1:]), False
        elif line.startswith("@Reorder:"):
            order_expected, order_checked = [int(field) for field in line.split()[1:]], False
        elif line and line[0] not in "#@":
            classes, bits = line.split(";")
            names = classes.split()
            for bit, base in BASES:
                if int(bits) & bit:
                    cases += 1
                    found = class_levels(names, base=base)
                    if found != levels_expected:
                        failures.append(f"{line} base={base}: {found}, not {levels_expected}")
            if not order_checked:  # the order follows from the levels, which all lines of a block share
                order_checked = True
                if order_without_removed(levels_expected) != order_expected:
                    failures.append(f"{line}: order of {levels_expected} is not {order_expected}")
    assert not failures, f"{len(failures)} of {cases}:\n" + "\n".join(failures[:SHOWN_FAILURES])
    assert cases > 700_000


def test_bidi_character_test_txt() -> None:
    failures: list[str] = []
    cases = 0
    for line in data_lines("BidiCharacterTest.txt"):
        if not line or line[0] == "#":
            continue
        cases += 1
        points, direction, _, level_field, order_field = line.split(";")
        text = "".join([chr(int(point, 16)) for point in points.split()])
        expected = expected_levels(level_field.split())
        found = levels(text, base={"0": 0, "1": 1, "2": None}[direction])
        visible = tuple(None if wanted is None else got for got, wanted in zip(found, expected, strict=True))
        order = [at for at in visual_order(found) if expected[at] is not None]
        if visible != expected or order != [int(field) for field in order_field.split()]:
            failures.append(f"{line}: {visible} {order}")
    assert not failures, f"{len(failures)} of {cases}:\n" + "\n".join(failures[:SHOWN_FAILURES])
    assert cases > 90_000
