"""Values of the wrong type, and names that are none, are refused in words of ours where they are given."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tarmim
from tests.unit.reading.sheets import line, made

SAMPLE = Path(__file__).parents[2] / "samples" / "pdf" / "fpdf2-news.pdf"


class NamedBy:
    """A path-like object that says whatever it was given."""

    def __init__(self, name: Any) -> None:
        self.name = name

    def __fspath__(self) -> Any:
        return self.name


class Broken(io.RawIOBase):
    """A file whose reading ends with an error that no file should raise."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def read(self, *_: Any) -> bytes:
        raise self.error


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", []), ("language", {}), ("language", 5), ("language", b"fa"),
        ("password", 5), ("password", True), ("password", b"user"), ("password", bytearray(b"user")),
        ("unknown", 5), ("unknown", b"?"), ("unknown", ["?"]),
        ("repair", "no"), ("repair", 0), ("repair", None),
        ("keep_lines", "no"),
        ("keep_furniture", []),
    ],
)  # fmt: skip
def test_an_option_of_the_wrong_type(name: str, value: Any) -> None:
    with pytest.raises(tarmim.UsageError, match=rf"{name} is a (str|bool), not a {type(value).__name__}") as caught:
        tarmim.Options(**{name: value})
    assert "user" not in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize("options", ["x", 5, {"password": "x"}, tarmim.Options])
@pytest.mark.parametrize(
    "verb",
    [
        lambda options: tarmim.repair("نص", options=options),
        lambda options: tarmim.extract(SAMPLE, options=options),
        lambda options: tarmim.inspect(SAMPLE, options=options),
        lambda options: list(tarmim.stream(SAMPLE, options=options)),
    ],
)
def test_options_that_are_none(verb: Callable[[Any], Any], options: Any) -> None:
    with pytest.raises(tarmim.UsageError, match=r"options are a tarmim\.Options, not a"):
        verb(options)


@pytest.mark.parametrize("rules", ["tatweel", 5, b"x", [5], [None], [b"x"], [["tatweel"]]])
def test_rules_that_are_none(rules: Any) -> None:
    with pytest.raises(tarmim.UsageError, match=r"rules is a sequence|a rule is a Rule or the name of one|no rule"):
        tarmim.repair("نص", rules=rules)


@pytest.mark.parametrize("plugins", ["vendor", 5])
def test_plugins_that_are_no_sequence(plugins: Any) -> None:
    with pytest.raises(tarmim.UsageError, match="plugins is a sequence"):
        tarmim.rules(plugins=plugins)


def test_a_path_may_say_its_name_in_bytes(tmp_path: Path) -> None:
    document = tarmim.extract(NamedBy(os.fsencode(SAMPLE)))
    document.save(NamedBy(os.fsencode(tmp_path / "x.txt")))
    assert (tmp_path / "x.txt").read_text(encoding="utf-8") == document.text + "\n"


@pytest.mark.parametrize("source", ["", NamedBy(""), NamedBy(b""), NamedBy(5), NamedBy(None), "\0", "\ud800"])
def test_a_source_without_a_name(source: Any) -> None:
    with pytest.raises(tarmim.InputError) as caught:
        tarmim.extract(source)
    assert str(caught.value).strip() == str(caught.value)


@pytest.mark.parametrize("error", [EOFError(), RuntimeError("gone"), KeyError("x"), TypeError("x")])
@pytest.mark.parametrize("verb", [tarmim.extract, tarmim.inspect, lambda source: next(tarmim.stream(source))])
def test_a_file_that_breaks_while_it_is_read(verb: Callable[[Any], Any], error: Exception) -> None:
    with pytest.raises(tarmim.InputError, match="cannot be read") as caught:
        verb(Broken(error))
    assert caught.value.__cause__ is error


@pytest.fixture(scope="module")
def document() -> tarmim.Document:
    return tarmim.extract(made(line("حكاية أولى", 300)))


class TestSave:
    @pytest.mark.parametrize("path", [None, 5, b"x.txt", ["x.txt"], NamedBy(5), ""])
    @pytest.mark.parametrize("form", [None, "text"])
    def test_what_is_no_path(self, document: tarmim.Document, path: Any, form: str | None) -> None:
        with pytest.raises(tarmim.UsageError, match=r"named by a path, not by|name of the output is empty"):
            document.save(path, form)

    @pytest.mark.parametrize(
        ("name", "what"), [("a\0.txt", "holds NUL"), ("a\ud800.txt", r"half a character \(U\+D800")]
    )
    def test_a_name_that_no_file_can_have(
        self, document: tarmim.Document, name: str, what: str, tmp_path: Path
    ) -> None:
        with pytest.raises(tarmim.OutputError, match=f"no file can be named .*{what}") as caught:
            document.save(tmp_path / name)
        str(caught.value).encode()
        assert list(tmp_path.iterdir()) == []
