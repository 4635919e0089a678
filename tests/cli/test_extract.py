"""`tarmim extract` as a person uses it: the real command, its streams, its files and its exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest

import tarmim
from tests.complaints import assert_complaint
from tests.unit.reading.sheets import at, line, lines, made

TEXTS = ("حكاية أولى عن الملوك", "حكاية ثانية عن البحر", "حكاية ثالثة عن الجبل")
FORMS = "\ufe90\ufe98\ufedb"


def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Return the finished command."""
    command = [sys.executable, "-m", "tarmim", "extract", *arguments]
    return subprocess.run(command, input=given, capture_output=True, timeout=120, check=False)


def written(folder: Path, data: bytes, name: str = "paper.pdf") -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


@pytest.fixture
def paper(tmp_path: Path) -> str:
    return written(tmp_path, made(*(line(text, 300) for text in TEXTS)))


@pytest.fixture
def locked(tmp_path: Path) -> str:
    encryption = pikepdf.Encryption(owner="owner", user="secret", R=6)
    return written(tmp_path, made(line(TEXTS[0], 300), encryption=encryption), "locked.pdf")


def test_the_text_goes_to_the_standard_output(paper: str) -> None:
    done = run(paper)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, "\n".join(TEXTS) + "\n", b"")


def test_it_is_what_the_api_gives(paper: str) -> None:
    assert run(paper).stdout.decode() == tarmim.extract(paper).text + "\n"


