"""`tarmim inspect` as a person uses it: the real command, its streams and its exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pikepdf
import pytest

import tarmim
from tarmim.writers.document import write_document
from tests.complaints import assert_complaint
from tests.json_keys import keys
from tests.unit.reading.sheets import at, line, made

AIN = 0x639
SOUND, FORMS, UNREAD = line("كان في قديم الزمان", 300), at("\ufe90\ufe98\ufedb", 300, 300), line("عين", 300)
PICTURE = b"q 300 0 0 300 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"
DOCS = Path(__file__).parents[2] / "docs"


@cache
def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Return the finished command; the files do not change, so that the same one need not run again."""
    command = [sys.executable, "-m", "tarmim", "inspect", *arguments]
    wide = {**os.environ, "COLUMNS": "200"}  # the path of a temporary folder may be long
    return subprocess.run(command, input=given, capture_output=True, timeout=120, check=False, env=wide)


def written(folder: Path, data: bytes, name: str = "paper.pdf") -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("papers")


@pytest.fixture(scope="module")
def sound(folder: Path) -> str:
    return written(folder, made(SOUND), "sound.pdf")


@pytest.fixture(scope="module")
def damaged(folder: Path) -> str:
    """A file that can be repaired: pages 2 and 3 in presentation forms."""
    return written(folder, made(SOUND, FORMS, FORMS, SOUND), "damaged.pdf")


@pytest.fixture(scope="module")
def hopeless(folder: Path) -> str:
    """A file with a letter that cannot be told, on page 2."""
    return written(folder, made(SOUND, UNREAD, letters={AIN: None}), "hopeless.pdf")


@pytest.fixture(scope="module")
def unreadable(folder: Path) -> str:
    """A file whose second page is damaged, so that nothing is left of it."""
    pdf = pikepdf.open(written(folder, made(SOUND, SOUND), "whole.pdf"))
    pdf.pages[1].obj.Contents = pikepdf.Stream(pdf, b"not deflated", Filter=pikepdf.Name.FlateDecode)
    pdf.save(folder / "unreadable.pdf", recompress_flate=False)
    return str(folder / "unreadable.pdf")


@pytest.fixture(scope="module")
def locked(folder: Path) -> str:
    encryption = pikepdf.Encryption(owner="owner", user="secret", R=6)
    return written(folder, made(SOUND, encryption=encryption), "locked.pdf")


def said(done: subprocess.CompletedProcess[bytes]) -> str:
    assert done.stderr == b""
    return done.stdout.decode()


class TestForPeople:
    def test_a_sound_file(self, sound: str) -> None:
        done = run(sound)
        assert done.returncode == 0
        assert said(done).startswith("sound: ")
        assert said(done).rstrip().endswith(f"tarmim extract {sound}")
        assert "Test" in said(done)
        assert "Type0, not embedded" in said(done)

    def test_a_damaged_file(self, damaged: str) -> None:
        done = run(damaged)
        rows = said(done).splitlines()
        assert done.returncode == 0
        assert rows[0].startswith("repairable: ")  # no colours where nobody looks on
        assert rows[-4] == "        6  presentation forms for letters"
        assert rows[-3:-1] == ["pages 1, 4: sound", "pages 2-3: repairable"]
        assert rows[-1] == f"to read it: tarmim extract {damaged}"

    def test_a_file_that_needs_ocr_is_not_sent_to_extract(self, hopeless: str) -> None:
        done = run(hopeless)
        assert done.returncode == 0
        assert said(done).startswith("needs OCR: ")
        assert re.search(r"^ +1  letters that cannot be told$", said(done), re.MULTILINE)
        assert "page 2: needs OCR" in said(done)
        assert "tarmim extract" in said(done)  # its first page is sound

    def test_a_scan_is_not_sent_to_extract(self, folder: Path) -> None:
        done = run(written(folder, made(PICTURE), "scan.pdf"))
        *rows, hint = said(done).splitlines()[1:]
        assert rows == ["        1  a picture, and no text", "page 1: needs OCR"]
        assert hint.startswith("for the pictures: ocrmypdf ")

    def test_what_to_type_next_can_be_typed(self, folder: Path) -> None:
        path = written(folder, made(SOUND), "two words.pdf")
        assert f"tarmim extract '{path}'" in said(run(path))

    def test_what_to_type_next_is_one_line(self, folder: Path) -> None:
        path = written(folder, made(SOUND), f"{'long' * 50}.pdf")
        assert f"to read it: tarmim extract {path}" in said(run(path)).splitlines()

    def test_the_standard_input_is_read(self, damaged: str) -> None:
        done = run("-", given=Path(damaged).read_bytes())
        assert done.returncode == 0
        assert said(done).startswith("repairable: ")
        assert "tarmim extract -" not in said(done)

    def test_pages_are_chosen(self, damaged: str) -> None:
        rows = said(run(damaged, "--pages", "4,1")).splitlines()
        assert rows[0].startswith("sound: ")
        assert rows[-2] == "pages 4, 1: sound"


