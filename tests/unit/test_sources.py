"""Where a PDF may come from: whatever Python calls a path, bytes or a file."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tarmim

SAMPLE = Path(__file__).parents[2] / "samples" / "pdf" / "fpdf2-urdu.pdf"


class Named:
    """A path that is no Path, as other libraries have them."""

    def __fspath__(self) -> str:
        return str(SAMPLE)


SOURCES: dict[str, Callable[[], Any]] = {
    "str": lambda: str(SAMPLE),
    "Path": lambda: SAMPLE,
    "PathLike": Named,
    "bytes": SAMPLE.read_bytes,
    "bytearray": lambda: bytearray(SAMPLE.read_bytes()),
    "memoryview": lambda: memoryview(SAMPLE.read_bytes()),
    "BytesIO": lambda: io.BytesIO(SAMPLE.read_bytes()),
    "buffered": lambda: io.BufferedReader(io.BytesIO(SAMPLE.read_bytes())),
}


@pytest.mark.parametrize("kind", SOURCES)
def test_every_kind_of_source_is_read(kind: str) -> None:
    expected = tarmim.extract(SAMPLE)
    assert tarmim.extract(SOURCES[kind]()) == expected
    assert tarmim.inspect(SOURCES[kind]()) == tarmim.inspect(SAMPLE)
    assert [page.number for page in tarmim.stream(SOURCES[kind]())] == [1]


def test_a_file_is_read_from_where_it_stands_and_stays_open() -> None:
    with SAMPLE.open("rb") as file:
        assert tarmim.extract(file) == tarmim.extract(SAMPLE)
        assert not file.closed
        assert file.read() == b""


@pytest.mark.parametrize(
    ("source", "what"),
    [
        (io.StringIO("%PDF"), "gives no bytes"),
        (7, "cannot be read"),
        (None, "cannot be read"),
        ([b""], "cannot be read"),
    ],
)
def test_what_is_no_source_is_an_input_error(source: Any, what: str) -> None:
    with pytest.raises(tarmim.InputError, match=what) as error:
        tarmim.extract(source)
    assert error.value.hint


def test_a_closed_file_is_an_input_error() -> None:
    file = io.BytesIO(SAMPLE.read_bytes())
    file.close()
    with pytest.raises(tarmim.InputError, match="closed file"):
        tarmim.extract(file)
