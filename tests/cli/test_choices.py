"""What a caller chooses on the command line reaches the reading of PDFs: language, models, fonts, rules."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from pikepdf import Dictionary

from tarmim.errors import ExitCode
from tests.complaints import assert_complaint
from tests.unit.identity import typefaces
from tests.unit.identity.ciphers import sample
from tests.unit.identity.fonts_made import SHAPES, tiny_file, tiny_font
from tests.unit.pdf.made import made as page_of
from tests.unit.reading.sheets import line, made, sheets

NAMES = list(SHAPES)
KAF = 0x643
STRETCHED = "كـــان المعلـــم يقـــرأ كـــل يـــوم قصـــة"
READ = "كان المعلم يقرأ كل يوم قصة"


def run(*arguments: str | Path, data: Path) -> subprocess.CompletedProcess[bytes]:
    """Return the finished command, which finds the user's own data in a folder of the test's."""
    command = [sys.executable, "-m", "tarmim", *map(str, arguments)]
    environment = os.environ | {"TARMIM_DATA": str(data)}
    return subprocess.run(command, capture_output=True, timeout=120, check=False, env=environment)


def written(folder: Path, content: bytes) -> Path:
    path = folder / "paper.pdf"
    path.write_bytes(content)
    return path


def unmapped() -> bytes:
    """Return a PDF in the tiny font without ToUnicode, and a font program without cmap, names and substitutions."""
    font = TTFont(io.BytesIO(tiny_font()))
    for table in ("cmap", "GSUB", "GDEF"):
        del font[table]
    font["post"].formatType = 3.0
    pdf = typefaces.new()
    about = typefaces.descriptor(pdf, "FontFile2", typefaces.written(font))
    resource = pdf.make_indirect(typefaces.composite(pdf, "CIDFontType2", about))
    glyphs = ("beh.fina", "beh.init", "lam_alef", "alef", "beh.fina", "beh.medi", "beh.init")  # from the left
    codes = "".join(f"{NAMES.index(name):04X}" for name in glyphs)
    return page_of(f"BT /F1 10 Tf 1 0 0 1 50 100 Tm <{codes}> Tj ET".encode(), pdf, Font=Dictionary(F1=resource))


@pytest.fixture(scope="module")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a user's data folder in which the tiny font was learnt."""
    pytest.importorskip("uharfbuzz")
    folder = tmp_path_factory.mktemp("data")
    assert run("fonts", "learn", tiny_file(folder), data=folder).returncode == ExitCode.OK
    return folder


class TestFonts:
    LETTERS = "بببا" + "لا" + "بب"  # a lam-alef between

    def test_a_font_learnt_is_read_by_from_then_on(self, learnt: Path, tmp_path: Path) -> None:
        paper = written(tmp_path, unmapped())
        assert run("extract", paper, data=tmp_path).stdout.decode() == "\ufffd" * 7 + "\n"
        assert run("extract", paper, data=learnt).stdout.decode() == self.LETTERS + "\n"

    def test_inspect_uses_it_too(self, learnt: Path, tmp_path: Path) -> None:
        paper = written(tmp_path, unmapped())
        assert json.loads(run("inspect", paper, "--json", data=tmp_path).stdout)["verdict"] == "needs OCR"
        report = json.loads(run("inspect", paper, "--json", data=learnt).stdout)
        assert (report["verdict"], report["fonts"][0]["evidence"]) == ("repairable", {"outline": 5})

    def test_a_folder_may_be_named(self, learnt: Path, tmp_path: Path) -> None:
        paper = written(tmp_path, unmapped())
        done = run("extract", paper, "--fonts", learnt / "fonts", data=tmp_path)
        assert done.stdout.decode() == self.LETTERS + "\n"
        (tmp_path / "none").mkdir()
        none = run("extract", paper, "--fonts", tmp_path / "none", data=learnt)
        assert none.stdout.decode() == "\ufffd" * 7 + "\n"

    @pytest.mark.parametrize("command", ["extract", "inspect"])
    def test_a_folder_that_there_is_not(self, command: str, tmp_path: Path) -> None:
        paper = written(tmp_path, made(line(READ, 300)))
        assert_complaint(run(command, paper, "--fonts", tmp_path / "none", data=tmp_path), ExitCode.USAGE, "--fonts")