def test_output_goes_to_a_file_and_nowhere_else(paper: str, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    done = run(paper, "-o", str(out))
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert out.read_bytes() == ("\n".join(TEXTS) + "\n").encode()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.txt", "paper.pdf"]


def test_a_folder_that_there_is_not(paper: str, tmp_path: Path) -> None:
    assert_complaint(run(paper, "-o", str(tmp_path / "none" / "out.txt")), 5)


def test_the_standard_input_is_read(paper: str) -> None:
    done = run("-", given=Path(paper).read_bytes())
    assert (done.returncode, done.stdout.decode()) == (0, "\n".join(TEXTS) + "\n")


@pytest.mark.parametrize(
    ("pages", "numbers"),
    [
        ("1", [1]),
        ("2-3", [2, 3]),
        ("1,3", [1, 3]),
        ("3,1", [3, 1]),
        (" 1 - 2 , 3", [1, 2, 3]),
        ("1-2,2,1", [1, 2]),
        ("2-", [2, 3]),
        ("-2", [1, 2]),
    ],
)
def test_pages_are_chosen(paper: str, pages: str, numbers: list[int]) -> None:
    done = run(paper, "--pages", pages)
    assert (done.returncode, done.stdout.decode()) == (0, "".join(TEXTS[k - 1] + "\n" for k in numbers))


@pytest.mark.parametrize("pages", ["", "0", "x", "3-1", "-", "--1", "1,,2", "1.5", "1-2-3", "٣a"])
def test_pages_that_are_no_list(paper: str, pages: str) -> None:
    assert_complaint(run(paper, f"--pages={pages}"), 2, "--pages 1-3")


@pytest.mark.parametrize("pages", ["4", "1-4", "999999"])
def test_a_page_that_there_is_not(paper: str, pages: str) -> None:
    assert_complaint(run(paper, "--pages", pages), 2, "no page", "the file has 3")


def boxes(entry: Any) -> list[list[float]]:
    """Return every box within a part of the JSON."""
    found: list[list[float]] = []
    if isinstance(entry, dict):
        found += [entry["box"]] if "box" in entry else []
        entry = list(entry.values())
    if isinstance(entry, list):
        for part in entry:
            found += boxes(part)
    return found


def test_json_has_pages_blocks_lines_and_words(tmp_path: Path) -> None:
    path = written(tmp_path, made(lines(["كان في قديم الزمان م", "لك عادل يحب"], 300) + at(FORMS, 300, 200, size=14)))
    done = run(path, "--format", "json")
    assert (done.returncode, done.stderr) == (0, b"")
    found = json.loads(done.stdout)
    (page,) = found["pages"]
    assert (page["number"], page["box"], page["rotation"], page["problems"]) == (1, [0, 0, 400, 400], 0, [])
    first = page["blocks"][0]
    assert (first["kind"], first["text"], first["angle"]) == ("paragraph", "كان في قديم الزمان م لك عادل يحب", 0)
    assert [one["text"] for one in first["lines"]] == ["كان في قديم الزمان م", "لك عادل يحب"]
    assert [word["text"] for word in first["lines"][1]["words"]] == ["لك", "عادل", "يحب"]
    assert page["blocks"][1]["raw"] == FORMS[::-1]
    assert found["text"].split("\n")[1] == "كتب"
    assert found["version"] == tarmim.__version__


def test_boxes_in_json_lie_on_the_page(paper: str) -> None:
    for page in json.loads(run(paper, "--format", "json").stdout)["pages"]:
        left, bottom, right, top = page["box"]
        assert len(boxes(page)) > 4
        for box in boxes(page):
            assert left <= box[0] <= box[2] <= right
            assert bottom <= box[1] <= box[3] <= top


def test_json_keeps_furniture_and_hidden_text_apart(tmp_path: Path) -> None:
    content = b"/Artifact BMC\n" + line("ترويسة", 380) + b"EMC\n" + line("كلمات مخفية", 200, size=1)
    path = written(tmp_path, made(content + line(TEXTS[0], 300)))
    found = json.loads(run(path, "--format", "json").stdout)
    blocks = [(block["kind"], block["text"]) for block in found["pages"][0]["blocks"]]
    assert blocks == [("paragraph", TEXTS[0]), ("furniture", "ترويسة"), ("hidden", "كلمات مخفية")]
    assert found["text"] == TEXTS[0]
    assert run(path).stdout.decode() == TEXTS[0] + "\n"


def test_json_has_the_pages_chosen(paper: str, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    run(paper, "--format", "json", "--pages", "3", "-o", str(out))
    assert [page["number"] for page in json.loads(out.read_text(encoding="utf-8"))["pages"]] == [3]


def test_a_form_that_there_is_not(paper: str) -> None:
    done = run(paper, "--format", "xml")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "xml" in done.stderr.decode()


def test_the_password_opens(locked: str) -> None:
    assert run(locked, "--password", "secret").stdout.decode() == TEXTS[0] + "\n"


def test_a_wrong_password(locked: str) -> None:
    assert_complaint(run(locked, "--password", "guess"), 7, "password")


def test_a_missing_password(locked: str) -> None:
    assert_complaint(run(locked), 7, "password", "--password")


@pytest.mark.parametrize("data", [b"", b"no PDF at all\n", b"%PDF-1.7\n", b"\x00" * 2000], ids=range(4))
def test_what_is_no_pdf(tmp_path: Path, data: bytes) -> None:
    assert_complaint(run(written(tmp_path, data)), 6)
    assert_complaint(run("-", given=data), 6)


def test_a_file_cut_in_half(tmp_path: Path) -> None:
    """Of the objects that are left no page can be read: each thing that is wrong is said, and what to do."""
    data = made(line(TEXTS[0], 300), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    done = run(written(tmp_path, data[: len(data) // 2]))
    assert (done.returncode, done.stdout) == (6, b"")
    *said, last, hint = done.stderr.decode().splitlines()
    assert said[0].startswith("tarmim: the file: ")
    assert last == "tarmim: no page could be read"
    assert hint.startswith("hint: tarmim inspect ")


def test_a_file_that_there_is_not(tmp_path: Path) -> None:
    assert_complaint(run(str(tmp_path / "none.pdf")), 3, "none.pdf")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert_complaint(run(str(tmp_path)), 3)


def test_no_repair_leaves_the_text_as_the_maps_have_it(tmp_path: Path) -> None:
    path = written(tmp_path, made(at(FORMS, 300, 300)))
    assert run(path).stdout.decode() == "كتب\n"
    assert run(path, "--no-repair").stdout.decode() == FORMS[::-1] + "\n"


def test_a_pdf_without_text_says_so(tmp_path: Path) -> None:
    done = run(written(tmp_path, made(b"0 0 100 100 re f", b"")))
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"tarmim: no text on the pages\n")


PICTURE = b"q 300 0 0 300 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"


def test_a_scan_needs_ocr(tmp_path: Path) -> None:
    done = run(written(tmp_path, made(PICTURE, b"", PICTURE)))
    assert_complaint(done, 10, "no text on the pages: a scan, perhaps", "ocrmypdf")


def test_some_pages_need_ocr(tmp_path: Path) -> None:
    done = run(written(tmp_path, made(PICTURE, line(TEXTS[0], 300), PICTURE)))
    assert (done.returncode, done.stdout.decode()) == (8, TEXTS[0] + "\n")
    assert done.stderr.decode().startswith("tarmim: pages 1, 3: ")


def test_letters_that_cannot_be_told_are_said(tmp_path: Path) -> None:
    done = run(written(tmp_path, made(line("كان في قديم", 300), line("عين", 300), letters={ord("ع"): None})))
    assert (done.returncode, done.stdout.decode()) == (0, "كان في قديم\n\ufffdين\n")
    assert done.stderr.decode().startswith("tarmim: page 2: there are letters that cannot be told")


def test_a_file_of_which_nothing_can_be_read(tmp_path: Path) -> None:
    done = run(written(tmp_path, made(b"/F9 10 Tf (lost) Tj\n", b"/F9 10 Tf (lost) Tj\n")))
    assert (done.returncode, done.stdout) == (6, b"")
    first, second, hint = done.stderr.decode().splitlines()
    assert first.startswith("tarmim: pages 1-2: the font F9 is missing")
    assert second == "tarmim: no page could be read"
    assert hint.startswith("hint: tarmim inspect ")


def test_a_page_in_trouble_costs_no_other(tmp_path: Path) -> None:
    data = made(line(TEXTS[0], 300), line(TEXTS[1], 300))
    pdf = pikepdf.open(written(tmp_path, data))
    pdf.pages[0].obj.Contents = pikepdf.Stream(pdf, b"not deflated", Filter=pikepdf.Name.FlateDecode)
    broken = tmp_path / "broken.pdf"
    pdf.save(broken, recompress_flate=False)
    done = run(str(broken))
    assert done.stdout.decode() == TEXTS[1] + "\n"
    assert done.returncode == 8
    assert "page 1" in done.stderr.decode()


def test_help_has_examples() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert "tarmim extract paper.pdf -o paper.txt" in done.stdout.decode()


def test_no_file_is_a_wrong_use() -> None:
    done = run()
    assert (done.returncode, done.stdout) == (2, b"")