class TestExitCodes:
    @pytest.mark.parametrize(
        ("name", "least", "code"),
        [
            ("sound", "repairable", 0),
            ("damaged", "repairable", 9),
            ("damaged", "needs-ocr", 0),
            ("hopeless", "needs-ocr", 9),
            ("hopeless", "unreadable", 0),
            ("unreadable", "needs-ocr", 9),
            ("unreadable", "unreadable", 9),
        ],
    )
    def test_fail_on(self, request: pytest.FixtureRequest, name: str, least: str, code: int) -> None:
        done = run(request.getfixturevalue(name), "--fail-on", least)
        assert done.returncode == code
        assert len(said(done).splitlines()) > 2

    @pytest.mark.parametrize("arguments", [("--fail-on", "sound"), ("more.pdf",)])
    def test_wrong_use(self, sound: str, arguments: tuple[str, ...]) -> None:
        assert_complaint(run(sound, *arguments), 2, "tarmim inspect --help")

    def test_no_file_is_a_wrong_use(self) -> None:
        assert_complaint(run(), 2, "tarmim inspect --help")

    def test_a_page_that_there_is_not(self, sound: str) -> None:
        assert_complaint(run(sound, "--pages", "2"), 2, "no page 2", "the file has 1")

    def test_a_file_that_there_is_not(self, folder: Path) -> None:
        assert_complaint(run(str(folder / "none.pdf")), 3, "none.pdf")

    def test_what_is_no_pdf(self, folder: Path) -> None:
        assert_complaint(run(written(folder, b"no PDF at all\n", "text.pdf")), 6)

    def test_passwords(self, locked: str) -> None:
        assert_complaint(run(locked), 7, "password", "--password")
        assert run(locked, "--password", "secret").returncode == 0

    def test_a_page_in_trouble_is_told(self, unreadable: str) -> None:
        done = run(unreadable)
        rows = said(done).splitlines()
        assert done.returncode == 8
        (problem,) = tarmim.extract(unreadable).pages[1].problems
        assert rows[0].startswith("unreadable: ")
        assert rows[-4:-1] == ["page 1: sound", "page 2: unreadable", f"page 2: {problem}"]

    def test_a_file_of_which_nothing_can_be_read(self, unreadable: str) -> None:
        assert run(unreadable, "--pages", "2").returncode == 6


class TestJson:
    def test_it_has_the_keys_of_a_report(self, hopeless: str) -> None:
        done = run(hopeless, "--json")
        assert done.returncode == 0
        found = json.loads(said(done))
        assert set(found) == {"version", "verdict", "problems", "findings", "fonts", "pages"}
        assert (found["version"], found["verdict"]) == (tarmim.__version__, "needs OCR")
        assert found["findings"] == {"unmapped": 1, "unknown": 1}
        first, second = found["pages"]
        assert first == {"number": 1, "verdict": "sound", "glyphs": 15, "findings": {}, "problems": []}
        assert second == {
            "number": 2, "verdict": "needs OCR", "glyphs": 3, "findings": {"unmapped": 1, "unknown": 1}, "problems": [],
        }  # fmt: skip
        (font,) = found["fonts"]
        assert set(font) == {
            *("number", "name", "subtype", "embedded", "codes", "proved", "guessed", "unknown", "uses", "evidence"),
            *("confidence", "readings"),
        }
        (reading,) = font["readings"]
        assert set(reading) == {"code", "mapped", "text", "evidence", "confidence", "uses", "candidates"}
        assert (reading["code"], reading["mapped"], reading["text"]) == (AIN, None, "\ufffd")
        assert all(set(one) == {"text", "probability"} for one in reading["candidates"])

    def test_fonts_are_those_of_extract(self, hopeless: str) -> None:
        document = json.loads("".join(write_document(tarmim.extract(hopeless), version="1")))
        assert document["fonts"] == json.loads(said(run(hopeless, "--json")))["fonts"]

    def test_fail_on_goes_with_it(self, damaged: str) -> None:
        done = run("-", "--json", "--fail-on", "repairable", given=Path(damaged).read_bytes())
        assert done.returncode == 9
        assert json.loads(said(done))["findings"] == {"forms": 6}

    def test_the_docs_have_its_keys(self, hopeless: str) -> None:
        described = (DOCS / "json.md").read_text("utf-8")
        missing = {key for key in keys(json.loads(said(run(hopeless, "--json")))) if f"`{key}`" not in described}
        assert missing == set()


def test_the_docs_have_its_exit_code() -> None:
    assert re.search(r"^\|\s*`?9`?\s*\|", (DOCS / "errors.md").read_text("utf-8"), re.MULTILINE)


def test_help_has_examples() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert "tarmim inspect paper.pdf --fail-on needs-ocr" in said(done)