def extracted(folder: Path, content: bytes, *arguments: str) -> dict[str, Any]:
    done = run("extract", written(folder, content), "--format", "json", *arguments, data=folder)
    assert done.returncode == ExitCode.OK
    found: dict[str, Any] = json.loads(done.stdout)
    return found


class TestRules:
    def test_only_and_skip(self, tmp_path: Path) -> None:
        content = made(line(STRETCHED, 300))
        assert extracted(tmp_path, content)["text"] == READ
        assert extracted(tmp_path, content, "--only", "forms")["text"] == STRETCHED
        assert extracted(tmp_path, content, "--skip", "tatweel")["text"] == STRETCHED
        assert extracted(tmp_path, content, "--only", "tatweel")["text"] == READ

    def test_threshold(self, tmp_path: Path) -> None:
        found = extracted(tmp_path, made(line(STRETCHED, 300)), "--threshold", "1")
        assert (found["text"], found["edits"]) == (STRETCHED, [])
        assert {edit["rule"] for edit in found["held"]} == {"tatweel"}

    @pytest.mark.parametrize(
        ("arguments", "words"), [(("--only", "none"), "no rule named"), (("--threshold", "2"), "between 0 and 1")]
    )
    def test_wrong_use(self, tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
        paper = written(tmp_path, made(line(READ, 300)))
        assert_complaint(run("extract", paper, *arguments, data=tmp_path), ExitCode.USAGE, words)


class TestLanguage:
    def test_letters_are_read_by_its_words(self, tmp_path: Path) -> None:
        """Arabic, and kaf has no map: Arabic words tell it, Persian ones do not."""
        content = made(*sheets(sample("news")), letters={KAF: None})
        arabic = extracted(tmp_path, content, "--language", "ar")
        assert (arabic["fonts"][0]["evidence"]["words"], arabic["fonts"][0]["unknown"]) == (1, 0)
        assert extracted(tmp_path, content, "--language", "fa")["fonts"][0]["unknown"] == 1

    def test_json_says_it(self, tmp_path: Path) -> None:
        content = made(line(STRETCHED, 300))
        assert extracted(tmp_path, content)["language"] == "ar"
        assert extracted(tmp_path, content, "--language", "ur")["language"] == "ur"

    @pytest.mark.parametrize("command", ["extract", "inspect"])
    def test_what_is_no_code(self, command: str, tmp_path: Path) -> None:
        paper = written(tmp_path, made(line(READ, 300)))
        done = run(command, paper, "--language", "Arabic", data=tmp_path)
        assert_complaint(done, ExitCode.USAGE, f"tarmim {command} --language ar")


@pytest.mark.parametrize("command", ["extract", "inspect"])
def test_a_folder_without_models(command: str, tmp_path: Path) -> None:
    paper = written(tmp_path, made(line(READ, 300)))
    assert_complaint(run(command, paper, "--model", tmp_path, data=tmp_path), ExitCode.INPUT)


def test_letters_are_read_by_models_of_ones_own(tmp_path: Path) -> None:
    """Words that nobody has in a list, each letter put for another, and the commonest has no map."""
    news = sample("news")
    letters = sorted({char for char in news if re.match("[ب-غف-و]", char) and char not in "ة"})
    strange = news.translate(str.maketrans("".join(letters), "".join(letters[5:] + letters[:5])))
    commonest = Counter(char for char in strange if char in letters).most_common(1)[0][0]
    content = made(*sheets(strange), letters={ord(commonest): None})
    assert extracted(tmp_path, content)["fonts"][0]["unknown"] == 1
    text, models = tmp_path / "text.txt", tmp_path / "models"
    text.write_text(strange, encoding="utf-8")
    built = run("model", "build", text, "--language", "ar", "--at-least", "1", "-o", models, data=tmp_path)
    assert built.returncode == ExitCode.OK
    (font,) = extracted(tmp_path, content, "--model", str(models))["fonts"]
    assert (font["unknown"], [reading["text"] for reading in font["readings"]]) == (0, [commonest])
