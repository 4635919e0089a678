"""Where a PDF may come from: whatever Python calls a path, bytes or a file."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
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
        (io.StringIO("%PDF"), "gives no bytes: it is open for reading text"),
        (7, "a path, bytes, or a file open for reading bytes, not int"),
        (None, "a path, bytes, or a file open for reading bytes, not NoneType"),
        ([b""], "a path, bytes, or a file open for reading bytes, not list"),
    ],
)
def test_what_is_no_source_is_an_input_error(source: Any, what: str) -> None:
    with pytest.raises(tarmim.InputError, match=what) as error:
        tarmim.extract(source)
    assert error.value.hint


@pytest.mark.parametrize(
    ("content", "what", "hint"),
    [
        (b"PK\x03\x04" + bytes(26) + b"word/document.xml", r"is a Word document \(\.docx\), not a PDF", "soffice "),
        (b"\x89PNG\r\n\x1a\n", r"is a picture \(PNG\), not a PDF", "tesseract "),
        (b"a letter", "is not a PDF, it looks like text", "tarmim.repair"),
        (bytes(range(255)), "is not a PDF", "check"),
    ],
)
def test_another_kind_of_file_is_named(tmp_path: Path, content: bytes, what: str, hint: str) -> None:
    path = tmp_path / "letter"
    path.write_bytes(content)
    for source in (path, content):
        with pytest.raises(tarmim.PdfError, match=what) as error:
            tarmim.extract(source)
        assert hint in error.value.hint


def test_a_password_is_asked_for_as_one_types_it_in_python(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    with pikepdf.open(SAMPLE) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="owner", user="secret"))
    for options in (None, tarmim.Options(password="guess")):
        with pytest.raises(tarmim.PasswordError) as error:
            tarmim.extract(path, options=options)
        assert 'Options(password="WORD")' in error.value.hint


@pytest.mark.parametrize("given", [b"abc", bytearray(b"abc"), None, 7, Path("paper.txt"), ["a"], io.StringIO("a")])
def test_what_is_no_text_is_not_repaired(given: Any) -> None:
    with pytest.raises(tarmim.UsageError, match=f"a text is a str, not {type(given).__name__}") as error:
        tarmim.repair(given)
    assert "tarmim.repair(" in error.value.hint


def test_a_closed_file_is_an_input_error() -> None:
    file = io.BytesIO(SAMPLE.read_bytes())
    file.close()
    with pytest.raises(tarmim.InputError, match="closed file"):
        tarmim.extract(file)
