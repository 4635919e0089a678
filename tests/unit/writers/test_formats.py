"""The formats that a document is written in, and files that appear whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path, PurePath

import pytest

import tarmim
from tarmim.writers.formats import FORMATS, format_of, write_as
from tests.unit.reading.sheets import document_of, line, lines

FULL = ["كان المعلم يقرأ كل يوم قصة جديدة", "ثم يترك الباب مفتوحا للريح والناس", "ويمضي إلى بيته القديم في الجبل من"]


@pytest.fixture(scope="module")
def document() -> tarmim.Document:
    """Return four pages: a paragraph that goes on over the first's end, none on the third, damage on the last."""
    return document_of(lines(FULL, 60), lines([*FULL, "هذه القرية."], 350), b"", line("كـــل يـــوم", 300))


def test_every_suffix_belongs_to_one_format() -> None:
    suffixes = [suffix for one in FORMATS for suffix in one.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert {format_of(PurePath("a" + suffix)) for suffix in suffixes} == set(FORMATS)


def test_a_text_split_at_its_page_breaks_has_a_part_a_page(document: tarmim.Document) -> None:
    parts = "".join(write_as(document, "text", page_breaks=True)).split("\f")
    assert [part.rstrip("\n") for part in parts] == [page.text for page in document]
    assert [bool(part) for part in parts] == [True, False, False, True]
    assert "".join(write_as(document, "text")) == document.text + "\n"


def test_a_document_without_text_is_an_empty_file(tmp_path: Path) -> None:
    document_of(b"").save(tmp_path / "empty.txt")
    assert (tmp_path / "empty.txt").read_bytes() == b""


@pytest.mark.parametrize("name", [one.name for one in FORMATS])
def test_a_file_is_what_the_format_writes(document: tarmim.Document, name: str, tmp_path: Path) -> None:
    (chosen,) = (one for one in FORMATS if one.name == name)
    document.save(tmp_path / f"a{chosen.suffixes[0]}")
    document.save(str(tmp_path / "b"), format=name)
    assert (tmp_path / "b").read_text("utf-8") == "".join(write_as(document, name))
    assert (tmp_path / f"a{chosen.suffixes[0]}").read_bytes() == (tmp_path / "b").read_bytes()


def test_formats_that_there_are_not_are_said(document: tarmim.Document, tmp_path: Path) -> None:
    with pytest.raises(tarmim.UsageError, match=r"end in '\.docx'") as error:
        document.save(tmp_path / "a.docx")
    assert ".txt" in error.value.hint
    with pytest.raises(tarmim.UsageError, match="'docx'"):
        document.save(tmp_path / "a.txt", format="docx")
    with pytest.raises(tarmim.UsageError, match="no page breaks"):
        document.save(tmp_path / "a.json", page_breaks=True)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_an_output_error(document: tarmim.Document, tmp_path: Path) -> None:
    with pytest.raises(tarmim.OutputError, match="nowhere"):
        document.save(tmp_path / "nowhere" / "a.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(tarmim.OutputError, match="it is a folder"):
        document.save(tmp_path / "folder.txt")


def test_what_was_there_stays_where_writing_fails(tmp_path: Path) -> None:
    """Half a character comes after text that can be written: nothing of it replaces the file."""
    from tarmim.writers.saving import save_text

    (tmp_path / "a.txt").write_text("before")
    with pytest.raises(tarmim.OutputError, match="D800"):
        save_text(tmp_path / "a.txt", ["after", "\ud800"])
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.txt", "before")]


def test_a_link_stays_a_link_and_keeps_the_mode(document: tarmim.Document, tmp_path: Path) -> None:
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("before")
    target.chmod(0o600)
    link.symlink_to(target)
    document.save(link)
    assert link.is_symlink()
    assert target.read_text("utf-8") == document.text + "\n"
    assert target.stat().st_mode & 0o777 == 0o600


def test_dictionaries_are_what_json_says(document: tarmim.Document) -> None:
    assert document.to_dict() == json.loads(document.to_json())
    assert document.to_dict()["text"] == document.text
