"""Fonts learnt: what shaping finds out of a font made here, and banks of one's own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import freetype
import pytest

from tarmim.cli.choices import fonts_of
from tarmim.cli.user_folder import fonts_folder
from tarmim.errors import ExitCode, InputError
from tarmim.identity.shapes.bank import read_bank
from tarmim.identity.shapes.match import recognise
from tarmim.identity.shapes.outline import outline_of
from tarmim.identity.shapes.user_banks import user_banks, user_files
from tarmim.identity.training.learn_fonts import learn_fonts
from tests.unit.identity.fonts_made import FAMILY, SHAPES, tiny_file, tiny_font

pytest.importorskip("uharfbuzz")

ALEF, BEH, LAM = "\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER BEH}", "\N{ARABIC LETTER LAM}"
NAMES = list(SHAPES)


def first_labels() -> dict[str, tuple[str, str]]:
    from tarmim.identity.training.shaping import label_glyphs

    data = tiny_font()
    found = label_glyphs(data, freetype.Face(io.BytesIO(data)))
    return {NAMES[glyph]: next(iter(labels)) for glyph, labels in found.items()}


def test_shaping_tells_letters_and_forms() -> None:
    found = first_labels()
    assert found["alef"][0] == ALEF
    assert {name: found[name] for name in ("beh", "beh.init", "beh.medi", "beh.fina")} == {
        "beh": (BEH, "isol"),
        "beh.init": (BEH, "init"),
        "beh.medi": (BEH, "medi"),
        "beh.fina": (BEH, "fina"),
    }
    assert found["lam_alef"][0] == LAM + ALEF


def test_dots_drawn_apart_are_told_from_the_body() -> None:
    found = first_labels()
    assert found["tooth.init"][0] in "\N{ARABIC LETTER DOTLESS BEH}\N{ARABIC LETTER NOON GHUNNA}"
    assert found["dotabove"] == ("\ufbb2", "")  # ARABIC SYMBOL DOT ABOVE


def test_digits_of_both_rows_are_rivals() -> None:
    from tarmim.identity.training.shaping import label_glyphs

    data = tiny_font()
    labels = label_glyphs(data, freetype.Face(io.BytesIO(data)))[NAMES.index("one")]
    assert {letters for letters, _ in labels} >= {
        "\N{ARABIC-INDIC DIGIT ONE}",
        "\N{EXTENDED ARABIC-INDIC DIGIT ONE}",
        "1",
    }


def test_a_learnt_font_is_recognised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TARMIM_DATA", str(tmp_path))
    counts = learn_fonts([tiny_file(tmp_path)], tmp_path / "fonts")
    assert list(counts) == [FAMILY]
    assert user_files(tmp_path / "fonts") == [tmp_path / "fonts" / "tiny-naskh.npz"]
    face = freetype.Face(io.BytesIO(tiny_font()))
    names = ("beh.init", "beh.fina", "lam_alef")
    outlines = [outline_of(face, NAMES.index(name)) for name in names]
    found = recognise([one for one in outlines if one is not None], banks=user_banks(tmp_path / "fonts"), likeness=None)
    assert [(one[0].letters, one[0].form, one[0].family) for one in found] == [
        (BEH, "init", FAMILY),
        (BEH, "fina", FAMILY),
        (LAM + ALEF, found[2][0].form, FAMILY),
    ]


def test_a_broken_file_of_ones_own_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TARMIM_DATA", str(tmp_path))
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "old.npz").write_bytes(b"old")
    assert user_banks(tmp_path / "fonts") == []


@pytest.mark.parametrize("content", [b"no font", b""])
def test_what_is_no_font_is_an_input_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.ttf"
    path.write_bytes(content)
    with pytest.raises(InputError, match="is no font"):
        learn_fonts([path], folder=tmp_path)
    with pytest.raises(InputError, match="cannot read"):
        learn_fonts([tmp_path / "missing.ttf"], folder=tmp_path)


def test_a_family_may_have_any_name(tmp_path: Path) -> None:
    learn_fonts([tiny_file(tmp_path)], name="\N{ARABIC LETTER NOON}/../x", folder=tmp_path / "own")
    (path,) = user_files(tmp_path / "own")
    assert path.parent == tmp_path / "own"
    assert read_bank(path).families == ["\N{ARABIC LETTER NOON}/../x"]


def test_the_folder_follows_the_environment() -> None:
    assert fonts_folder({"TARMIM_DATA": "/data"}) == Path("/data/fonts")


def test_a_user_without_a_home_reads_without_fonts_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for name in ("TARMIM_DATA", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", no_home)
    assert fonts_of(None) is None


def run(*arguments: str, data: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tarmim", *arguments],
        env=os.environ | {"TARMIM_DATA": str(data)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_the_commands(tmp_path: Path) -> None:
    learnt = run("fonts", "learn", str(tiny_file(tmp_path)), "--name", "Mine", data=tmp_path)
    assert (learnt.returncode, learnt.stdout) == (ExitCode.OK, "")
    assert "of Mine learnt" in learnt.stderr
    listed = run("fonts", "list", "--json", data=tmp_path)
    records = {record["family"]: record for record in json.loads(listed.stdout)}
    assert records["Mine"]["from"] == str(tmp_path / "fonts" / "mine.npz")
    assert records["Amiri"]["from"] == "Tarmim"
    assert run("fonts", "learn", str(tmp_path / "missing.ttf"), data=tmp_path).returncode == ExitCode.INPUT
