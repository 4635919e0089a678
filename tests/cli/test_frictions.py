"""What stood in the way of people who used the command for the first time, each thing once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pikepdf
import pytest

import tarmim
from tarmim.errors import ExitCode
from tarmim.pdf.kinds import kind_of
from tarmim.script.languages import languages
from tarmim.writers.formats import FORMATS, Format
from tests.complaints import assert_complaint
from tests.unit.reading.sheets import line, made

VERBS = ("extract", "inspect", "repair", "rules", "model", "fonts", "completion")
PICTURE = b"q 300 0 0 300 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"
TEXTS = ("حكاية أولى في الملوك", "حكاية ثانية في البحر", "حكاية ثالثة في الجبل")
STRETCHED = "تصــدر المكتبــة العامــة نشــرة شهريــة"


def run(*arguments: object, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "tarmim", *map(str, arguments)]
    return subprocess.run(command, input=given, capture_output=True, timeout=120, check=False)


def said(*arguments: object) -> str:
    done = run(*arguments)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """Three pages with a running head that is marked as such."""
    head = b"/Artifact BMC\n" + line("ترويسة", 380) + b"EMC\n"
    path = tmp_path / "paper.pdf"
    path.write_bytes(made(*(head + line(text, 300) for text in TEXTS)))
    return path


class TestHints:
    def test_a_pdf_given_to_repair(self, paper: Path) -> None:
        assert_complaint(run("repair", paper), ExitCode.INPUT, f"{paper} is a PDF", f"hint: tarmim extract {paper}")

    def test_what_is_no_pdf_is_named(self, tmp_path: Path) -> None:
        path = tmp_path / "noise.bin"
        path.write_bytes(bytes(range(256)) * 4)
        assert_complaint(run("extract", path), ExitCode.PDF, f"{path} is not a PDF")

    @pytest.mark.parametrize("command", ["extract", "inspect", "repair"])
    def test_a_word_document(self, tmp_path: Path, command: str) -> None:
        path = tmp_path / "letter.docx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("word/document.xml", "<w:document/>")
        code = ExitCode.INPUT if command == "repair" else ExitCode.PDF
        assert_complaint(run(command, path), code, f"{path} is a Word document", "--convert-to pdf")
        assert "--encoding" not in run(command, path).stderr.decode()

    @pytest.mark.parametrize(
        ("head", "name", "word"),
        [
            (b"\x89PNG\r\n\x1a\n\0\0", "PNG", "tesseract"),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG", "tesseract"),
            (b"II*\0\x08\0", "TIFF", "tesseract"),
            (b"MM\0*\0\0", "TIFF", "tesseract"),
            (b"GIF89a\1", "GIF", "tesseract"),
            (b"RIFF\1\2\3\4WEBPVP8 ", "WebP", "tesseract"),
            (b"PK\3\4\0\0" + bytes(22) + b"\x08\0\0\0mimetypeapplication/epub+zipPK", "EPUB", "pandoc"),
            (b"PK\3\4\0\0" + bytes(22) + b"\x08\0\0\0mimetypeapplication/vnd.oasis.opendocument.textPK", "OpenDoc", "soffice"),  # noqa: E501
            (b"PK\3\4\0\0" + bytes(22) + b"\5\0\0\0a.txthello", "ZIP", "unzip"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office", "soffice"),
            (b"{\\rtf1\\ansi", "RTF", "soffice"),
            (b"\n<!DOCTYPE html><html>", "HTML", "pandoc"),
            (b"%!PS-Adobe-3.0", "PostScript", "ps2pdf"),
            (b"AT&TFORM\0\0", "DjVu", "ddjvu"),
            (b"\x1f\x8b\x08", "gzip", "gunzip"),
        ],
    )  # fmt: skip
    def test_files_of_other_kinds(self, head: bytes, name: str, word: str) -> None:
        kind = kind_of(head, is_text_wanted=False)
        assert kind is not None
        assert name in kind.name
        assert word in kind.advice

    @pytest.mark.parametrize("head", [b"", b"%PDF-1.7\n", b"PK\3\4 in front of %PDF-1.4", b"\0\1\2", "نص".encode()])
    def test_what_may_be_read_is_of_no_other_kind(self, head: bytes) -> None:
        assert kind_of(head, is_text_wanted=False) is None

    def test_html_is_text_where_text_is_wanted(self) -> None:
        assert kind_of(b"<html>", is_text_wanted=True) is None

    def test_a_language_that_there_is_not(self) -> None:
        codes = [one.code for one in languages()]
        assert_complaint(run("repair", "--language", "xx", given=b"x"), ExitCode.USAGE, *codes)
        assert_complaint(run("repair", "--language", "Arabic", given=b"x"), ExitCode.USAGE, *codes)

    def test_what_is_typed_is_waited_for_with_a_word(self, tmp_path: Path) -> None:
        pty = pytest.importorskip("pty")
        here, there = pty.openpty()
        command = [sys.executable, "-m", "tarmim", "repair"]
        with subprocess.Popen(command, stdin=there, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stderr is not None
            first = process.stderr.readline().decode()
            process.terminate()
        assert first.startswith("tarmim: reading what is typed; Ctrl-D on a new line ends it")
        for handle in (here, there):
            os.close(handle)


class TestTheSameForEveryCommand:
    @pytest.mark.parametrize("command", ["fonts", "model"])
    def test_a_group_alone_shows_its_help(self, command: str) -> None:
        shown = said(command)
        assert shown == said(command, "--help")
        assert len(shown.splitlines()) > 5

    @pytest.mark.parametrize("command", [("fonts", "list"), ("model", "info"), ("rules",), ("rules", "tatweel")])
    def test_format_and_json(self, command: tuple[str, ...]) -> None:
        assert json.loads(said(*command, "--json")) == json.loads(said(*command, "--format", "json"))
        assert said(*command, "--format", "text") == said(*command)

    @pytest.mark.parametrize("command", ["extract", "inspect"])
    def test_format_and_json_of_a_pdf(self, command: str, paper: Path) -> None:
        assert json.loads(said(command, paper, "--json")) == json.loads(said(command, paper, "--format", "json"))
        assert said(command, paper, "--format", "text") == said(command, paper)

    def test_format_and_json_of_a_text(self) -> None:
        outcomes = [
            run("repair", *form, given=STRETCHED.encode()).stdout for form in (["--json"], ["--format", "json"])
        ]
        assert outcomes[0] == outcomes[1]
        assert json.loads(outcomes[0])["changed"]

    def test_two_formats_are_one_too_many(self, paper: Path) -> None:
        assert_complaint(run("extract", paper, "--json", "--format", "text"), ExitCode.USAGE, "two formats")

    @pytest.mark.parametrize("form", [one.name for one in FORMATS])
    def test_every_format_can_be_asked_for(self, form: str, paper: Path, tmp_path: Path) -> None:
        tarmim.extract(paper).save(tmp_path / "saved", form)
        assert said("extract", paper, "--format", form) == (tmp_path / "saved").read_text(encoding="utf-8")

    def test_version(self) -> None:
        assert said("-V") == said("--version") == f"tarmim {tarmim.__version__}\n"

    def test_quiet(self) -> None:
        done = run("repair", "-q", "--only", "none", given=b"x")
        assert (done.returncode, done.stderr.decode()) == (2, "tarmim: there is no rule named 'none'\n")


class TestExtract:
    @pytest.mark.parametrize(("pages", "numbers"), [("2-", (1, 2)), ("-2", (0, 1)), ("-1,3-", (0, 2))])
    def test_ranges_without_an_end(self, paper: Path, pages: str, numbers: tuple[int, ...]) -> None:
        assert said("extract", paper, "--pages", pages) == "".join(f"{TEXTS[k]}\n" for k in numbers)
        reported = json.loads(said("inspect", paper, "--json", "--pages", pages))
        assert [page["number"] for page in reported["pages"]] == [k + 1 for k in numbers]

    def test_a_range_past_the_end(self, paper: Path) -> None:
        assert_complaint(run("extract", paper, "--pages", "4-"), ExitCode.USAGE, "no page 4", "the file has 3")

    def test_ranges_of_a_locked_file(self, tmp_path: Path) -> None:
        path = tmp_path / "locked.pdf"
        encryption = pikepdf.Encryption(owner="owner", user="secret", R=6)
        path.write_bytes(made(*(line(text, 300) for text in TEXTS), encryption=encryption))
        assert said("extract", path, "--pages", "3-", "--password", "secret") == TEXTS[2] + "\n"
        assert_complaint(run("extract", path, "--pages", "3-"), ExitCode.PASSWORD, "password")

    def test_page_breaks(self, paper: Path) -> None:
        assert said("extract", paper, "--page-breaks").split("\f") == [f"{text}\n" for text in TEXTS]
        assert_complaint(run("extract", paper, "--page-breaks", "--json"), ExitCode.USAGE, "page breaks")

    def test_furniture(self, paper: Path) -> None:
        assert said("extract", paper, "--keep-furniture").count("ترويسة") == 3
        assert said("extract", paper, "--drop-furniture") == said("extract", paper) == "".join(f"{t}\n" for t in TEXTS)

    def test_explain_says_on_which_page(self, tmp_path: Path) -> None:
        path = tmp_path / "stretched.pdf"
        path.write_bytes(made(line(TEXTS[0], 300), line(STRETCHED, 300)))
        done = run("extract", path, "--explain")
        assert (done.returncode, done.stdout.decode()) == (0, f"{TEXTS[0]}\n{STRETCHED.replace('ـ', '')}\n")
        (document_place,) = tarmim.extract(path).at(len(TEXTS[0]) + 1, len(TEXTS[0]) + 2)
        explained = done.stderr.decode()
        assert f"2:{document_place.box[0]:.0f},{document_place.box[1]:.0f}" in explained
        assert "1:" not in explained
        assert explained.splitlines()[-1] == "5 repairs"


def test_what_is_declined_is_said_with_a_tool_for_it() -> None:
    shown = " ".join(said("repair", "--help").split())
    for word in ("folding hamzas", "taking out vowels", "camel_tools", "pyarabic"):
        assert word in shown


class TestSecondLook:
    """What stood in the way of one who knew the command by its README alone."""

    @pytest.mark.parametrize("form", [one for one in FORMATS if one.name != "text"], ids=lambda one: one.name)
    def test_the_name_of_the_output_says_its_format(self, paper: Path, tmp_path: Path, form: Format) -> None:
        for suffix in form.suffixes:
            out = tmp_path / f"out{suffix.upper()}"
            assert said("extract", paper, "-o", out) == ""
            assert out.read_text(encoding="utf-8") == said("extract", paper, "--format", form.name)

    @pytest.mark.parametrize("name", ["out.txt", "out.text", "out", "out.pdf.x"])
    def test_other_names_are_of_text(self, paper: Path, tmp_path: Path, name: str) -> None:
        said("extract", paper, "-o", tmp_path / name)
        assert (tmp_path / name).read_text(encoding="utf-8") == "\n".join(TEXTS) + "\n"

    def test_a_format_that_is_named_comes_before_the_name(self, paper: Path, tmp_path: Path) -> None:
        said("extract", paper, "-o", tmp_path / "out.json", "--format", "text")
        assert (tmp_path / "out.json").read_text(encoding="utf-8") == "\n".join(TEXTS) + "\n"

    @pytest.mark.parametrize("verdict", ["needs OCR", "needs-ocr", "Needs-OCR"])
    def test_a_verdict_is_typed_as_it_is_printed(self, tmp_path: Path, verdict: str) -> None:
        path = tmp_path / "scan.pdf"
        path.write_bytes(made(PICTURE, line(TEXTS[0], 300)))
        done = run("inspect", path, "--fail-on", verdict)
        assert (done.returncode, done.stderr) == (ExitCode.VERDICT, b"")
        assert f"ocrmypdf -l ara --skip-text {path}" in done.stdout.decode()
        assert "ocrmypdf" not in run("inspect", path, "--pages", "2").stdout.decode()

    def test_letters_read_otherwise_than_mapped_are_told(self, tmp_path: Path) -> None:
        path = tmp_path / "lost.pdf"
        path.write_bytes(made(line("قصةجديدةبك", 300), letters={0x643: None}))
        told = run("extract", path, "--explain").stderr.decode()
        where = f"1 code of 1 font was read otherwise than their maps say (1 cannot be told): tarmim inspect {path}"
        first, second, *_ = told.splitlines()
        assert (first, second) == ("nothing to repair in the text as it was read", where)
        assert "otherwise" not in run("extract", path, "--explain", "--no-repair").stderr.decode()

    def test_sound_maps_are_not_mentioned(self, paper: Path) -> None:
        assert run("extract", paper, "--explain").stderr == b"nothing to repair\n"

    @pytest.mark.parametrize("verb", [*VERBS, "model build", "model info", "fonts learn", "fonts list", ""])
    def test_help_fits_a_terminal(self, verb: str) -> None:
        lines = said(*verb.split(), "--help").splitlines()
        assert [one for one in lines if len(one) > 80] == []
        assert [one for one in lines[1:] if one.endswith("...")] == []

    @pytest.mark.parametrize("unknown", ["?", "[lost]"])
    def test_the_sign_for_unknown_letters_is_put_in_what_is_extracted(self, tmp_path: Path, unknown: str) -> None:
        path = tmp_path / "lost.pdf"
        path.write_bytes(made(line("قصةجديدةبك", 300), letters={0x643: None}))
        done = run("extract", path, "--unknown", unknown)
        assert (done.returncode, done.stdout.decode()) == (0, f"قصةجديدةب{unknown}\n")
        assert "letters that cannot be told" in done.stderr.decode()
