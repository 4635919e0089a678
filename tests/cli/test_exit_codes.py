"""Each exit code of docs/errors.md, brought about as a person would."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from tarmim.cli import TRACEBACK_VARIABLE, main
from tarmim.errors import ExitCode
from tests.unit.reading.sheets import line, made

TEXT = "حكاية أولى عن الملوك"
PICTURE = b"q 300 0 0 300 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"
LOST = b"/F9 10 Tf BT 100 100 Td (lost) Tj ET\n"

#: For each code commands that end so, in a folder with the files below. Those that need a signal or a fault of ours
#: stand in test_borders.py.
COMMANDS = {
    ExitCode.OK: ("extract sound.pdf", "extract blank.pdf", "inspect sound.pdf", "inspect scan.pdf", "repair text.txt"),
    ExitCode.USAGE: ("extract", "repair --only none text.txt", "extract sound.pdf --pages 9", "bogus", "rules none"),
    ExitCode.INPUT: ("extract none.pdf", "extract .", "repair sound.pdf", "repair none.txt", "inspect none.pdf"),
    ExitCode.UNDECODABLE: ("repair old.txt",),
    ExitCode.OUTPUT: ("extract sound.pdf -o sound.pdf", "extract sound.pdf -o none/x.txt", "repair text.txt -o ."),
    ExitCode.PDF: (
        "extract text.txt", "extract empty.pdf", "inspect empty.pdf", "extract lost.pdf", "inspect lost.pdf",
        "extract no-pages.pdf", "inspect no-pages.pdf",
    ),
    ExitCode.PASSWORD: ("extract locked.pdf", "inspect locked.pdf --password guess"),
    ExitCode.PARTIAL: ("extract partly-lost.pdf", "inspect partly-lost.pdf", "extract partly-scanned.pdf"),
    ExitCode.VERDICT: (
        "inspect scan.pdf --fail-on needs-ocr", "inspect partly-scanned.pdf --fail-on needs-ocr",
        "inspect lost.pdf --fail-on needs-ocr", "inspect partly-lost.pdf --fail-on unreadable",
        "inspect partly-lost.pdf --fail-on repairable",
    ),
    ExitCode.NEEDS_OCR: ("extract scan.pdf", "extract scan-and-lost.pdf", "extract --json scan.pdf"),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("files")
    sound = line(TEXT, 300)
    empty = pikepdf.new()
    for name, content in {
        "sound.pdf": made(sound),
        "blank.pdf": made(b""),
        "scan.pdf": made(PICTURE, b""),
        "lost.pdf": made(LOST),
        "partly-lost.pdf": made(sound, LOST),
        "partly-scanned.pdf": made(PICTURE, sound),
        "scan-and-lost.pdf": made(PICTURE, LOST),
        "locked.pdf": made(sound, encryption=pikepdf.Encryption(owner="owner", user="secret", R=6)),
        "empty.pdf": b"",
        "text.txt": TEXT.encode(),
        "old.txt": TEXT.encode("windows-1256"),
    }.items():
        (place / name).write_bytes(content)
    empty.save(place / "no-pages.pdf")
    return place


@pytest.mark.parametrize(
    ("code", "command"), [(code, command) for code, commands in COMMANDS.items() for command in commands]
)
def test_a_command_ends_with_its_code(code: ExitCode, command: str, folder: Path) -> None:
    before = sorted((path.name, path.read_bytes()) for path in folder.iterdir())
    words = [sys.executable, "-m", "tarmim", *command.split()]
    done = subprocess.run(words, cwd=folder, capture_output=True, timeout=60, check=False, stdin=subprocess.DEVNULL)
    errors = done.stderr.decode()
    assert done.returncode == code, errors
    assert all(said.startswith(("tarmim: ", "hint: ")) for said in errors.splitlines())
    assert sorted((path.name, path.read_bytes()) for path in folder.iterdir()) == before


@pytest.mark.parametrize(
    ("error", "code"), [(MemoryError(), ExitCode.FAILED), (KeyboardInterrupt(), 130), (KeyError("x"), ExitCode.FAULT)]
)
def test_what_happens_on_the_way(
    error: BaseException, code: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.delenv(TRACEBACK_VARIABLE, raising=False)
    monkeypatch.setattr("tarmim.api.extract", fail)
    with pytest.raises(SystemExit) as left:
        main(["extract", str(folder / "sound.pdf")])
    assert left.value.code == code


def test_every_code_is_brought_about() -> None:
    """Those left are in the test above and, CLOSED_PIPE, in test_borders.py."""
    others = {ExitCode.FAILED, ExitCode.INTERRUPTED, ExitCode.FAULT, ExitCode.CLOSED_PIPE}
    assert set(ExitCode) == others | set(COMMANDS)
