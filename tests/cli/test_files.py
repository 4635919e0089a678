"""Files in and out, in process: what is read, what is refused, what is left behind."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tarmim.cli import main
from tarmim.cli.files import name_of, read_source, write_out
from tarmim.errors import ExitCode, InputError, OutputError, UndecodableError, UsageError

ARABIC = "نشرت الوزارة تقريرها.\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_what_a_mark_says_is_read(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "text"
    path.write_bytes(ARABIC.encode(codec))
    assert read_source(str(path), command="repair").text == ARABIC


@pytest.mark.parametrize("codec", ["windows-1256", "iso-8859-6", "utf-16-le", "UTF-8"])
def test_a_named_encoding_is_read(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "text"
    path.write_bytes(ARABIC.encode(codec))
    assert read_source(str(path), encoding=codec, command="repair").text == ARABIC


@pytest.mark.parametrize("order", ["le", "be"])
def test_utf_16_without_a_mark_is_refused_with_its_name(tmp_path: Path, order: str) -> None:
    path = tmp_path / "text"
    path.write_bytes((ARABIC * 5).encode(f"utf-16-{order}"))
    with pytest.raises(UndecodableError) as caught:
        read_source(str(path), command="repair")
    assert f"utf-16-{order}" in caught.value.hint


def test_bad_bytes_are_named_by_offset_and_file(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(b"ab" + ARABIC.encode("windows-1256"))
    with pytest.raises(UndecodableError, match=r"old\.txt is not UTF-8: byte 2 ") as caught:
        read_source(str(path), command="repair")
    assert "--encoding windows-1256" in caught.value.hint


def test_half_a_character_at_the_end_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cut"
    path.write_bytes(ARABIC.encode()[:-3])
    with pytest.raises(UndecodableError):
        read_source(str(path), command="repair")


@pytest.mark.parametrize("name", ["klingon", "base64", "rot13", "utf-8\0"])
def test_encodings_that_are_none_are_refused(name: str) -> None:
    with pytest.raises(UsageError, match="no encoding named"):
        read_source(os.devnull, encoding=name, command="repair")


def test_line_ends_of_windows_are_read_and_remembered(tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_bytes(b"a\r\nb\r\n")
    source = read_source(str(path), command="repair")
    assert source.text == "a\nb\n"
    assert source.ends.usual == "\r\n"
    assert source.mark == ""


def test_the_byte_order_mark_of_utf_8_is_kept_apart_and_that_of_utf_16_is_not(tmp_path: Path) -> None:
    path = tmp_path / "text"
    for codec, encoding, mark in (
        ("utf-8-sig", None, "\ufeff"),
        ("utf-8-sig", "utf-8", "\ufeff"),
        ("utf-16", None, ""),
    ):
        path.write_bytes("ab".encode(codec))
        source = read_source(str(path), command="repair", encoding=encoding)
        assert (source.text, source.mark) == ("ab", mark)


def test_a_name_that_no_system_takes() -> None:
    with pytest.raises(InputError):
        read_source("a\0b", command="repair")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("x", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(InputError, match="may not be read"):
        read_source(str(path), command="repair")


def test_a_name_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in name_of("\x1b[31mred\n")
    assert "\n" not in name_of("two\nlines")


def test_output_appears_whole_with_the_mode_it_had(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    write_out(str(path), ["new ", "text\n"], command="repair")
    assert path.read_text(encoding="utf-8") == "new text\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    write_out(str(link), ["new"], command="repair")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"


def test_a_device_is_written_to(tmp_path: Path) -> None:
    write_out(os.devnull, ["gone"], command="repair")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_failure_midway_leaves_nothing_of_it(tmp_path: Path) -> None:
    def parts() -> Iterator[str]:
        yield "half"
        raise KeyboardInterrupt

    path = tmp_path / "out"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        write_out(str(path), parts(), command="repair")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_half_a_character_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"U\+D800"):
        write_out(str(tmp_path / "out"), ["a\ud800b"], command="repair")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["nowhere/out", "."])
def test_places_that_cannot_be_written(tmp_path: Path, place: str) -> None:
    with pytest.raises(OutputError):
        write_out(str(tmp_path / place), ["x"], command="repair")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_said() -> None:
    with pytest.raises(OutputError, match="No space left"):
        write_out("/dev/full", ["x" * 100_000], command="repair")


def test_ctrl_c_leaves_with_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tarmim.api.repair", interrupt)
    with pytest.raises(SystemExit) as caught:
        main(["repair", __file__])
    assert caught.value.code == ExitCode.INTERRUPTED


def test_the_exit_code_is_that_of_the_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xc7\xe1")))
    with pytest.raises(SystemExit) as caught:
        main(["repair"])
    assert caught.value.code == ExitCode.UNDECODABLE
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines()[0].startswith("tarmim: the standard input is not UTF-8")


@pytest.mark.parametrize(
    ("command", "hint"),
    [
        ("repair", 'for file in FOLDER/*.txt; do tarmim repair "$file" -o "${file%.txt}.repaired.txt"; done'),
        ("extract", 'for file in FOLDER/*.pdf; do tarmim extract "$file" -o "${file%.pdf}.txt"; done'),
        ("inspect", 'for file in FOLDER/*.pdf; do tarmim inspect "$file"; done'),
    ],
)
def test_a_folder_is_answered_with_the_command_that_was_typed(
    tmp_path: Path, command: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([command, str(tmp_path)])
    said, advised = capsys.readouterr().err.splitlines()
    assert said == f"tarmim: {tmp_path} is a folder"
    assert advised == "hint: " + hint.replace("FOLDER", str(tmp_path))


def test_a_pdf_given_to_repair_is_sent_to_extract(tmp_path: Path) -> None:
    path = tmp_path / "a paper.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    with pytest.raises(InputError) as caught:
        read_source(str(path), command="repair")
    assert caught.value.hint == f"tarmim extract '{path}'"


@pytest.mark.parametrize("command", ["extract", "inspect"])
def test_what_is_no_pdf_is_named(tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "news.txt"
    path.write_text(ARABIC, encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        main([command, str(path)])
    assert left.value.code == ExitCode.PDF
    said = f"tarmim: {path} is not a PDF, it looks like text\nhint: tarmim repair {path}\n"
    assert capsys.readouterr().err == said


def test_the_name_of_a_pdf_cannot_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "\x1b[31mred"
    path.write_text(ARABIC, encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["extract", str(path)])
    assert "\x1b" not in capsys.readouterr().err
